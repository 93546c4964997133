"""Typing brought to plain text, as the parser and the names can read it."""

import re
import unicodedata
from functools import lru_cache

from bot.reading.extent import LONGEST_WORD
from bot.reading.words import pairs_of

# Marks that NFKC leaves as they are, though people mean others by them.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u00bf\u00a1"),
        "\u2044": "/",
    }
)
# Unicode's categories of what nobody means to say: pictures and lone accents, and what has no shape at all.
_PICTURES = frozenset(("So", "Sk", "Me", "Co", "Cn", "Cs"))
_SHAPELESS = frozenset(("Cc", "Cf"))
_VARIATIONS = re.compile("[\ufe00-\ufe0f]")
_ENDINGS = re.compile(r"[.?!](?:\s*[.?!])+")
_UNBROKEN = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")
# Laughter between words is typed for a comma: 'not serving food lol i mean games'.
_LAUGHTER = re.compile(r"(?<=\w)\s+(?:lol|lmf?ao|rofl|(?:ha){2,}h?|(?:he){2,}|xd)\b,?(?=\s+\w)", re.IGNORECASE)
_REPEATED = re.compile(r"([,;:_~*=-])\1+")
# From so many words on, capitals are no acronym: 'WHAT DOES A NURSE DO', but 'CEO'.
SHOUTED_WORDS = 2


# While a message is read, one module after the other asks for the same few texts.
@lru_cache(maxsize=256)
def normal(text: str) -> str:
    """The text in plain typing: one kind of quotes and spaces, no pictures, no shouting, asking words spelt out.

    The letters stand elsewhere afterwards. Normal text stays as it is.
    """
    before = None
    # Taking something away can join what stood around it.
    while text != before:
        before, text = text, _typed(_shown(text))
    return text


def _shown(text: str) -> str:
    """Letters and marks alone, each in its usual form."""
    text = unicodedata.normalize("NFKC", "".join(map(_plain, text.translate(_PLAIN))))
    text = _VARIATIONS.sub("", text)
    # The tokenizer looks at all of what has no space in it again for each mark at its end.
    text = _UNBROKEN.sub(r"\g<0> ", text)
    return "\n".join(line for line in (" ".join(line.split()) for line in text.splitlines()) if line)


def _plain(letter: str) -> str:
    if letter.isascii() and letter.isprintable():
        return letter
    kind = unicodedata.category(letter)
    if kind in _PICTURES:
        return " "
    return "" if kind in _SHAPELESS and not letter.isspace() else letter


def _typed(text: str) -> str:
    """Without capitals for a whole message, without repeated marks, and with asking words as they are spelt."""
    if text.isupper() and len(text.split()) >= SHOUTED_WORDS:
        text = text.lower()
    text = _ENDINGS.sub(lambda marks: next((mark for mark in "?!" if mark in marks[0]), "."), text)
    text = _LAUGHTER.sub(",", _REPEATED.sub(r"\1", text))
    pattern, spelt = _slips()
    return pattern.sub(lambda slip: _cased(spelt[slip[0].lower()], slip[0]), text)


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[0].isupper() else word


@lru_cache(maxsize=1)
def _slips() -> tuple[re.Pattern[str], dict[str, str]]:
    spelt = pairs_of("slips", "typing")
    either = "|".join(f"[{slip[0].upper()}{slip[0]}]{slip[1:]}" for slip in spelt if len(slip) > 1)
    alone = "|".join(slip for slip in spelt if len(slip) == 1)
    # Not where the word is a part of another: 'u-boat', 'e.u.', 'wat@'.
    return re.compile(rf"(?<![\w.'@&/-])(?:{either}|{alone})(?![\w'@&/-]|\.\w)"), spelt
