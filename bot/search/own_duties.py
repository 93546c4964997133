"""A phrase to the company's own duties: by meaning and by words, as bot.search.duties does for those of the knowledge.

docs/decisions/0023 has the figures behind every number here.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.company.model import Company, OwnDuty
from bot.search.encoder import DIMENSIONS, Encoder
from bot.search.language import content_lemmas

# How much of a duty's fit is meaning; the rest is words in common.
MEANING = 0.8
# What it adds that a duty is of the same area of work as what was said.
AREA = 0.3
# Of the words for a duty the two that come nearest count, the second so much less: one word of many is like anything.
SECOND = 0.5
# A duty that fits less is not what was asked for; less will do where occupations of those who do it speak for it too.
ENOUGH, AGREED = 0.49, 0.38
# The same where whoever asks needs it themselves, so that it is done here; and of what is only offered.
NEEDED, OFFERED = 0.44, 0.36
# The same of what surely is for a colleague, where the area of work adds to it: of a need, of a question who, offered.
SURELY_NEEDED, SURELY_ASKED, SURELY_OFFERED = 0.42, 0.6, 0.24
# What a title that nobody has must fit to mean a duty: 'the fire warden'.
HELD = 0.52
# Two duties whose fits are nearer than this may both be meant.
LEAD = 0.08


@dataclass(frozen=True)
class OwnMatch:
    """A duty of the company's own: its entries, one for each site that has its own, and how well it fits, 0 to 1.3."""

    entries: tuple[OwnDuty, ...]
    fit: float

    @property
    def duty(self) -> str:
        return self.entries[0].duty


def by_duty(company: Company) -> list[tuple[OwnDuty, ...]]:
    """The entries of each of the company's own duties, one for each site that has its own."""
    entries: dict[str, list[OwnDuty]] = defaultdict(list)
    for entry in company.own_duties:
        entries[entry.duty].append(entry)
    return [tuple(each) for each in entries.values()]


def words_for(entries: Sequence[OwnDuty]) -> list[str]:
    """The words for the duty of some entries, its name first, each once."""
    return list(dict.fromkeys((entries[0].duty, *(text for entry in entries for text in entry.also))))


class OwnDuties:
    """The company's own duties, made ready for searching once."""

    def __init__(self, company: Company, encoder: Encoder):
        self._encoder = encoder
        self._entries = by_duty(company)
        texts = [words_for(each) for each in self._entries]
        self._vectors = encoder.encode_apart(texts) if texts else np.zeros((0, DIMENSIONS), dtype=np.float32)
        self._ends = np.cumsum([len(each) for each in texts])[:-1]
        self._words = [frozenset(lemma for text in each for lemma in content_lemmas(text)) for each in texts]
        self._having = Counter(lemma for words in self._words for lemma in words)

    def rank(self, phrases: Iterable[str], alike: Mapping[str, float] | None = None) -> list[OwnMatch]:
        """The duties by the phrase that fits each best, best first, however poor.

        alike: how much a duty is of the same area of work as what was said, 0 to 1, of those that are.
        """
        best = np.zeros(len(self._entries), dtype=np.float32)
        for phrase in dict.fromkeys(filter(None, phrases)):
            best = np.maximum(best, self._fits(phrase))
        if alike:
            best += AREA * np.array([alike.get(each[0].duty, 0.0) for each in self._entries], dtype=np.float32)
        order = np.argsort(-best, kind="stable")
        return [OwnMatch(self._entries[place], float(best[place])) for place in order]

    def _fits(self, phrase: str) -> np.ndarray:
        if not self._entries:
            return np.zeros(0, dtype=np.float32)
        (vector,) = self._encoder.encode([phrase])
        fits = np.array([_best(each) for each in np.split(self._vectors @ vector, self._ends)], dtype=np.float32)
        # Rare words count more; one that no duty has as the rarest.
        weights = {lemma: math.log(1 + len(fits) / max(1, self._having[lemma])) for lemma in content_lemmas(phrase)}
        total = sum(weights.values())
        if not total:
            return fits
        shares = [sum(weight for lemma, weight in weights.items() if lemma in words) / total for words in self._words]
        return MEANING * fits + (1 - MEANING) * np.array(shares, dtype=np.float32)


def _best(likeness: np.ndarray) -> float:
    """How like a phrase a duty is, by how like its words are."""
    first, *others = np.sort(likeness)[::-1]
    return float(first + SECOND * (others[0] if others else first)) / (1 + SECOND)


def clear(ranked: Sequence[OwnMatch], enough: float = ENOUGH) -> list[OwnMatch]:
    """The duty that is meant, or the two that may be where neither leads; empty where none fits well enough.

    One that is confidential stands alone, even where it does not lead.
    """
    fitting = [match for match in ranked[:2] if match.fit >= enough and match.fit > ranked[0].fit - LEAD]
    confidential = [match for match in fitting if match.entries[0].confidential]
    return confidential[:1] or fitting


def own_duties_of(company: Company, encoder: Encoder) -> OwnDuties:
    """The duties of a company, made ready once for the one that is asked about again and again."""
    global _held
    if _held is None or _held[0] is not company:
        _held = (company, OwnDuties(company, encoder))
    return _held[1]


_held: tuple[Company, OwnDuties] | None = None
