"""Text to wishes: what a phrase such as 'the sight of blood' means, and how much of it roles have."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from bot.knowledge.store import Store
from bot.knowledge.wishes import Measure, Wish
from bot.search.encoder import Encoder
from bot.search.index import STEP, TEXTS, Kind
from bot.search.language import content_lemmas, key_of
from bot.search.profiles import TYPES, Profiles, Sort
from bot.search.runs import Runs

# A phrase means a wish that is named otherwise if it is at least this like one of its names in meaning.
ALIKE = 0.6
# What a skill that a role needs counts to somebody who wants it, where the role needs many others more.
LEAST_STANDING = 0.4


# Words that are in the names of many wishes and name none.
_WORK = frozenset(("work", "working", "job", "thing", "day", "time"))


@dataclass(frozen=True)
class Meant:
    """The wish that a phrase means, and how surely, 0 to 1.

    turns: whether the phrase is no name of it but a reason to avoid it (-1) or to seek it (1); 0 for a name.
    """

    key: str
    score: float
    turns: int = 0


def phrases_of(wishes: Mapping[str, Wish]) -> list[str]:
    """Everything that wishes are called by, in the order of the store's array of what it means."""
    return [phrase for _, phrase, _ in _phrases(wishes)]


def _phrases(wishes: Mapping[str, Wish]) -> Iterator[tuple[str, str, int]]:
    """Each phrase with the key of its wish and whether it makes somebody avoid it (-1) or seek it (1)."""
    for key, wish in sorted(wishes.items()):
        for turns, phrases in ((0, wish.said), (-1, wish.avoided_by), (1, wish.sought_by)):
            yield from ((key, phrase, turns) for phrase in phrases)


class WishSearch:
    """Finds the wishes of a store that phrases mean, and what they say of its roles."""

    def __init__(self, store: Store, encoder: Encoder, profiles: Profiles):
        self._store, self._encoder, self._profiles = store, encoder, profiles
        self._named = list(_phrases(store.wishes))
        self._lemmas = [frozenset(content_lemmas(phrase)) - _WORK for _, phrase, _ in self._named]
        self._keys = {key_of(phrase): place for place, (_, phrase, _) in reversed(list(enumerate(self._named)))}
        # 'Sight of blood' is 'the sight of blood'.
        self._worded = {frozenset(content_lemmas(phrase)): place for place, (_, phrase, _) in enumerate(self._named)}
        self._vectors = store.array("wish_vectors")
        self.share = lru_cache(maxsize=None)(self._share)
        self.liking = lru_cache(maxsize=None)(self._liking)

    @property
    def keys(self) -> frozenset[str]:
        """The keys of what wishes are called."""
        return frozenset(key_of(phrase) for _, phrase, turns in self._named if not turns)

    def find(self, phrase: str) -> tuple[Meant, ...]:
        """What a phrase means: nothing, one wish, or several where it is a reason for several."""
        inorder = content_lemmas(phrase)
        lemmas = frozenset(inorder)
        places = self._keys.get(key_of(phrase.strip(" .,;:!?\"'"))), self._worded.get(lemmas) if lemmas else None
        named = next((place for place in places if place is not None), None)
        if named is not None:
            return self._all_called(self._named[named][1], 1.0)
        within = [place for place, own in enumerate(self._lemmas) if own and own <= lemmas]
        if within:
            # 'Selling things to people' is first of all selling.
            most = max(
                within, key=lambda place: (len(self._lemmas[place]), -min(map(inorder.index, self._lemmas[place])))
            )
            return self._all_called(self._named[most][1], 0.9)
        if not lemmas or not len(self._vectors):
            return ()
        (vector,) = self._encoder.encode([phrase])
        alike = self._vectors @ (vector * STEP)
        best = int(alike.argmax())
        return self._all_called(self._named[best][1], float(alike[best])) if alike[best] >= ALIKE else ()

    def _all_called(self, name: str, score: float) -> tuple[Meant, ...]:
        return tuple(Meant(key, round(score, 2), turns) for key, phrase, turns in self._named if phrase == name)

    def _share(self, key: str) -> np.ndarray | None:
        """Of each role how much of a wish it has, 0 to 1; None where nothing that is held says it."""
        measure = self._store.wishes[key].measured
        return None if measure is None else self._measured(measure, False)

    def _liking(self, key: str) -> np.ndarray | None:
        """The same for somebody who wants it: a skill that a role needs less than others of its own counts less."""
        measure = self._store.wishes[key].measured
        return None if measure is None else self._measured(measure, True)

    def _measured(self, measure: Measure, is_wanted: bool) -> np.ndarray:
        if measure.any or measure.all:
            parts = [self._measured(part, is_wanted) for part in (*measure.any, *measure.all)]
            return np.max(parts, axis=0) if measure.any else np.min(parts, axis=0)
        if measure.families:
            families = self._store.families
            return np.array([families[role] in measure.families for role in self._profiles.roles], dtype=np.float32)
        amounts = ramp(self._amounts(measure), measure.least, measure.most)
        # Less of a skill is wanted where the ramp falls.
        if is_wanted and (measure.skill or measure.knowledge) and measure.most > measure.least:
            amounts = amounts * (LEAST_STANDING + (1 - LEAST_STANDING) * self._profiles.standing(self._skill(measure)))
        return amounts

    def _amounts(self, measure: Measure) -> np.ndarray:
        """Of each role the figure that a measure looks at; nan where it is not known."""
        if measure.interest:
            return self._profiles.interests[:, [kind.value for kind in TYPES].index(measure.interest)]
        if measure.duties:
            return self._duty_part(measure.duties)
        return self._profiles.levels(self._skill(measure))

    def _skill(self, measure: Measure) -> int:
        """The number of the skill or field of knowledge that a measure looks at."""
        sort = Sort.skill if measure.skill else Sort.knowledge
        return self._profiles.skills.index((sort, measure.skill or measure.knowledge))

    def _duty_part(self, lemmas: tuple[str, ...]) -> np.ndarray:
        """Of each role the part of its duties that has one of some words."""
        words = {lemma: place for place, lemma in enumerate(self._store.words("lemmas"))}
        having = Runs(self._store.array("lemma_ends"), self._store.array("lemma_duties"))
        bounds = self._store.array(f"{TEXTS}_bounds")
        counts = bounds[:, Kind.statement + 1] - bounds[:, Kind.statement]
        marked = np.zeros(int(counts.sum()), dtype=bool)
        for lemma in lemmas:
            if lemma in words:
                marked[having.things(words[lemma])] = True
        owners = np.repeat(np.arange(len(counts)), counts)
        return np.bincount(owners[marked], minlength=len(counts)) / np.maximum(1, counts)


def ramp(amounts: np.ndarray, least: float, most: float) -> np.ndarray:
    """Amounts as shares: 0 up to least, 1 from most on (the other way round where most is less); 0 where unknown."""
    return np.nan_to_num(np.clip((amounts - least) / (most - least), 0, 1)).astype(np.float32)
