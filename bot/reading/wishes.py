"""What somebody names as wanted, used or disliked: skills, tools, kinds of work."""

import re
from collections.abc import Callable, Iterator

from bot.reading.subject import said_of
from bot.reading.words import any_of, pattern
from bot.search.language import content_lemmas

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
_LONGEST = 6


def things_named(text: str, is_name: Callable[[str], bool] = lambda words: False) -> list[str]:
    """What a person names when telling what they are good at or asking what uses it, without the words around it.

    'I am good at Excel, negotiating and I have looked after children': Excel, negotiating, looked after children.
    Names of skills, which is_name knows, stay whole, whatever words they are made of: 'health and safety'.
    """
    if _NOTHING.fullmatch(text):
        return []
    whole = list(_joined_names(text, is_name))
    for name in whole:
        text = text.replace(name, ",", 1)
    parts = whole + [_stripped(piece, is_name) for piece in _BETWEEN.split(text)]
    return list(dict.fromkeys(part for part in parts if _says_something(part)))


def _joined_names(text: str, is_name: Callable[[str], bool]) -> Iterator[str]:
    """Names that would be cut where a text is cut into parts: 'health and safety'."""
    words = [(found.start(), found.end()) for found in re.finditer(r"[^\s,;]+", text)]
    first = 0
    while first < len(words):
        for last in range(min(len(words), first + _LONGEST) - 1, first - 1, -1):
            name = text[words[first][0] : words[last][1]]
            if _BETWEEN.search(name) and is_name(name):
                yield name
                first = last
                break
        first += 1


def _stripped(piece: str, is_name: Callable[[str], bool]) -> str:
    """A part of a text without what only leads to the thing, or follows it; a name of a skill is kept whole."""
    words = piece.strip(" .!?\"'").split()
    for first in range(len(words)):
        if first and not _OPENING.fullmatch(" ".join(words[:first]) + " "):
            break
        for last in range(len(words), first, -1):
            name = " ".join(words[first:last])
            if is_name(name) and (last == len(words) or _ENDING.fullmatch(" ".join(words[last:]))):
                return name
    return _ENDING.sub("", _OPENING.sub("", piece))


def _says_something(part: str) -> bool:
    # 'R' and 'C++' are languages; 'a' is nothing.
    return part.isupper() or (len(part) > 1 and bool(content_lemmas(part)))
