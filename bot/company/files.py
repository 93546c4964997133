"""Reads the company file and writes it; docs/company.md describes it."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.company.beside import beside, read_tables
from bot.company.checks import findings
from bot.company.draft import read_draft
from bot.company.linking import titles_csv
from bot.company.model import Company
from bot.company.roles import roles_of
from bot.errors import InvalidKnowledge, SettingError
from bot.knowledge.files import Knowledge
from bot.knowledge.parsing import Problem, load_yaml
from bot.knowledge.store import Store


def read_company(path: Path, knowledge: Knowledge | Store, today: date | None = None) -> Company:
    """The company in a file and the tables beside it, its roles and duties being those of the knowledge given.

    today: absences that ended before no longer count; without it, all do.
    Raises InvalidKnowledge with every problem of the file.
    """
    problems: list[Problem] = []
    content = load_yaml(path, path.name, problems)
    if problems:
        raise InvalidKnowledge(problems)
    if not isinstance(content, dict):
        return parse_company(content, path.name, knowledge, today)
    tables = read_tables(path, content, problems)
    for part, entries in tables.entries.items():
        if isinstance(content.setdefault(part, []), list):
            content[part] += entries
    try:
        company = parse_company(content, path.name, knowledge, today)
    except InvalidKnowledge as error:
        # What a table calls by a name that nobody has is one mistake, not two.
        said = {problem.path for problem in problems}
        problems += (
            each for each in error.problems if isinstance(each, Problem) and not each.path.startswith(tuple(said))
        )
    if problems:
        raise InvalidKnowledge(sorted({tables.placed(problem) for problem in problems}))
    return company


def check_company(path: Path, knowledge: Knowledge | Store, today: date | None = None) -> list[Problem]:
    """Every problem of a company file; none where it can be used."""
    try:
        read_company(path, knowledge, today)
    except InvalidKnowledge as error:
        return [problem for problem in error.problems if isinstance(problem, Problem)]
    return []


def parse_company(content: Any, file: str, knowledge: Knowledge | Store, today: date | None = None) -> Company:
    """The company in what YAML holds; file is what problems call it.

    Raises InvalidKnowledge with every problem.
    """
    problems: list[Problem] = []
    draft = read_draft(content, file, problems)
    if draft is not None:
        found = findings(draft, roles_of(knowledge), today)
        problems += (Problem(file, path, message) for path, message in found)
    if problems or draft is None:
        raise InvalidKnowledge(sorted(set(problems)))
    return draft.company


def company_content(company: Company) -> dict[str, Any]:
    """The company as what its file holds."""
    body = json.loads(company.json(exclude_defaults=True))
    for person in body.get("people", {}).values():
        if person.get("away") == {}:
            person["away"] = True
    return body


def company_text(company: Company) -> str:
    """The company as a file that reads as the same company."""
    body = company_content(company)
    return yaml.dump(body, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


# Ten thousand people are written in a second rather than in ten.
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def write_company(company: Company, path: Path, replace: bool = False) -> None:
    """Writes the file, whole or not at all; its titles go into the table beside it, its own duties stay in theirs.

    Raises SettingError where there is one already and it is not to be replaced, and InvalidKnowledge where the table of
    own duties would be right beside the one that there is and wrong beside this.
    """
    check_free(path, replace)
    if path.exists():
        check_duties(company, path)
    tables = beside(path)
    apart: dict[str, Any] = {}
    if company.titles:
        write_whole(tables["titles"], titles_csv(company).encode())
        apart["titles"] = ()
    if tables["own_duties"].is_file():
        apart["own_duties"] = ()
    write_whole(path, company_text(company.copy(update=apart)).encode())


def check_duties(company: Company, path: Path) -> None:
    """Raises InvalidKnowledge where the own duties beside a file call people or places as this company does not."""
    problems: list[Problem] = []
    tables = read_tables(path, {**company_content(company), "own_duties": []}, problems)
    own = beside(path)["own_duties"].name
    if wrong := sorted({found for each in problems if (found := tables.placed(each)).file == own}):
        raise InvalidKnowledge(wrong)


def check_free(path: Path, replace: bool) -> None:
    """Raises SettingError where there is a file already that is not to be replaced."""
    if path.exists() and not replace:
        raise SettingError(f"{path} exists already and was left as it is; remove it or ask for it to be replaced.")


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file, whole or not at all, with the folders above it. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        scratch.write_bytes(content)
        os.replace(scratch, path)
    finally:
        scratch.unlink(missing_ok=True)
