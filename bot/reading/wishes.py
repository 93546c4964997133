"""What somebody names as wanted, used or disliked: skills, tools, kinds of work."""

import re
from collections.abc import Callable, Container, Sequence

from bot.reading.subject import said_of
from bot.reading.words import any_of, pattern
from bot.search.language import Token, content_lemmas, key_of, key_tokens, read
from bot.search.scanner import scan

_OPENING = pattern(rf"^(?:\W|\b{any_of('wishes', 'leading')})+")
_ENDING = pattern(rf"(?:[^\w+#]|\b{any_of('wishes', 'following')})+$")
_BETWEEN = pattern(r"\s*(?:[,;/\n]|\.\s|\s&\s|\band\b|\bor\b|\bas well as\b|\bplus\b|\bbut\b|\balso\b)\s*")
# What says that there is nothing to name.
_NOTHING = pattern(
    r"\W*(?:none|nothing|nope?|nah|n/?a|not really|no idea|don'?t know|idk|dunno)"
    r"(?:\s+(?:really|much|special|at all|in particular|else|yet|comes to mind|i can think of|to avoid))*\W*",
)

# A clause about what somebody would rather do without; 'I don't know' and 'if you don't mind' are none.
_AVERSE = pattern(
    r"\b(?:hat(?:e|es|ed|ing)|dislik(?:e|es|ed|ing)|avoid(?:s|ing)?|loathe|(?:can'?t|cannot) stand|sick of|tired of"
    r"|without|never|rather not|bad at|not (?:so |very |too |really )?(?:good|keen|fond|great|interested)"
    r"|(?:do|does|did)(?:n'?t| not) (?!know|mind))",
)
_CLAUSES = pattern(r"(\bbut\b|\bthough\b|\band\b|\bor\b|[,;.])")
# How a clause begins that no longer goes on with what the one before was about.
_ANEW = pattern(r"\W*(?:i|i'?m|am|my|we|good|love|like|enjoy|want|can|know|which|what)\b")


def wanted_and_averse(text: str) -> tuple[str, str]:
    """The clauses of a text that say what somebody likes, is good at or asks for, and those that say the contrary.

    'I'm good with numbers but hate talking to people': "I'm good with numbers", "hate talking to people".
    """
    wanted: list[str] = []
    averse: list[str] = []
    clauses = wanted
    parts = ["", *_CLAUSES.split(text)]
    for link, piece in zip(parts[::2], parts[1::2], strict=True):
        if _AVERSE.search(piece):
            clauses = averse
        elif link.lower() in ("but", "though") or _ANEW.match(piece):
            clauses = wanted
        clauses.append(f" {link} {piece}" if clauses else piece)
    return "".join(wanted).strip(), "".join(averse).strip()


# What the jobs are to have to do with, where that is no field: 'jobs with animals'.
_ABOUT = pattern(r"\b(?:with|involv\w+|about|around|where\s+(?:you|i|people))\s+(?P<what>.+)")


def about_what(text: str) -> list[str]:
    """What a list of jobs is to have to do with: ['animals'] of 'jobs with animals'."""
    found = _ABOUT.search(text)
    return said_of(found["what"]) if found else []


# Names of skills have at most so many words.
_LONGEST = 13
# Whether a stretch of a text may be a name where it stands: what is before it, it, and what is after it.
Fits = Callable[[str, str, str], bool]


def things_named(text: str, skills: Container[str] = frozenset()) -> list[str]:
    """What a person names when telling what they are good at or asking what uses it, without the words around it.

    'I am good at Excel, negotiating and I have looked after children': Excel, negotiating, looked after children.
    skills: the keys of names of skills, which stay whole, whatever words they are made of: 'health and safety'.
    """
    if _NOTHING.fullmatch(text):
        return []
    # Names that would be cut where a text is cut into parts.
    whole = _names_in(text, skills, lambda before, name, after: bool(_BETWEEN.search(name)))
    for name in whole:
        text = text.replace(name, ",", 1)
    parts = whole + [_stripped(piece, skills) for piece in _BETWEEN.split(text)]
    return list(dict.fromkeys(part for part in parts if _says_something(part)))


def _names_in(text: str, skills: Container[str], fits: Fits) -> list[str]:
    """The names in a text that fit where they stand, in order, as they are written."""
    tokens = key_tokens(read(text))

    def around(stretch: Sequence[Token]) -> tuple[str, str, str]:
        start, end = stretch[0].idx, stretch[-1].idx + len(stretch[-1])
        return text[:start], text[start:end], text[end:]

    found = scan(tokens, _LONGEST, lambda stretch: key_of(stretch) in skills and fits(*around(stretch)))
    return [around(tokens[first:last])[1] for first, last in found]


def _stripped(piece: str, skills: Container[str]) -> str:
    """A part of a text without what only leads to the thing, or follows it; a name of a skill is kept whole."""
    names = _names_in(piece, skills, lambda before, _, after: _are_all(_OPENING, before) and _are_all(_ENDING, after))
    return names[0] if names else _ENDING.sub("", _OPENING.sub("", piece))


def _are_all(words: re.Pattern[str], text: str) -> bool:
    """Whether a text, if there is any, is nothing but what a pattern is of."""
    return not text or bool(words.fullmatch(text))


def _says_something(part: str) -> bool:
    # 'R' and 'C++' are languages; 'a' is nothing.
    return part.isupper() or (len(part) > 1 and bool(content_lemmas(part)))
