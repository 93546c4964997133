"""Text to duties to roles: likeness in meaning, and words in common, of a phrase and every duty."""

import math
import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

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
# A part of one word ('write' of 'read and write') is a duty of its own only if it fits one this well.
ALONE = 0.8
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
        # A duty's wordings stand together in the store, and so do a role's duties: each is one run of rows.
        self._keys, self._first_rows = _runs([(text.role, text.duty) for text in store.duty_texts])
        self._roles, self._first_duties = _runs([role for role, _ in self._keys])
        self._places = {key: place for place, key in enumerate(self._keys)}
        self._ownership = np.array([OWNERSHIP[store.duty_texts[row].involvement] for row in self._first_rows])
        # Which duties have a word: lemmas to places in _keys.
        having: dict[str, dict[int, None]] = defaultdict(dict)
        for text in store.duty_texts:
            for lemma in content_lemmas(text.text):
                having[lemma][self._places[text.role, text.duty]] = None
        self._having = {lemma: np.fromiter(places, dtype=np.intp) for lemma, places in having.items()}
        texts = " ".join(text.text.lower() for text in store.duty_texts)
        # Sorted, so that of two words equally near the same one is always taken.
        self._spellings = sorted({word for word in re.findall(r"[a-z]+", texts) if len(word) > 3})
        # Inverse document frequency; a word no duty has counts as the rarest.
        self._rarest = math.log(1 + len(self._keys))
        self._weight = {lemma: math.log(1 + len(self._keys) / len(places)) for lemma, places in self._having.items()}

    def rank(self, phrase: str, roles: Collection[str] | None = None, limit: int = 10) -> list[Match]:
        """The best duty of each role (or of the given roles), best first, however poor; at most limit of them."""
        if not self._keys:
            return []
        scores = self._scores(self._corrected(phrase))
        best = np.maximum.reduceat(scores, self._first_duties)
        # Of equal scores the role with the lower id is first.
        order = sorted(range(len(best)), key=lambda place: (-best[place], self._roles[place]))
        chosen = [place for place in order if roles is None or self._roles[place] in roles][:limit]
        return [self._match(place, scores) for place in chosen]

    def _scores(self, phrase: str) -> np.ndarray:
        """The score of every duty in _keys, whatever its role."""
        likeness = np.maximum.reduceat(self._vectors @ self._encoder.encode([phrase])[0], self._first_rows)
        lemmas = content_lemmas(phrase)
        # 'Everything' has no word to count: its meaning has to do.
        if not lemmas:
            return likeness * self._ownership
        overlap = np.zeros(len(self._keys))
        for lemma in lemmas:
            if lemma in self._having:
                overlap[self._having[lemma]] += self._weight[lemma]
        overlap /= sum(self._weight.get(lemma, self._rarest) for lemma in lemmas)
        return (MEANING * likeness + (1 - MEANING) * overlap) * self._ownership

    def _match(self, place: int, scores: np.ndarray) -> Match:
        """The best duty of the role at a place in _roles."""
        first = self._first_duties[place]
        end = self._first_duties[place + 1] if place + 1 < len(self._roles) else len(self._keys)
        best = first + int(np.argmax(scores[first:end]))
        role, duty_id = self._keys[best]
        return Match(role, self._duty(role, duty_id), float(scores[best]))

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
        if not all(top and top[0].score >= _enough(part) for part, top in zip(parts, tops, strict=True)):
            return [phrase]
        owners = {(top[0].role, top[0].duty.id) for top in tops}
        mean = sum(top[0].score for top in tops) / len(tops)
        return parts if len(owners) == len(parts) and mean > whole[0].score else [phrase]

    def likeness(self, left: tuple[str, str], right: tuple[str, str]) -> float:
        """How alike in meaning the statements of two duties, each (role, duty id), are: -1 to 1."""
        return float(self._statement(left) @ self._statement(right))

    def _says_all(self, match: Match, phrase: str) -> bool:
        """Whether one duty has every word of the phrase."""
        place = self._places[match.role, match.duty.id]
        return all(place in self._having.get(lemma, ()) for lemma in content_lemmas(phrase))

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
        # The store writes a duty's statement before its other wordings.
        return self._vectors[self._first_rows[self._places[key]]]

    def _duty(self, role: str, duty_id: str) -> Duty:
        return next(duty for duty in self._store.role(role).duties if duty.id == duty_id)


def _enough(part: str) -> float:
    """The score from which a part of a phrase is taken for a duty of its own."""
    return ALONE if len(content_lemmas(part)) == 1 else ENOUGH


Key = TypeVar("Key", bound=Hashable)


def _runs(values: Sequence[Key]) -> tuple[list[Key], np.ndarray]:
    """Each value once, and where its run of equal values begins."""
    first = [place for place, value in enumerate(values) if place == 0 or value != values[place - 1]]
    return [values[place] for place in first], np.array(first, dtype=np.intp)
