"""Text to roles, where somebody hints at work that they cannot name: "out on the tracks at night, in orange".

Learnt from what people say of each occupation who do not know what it is called (knowledge/hints.yml), beside which its
names count. docs/decisions/0027 has the figures behind every number here.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bot.errors import StoreError
from bot.knowledge.store import Store
from bot.search.encoder import Encoder
from bot.search.likeness import LearntClasses, words_of
from bot.search.titles import TitleSearch

# How much the words that say which work count beside the whole text, and names beside hints.
OF_WORDS, OF_NAMES = 0.3, 0.3
# How many roles are looked at whose names are likest.
_NAMED = 15
_ARRAYS = ("classes", "vocabulary", "vectors", "weights", "data", "indices", "indptr")
_TEXTS = frozenset(("classes", "vocabulary"))


@dataclass(frozen=True)
class WorkMatch:
    """A role whose work a text may mean, and how much speaks for it: about 1.5 where all does."""

    role: str
    score: float


class WorkSearch:
    """Ranks the roles of a store for a text that hints at work."""

    def __init__(self, store: Store, encoder: Encoder, titles: TitleSearch):
        self._store, self._encoder, self._titles = store, encoder, titles

    def rank(self, text: str, words: str = "", limit: int = 5) -> list[WorkMatch]:
        """The roles, best first, however poor; none where the store has no hints.

        words: those of the text that say which work, where they are known.
        """
        if self._learnt is None:
            return []
        said = [text, words or text]
        whole, part = self._learnt.scores(list(map(words_of, said)), self._encoder.encode_wording(said))
        likeness = dict(zip(self._learnt.classes, whole + OF_WORDS * part, strict=True))
        for match in self._titles.rank(text, _NAMED):
            likeness[match.role] = likeness.get(match.role, 0.0) + OF_NAMES * match.score
        best = sorted(likeness, key=lambda role: (-likeness[role], role))[:limit]
        return [WorkMatch(role, float(likeness[role])) for role in best if role not in self._store.residual]

    @cached_property
    def _learnt(self) -> LearntClasses | None:
        try:
            arrays = {
                name: np.array(self._store.words(f"hint_{name}"))
                if name in _TEXTS
                else self._store.array(f"hint_{name}")
                for name in _ARRAYS
            }
        except StoreError:
            # A store of few roles, or of an older version, has none.
            return None
        return LearntClasses.of_arrays(arrays)
