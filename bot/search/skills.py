"""Text to skills: which skills, fields of knowledge and tools a phrase such as 'spreadsheets' means."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.search.encoder import Encoder
from bot.search.index import STEP, plain
from bot.search.language import content_lemmas, is_english_word, key_of
from bot.search.profiles import Profiles, Sort
from bot.search.spelling import Speller

# A phrase means a skill that is spelt otherwise if it is at least this like it, or like other words for it, in meaning.
ALIKE = 0.58
# Further skills are meant as well if they are nearly as alike as the likest one.
NEARLY = 0.97


@dataclass(frozen=True)
class SkillMatch:
    """The skills that a phrase means (numbers of Profiles.skills), and how surely, 0 to 1."""

    phrase: str
    skills: tuple[int, ...]
    score: float


class SkillSearch:
    """Finds the skills of a store that phrases mean."""

    def __init__(
        self,
        profiles: Profiles,
        encoder: Encoder,
        keys: Sequence[str],
        owners: np.ndarray,
        vectors: np.ndarray,
        short: Mapping[str, int],
    ):
        """keys: of names and other words of skills; owners: which skill each means; vectors: int8, times STEP.

        short: keys of what tools are called for short, with the tool.
        """
        self._profiles, self._encoder = profiles, encoder
        self._owners = owners
        self._vectors = vectors
        self._is_tool = np.array([profiles.skills[owner][0] is Sort.tool for owner in owners], dtype=bool)
        self._by_key: dict[str, list[int]] = defaultdict(list)
        for key, owner in zip(keys, owners, strict=True):
            self._by_key[key].append(int(owner))
        for key, owner in short.items():
            if key not in self._by_key:
                self._by_key[key].append(owner)
        self._speller = Speller(self._by_key)

    @property
    def keys(self) -> Collection[str]:
        """The keys of the names of skills, tools and fields of knowledge."""
        return self._by_key

    def find(self, phrase: str) -> SkillMatch | None:
        """What a phrase means: by name, by a misspelt name, or by meaning; None if it means no skill or tool."""
        key = key_of(phrase.strip(" .,;:!?\"'"))
        if not key or not plain(phrase):
            return None
        named = self._by_key.get(key)
        if named:
            return SkillMatch(phrase, tuple(dict.fromkeys(named)), 1.0)
        if len(key) >= 5 and not all(is_english_word(word) for word in key.split()):
            meant = self._speller.meant(key)
            if meant:
                return SkillMatch(phrase, tuple(dict.fromkeys(self._by_key[meant])), 0.9)
        return self._by_meaning(phrase)

    def _by_meaning(self, phrase: str) -> SkillMatch | None:
        if not len(self._owners) or not content_lemmas(phrase):
            return None
        (vector,) = self._encoder.encode([phrase])
        alike = self._vectors @ (vector * STEP)
        if not any(is_english_word(word) for word in key_of(phrase).split()):
            # What is no English word is like some name of a tool that is none either, and says nothing by it.
            alike = np.where(self._is_tool, 0.0, alike)
        best = float(alike.max())
        if best < ALIKE:
            return None
        near = [int(self._owners[place]) for place in np.flatnonzero(alike >= max(ALIKE, NEARLY * best))]
        return SkillMatch(phrase, tuple(dict.fromkeys(near)), best)
