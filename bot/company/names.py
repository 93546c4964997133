"""Names as they are compared and as ids are made of them, in the company file and in what people ask."""

import re
import unicodedata
from collections.abc import Container, Iterator
from functools import lru_cache
from itertools import count

# Letters that lose nothing but a stroke or a dot when they are written without accents, and Unicode does not say so.
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})
# How Germans and Scandinavians write letters that their keyboard has not.
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def name_words(text: str) -> tuple[str, ...]:
    """A name or a sentence as the words that are compared: lower case, without punctuation."""
    return tuple(re.findall(r"\w+", text.casefold()))


@lru_cache(maxsize=65536)
def unaccented(text: str) -> str:
    """The text in lower case as who has no key for its letters types it: 'Łukasz' as 'lukasz'."""
    plain = text.lower().translate(_STROKES)
    return "".join(each for each in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(each))


def spellings(word: str) -> tuple[str, ...]:
    """How a word of a name may be typed, each once: 'Jürgen' as jurgen or juergen."""
    spelt_out = unicodedata.normalize("NFC", word.lower()).translate(_SPELT_OUT)
    return tuple(dict.fromkeys((unaccented(word), unaccented(spelt_out))))


def words_key(name: str) -> str:
    """What a name and a handle made of it have in common: 'IT Help-Desk' and 'it_help_desk' are the same."""
    return " ".join(re.findall(r"[^\W_]+", unaccented(name)))


@lru_cache(maxsize=65536)
def title_key(title: str) -> str:
    """What titles are compared by: their words without case, accents, punctuation and what stands in brackets."""
    return " ".join(re.findall(r"\w+", unaccented(_IN_BRACKETS.sub(" ", title)))) or " ".join(name_words(title))


def free_id(name: str, taken: Container[str]) -> str:
    """An id made of a name that nothing else has: 'Inês Cardoso' is ines_cardoso."""
    key = re.sub(r"[^a-z0-9]+", "_", unaccented(name).encode("ascii", "ignore").decode()).strip("_")
    if not key or not key[0].isalpha():
        key = f"x_{key}".rstrip("_")
    return next(free for free in _numbered(key) if free not in taken)


def _numbered(key: str) -> Iterator[str]:
    yield key
    yield from (f"{key}_{number}" for number in count(2))
