"""Text to duties to roles: likeness in meaning, and words in common, of a phrase and every duty."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.knowledge.model import Duty, Involvement
from bot.knowledge.store import Store
from bot.search.encoder import Encoder
from bot.search.language import content_lemmas, is_english_word
from bot.search.phrases import joined_parts
from bot.search.titles import allowed_slips

# How much of the score is meaning; the rest is words in common. docs/decisions/0003 has the figures.
MEANING = 0.7
# Below this a duty is not what was asked for; see the same page.
ENOUGH = 0.46
# A duty a role only helps with yields to the same duty of the role that owns it.
OWNERSHIP = {
    Involvement.accountable: 1.0,
    Involvement.responsible: 1.0,
    Involvement.supports: 0.92,
    Involvement.takes_part: 0.92,
}
# A phrase that fits a duty this well asks for one thing, whatever 'and' it has in it.
WHOLE = 0.75
# Another role shares a duty if its score is at least this part of the best one's.
SHARED = 0.86


@dataclass(frozen=True)
class Match:
    """A duty that answers a phrase: score is 0 to 1."""

    role: str
    duty: Duty
    score: float


class DutySearch:
    """Ranks the duties of a store for a phrase."""

    def __init__(self, store: Store, encoder: Encoder):
        self._store = store
        self._encoder = encoder
        self._vectors = store.duty_vectors
        self._keys = [(text.role, text.duty) for text in store.duty_texts]
        words: dict[tuple[str, str], set[str]] = defaultdict(set)
        for text in store.duty_texts:
            words[text.role, text.duty].update(content_lemmas(text.text))
        self._words = dict(words)
        texts = " ".join(text.text.lower() for text in store.duty_texts)
        # Sorted, so that of two words equally near the same one is always taken.
        self._spellings = sorted({word for word in re.findall(r"[a-z]+", texts) if len(word) > 3})
        # Inverse document frequency; a word no duty has counts as the rarest.
        counts = Counter(word for found in self._words.values() for word in found)
        self._rarest = math.log(1 + len(self._words))
        self._weight = {word: math.log(1 + len(self._words) / count) for word, count in counts.items()}

    def rank(self, phrase: str, roles: Collection[str] | None = None) -> list[Match]:
        """The best duty of each role (or of the given roles), best first, however poor."""
        phrase = self._corrected(phrase)
        meaning = self._meaning(phrase)
        lemmas = content_lemmas(phrase)
        total = sum(self._weight.get(lemma, self._rarest) for lemma in lemmas)
        # 'Everything' has no word to count: its meaning has to do.
        share = MEANING if lemmas else 1.0
        best: dict[str, Match] = {}
        for (role, duty_id), likeness in meaning.items():
            if roles is not None and role not in roles:
                continue
            found = self._words[role, duty_id]
            overlap = sum(self._weight[lemma] for lemma in lemmas if lemma in found) / (total or 1.0)
            duty = self._duty(role, duty_id)
            score = (share * likeness + (1 - share) * overlap) * OWNERSHIP[duty.involvement]
            if role not in best or score > best[role].score:
                best[role] = Match(role, duty, score)
        return sorted(best.values(), key=lambda match: (-match.score, match.role))

    def answer(self, phrase: str) -> list[Match]:
        """The role that owns what the phrase asks for, then up to two that share it; empty if none does."""
        ranked = self.rank(phrase)
        if not ranked or ranked[0].score < ENOUGH:
            return []
        first = ranked[0]
        others = [match for match in ranked[1:3] if match.score >= max(ENOUGH, SHARED * first.score)]
        return [first, *others]

    def split(self, phrase: str) -> list[str]:
        """The phrase, cut in two or more where its parts ask for different duties, each better than the whole."""
        parts = joined_parts(phrase)
        # 'The link between management and staff' is one thing.
        if "between" in phrase.lower().split() or not 1 < len(parts) <= 4:
            return [phrase]
        whole = self.rank(phrase)[:1]
        if whole and (whole[0].score >= WHOLE or self._says_all(whole[0], phrase)):
            return [phrase]
        tops = [self.rank(part)[:1] for part in parts]
        if not all(tops) or any(top[0].score < ENOUGH for top in tops):
            return [phrase]
        owners = {(top[0].role, top[0].duty.id) for top in tops}
        mean = sum(top[0].score for top in tops) / len(tops)
        return parts if len(owners) == len(parts) and mean > whole[0].score else [phrase]

    def likeness(self, left: tuple[str, str], right: tuple[str, str]) -> float:
        """How alike in meaning the statements of two duties, each (role, duty id), are: -1 to 1."""
        return float(self._statement(left) @ self._statement(right))

    def _says_all(self, match: Match, phrase: str) -> bool:
        """Whether one duty has every word of the phrase."""
        return self._words[match.role, match.duty.id].issuperset(content_lemmas(phrase))

    def _corrected(self, phrase: str) -> str:
        """The phrase with words that are not English replaced by the word of some duty that they nearly are."""
        words = phrase.split()
        for place, word in enumerate(words):
            plain = word.lower().strip(".,;:!?'\"")
            if len(plain) < 5 or not plain.isalpha() or plain in self._spellings or is_english_word(plain):
                continue
            near = process.extractOne(plain, self._spellings, scorer=OSA.distance, score_cutoff=allowed_slips(plain))
            if near:
                words[place] = near[0]
        return " ".join(words)

    def _statement(self, key: tuple[str, str]) -> np.ndarray:
        row = next(
            row
            for row, text in enumerate(self._store.duty_texts)
            if text.is_statement and (text.role, text.duty) == key
        )
        return self._vectors[row]

    def _meaning(self, phrase: str) -> dict[tuple[str, str], float]:
        """The likeness of a phrase to each duty's nearest wording."""
        likeness = self._vectors @ self._encoder.encode([phrase])[0]
        best: dict[tuple[str, str], float] = {}
        for key, value in zip(self._keys, likeness.tolist(), strict=True):
            if value > best.get(key, -1.0):
                best[key] = value
        return best

    def _duty(self, role: str, duty_id: str) -> Duty:
        return next(duty for duty in self._store.role(role).duties if duty.id == duty_id)
