"""The names of roles by how they are spelt: which are a text, and which nearly are."""

import re
from collections import defaultdict
from collections.abc import Callable
from functools import cached_property

import numpy as np

from bot.knowledge.nouns import singular_noun
from bot.knowledge.store import Store
from bot.knowledge.store_tables import Name
from bot.search.index import grams_of, plain
from bot.search.runs import Runs
from bot.search.spelling import likeness_of_typo

# How many names that have the most letters in common are looked at closely.
NEAREST = 60


class Names:
    """All names of a store: by key (bot.search.language.key_of) the same ones, by spelling those that are alike."""

    def __init__(self, store: Store):
        self.all: tuple[Name, ...] = store.names
        self.keys = store.words("name_keys")
        self.plain = store.words("name_plain")
        self.by_key: dict[str, list[int]] = defaultdict(list)
        for place, key in enumerate(self.keys):
            self.by_key[key].append(place)
        self._squashed: dict[str, str] = {}
        for key in self.by_key:
            self._squashed.setdefault(key.replace(" ", ""), key)
        self._grams = {gram: place for place, gram in enumerate(store.words("grams"))}
        self._having = Runs(store.array("gram_ends"), store.array("gram_names"))
        counts = self._having.sizes
        # Inverse document frequency, squared: what a gram adds to the product of two vectors.
        self._weights = np.log((1 + len(self.keys)) / (1 + counts)).astype(np.float32) ** 2
        lengths = np.bincount(self._having.all, np.repeat(self._weights, counts), len(self.keys))
        self._lengths = np.sqrt(np.maximum(lengths, 1e-9)).astype(np.float32)
        # The least weight a gram can have that no name has.
        self._rarest = float(np.log(1 + len(self.keys)) ** 2)

    def roles(self, key: str, head: str, adverts: bool = False) -> tuple[str, ...]:
        """The roles that a key names, each once: those it is the title of, else those it is an alias of, else adverts'.

        head: the last word as it is written, which must be the name's own, one or many: engineering is no engineer.
        """
        places = [place for place in self.by_key.get(key, ()) if same_noun(head, self.plain[place].rpartition(" ")[2])]
        names = [self.all[place] for place in places]
        titles = [name.role for name in names if name.is_title]
        aliases = [name.role for name in names if not name.is_advert]
        return tuple(dict.fromkeys(titles or aliases or [name.role for name in names if adverts]))

    def of_kind(self, word: str) -> frozenset[str]:
        """The roles of which some name, but for those of adverts, ends with a word: 'doctor' of 'eye doctor'."""
        return frozenset(name.role for name in self._by_last.get(singular_noun(word.lower()), ()))

    def of_field(self, field: str) -> tuple[str, ...]:
        """The roles whose names are a field's: those of a chemical engineer for 'chemical engineering'; titles first.

        Empty where none is.
        """
        found = self._by_field.get(field_key(field), ()) if _FIELD.search(field) else ()
        titles = [name.role for name in found if name.is_title]
        return tuple(dict.fromkeys(titles or [name.role for name in found]))

    @cached_property
    def _by_field(self) -> dict[str, list[Name]]:
        return self._grouped(field_key)

    @cached_property
    def _by_last(self) -> dict[str, list[Name]]:
        return self._grouped(lambda spelt: singular_noun(spelt.rpartition(" ")[2]))

    def _grouped(self, key: Callable[[str], str]) -> dict[str, list[Name]]:
        """The names, but for those of adverts, by a key of how they are spelt."""
        found: dict[str, list[Name]] = defaultdict(list)
        for name, spelt in zip(self.all, self.plain, strict=True):
            if not name.is_advert:
                found[key(spelt)].append(name)
        return found

    def only_listed(self, key: str) -> bool:
        """Whether nobody of us wrote a name of this key: a database alone has it."""
        return all(self.all[place].is_listed for place in self.by_key.get(key, ()))

    def likeness(self, spelt: str) -> np.ndarray:
        """Of every name, how many letters in a row it shares with a plain text, rare ones counting more: cosine."""
        total = np.zeros(len(self.keys), dtype=np.float32)
        length = 0.0
        for gram in grams_of(spelt):
            place = self._grams.get(gram)
            if place is None:
                length += self._rarest
                continue
            total[self._having.things(place)] += self._weights[place]
            length += float(self._weights[place])
        return total / (self._lengths * np.float32(np.sqrt(max(length, 1e-9))))

    def spelt_like(self, likeness: np.ndarray) -> np.ndarray:
        """Places of the names, at most NEAREST, whose letters are likest, best first."""
        count = min(NEAREST, len(self.keys))
        places = np.argpartition(-likeness, count - 1)[:count] if count else np.zeros(0, dtype=np.intp)
        places = places[likeness[places] > 0]
        return places[np.lexsort((places, -likeness[places]))]

    def misspelt(self, key: str, text: str) -> list[tuple[str, float]]:
        """Keys that a stretch of text (its key, and as it is written) may be a misspelling of, likest first.

        With rapidfuzz's ratio, 0 to 100.
        """
        if key in self.by_key:
            return []
        squashed = self._squashed.get(key.replace(" ", ""))
        if squashed and len(key.replace(" ", "")) >= 8:
            return [(squashed, 100.0)]
        spelt = plain(text)
        near = dict.fromkeys((self.keys[place], self.plain[place]) for place in self.spelt_like(self.likeness(spelt)))
        found: dict[str, float] = {}
        for name_key, name in near:
            for written, meant in ((key, name_key), (spelt, name)):
                score = likeness_of_typo(written, meant)
                if score:
                    found[name_key] = max(score, found.get(name_key, 0.0))
        return sorted(found.items(), key=lambda item: -item[1])


# How words for fields end, and those for the people in them: therapy and therapist, engineering and engineer.
_FIELD_ENDING = re.compile(
    r"(?:ement|ment|ing|ation|ian|ologist|ology|ists?|ants?|ancy|ers?|ors?|eers?|ry|y|ie|i|e|(?<!s)s)$"
)
_SCIENCE = re.compile(r"(?:ics|icists?)$")
# One word is a field only by its ending: 'police' is none.
_FIELD = re.compile(r"\s|(?:ing|y|ics|ment|ion)$")
# Fewer letters say too little of a field.
_ROOT = 4


def field_key(text: str) -> str:
    """A name or a field by what both have in common: 'chemical engin' of chemical engineers and their engineering."""
    *before, last = plain(text).split() or [""]
    last = _SCIENCE.sub("ic", last)
    while len(root := _FIELD_ENDING.sub("", last)) >= _ROOT and root != last:
        last = root
    return " ".join((*map(singular_noun, before), last))


def same_noun(written: str, meant: str) -> bool:
    """Whether two words are the same noun, one or many, rather than just of one stem: a blacker is not black."""
    return singular_noun(written) == singular_noun(meant)
