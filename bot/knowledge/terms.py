"""What words of schooling and hiring mean: knowledge/terms.yml.

Read from the file itself rather than from the store, as bot.knowledge.aid is; a folder of other knowledge needs none.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import Field

from bot.errors import InvalidKnowledge
from bot.knowledge.model import Frozen, Text
from bot.knowledge.parsing import Model, Problem, load_yaml, parse

FILE = "terms.yml"
_URL = r"^https://\S+$"


class Term(Frozen):
    called: tuple[Text, ...] = Field(description="How people name it, its usual name first.")
    means: Text
    like: Text | None = Field(None, description="What comes near it in other countries.")
    source: str = Field(description="One of the file's own sources.")


class TermSource(Frozen):
    title: Text
    publisher: Text
    url: str = Field(regex=_URL)


@dataclass(frozen=True)
class Terms:
    """Both tables, by id."""

    terms: Mapping[str, Term] = field(default_factory=dict)
    sources: Mapping[str, TermSource] = field(default_factory=dict)


@lru_cache(maxsize=4)
def read_terms(tree: Path) -> Terms:
    """The terms of a folder of knowledge, none where it has no file; raises InvalidKnowledge with every problem."""
    if not (tree / FILE).is_file():
        return Terms()
    problems: list[Problem] = []
    content = load_yaml(tree / FILE, FILE, problems)
    found = Terms(
        _entries(content, "terms", Term, problems),
        _entries(content, "sources", TermSource, problems),
    )
    problems += _problems(found) if not problems else ()
    if problems:
        raise InvalidKnowledge(sorted(set(problems)))
    return found


def _entries(content: Any, table: str, model: type[Model], problems: list[Problem]) -> dict[str, Model]:
    held = content.get(table) if isinstance(content, dict) else None
    if not isinstance(held, dict):
        problems.append(Problem(FILE, table, "this must be a mapping from ids to entries"))
        return {}
    read = {str(key): parse(model, value, FILE, f"{table}.{key}", problems) for key, value in held.items()}
    return {key: entry for key, entry in read.items() if entry is not None}


def _problems(found: Terms) -> Iterator[Problem]:
    """Sources that are not there, terms without a name, and names that two terms have."""
    for key, term in found.terms.items():
        if not term.called:
            yield Problem(FILE, f"terms.{key}.called", "how people name it is missing; add at least one name")
        if term.source not in found.sources:
            yield Problem(FILE, f"terms.{key}.source", f"there is no source '{term.source}'; add it under 'sources'")
    for name, times in Counter(name.lower() for term in found.terms.values() for name in term.called).items():
        if times > 1:
            yield Problem(FILE, "terms", f"'{name}' is the name of several terms; leave it with one")
