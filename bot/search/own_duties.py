"""A phrase to the company's own duties: by meaning and by words, as bot.search.duties does for those of the knowledge.

docs/decisions/0023 has the figures behind every number here.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.company.model import Company, OwnDuty
from bot.search.encoder import DIMENSIONS, Encoder
from bot.search.language import content_lemmas

# How much of a duty's fit is meaning; the rest is words in common.
MEANING = 0.8
# What it adds that a duty is of the same area of work as what was said.
AREA = 0.3
# What it adds that the title of somebody who does it is like what was said, where that surely is for a colleague.
TITLED = 0.3
# Of the words for a duty the two that come nearest count, the second so much less: one word of many is like anything.
SECOND = 0.5
# A duty that fits less is not what was asked for; less will do where its area of work, or occupations of those who do
# it, speak for it too.
ENOUGH, AGREED = 0.49, 0.38
# By so much a duty for which only occupations speak leads the next.
AGREED_LEAD = 0.04
# So much of the same area of work speaks for a duty as well, or so much where it clearly leads all others.
OF_AREA, OF_AREA_LEADING = 0.4, 0.2
# The same where whoever asks needs it themselves, so that it is done here; and of what is only offered.
NEEDED, OFFERED = 0.44, 0.36
# The same of what surely is for a colleague, where the area of work adds to it: of a need, of a question who, of each
# where its duty leads all others, offered.
SURELY_NEEDED, SURELY_ASKED, SURELY_OFFERED = 0.39, 0.62, 0.24
LEADING_NEEDED, LEADING_ASKED = 0.33, 0.46
# What is confidential may be told where it comes nearest, if only so far, to who is treated badly.
TRUSTED = 0.2
# So much of the same area of work a duty must be to be whom one turns to with what is told in confidence.
OF_MATTER = 0.6
# What a title that nobody has must fit to mean a duty: 'the fire warden'.
HELD = 0.52
# Duties whose fits are nearer than this may all be meant, nearer than that where somebody needs it; by so much one
# leads. So many are told at most.
LEAD, NEEDED_LEAD, CLEAR_LEAD = 0.08, 0.25, 0.1
BOTH, SEVERAL = 2, 3
# So near what is confidential must be to stand alone where it comes second.
CONFIDED_LEAD = 0.12
# What joins several things in a duty's name, each of a word or two: 'Passes & keys'. A word that joins may as well be
# one of a sentence ('receives visitors and parcels'), so there each is of one word.
_SIGN, _SIGNED = re.compile(r"\s*[&/+;]\s*"), 2
_WORD, _WORDED = re.compile(r"\s*(?:,|\band\b|\bor\b)+\s*", re.IGNORECASE), 1


@dataclass(frozen=True)
class OwnMatch:
    """A duty of the company's own: its entries, one for each site that has its own, and how well it fits, 0 to 1.6."""

    entries: tuple[OwnDuty, ...]
    fit: float

    @property
    def duty(self) -> str:
        return self.entries[0].duty

    @property
    def is_confidential(self) -> bool:
        return self.entries[0].confidential


def by_duty(company: Company) -> list[tuple[OwnDuty, ...]]:
    """The entries of each of the company's own duties, one for each site that has its own."""
    entries: dict[str, list[OwnDuty]] = defaultdict(list)
    for entry in company.own_duties:
        entries[entry.duty].append(entry)
    return [tuple(each) for each in entries.values()]


def words_for(entries: Sequence[OwnDuty]) -> list[str]:
    """The words for the duty of some entries, each once: its name first, then the parts of one that joins several."""
    name = entries[0].duty
    return list(dict.fromkeys((name, *_parts(name), *(text for entry in entries for text in entry.also))))


def by_title(phrase: str, name: str, title: str) -> str:
    """A phrase with somebody's title in place of their name, which says nothing to the encoder."""
    return re.sub(re.escape(name), lambda _: title, phrase, flags=re.IGNORECASE)


def _parts(name: str) -> list[str]:
    """The things that a duty's name joins, none where it joins none."""
    for joins, longest in ((_SIGN, _SIGNED), (_WORD, _WORDED)):
        parts = [part for part in joins.split(name) if part]
        if len(parts) > 1 and all(len(part.split()) <= longest for part in parts):
            return parts
    return []


class OwnDuties:
    """The company's own duties, made ready for searching once."""

    def __init__(self, company: Company, encoder: Encoder):
        self._encoder = encoder
        self._entries = by_duty(company)
        texts = [words_for(each) for each in self._entries]
        self._vectors = encoder.encode_apart(texts) if texts else np.zeros((0, DIMENSIONS), dtype=np.float32)
        self._ends = np.cumsum([len(each) for each in texts])[:-1]
        self._words = [frozenset(lemma for text in each for lemma in _lemmas(text)) for each in texts]
        self._having = Counter(lemma for words in self._words for lemma in words)
        titles = [_titles_of(each, company) for each in self._entries]
        named = list(dict.fromkeys(title for each in titles for title in each))
        self._titles = encoder.encode(named) if named else np.zeros((0, DIMENSIONS), dtype=np.float32)
        self._titled = [[named.index(title) for title in each] for each in titles]

    def rank(self, phrases: Iterable[str], alike: Mapping[str, float] | None = None) -> list[OwnMatch]:
        """The duties by the phrase that fits each best, best first, however poor.

        alike: how much a duty is of the same area of work as what was said, 0 to 1, of those that are.
        """
        best = np.zeros(len(self._entries), dtype=np.float32)
        said = list(dict.fromkeys(filter(None, phrases)))
        for phrase in said:
            best = np.maximum(best, self._fits(phrase))
        if alike:
            best += TITLED * self._likeness_of_titles(said[0])
            best += AREA * np.array([alike.get(each[0].duty, 0.0) for each in self._entries], dtype=np.float32)
        order = np.argsort(-best, kind="stable")
        return [OwnMatch(self._entries[place], float(best[place])) for place in order]

    def _likeness_of_titles(self, phrase: str) -> np.ndarray:
        """Of each duty how like a phrase the title is of somebody who does it, 0 where nobody with a title does."""
        (vector,) = self._encoder.encode([phrase])
        likeness = self._titles @ vector
        return np.array([max(likeness[places], default=0.0) for places in self._titled], dtype=np.float32)

    def _fits(self, phrase: str) -> np.ndarray:
        if not self._entries:
            return np.zeros(0, dtype=np.float32)
        (vector,) = self._encoder.encode([phrase])
        fits = np.array([_best(each) for each in np.split(self._vectors @ vector, self._ends)], dtype=np.float32)
        # Rare words count more; one that no duty has as the rarest.
        lemmas = _lemmas(phrase, self._having)
        weights = {lemma: math.log(1 + len(fits) / max(1, self._having[lemma])) for lemma in lemmas}
        total = sum(weights.values())
        if not total:
            return fits
        shares = [sum(weight for lemma, weight in weights.items() if lemma in words) / total for words in self._words]
        return MEANING * fits + (1 - MEANING) * np.array(shares, dtype=np.float32)


def _lemmas(text: str, known: Container[str] = ()) -> list[str]:
    """The lemmas that carry meaning; of two that are known as one word, that: 'life jackets' are lifejackets."""
    lemmas = list(content_lemmas(text))
    for place in range(len(lemmas) - 2, -1, -1):
        if (joined := lemmas[place] + lemmas[place + 1]) in known:
            lemmas[place : place + 2] = [joined]
    return lemmas


def _titles_of(entries: Sequence[OwnDuty], company: Company) -> list[str]:
    """The titles of those who do the duty of some entries, and the names of teams that do, each once."""
    doing = [key for entry in entries for key in (entry.responsible or (entry.accountable,))]
    people = [company.people[key].title for key in doing if key in company.people]
    teams = [company.teams[key].name for key in doing if key in company.teams]
    return list(dict.fromkeys(title for title in (*people, *teams) if title))


def _best(likeness: np.ndarray) -> float:
    """How like a phrase a duty is, by how like its words are."""
    first, *others = np.sort(likeness)[::-1]
    return float(first + SECOND * (others[0] if others else first)) / (1 + SECOND)


def clear(
    ranked: Sequence[OwnMatch],
    enough: float = ENOUGH,
    others: float | None = None,
    lead: float = LEAD,
    most: int = BOTH,
) -> list[OwnMatch]:
    """The duty that is meant, or those that may be where none leads; empty where none fits well enough.

    others: how well those after the first must fit, where that is less. lead: by how much the first leads where it
    alone is meant. most: how many are told. One that is confidential stands alone where it is first or nearly so, and
    is not among others.
    """
    if not ranked or ranked[0].fit < enough:
        return []
    least = enough if others is None else others
    fitting = [match for match in ranked[1:most] if match.fit >= least and match.fit > ranked[0].fit - lead]
    second = fitting[:1] if fitting and fitting[0].fit > ranked[0].fit - min(lead, CONFIDED_LEAD) else []
    confidential = [match for match in (ranked[0], *second) if match.is_confidential]
    return confidential[:1] or [ranked[0], *(match for match in fitting if not match.is_confidential)]


def own_duties_of(company: Company, encoder: Encoder) -> OwnDuties:
    """The duties of a company, made ready once for the one that is asked about again and again."""
    global _held
    if _held is None or _held[0] is not company:
        _held = (company, OwnDuties(company, encoder))
    return _held[1]


_held: tuple[Company, OwnDuties] | None = None
