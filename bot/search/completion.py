"""Titles that go on from what somebody is typing: "nur" to Nurse."""

import math
import re
from bisect import bisect_left
from functools import lru_cache

from bot.knowledge.store import Store

# So many are told at once, and so many beginnings remembered.
MOST, REMEMBERED = 5, 4096
# Fewer letters begin too much; no title has more.
SHORTEST, LONGEST = 2, 60
# What it adds that ten times as many people work in one role as in another, beside how the title begins.
COMMON = 0.25
# What is taken off for another name than the title, for each letter, and for each word after the one that is typed:
# who types 'doc' means a doctor rather than the receptionist of one.
NO_TITLE, LETTER, FURTHER = 0.2, 0.015, 0.3
_WORD = re.compile(r"[^\W_][\w'’-]*")


class Completion:
    """One name a role: its title, or else the shortest other name that goes on from there."""

    def __init__(self, store: Store):
        employed = {role: outlook.employment or 0.0 for role, outlook in store.outlooks.items()}
        # Every beginning of a word in a name, in order, with the name and where in it that word is.
        self._starts: list[tuple[str, int, int]] = []
        self._names = [name for name in store.names if not (name.is_advert or name.is_listed)]
        self._common = [math.log10(max(1.0, employed.get(name.role, 0.0))) for name in self._names]
        self._residual = store.residual
        for place, name in enumerate(self._names):
            spelt = name.text.lower()
            self._starts += [
                (spelt[word.start() :], place, number) for number, word in enumerate(_WORD.finditer(spelt))
            ]
        self._starts.sort()
        self.titles = lru_cache(maxsize=REMEMBERED)(self._titles)

    def _titles(self, begin: str) -> tuple[str, ...]:
        """At most MOST names of which a word, and what follows it, begins like this.

        First those that begin so as a whole, among them short names of common roles.
        begin: lower-cased, without spaces around it.
        """
        if not SHORTEST <= len(begin) <= LONGEST:
            return ()
        best: dict[str, tuple[float, str]] = {}
        for at in range(bisect_left(self._starts, (begin,)), len(self._starts)):
            spelt, place, number = self._starts[at]
            if not spelt.startswith(begin):
                break
            name = self._names[place]
            if name.role in self._residual:
                continue
            further = spelt.count(" ", len(begin))
            likely = COMMON * self._common[place] - NO_TITLE * (not name.is_title) - LETTER * len(name.text)
            likely -= FURTHER * further
            rank = ((number > 0) - likely, name.text)
            best[name.role] = min(best.get(name.role, rank), rank)
        return tuple(dict.fromkeys(text for _, text in sorted(best.values())))[:MOST]


@lru_cache(maxsize=2)
def completion_of(store: Store) -> Completion:
    return Completion(store)
