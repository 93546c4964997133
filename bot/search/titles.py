"""Text to roles, by title: which role a job title is, however an advert, a payslip or a signature puts it.

A role's score adds up how like the title is to the role's names in meaning and in letters. docs/decisions/0006 has
the figures behind every number here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.knowledge.store import Store
from bot.search.adverts import title_alone
from bot.search.encoder import Encoder
from bot.search.index import plain
from bot.search.language import is_english_word
from bot.search.names import Names
from bot.search.passages import NAME, Passages, best_of, ranges
from bot.search.spelling import closeness

# By meaning a role's best names count, each so much less than the one before: (how many, how much).
BEST_NAMES = (12, 0.9)
# How much meaning, letters in common, and a name that is the very title but for a slip or two, add to the score.
MEANING, LETTERS, SAME = 1.0, 0.5, 0.4
# What the title means counts as it is written and freed of what adverts add.
READINGS = (0.7, 0.3)
# How many roles whose names mean the like are looked at closely, beside those whose names are spelt alike.
CANDIDATES = 60
# A role that scores less (of 0 to 1) is not what the title means.
ENOUGH = 0.42
# The same for a role of which a word is a short name, which leads by so much.
SHORT, SHORT_LEADS = 0.4, 0.05
# The same for a role that is only suggested.
ALIKE = 0.25


@dataclass(frozen=True)
class TitleMatch:
    """A role that a title may mean, 0 to 1, and the name of its own that comes nearest."""

    role: str
    name: str
    score: float


class TitleSearch:
    """Ranks the roles of a store for a job title."""

    def __init__(self, store: Store, encoder: Encoder, names: Names, passages: Passages):
        self._roles = store.role_ids
        self._encoder = encoder
        self._names = names
        self._passages = passages
        place = {role: number for number, role in enumerate(self._roles)}
        self._owner = np.array([place[name.role] for name in names.all], dtype=np.intp)
        # Where each role's names begin: the store has them role after role.
        self._first = np.searchsorted(self._owner, np.arange(len(self._roles) + 1))

    def rank(self, title: str, limit: int = 10) -> list[TitleMatch]:
        """The roles, best first, however poor; at most limit of them."""
        written = title.strip(" \t.,;:!?")
        readings = [text for text in dict.fromkeys((written, title_alone(title))) if plain(text)]
        if not (self._roles and readings):
            return []
        vector = np.average(self._encoder.encode(readings), axis=0, weights=READINGS[: len(readings)])
        vector /= np.linalg.norm(vector)
        letters, same = self._spelling(readings)
        alike = self._owner[self._names.spelt_like(letters)]
        chosen = np.union1d(self._passages.candidates(vector, {NAME: 1.0}, CANDIDATES), alike)
        starts, ends = self._first[chosen], self._first[chosen + 1]
        score = MEANING * self._passages.likeness(vector, chosen).best(NAME, *BEST_NAMES)
        score += LETTERS * best_of(letters[ranges(starts, ends)], ends - starts, 1, 1.0)
        score += SAME * same[chosen]
        score /= MEANING + LETTERS + SAME
        order = np.argsort(-score, kind="stable")[:limit]
        return [self._match(int(chosen[place]), letters, float(score[place])) for place in order]

    def _spelling(self, readings: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Of each name how many letters in a row it shares, and of each role how nearly a name of it is the title."""
        letters = np.zeros(len(self._owner), dtype=np.float32)
        same = np.zeros(len(self._roles), dtype=np.float32)
        for spelling in map(plain, readings):
            likeness = self._names.likeness(spelling)
            letters = np.maximum(letters, likeness)
            alike = self._names.spelt_like(likeness)
            near = closeness(spelling, [self._names.plain[place] for place in alike])
            np.maximum.at(same, self._owner[alike], near)
        return letters, same

    def answer(self, title: str, limit: int = 5) -> list[TitleMatch]:
        """The roles that a title may well mean, best first; empty if it means none."""
        return [match for match in self.rank(title, limit) if match.score >= ENOUGH]

    def short(self, word: str) -> TitleMatch | None:
        """The role of which a word that is no English one may be a short name, such as 'ux'; None where none leads."""
        if any(map(is_english_word, word.lower().split())):
            return None
        ranked = self.rank(word, 2)
        leads = ranked and ranked[0].score - (ranked[1].score if len(ranked) > 1 else 0.0) >= SHORT_LEADS
        return ranked[0] if leads and ranked[0].score >= SHORT else None

    def nearest(self, title: str, limit: int = 3) -> list[TitleMatch]:
        """Roles at least a little like a title, best first: suggestions, not answers."""
        return [match for match in self.rank(title, limit) if match.score >= ALIKE]

    def _match(self, role: int, letters: np.ndarray, score: float) -> TitleMatch:
        start, end = self._first[role], self._first[role + 1]
        name = self._names.all[start + int(np.argmax(letters[start:end]))]
        return TitleMatch(name.role, name.text, score)
