"""Every occupation there is, as roles: our own words for it and the figures of knowledge/facts put together.

knowledge/occupations/schooling.yml     what each answer on schooling and experience is called

An occupation that nobody has written about yet is told in the everyday words that people ask for it with.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.errors import InvalidKnowledge
from bot.knowledge.bls import bls_figures
from bot.knowledge.facts import RIASEC, Facts, read_facts
from bot.knowledge.files import Knowledge
from bot.knowledge.model import Role, Source
from bot.knowledge.occupation_names import names_meant
from bot.knowledge.occupation_words import (
    FOLDER,
    SCHOOLING,
    OccupationWords,
    check_words,
    everyday_words,
    read_words,
)
from bot.knowledge.onet import role_id
from bot.knowledge.parsing import Problem, load_yaml

# How many of the ordered lists a role keeps, as an imported one does.
ANSWERS, RELATED, TOOLS = 3, 10, 40
# The lowest and the highest answer of what the tables measure.
SCALES = {"skills": (1, 5), "styles": (1, 5), "values": (1, 7)}
Row = Mapping[str, str]


def read_occupations(tree: Path, own: Mapping[str, int], everyday: Mapping[str, Sequence[str]]) -> Knowledge:
    """All occupations of a folder of knowledge files, with pay and prospects by SOC code.

    own: how many role files tell of each code; those need no words here, and bring figures and names alone. Where
    several files share a code no name of it says which of them is meant, so it brings figures alone.
    everyday: what people say after 'who' when they ask for an occupation, by code.

    Raises InvalidKnowledge with every problem found.
    """
    facts = read_facts(tree)
    problems: list[Problem] = []
    words = read_words(tree, problems)
    schooling = load_yaml(tree / FOLDER / SCHOOLING, f"{FOLDER}/{SCHOOLING}", problems) or {}
    problems += check_words(facts, words, own)
    if problems:
        raise InvalidKnowledge(sorted(problems))
    builder = _Builder(facts, everyday_words(facts, everyday) | words, schooling, own)
    roles = tuple(builder.role(row) for row in facts.rows["occupations"])
    figures = bls_figures(facts)
    return Knowledge(
        tuple(sorted(roles, key=lambda role: role.title.lower())),
        dict(builder.sources()) | figures.sources,
        {},
        figures.pay,
        outlook=figures.outlook,
    )


class _Builder:
    def __init__(
        self,
        facts: Facts,
        words: Mapping[str, OccupationWords],
        schooling: Mapping[str, Any],
        own: Mapping[str, int],
    ):
        self._facts = facts
        # A role file says all that its role does.
        self._words = {
            code: told.copy(update={"everyday": ()}) if own.get(code) else told for code, told in words.items()
        }
        self._schooling = schooling
        self._titles = {row["code"]: row["title"] for row in facts.rows["occupations"]}
        self._elements = {row["element"]: row for row in facts.rows["elements"]}
        self._core = {(row["code"], int(row["task"])) for row in facts.rows["tasks"] if row["core"]}
        self._by = {
            table: facts.by(table)
            for table in ("skills", "styles", "values", "interests", "preparation", "technologies", "related")
        }
        names = names_meant(facts, {code: told.title for code, told in words.items()})
        self._names = {code: found for code, found in names.items() if own.get(code, 0) < 2}

    def sources(self) -> Iterator[tuple[str, Source]]:
        about = self._facts.sources["occupations"]
        for code, title in self._titles.items():
            url = f"https://www.onetonline.org/link/summary/{code}"
            yield role_id(code), about.copy(update={"title": f"O*NET OnLine: {title} ({code})", "url": url})

    def role(self, row: Row) -> Role:
        code = row["code"]
        words = self._words[code]
        names = [each for each in self._names.get(code, ()) if each.name.lower() != words.title.lower()]
        return Role.parse_obj(
            dict(
                id=role_id(code),
                title=words.title,
                plural=words.plural,
                aliases=tuple(each.name for each in names if each.is_synonym),
                counted=tuple(each.name for each in names if not each.is_synonym),
                family=row["group"],
                **self._told(code, words),
                **self._listed(code),
                job_zone=int(row["zone"]) if row["zone"] else None,
                onet_code=code,
            )
        )

    def _told(self, code: str, words: OccupationWords) -> dict[str, Any]:
        """What we say of it."""
        source = (role_id(code),)

        def told(text: str, tasks: tuple[int, ...] = ()) -> dict[str, Any]:
            return dict(text=text, sources=source, ref=_tasks(tasks))

        parts = {part: getattr(words, part) for part in ("scope", "place", "licence")}
        return dict(
            summary=told(words.summary),
            **{part: told(each.text, each.tasks) for part, each in parts.items() if each},
            gathers=told(words.gathers) if words.gathers else None,
            elsewhere=[dict(role=role_id(other), sources=source, ref="title") for other in words.elsewhere],
            duties=[*_everyday_duties(words, source), *self._duties(code, words, source)],
        )

    def _duties(self, code: str, words: OccupationWords, source: tuple[str, ...]) -> Iterator[dict[str, Any]]:
        for task, statement in words.duties.items():
            yield dict(
                id=f"task_{task}",
                statement=statement,
                area="work",
                involvement="responsible" if (code, task) in self._core else "takes_part",
                sources=source,
                ref=f"task {task}",
            )

    def _listed(self, code: str) -> dict[str, Any]:
        """What the tables list."""
        source = (role_id(code),)
        tools = self._by["technologies"].get(code, ())
        tools = sorted(tools, key=lambda each: (not each["in_demand"], not each["hot"]))[:TOOLS]
        related = self._by["related"].get(code, ())[:RELATED]
        return dict(
            skills=self._measured("skills", code, source),
            styles=self._measured("styles", code, source),
            values=self._measured("values", code, source),
            technology=[dict(name=each["name"], sources=source, ref="Technology Skills") for each in tools],
            interests=self._interests(code, source),
            education=self._answers(code, "RL", "education", source),
            experience=self._answers(code, "RW", "experience", source),
            related=[
                dict(role=role_id(each["related"]), sources=source, ref="Related Occupations") for each in related
            ],
        )

    def _measured(self, table: str, code: str, source: tuple[str, ...]) -> list[dict[str, Any]]:
        found = []
        least, most = SCALES[table]
        for row in self._by[table].get(code, ()):
            element = self._elements[row["element"]]
            kind = {"kind": element["kind"]} if table == "skills" else {}
            importance = round(
                (float(row["extent" if table == "values" else "importance"]) - least) / (most - least) * 100
            )
            found.append(
                dict(
                    name=element["name"], importance=importance, sources=source, ref=f"element {row['element']}", **kind
                )
            )
        return sorted(found, key=lambda each: (-each["importance"], each["name"]))

    def _interests(self, code: str, source: tuple[str, ...]) -> list[dict[str, Any]]:
        levels = [
            dict(type=kind, level=round((float(row[kind]) - 1) / 6 * 100), sources=source, ref="Interests")
            for row in self._by["interests"].get(code, ())
            for kind in RIASEC
            if row[kind]
        ]
        return sorted(levels, key=lambda each: -each["level"])

    def _answers(self, code: str, scale: str, part: str, source: tuple[str, ...]) -> list[dict[str, Any]]:
        """What people said most often is required, as one sentence."""
        told = self._schooling.get(part) or {}
        shares = [
            (round(float(share)), told["answers"][int(number)])
            for row in self._by["preparation"].get(code, ())
            if row["scale"] == scale
            for number, share in row.items()
            if number.isdigit() and share and int(number) in told["answers"]
        ]
        shares = [each for each in sorted(shares, key=lambda each: -each[0])[:ANSWERS] if each[0]]
        if not shares:
            return []
        first, rest = shares[0], "; ".join(f"{share} % say {name}" for share, name in shares[1:])
        text = told["most"].format(answer=first[1], share=first[0])
        text = text[0].upper() + text[1:] + (f"; {rest}" if rest else "") + "."
        return [dict(text=text, sources=source, ref=told["ref"])]


def _everyday_duties(words: OccupationWords, source: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for number, phrase in enumerate(words.everyday, 1):
        yield dict(
            id=f"everyday_{number}",
            statement=phrase[0].upper() + phrase[1:] + ".",
            area="work",
            involvement="responsible",
            sources=source,
        )


def _tasks(numbers: tuple[int, ...]) -> str:
    if not numbers:
        return "occupation description"
    return ("task " if len(numbers) == 1 else "tasks ") + ", ".join(map(str, numbers))
