"""Misspelt words and names, and which they may be meant for: the one place that compares letters."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.search.language import is_english_word

# rapidfuzz's ratio (0 to 100) below which a text is not even looked at as a misspelt name.
NEAR = 78
# Letters that are written for the same sound, in the order in which they are put.
_SOUNDS = (
    *(("sch", "s"), ("sh", "s"), ("sz", "s"), ("cz", "s"), ("ch", "k"), ("ph", "f"), ("ck", "k"), ("th", "t")),
    *(("tz", "s"), ("ij", "i"), ("y", "i"), ("j", "i"), ("ou", "u"), ("oo", "u"), ("ie", "i"), ("ei", "i")),
    *(("ee", "i"), ("x", "ks"), ("h", ""), ("c", "k"), ("q", "k"), ("w", "v"), ("z", "s"), ("dt", "t")),
)


class Speller:
    """Words, or whole names, that a misspelt one may be meant for.

    begun_right: only those that begin with the letter it begins with; slips in the first are rare, and this is quick.
    """

    def __init__(self, words: Iterable[str], begun_right: bool = False):
        self._begun_right = begun_right
        self._alike: dict[str, list[str]] = defaultdict(list)
        # Sorted, so that of two equally near the same one is always taken.
        for word in sorted(words):
            self._alike[self._beginning(word)].append(word)

    def _beginning(self, word: str) -> str:
        return word[:1] if self._begun_right else ""

    def meant(self, written: str) -> str | None:
        """The word itself, or the nearest of those that it may be with a slip or two; None if there is none."""
        alike = self._alike.get(self._beginning(written), ())
        near = process.extractOne(written, alike, scorer=OSA.distance, score_cutoff=allowed_slips(written))
        return near[0] if near else None


def allowed_slips(word: str) -> int:
    """How many letters of a word may be wrong, missing or swapped."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def sound_of(word: str) -> str:
    """A word in small letters without accents by how it sounds, roughly, to whoever has only heard a name.

    'Maryke' and 'Marijke', 'Hendriks' and 'Hendrickx', 'Sabo' and 'Szabo' are the same.
    """
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    return "".join(letter for letter, before in zip(word, " " + word, strict=False) if letter != before)


def likeness_of_typo(written: str, name: str) -> float:
    """rapidfuzz's ratio, NEAR to 100, of a text and a name that it may be a misspelling of; 0 where it is none."""
    ratio = fuzz.ratio(written, name, score_cutoff=NEAR)
    return ratio if ratio and is_typo(written, name) else 0.0


def is_typo(written: str, name: str) -> bool:
    """Whether written could be name with a slip or two in some of its words."""
    ours, theirs = written.split(), name.split()
    if len(ours) != len(theirs):
        return len(name) >= 9 and OSA.distance(written.replace(" ", ""), name.replace(" ", "")) <= 1
    slips = 0
    for word, meant in zip(ours, theirs, strict=True):
        distance = OSA.distance(word, meant)
        if distance > allowed_slips(meant) or (distance and _is_another_form(word, meant)):
            return False
        slips += distance
    return slips > 0


def _is_another_form(word: str, meant: str) -> bool:
    """Whether word is no typo but a word of the same stem: a schedule is not a scheduler."""
    stem = min(len(word), len(meant)) - 1
    return word[:stem] == meant[:stem] and is_english_word(word)


def closeness(spelt: str, names: Sequence[str]) -> np.ndarray:
    """Of each plain name how nearly it is spelt like a plain text: 1 where it is the same, less a slip, 0 past two."""
    if not names:
        return np.zeros(0, dtype=np.float32)
    slips = process.cdist([spelt], names, scorer=OSA.distance, score_cutoff=2, dtype=np.int32)[0]
    # Two slips in a short name make another name of it.
    slips[(slips == 2) & (np.array([len(name) for name in names]) < 8)] = 3
    return np.array([1.0, 0.8, 0.5, 0.0], dtype=np.float32)[np.minimum(slips, 3)]
