"""What leaders' titles say is led: 'head of people' and 'chief people officer' are told by their field."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np

from bot.company.names import title_key
from bot.knowledge.nouns import singular_noun
from bot.search.encoder import Encoder

# What makes a title a leader's, what only goes with it, and what parts it from what is led.
_RANKS = frozenset(
    "boss chair chairman chairwoman chief director head lead leader manager president supervisor vp".split()
)
_BESIDE = frozenset("big deputy executive general managing officer overall senior team top vice".split())
_JOINING = frozenset("a an and at for from in of our over the to".split())
# So many letters more make another form of a word: 'designer' of 'design', but not 'production' of 'product'.
_ENDING, _SHORTEST = 2, 4
# Two fields that are less alike in meaning are not the same, and two leaders whose differ by less may both be meant.
LIKE, APART = 0.7, 0.05


@lru_cache(maxsize=65536)
def field_led(title: str) -> tuple[str, ...] | None:
    """The words for what a leader's title leads, none where that is everything; None of a title that is no leader's."""
    words = title_key(title).split()
    if not _RANKS.intersection(map(singular_noun, words)):
        return None
    return tuple(word for word in words if singular_noun(word) not in _RANKS | _BESIDE and word not in _JOINING)


def spelt_out(initials: str, names: Iterable[str]) -> str:
    """The name among some that initials stand for: 'chief executive officer' of 'CEO'; themselves where none is."""
    letters = initials.lower()
    spelt = ("".join(word[0] for word in title_key(name).split() if word not in _JOINING) for name in names)
    return next((name for name, short in zip(names, spelt, strict=True) if short == letters), initials)


def same_field(field: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two fields have the same words, in whatever order: 'warehouses' and 'warehouse'."""
    return _plain(tuple(field)) == _plain(tuple(other))


@lru_cache(maxsize=65536)
def _plain(field: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(map(singular_noun, field)))


def are_chiefs(title: str, other: str) -> bool:
    """Whether two titles are of chiefs, who are different people where they lead different things: 'CTO' and 'CFO'."""
    return all("chief" in title_key(each).split() for each in (title, other))


def says_field(field: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a field's words, in whatever form, are all among another's: 'designer' and 'product design'."""
    return bool(field) and all(any(_same(word, each) for each in other) for word in field)


def _same(word: str, other: str) -> bool:
    short, long = sorted((singular_noun(word), singular_noun(other)), key=len)
    return short == long or (len(short) >= _SHORTEST and long.startswith(short) and len(long) - len(short) <= _ENDING)


def likest_field(field: Sequence[str], fields: Mapping[str, Sequence[str]], encoder: Encoder) -> str:
    """Of some leaders, by id with the names of what they lead, the one whose is like a field; empty where none is."""
    if not fields or not field:
        return ""
    names = tuple(dict.fromkeys(name for each in fields.values() for name in each))
    (vector,) = encoder.encode([" ".join(field)])
    likeness = dict(zip(names, (_vectors(names, encoder) @ vector).tolist(), strict=True))
    best = {key: max(likeness[name] for name in each) for key, each in fields.items()}
    first, *others = sorted(best, key=lambda key: -best[key])
    leads = best[first] >= LIKE and all(best[first] - best[key] >= APART for key in others[:1])
    return first if leads else ""


@lru_cache(maxsize=4)
def _vectors(names: tuple[str, ...], encoder: Encoder) -> np.ndarray:
    """The vectors of what is led, made once for the company that is asked about again and again."""
    return encoder.encode(names)
