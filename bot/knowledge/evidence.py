"""Which of many names that a database lists for occupations mean which of them.

O*NET lists 'teacher' under 24 occupations and 'nephrologist' under three. How many of its sources give a name, whether
workers report it of themselves, and how far it agrees with the occupation's own title say which of them is meant.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.knowledge.nouns import singular_noun

# What a report of workers adds to the number of sources, full agreement with the title, and being a residual group.
REPORTED, AGREEMENT, RESIDUAL = 0.5, 2.0, -1.0
# An occupation whose evidence is so much weaker than the best one's is not meant by the name.
TIE = 0.75
# A name is a short form that needs more than one source where it is as short as this.
SHORT = 3
# With less than this a name is of a job that is counted in the occupation rather than another name for it.
SYNONYM = 2.5
# How many letters two words have in common at their beginning where they are of one stem: manager, management.
STEM = 5


@dataclass(frozen=True)
class NameEvidence:
    """One name that a source lists for an occupation."""

    code: str
    name: str
    sources: int
    reported: bool
    residual: bool
    titles: tuple[str, ...]

    @cached_property
    def strength(self) -> float:
        stated = self.sources + REPORTED * self.reported + RESIDUAL * self.residual
        return stated + AGREEMENT * max(agreement(self.name, title) for title in self.titles)

    @property
    def is_synonym(self) -> bool:
        return self.sources + self.reported >= SYNONYM


@lru_cache(maxsize=1 << 17)
def agreement(name: str, title: str) -> float:
    """Which part of a name's words the title has too, 0 to 1."""
    own, theirs = _words(name), _words(title)
    return sum(any(_same(word, other) for other in theirs) for word in own) / len(own) if own else 0.0


@lru_cache(maxsize=1 << 17)
def _words(text: str) -> tuple[str, ...]:
    return tuple(singular_noun(word) for word in re.findall(r"[a-z]+", text.lower()) if word not in _LITTLE)


_LITTLE = frozenset(("of", "and", "the"))


def _same(word: str, other: str) -> bool:
    return word == other or (len(word) >= STEM and word[:STEM] == other[:STEM])


def meant(names: Iterable[NameEvidence]) -> Iterator[NameEvidence]:
    """Of each name those occupations that it means: the one with the best evidence and its ties."""
    listed: dict[str, dict[str, NameEvidence]] = defaultdict(dict)
    for each in names:
        owners = listed[each.name.lower()]
        before = owners.get(each.code)
        if before is None or before.strength < each.strength:
            owners[each.code] = each
    for name, owners in listed.items():
        best = max(each.strength for each in owners.values())
        for each in owners.values():
            doubtful = len(name) <= SHORT and each.sources < 2 and not each.reported
            if each.strength >= best - TIE and not doubtful:
                yield each


# 'Soil and Plant Scientists', 'Fish, Game, and Bird Wardens'; nothing longer: its parts may belong together otherwise.
_COORDINATED = re.compile(r"((?:[A-Z]\w+, )*[A-Z]\w+),? (?:and|or) ([A-Z]\w+) ([A-Z]\w+)")


def parts(title: str) -> list[str]:
    """The names that a title coordinates: soil scientists and plant scientists; none where it is one name."""
    found = _COORDINATED.fullmatch(title)
    if not found:
        return []
    first, last = found[1].split(", "), f"{found[2]} {found[3]}"
    whole = [word.endswith("s") and not word.endswith(("ics", "ss")) for word in first]
    if all(whole):
        return [*first, last]
    return [] if any(whole) else [*(f"{word} {found[3]}" for word in first), last]
