"""What a question about a role is about, where it names no role that is known."""

import re

from bot.reading.words import pattern, words
from bot.search.language import read

# Words a question about a role is made of, besides the role's name, as lemmas.
_ASKING = frozenset(words("asking")["asking"])
# What joins words of one name: 'master of fine arts'.
_INSIDE = frozenset(("of", "and", "&", "-", "/", "'s", "\u2019s"))
# A word or two after these is meant as a role, even in the middle of a conversation about another.
_NAMED = r"\b(?:an?|as|of|for|be|become|becoming|being)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?"
# 'An arty person' is no role.
_NO_PERSON = r"(?!\w*\s+(?:person|people|type|mind|kid|child|guy|student))"


def is_asking_word(lemma: str) -> bool:
    """Whether a word asks about a role rather than saying more of it: 'duty', 'salary'."""
    return lemma in _ASKING


def is_meant_as_role(text: str, named: str) -> bool:
    """Whether a text speaks of something as one speaks of a role: 'an astronaut', 'to become an astronaut'."""
    return bool(named) and pattern(_NAMED + re.escape(named.split()[-1]) + _NO_PERSON).search(text) is not None


def is_confirmed(text: str, named: str) -> bool:
    """Whether a text asks if it is that role that does something: 'is it the chef who orders the fish'."""
    return (
        pattern(
            rf"^\W*(?:so\s+|and\s+)?(?:is|was|isn't) (?:it|that) (?:an?\s+|the\s+)?{re.escape(named)} (?:who|that)\b"
        ).search(text)
        is not None
    )


def said_of(text: str) -> list[str]:
    """The stretches of a role question that its asking words leave, as they are written: 'chemical engineering'."""
    runs: list[tuple[int, int]] = []
    last = None
    for token in read(text):
        if token.text in _INSIDE and last is not None and last == token.i - 1:
            last = token.i
        elif token.is_alpha and not token.is_stop and token.lemma_ not in _ASKING:
            start = runs[-1][0] if runs and last == token.i - 1 else token.idx
            if runs and last == token.i - 1:
                runs.pop()
            runs.append((start, token.idx + len(token)))
            last = token.i
        elif token.text in _INSIDE:
            last = None
    return [text[start:end] for start, end in runs]
