"""What we say of occupations in our own words, and what is said of those that nobody has written about yet.

knowledge/occupations/<SOC group>.yml   O*NET-SOC code: OccupationWords
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, StrictInt

from bot.knowledge.facts import Facts
from bot.knowledge.model import OnetCode, Text
from bot.knowledge.nouns import singular
from bot.knowledge.parsing import Problem, load_yaml, parse

FOLDER, SCHOOLING = "occupations", "schooling.yml"


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


def check_words(facts: Facts, words: Mapping[str, OccupationWords], own: Mapping[str, int]) -> Iterator[Problem]:
    """What our words say of an occupation that the facts do not bear out; own: codes that role files tell of."""
    tasks = {code: {int(row["task"]) for row in rows} for code, rows in facts.by("tasks").items()}
    codes = {row["code"] for row in facts.rows["occupations"]}
    titles: dict[str, str] = {}
    for code, told in words.items():
        file = f"{FOLDER}/{code[:2]}.yml"
        if code not in codes:
            yield Problem(file, code, "there is no such occupation in facts/occupations.tsv")
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


def everyday_words(facts: Facts, everyday: Mapping[str, Sequence[str]]) -> dict[str, OccupationWords]:
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
