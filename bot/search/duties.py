"""Text to duties to roles: who does what a phrase says.

A role's score is a weighted mean of how well the phrase fits what the role is described by: what people say it does,
its best duty, its names and its summary. To which role the phrase hints counts beside that where they are put in order.
docs/decisions/0005 has the figures behind every number here.
"""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from bot.knowledge.store import Store
from bot.search.encoder import Encoder
from bot.search.index import OWNERSHIP, Kind
from bot.search.language import content_lemmas, is_english_word
from bot.search.passages import NAME, Likeness, Passages, Stretch
from bot.search.runs import Runs
from bot.search.spelling import Speller

# What a role is described by, and how much each part counts.
EVERYDAY, ALSO, DUTIES = (Kind.everyday, Kind.everyday), (Kind.also, Kind.also), (Kind.statement, Kind.also)
SUMMARY = (Kind.summary, Kind.summary)
WEIGHTS: dict[Stretch, float] = {EVERYDAY: 2.0, DUTIES: 1.0, SUMMARY: 0.3}
NAMES_WEIGHT = 0.5
# A phrase of more parts than this is no list of duties.
MOST_PARTS = 4
# Of several phrases or names the best few count, each so much less than the one before: (how many, how much).
BEST_PHRASES, BEST_NAMES = (2, 0.6), (3, 0.8)
# How much less other words for duties are like a phrase than words for the role itself, where it has both.
OF_MANY = 0.15
# How many roles are looked at closely; so many more are at which a phrase only hints.
CANDIDATES, HINTED_AT = 24, 12
# The hints of so many phrases are kept.
REMEMBERED = 64
# What a hint adds to a role's place among others; docs/decisions/0034 has the figures.
HINT = 0.07
# So few words name a thing and hint at nothing.
NAMING = 2
# How much of a duty's fit is meaning; the rest is words in common.
MEANING = 0.7
# A role that scores less does not do what was asked for, unless a duty of its own fits as well as this.
ENOUGH, CLEAR = 0.44, 0.62
# A duty that fits less is not the one that was asked for.
FITTING = 0.46
# A phrase that fits a duty this well asks for one thing, whatever 'and' it has in it.
WHOLE = 0.75
# The share of a phrase's words that a duty has where it has all of them, rounded as it may be.
ALL_WORDS = 0.999
# A part of one word ('write' of 'read and write') is a duty of its own only if it fits one this well.
ALONE = 0.8
# Another role shares a duty if its own fits at least this part as well as the best one's.
SHARED = 0.86
# A role that scores at least this part of the best one's score may come before it.
NEARLY = 0.8


@dataclass(frozen=True)
class Match:
    """A role that answers a phrase: its score, and how well the duty of its own that comes nearest fits; 0 to 1.

    duty: the number of that duty in the store; None where the source lists no duties of the role.
    """

    role: str
    duty: int | None
    score: float
    fit: float


def is_answer(match: Match) -> bool:
    """Whether a role does what was asked for, rather than being the nearest of many that do not."""
    return match.score >= ENOUGH or match.fit >= CLEAR


class DutySearch:
    """Ranks the roles of a store for a phrase."""

    def __init__(
        self,
        store: Store,
        encoder: Encoder,
        texts: Passages,
        names: Passages,
        hints: Callable[[str], Mapping[str, float]] = lambda phrase: {},
    ):
        """hints: to which roles a phrase may hint, and how much speaks for each."""
        self._store = store
        # A phrase of several parts is looked up more than once.
        self._hints = lru_cache(maxsize=REMEMBERED)(hints)
        self._encoder = encoder
        self._texts = texts
        self._names = names
        self._roles = store.role_ids
        self._place = {role: place for place, role in enumerate(self._roles)}
        self._duty = store.array("duty")
        ownership = store.array("ownership")
        # Of each text how far what it tells is the role's own.
        self._owned = np.append(ownership, np.float32(1))[self._duty]
        self._words = _Words(store)

    def rank(self, phrase: str, roles: Collection[str] | None = None, limit: int = 10) -> list[Match]:
        """The roles (or those given), best first, however poor; at most limit of them."""
        if not len(self._roles):
            return []
        phrase = self._words.corrected(phrase)
        vector = self._encoder.encode([phrase])[0]
        hinted_roles = self._hints(phrase) if len(phrase.split()) > NAMING else {}
        hints = {self._place[role]: much for role, much in hinted_roles.items()}
        if roles is None:
            hinted_at = np.array(list(hints), dtype=np.intp)
            chosen = np.union1d(self._texts.candidates(vector, WEIGHTS, CANDIDATES), hinted_at)
        else:
            chosen = np.array(sorted(self._place[role] for role in roles if role in self._place), dtype=np.intp)
        if not len(chosen):
            return []
        texts = self._texts.likeness(vector, chosen)
        duties, fits = self._best_duties(texts, self._words.overlap(phrase))
        everyday = texts.best(EVERYDAY, *BEST_PHRASES)
        # Other words for a role's duties say the same. Where there are both they count a little less: some roles have
        # very many of them, and the best of many words is like anything.
        also = texts.weighed(self._owned[texts.rows]).best(ALSO, *BEST_PHRASES)
        everyday = np.fmax(everyday, np.where(np.isnan(everyday), also, also - OF_MANY))
        scores = _weighed_mean(
            (WEIGHTS[EVERYDAY], everyday),
            (WEIGHTS[DUTIES], fits),
            (WEIGHTS[SUMMARY], texts.best(SUMMARY, 1, 1.0)),
            (NAMES_WEIGHT, self._names.likeness(vector, chosen).best(NAME, *BEST_NAMES)),
        )
        hinted = np.array([hints.get(place, 0.0) for place in chosen.tolist()])
        # Of equal scores the role that the store has first is first.
        order = np.argsort(-(scores + HINT * hinted), kind="stable")[:limit]
        return [
            Match(self._roles[chosen[place]], int(duties[place]), float(scores[place]), float(fits[place]))
            if duties[place] >= 0
            else Match(self._roles[chosen[place]], None, float(scores[place]), 0.0)
            for place in order
        ]

    def with_words(self, phrase: str) -> np.ndarray:
        """Of each role, in the order of role_ids, how many of its duties have all words of a phrase."""
        counts = np.zeros(len(self._roles), dtype=np.int64)
        overlap = self._words.overlap(phrase)
        if overlap is None:
            return counts
        # Each text that states a duty or words it anew stands within its role's bounds.
        having = np.flatnonzero(np.append(overlap, 0.0)[self._duty] > ALL_WORDS)
        owners = np.searchsorted(self._texts.ends, having, side="right")
        np.add.at(counts, owners, 1)
        return counts

    def _best_duties(self, likeness: Likeness, overlap: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
        """Of each role the duty (counted through all roles; -1 for none) that fits best, and its fit (nan for none)."""
        places, sizes = likeness.places(DUTIES)
        duties = self._duty[likeness.rows[places]]
        fits = likeness.values[places]
        # 'Everything' has no word to count: its meaning has to do.
        if overlap is not None:
            fits = MEANING * fits + (1 - MEANING) * overlap[duties]
        fits = fits * self._owned[likeness.rows[places]]
        found, best = np.full(len(sizes), -1), np.full(len(sizes), np.nan)
        owner = np.repeat(np.arange(len(sizes)), sizes)
        # Written worst first, so that each role keeps its best; of equal ones the first duty.
        order = np.lexsort((-np.arange(len(fits)), fits))
        found[owner[order]], best[owner[order]] = duties[order], fits[order]
        return found, best

    def answer(self, phrase: str) -> list[Match]:
        """The role that does what the phrase says, then up to two that share it; empty if none does."""
        ranked = self.rank(phrase)
        if not ranked or not is_answer(ranked[0]):
            return []
        least = max(FITTING, SHARED * max(match.fit for match in ranked))
        found = [ranked[0], *[match for match in ranked[1:] if match.fit >= least and is_answer(match)][:2]]
        # Where the best only helps with it, a role whose own duty it is comes first, if it is nearly as right.
        if found[0].fit >= least and not self._owns(found[0]):
            owners = [match for match in found if self._owns(match) and match.score >= NEARLY * found[0].score]
            found.sort(key=lambda match: match not in owners[:1])
        return found

    def _owns(self, match: Match) -> bool:
        return match.duty is not None and OWNERSHIP[self._store.duty(match.duty).involvement] == 1

    def split(self, phrase: str, parts: Sequence[str]) -> list[str]:
        """The parts of a phrase where they ask for different duties, each better than the whole; else the phrase."""
        if not 1 < len(parts) <= MOST_PARTS:
            return [phrase]
        whole = self.rank(phrase)[:1]
        if whole and (whole[0].fit >= WHOLE or self._says_all(whole[0], phrase)):
            return [phrase]
        tops = [self.rank(part)[:1] for part in parts]
        words = [frozenset(content_lemmas(part)) for part in parts]
        # What all of them share tells none from another: 'decides about' of 'decides about perks and benefits'.
        shared = words[0].intersection(*words)
        least = [FITTING if len(each - shared) > 1 else ALONE for each in words]
        if not all(top and top[0].fit >= enough for enough, top in zip(least, tops, strict=True)):
            return [phrase]
        owners = {(top[0].role, top[0].duty) for top in tops}
        mean = sum(top[0].score for top in tops) / len(tops)
        return list(parts) if len(owners) == len(parts) and mean > whole[0].score else [phrase]

    def likeness(self, left: tuple[str, str], right: tuple[str, str]) -> float:
        """How alike in meaning the statements of two duties, each (role, duty id), are: -1 to 1."""
        return self._texts.between(self._statement(left), self._statement(right))

    def _statement(self, key: tuple[str, str]) -> int:
        role, duty_id = key
        number = next(number for number, duty in enumerate(self._store.role(role).duties) if duty.id == duty_id)
        return self._texts.first(self._place[role], Kind.statement) + number

    def _says_all(self, match: Match, phrase: str) -> bool:
        """Whether one duty has every word of the phrase."""
        if match.duty is None:
            return False
        duty = self._store.duty(match.duty)
        words = {lemma for text in (duty.statement, *duty.also) for lemma in content_lemmas(text)}
        return words.issuperset(content_lemmas(phrase))


def _weighed_mean(*parts: tuple[float, np.ndarray]) -> np.ndarray:
    """Of each role the mean of those parts that it has (others are nan), each with its weight."""
    total = present = np.zeros(1)
    for weight, part in parts:
        missing = np.isnan(part)
        total = total + weight * np.where(missing, 0.0, part)
        present = present + weight * ~missing
    return total / present


class _Words:
    """Which duties have which words, and how words are spelt."""

    def __init__(self, store: Store):
        self._lemmas = {lemma: place for place, lemma in enumerate(store.words("lemmas"))}
        self._having = Runs(store.array("lemma_ends"), store.array("lemma_duties"))
        self._count = len(store.array("ownership"))
        self._store = store

    def overlap(self, phrase: str) -> np.ndarray | None:
        """Of each duty the share of the phrase's words that it has, rare ones counting more; None without words.

        A word that no duty has counts as the rarest.
        """
        lemmas = content_lemmas(phrase)
        if not lemmas:
            return None
        shares = np.zeros(self._count, dtype=np.float32)
        total = 0.0
        for lemma in lemmas:
            duties = self._with_word(lemma)
            weight = math.log(1 + self._count / max(1, len(duties)))
            shares[duties] += weight
            total += weight
        return shares / np.float32(total)

    def _with_word(self, lemma: str) -> np.ndarray:
        place = self._lemmas.get(lemma)
        return self._having.all[:0] if place is None else self._having.things(place)

    def corrected(self, phrase: str) -> str:
        """The phrase with words that are not English replaced by the word of some passage that they nearly are."""
        words = phrase.split()
        for place, word in enumerate(words):
            plain = word.lower().strip(".,;:!?'\"")
            if len(plain) < 5 or not plain.isalpha() or is_english_word(plain):
                continue
            meant = self._speller.meant(plain)
            if meant and meant != plain:
                words[place] = meant
        return " ".join(words)

    @cached_property
    def _speller(self) -> Speller:
        return Speller(self._store.words("spellings"), begun_right=True)
