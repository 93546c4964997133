"""Every occupation there is, as roles: our own words for it and the figures of knowledge/facts put together.

knowledge/occupations/<SOC group>.yml   O*NET-SOC code: OccupationWords
knowledge/occupations/schooling.yml     what each answer on schooling and experience is called

An occupation that nobody has written about yet is told in the everyday words that people ask for it with.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, StrictInt

from bot.errors import InvalidKnowledge
from bot.knowledge.evidence import NameEvidence, meant, parts
from bot.knowledge.facts import PERCENTILES, RIASEC, Facts, read_facts
from bot.knowledge.files import Knowledge, Problem, load_yaml, parse
from bot.knowledge.model import Figure, OnetCode, Pay, Role, Source, Text, Wages
from bot.knowledge.onet import role_id, singular
from bot.knowledge.projections import outlooks
from bot.knowledge.projections import source_id as projection_id

FOLDER, SCHOOLING = "occupations", "schooling.yml"
# How many of the ordered lists a role keeps, as an imported one does.
ANSWERS, RELATED, STYLES, TOOLS = 3, 10, 6, 40
# How many sources the parts of a title count as: 'soil scientist' in 'Soil and Plant Scientists'.
PART = 2
Row = Mapping[str, str]


class _Closed(BaseModel):
    class Config:
        extra = "forbid"
        frozen = True


class Told(_Closed):
    """A sentence of ours, and the O*NET tasks that say it; none where the occupation's description does."""

    text: Text
    tasks: tuple[StrictInt, ...] = ()


class OccupationWords(_Closed):
    """What we say of an occupation. duties: by the number of the O*NET task that each tells of."""

    title: Text
    plural: Text
    summary: Text
    duties: dict[StrictInt, Text] = {}
    scope: Told | None = None
    place: Told | None = None
    licence: Told | None = None
    gathers: Text | None = None
    elsewhere: tuple[OnetCode, ...] = ()
    everyday: tuple[Text, ...] = ()


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
    problems += _check(facts, words, own)
    if problems:
        raise InvalidKnowledge(sorted(problems))
    builder = _Builder(facts, _unwritten(facts, everyday) | words, schooling, own)
    roles = tuple(builder.role(row) for row in facts.rows["occupations"])
    pay = _pay(facts)
    outlook = outlooks({row["soc"]: row for row in facts.rows["outlook"]}, *_years(facts, "outlook"))
    sources = dict(builder.sources())
    sources |= {f"oews_{_flat(code)}": _bls(facts, "pay", each.occupation, code) for code, each in pay.items()}
    sources |= {projection_id(code): _bls(facts, "outlook", each.occupation, code) for code, each in outlook.items()}
    return Knowledge(tuple(sorted(roles, key=lambda role: role.title.lower())), sources, {}, pay, outlook=outlook)


def read_words(tree: Path, problems: list[Problem]) -> dict[str, OccupationWords]:
    """Our words by O*NET-SOC code; what is wrong with them is added to problems."""
    found: dict[str, OccupationWords] = {}
    for path in sorted((tree / FOLDER).glob("*.yml")):
        if path.name == SCHOOLING:
            continue
        file = f"{FOLDER}/{path.name}"
        content = load_yaml(path, file, problems)
        if not isinstance(content, dict):
            problems.append(
                Problem(file, "", "the file must be a mapping from O*NET-SOC codes to what is told of each")
            )
            continue
        for code, entry in content.items():
            words = parse(OccupationWords, entry, file, str(code), problems)
            if not str(code).startswith(path.stem + "-"):
                problems.append(Problem(file, str(code), f"it belongs in {FOLDER}/{str(code)[:2]}.yml"))
            if words is not None:
                found[str(code)] = words
    return found


def _check(facts: Facts, words: Mapping[str, OccupationWords], own: Mapping[str, int]) -> Iterator[Problem]:
    tasks = {code: {int(row["task"]) for row in rows} for code, rows in facts.by("tasks").items()}
    codes = {row["code"] for row in facts.rows["occupations"]}
    titles: dict[str, str] = {}
    for code, told in words.items():
        file = f"{FOLDER}/{code[:2]}.yml"
        if code not in codes:
            yield Problem(file, code, f"there is no such occupation in facts/{'occupations'}.tsv")
            continue
        if code in own:
            yield Problem(file, code, "a file in roles/ tells of it already; keep one")
        if titles.setdefault(told.title.lower(), code) != code:
            yield Problem(file, f"{code}.title", f"'{told.title}' is the title of {titles[told.title.lower()]} too")
        cited = [("duties", set(told.duties))]
        cited += [(part, set(each.tasks)) for part in ("scope", "place", "licence") if (each := getattr(told, part))]
        for part, numbers in cited:
            for task in sorted(numbers - tasks.get(code, set())):
                yield Problem(file, f"{code}.{part}", f"task {task} is none of this occupation's")
        if not told.duties and not told.gathers:
            yield Problem(file, code, "it has neither duties nor what it gathers; write one of them")
        for other in sorted(set(told.elsewhere) - codes):
            yield Problem(file, f"{code}.elsewhere", f"there is no occupation {other}")


def _unwritten(facts: Facts, everyday: Mapping[str, Sequence[str]]) -> dict[str, OccupationWords]:
    """Every occupation in everyday words: the first says what it is at heart, the others what else it does."""
    titles = {row["code"]: singular(row["title"]) for row in facts.rows["occupations"]}
    # What a title leaves out is left out of it where nothing else is called the rest.
    short = {code: title.partition(", Except")[0] for code, title in titles.items()}
    alone = Counter((*short.values(), *titles.values()))
    titles |= {code: title for code, title in short.items() if alone[title] == 1}
    found = {}
    for row in facts.rows["occupations"]:
        code, title = row["code"], titles[row["code"]]
        phrases = everyday.get(code) or ("belongs to no occupation of its own",)
        found[code] = OccupationWords.parse_obj(
            dict(title=title, plural=row["title"], summary=f"Somebody who {phrases[0]}.", everyday=tuple(phrases))
        )
    return found


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
            for table in ("skills", "styles", "interests", "preparation", "technologies", "related")
        }
        self._names: dict[str, list[NameEvidence]] = {}
        for name in meant(self._evidence()):
            if own.get(name.code, 0) < 2:
                self._names.setdefault(name.code, []).append(name)

    def sources(self) -> Iterator[tuple[str, Source]]:
        about = self._facts.sources["occupations"]
        for code, title in self._titles.items():
            url = f"https://www.onetonline.org/link/summary/{code}"
            yield role_id(code), about.copy(update={"title": f"O*NET OnLine: {title} ({code})", "url": url})

    def role(self, row: Row) -> Role:
        code = row["code"]
        source = (role_id(code),)
        words = self._words.get(code)
        title = words.title if words else row["title"]
        names = [each for each in self._names.get(code, ()) if each.name.lower() != title.lower()]

        def told(text: str, numbers: tuple[int, ...] = ()) -> dict[str, Any]:
            return dict(text=text, sources=source, ref=_tasks(numbers))

        def of(part: str) -> dict[str, Any] | None:
            found = getattr(words, part) if words else None
            return told(found.text, found.tasks) if found else None

        return Role.parse_obj(
            dict(
                id=role_id(code),
                title=title,
                plural=words.plural if words else None,
                aliases=tuple(each.name for each in names if each.is_synonym),
                counted=tuple(each.name for each in names if not each.is_synonym),
                family=row["group"],
                summary=told(words.summary if words else title),
                scope=of("scope"),
                place=of("place"),
                licence=of("licence"),
                gathers=told(words.gathers) if words and words.gathers else None,
                elsewhere=tuple(
                    dict(role=role_id(other), sources=source, ref="title")
                    for other in (words.elsewhere if words else ())
                ),
                duties=tuple(
                    dict(
                        id=f"everyday_{number}",
                        statement=phrase[0].upper() + phrase[1:] + ".",
                        area="work",
                        involvement="responsible",
                        sources=source,
                    )
                    for number, phrase in enumerate(words.everyday if words else (), 1)
                )
                + tuple(
                    dict(
                        id=f"task_{task}",
                        statement=statement,
                        area="work",
                        involvement="responsible" if (code, task) in self._core else "takes_part",
                        sources=source,
                        ref=f"task {task}",
                    )
                    for task, statement in (words.duties.items() if words else ())
                ),
                skills=self._measured("skills", code, source),
                styles=self._measured("styles", code, source)[:STYLES],
                technology=tuple(
                    dict(name=each["name"], sources=source, ref="Technology Skills")
                    for each in sorted(
                        self._by["technologies"].get(code, ()),
                        key=lambda each: (not each["in_demand"], not each["hot"]),
                    )[:TOOLS]
                ),
                interests=self._interests(code, source),
                education=self._answers(code, "RL", "education", source),
                experience=self._answers(code, "RW", "experience", source),
                related=tuple(
                    dict(role=role_id(each["related"]), sources=source, ref="Related Occupations")
                    for each in self._by["related"].get(code, ())[:RELATED]
                ),
                job_zone=int(row["zone"]) if row["zone"] else None,
                onet_code=code,
            )
        )

    def _evidence(self) -> Iterator[NameEvidence]:
        residual = {row["code"] for row in self._facts.rows["occupations"] if row["residual"]}
        for code, title in self._titles.items():
            yield self._name(code, title, 9, True, residual)
            for name in parts(title):
                yield self._name(code, singular(name), PART, False, residual)
        for row in self._facts.rows["names"]:
            written = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", row["name"])
            names = [*(written.groups() if written else (row["name"],)), row["short"]]
            for name in filter(None, names):
                yield self._name(row["code"], name, int(row["sources"]), bool(row["reported"]), residual)

    def _name(self, code: str, name: str, sources: int, reported: bool, residual: set[str]) -> NameEvidence:
        titles = (self._titles[code], *((self._words[code].title,) if code in self._words else ()))
        return NameEvidence(code, name, sources, reported, code in residual, titles)

    def _measured(self, table: str, code: str, source: tuple[str, ...]) -> list[dict[str, Any]]:
        found = []
        for row in self._by[table].get(code, ()):
            element = self._elements[row["element"]]
            kind = {"kind": element["kind"]} if table == "skills" else {}
            importance = round((float(row["importance"]) - 1) / 4 * 100)
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


def _tasks(numbers: tuple[int, ...]) -> str:
    if not numbers:
        return "occupation description"
    return ("task " if len(numbers) == 1 else "tasks ") + ", ".join(map(str, numbers))


def _flat(code: str) -> str:
    return code.replace("-", "_")


def _bls(facts: Facts, table: str, occupation: str, code: str) -> Source:
    about = facts.sources[table]
    return about.copy(update={"title": f"{about.title}: {occupation} ({code})"})


def _years(facts: Facts, table: str) -> list[int]:
    """The years of a table, as its release is called: 'Employment Projections 2024-34'."""
    first, *others = re.findall(r"\d{4}|(?<=-)\d\d", facts.sources[table].release or "")
    return [int(first), *(int(first[:-2] + other[-2:]) for other in others)]


def _pay(facts: Facts) -> dict[str, Pay]:
    found = {}
    (year,) = _years(facts, "pay")
    for row in facts.rows["pay"]:
        annual, hourly = _wages(row, "annual"), _wages(row, "hourly")
        if annual or hourly:
            found[row["soc"]] = Pay.parse_obj(
                dict(
                    sources=[f"oews_{_flat(row['soc'])}"],
                    occupation=row["title"],
                    year=year,
                    annual=annual,
                    hourly=hourly,
                    employment=int(row["employment"]) if row["employment"] else None,
                )
            )
    return found


# Above these the survey tells no amounts.
CEILING = {"annual": 239200.0, "hourly": 115.0}


def _wages(row: Row, basis: str) -> Wages | None:
    figures = {point: _figure(row[f"{basis}_{point}"], CEILING[basis]) for point in PERCENTILES}
    if not (figures["10"] and figures["50"] and figures["90"]):
        return None
    mean = row[f"{basis}_mean"]
    return Wages(
        low=figures["10"],
        lower=figures["25"],
        median=figures["50"],
        upper=figures["75"],
        high=figures["90"],
        mean=float(mean) if mean and mean != "#" else None,
    )


def _figure(cell: str, ceiling: float) -> Figure | None:
    if cell == "#":
        return Figure(dollars=ceiling, or_more=True)
    return Figure(dollars=float(cell), or_more=False) if cell else None
