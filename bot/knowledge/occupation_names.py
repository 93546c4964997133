"""What each occupation is called, of all the names that the tables of knowledge/facts list."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from bot.knowledge.evidence import NameEvidence, meant, parts
from bot.knowledge.facts import Facts
from bot.knowledge.nouns import singular

# How many sources an occupation's own title counts as, and the parts of it: 'soil scientist' in 'Soil and Plant
# Scientists'.
TITLE, PART = 9, 2


def names_meant(facts: Facts, own_titles: Mapping[str, str]) -> dict[str, list[NameEvidence]]:
    """The names that mean each occupation, by code; own_titles: what we call them, by code."""
    found: dict[str, list[NameEvidence]] = defaultdict(list)
    for name in meant(_evidence(facts, own_titles)):
        found[name.code].append(name)
    return found


def _evidence(facts: Facts, own_titles: Mapping[str, str]) -> Iterator[NameEvidence]:
    titles = {row["code"]: row["title"] for row in facts.rows["occupations"]}
    residual = {row["code"] for row in facts.rows["occupations"] if row["residual"]}

    def listed(code: str, name: str, sources: int, reported: bool) -> NameEvidence:
        return NameEvidence(code, name, sources, reported, code in residual, (titles[code], own_titles[code]))

    for code, title in titles.items():
        yield listed(code, title, TITLE, True)
        for name in parts(title):
            yield listed(code, singular(name), PART, False)
    for row in facts.rows["names"]:
        written = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", row["name"])
        names = [*(written.groups() if written else (row["name"],)), row["short"]]
        for name in filter(None, names):
            yield listed(row["code"], name, int(row["sources"]), bool(row["reported"]))
