"""What somebody names as wanted, used or disliked: skills, tools, kinds of work."""

from collections.abc import Callable, Container, Sequence

from bot.reading.edges import ending, opening
from bot.reading.extent import MOST_THINGS
from bot.reading.subject import said_of
from bot.reading.words import any_of, pattern
from bot.search.language import content_lemmas, key_of, key_tokens, read
from bot.search.scanner import scan

# What leads to a thing, and what follows it: a word, or a mark between words.
_LEADING = pattern(rf"\W|\b{any_of('wishes', 'leading')}")
_FOLLOWING = pattern(rf"[^\w+#]|\b{any_of('wishes', 'following')}")
_BETWEEN = pattern(r"\s*(?:[,;/\n]|[.?!]\s|\s&\s|\band\b|\bor\b|\bas well as\b|\bplus\b|\bbut\b|\balso\b)\s*")
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
# Whether a stretch text[start:end] of a text may be a name where it stands.
Fits = Callable[[int, int], bool]


def things_named(text: str, skills: Container[str] = frozenset()) -> list[str]:
    """What a person names when telling what they are good at or asking what uses it, without the words around it.

    'I am good at Excel, negotiating and I have looked after children': Excel, negotiating, looked after children.
    skills: the keys of names of skills, which stay whole, whatever words they are made of: 'health and safety'.
    """
    if _NOTHING.fullmatch(text):
        return []
    # Names that would be cut where a text is cut into parts.
    whole = _names_in(text, skills, lambda start, end: bool(_BETWEEN.search(text[start:end])))
    rest = text
    for name in whole:
        rest = rest.replace(name, ",", 1)
    pieces = [_stripped(piece, skills) for piece in dict.fromkeys(_BETWEEN.split(rest))]
    # 'Biology psychology and art' are three.
    parts = whole + [thing for piece in pieces for thing in (apart(piece, skills) if len(pieces) > 1 else [piece])]
    found = (part for part in parts if _says_something(part) or key_of(part) in skills)
    return list(dict.fromkeys(found))[:MOST_THINGS]


def apart(text: str, names: Container[str]) -> list[str]:
    """What stands in a text without a mark between, where it is nothing but names; else the text alone.

    names: the keys of names, of which the longest counts: 'computer science maths' is two.
    """
    found = _names_in(text, names, lambda start, end: True)
    # 'Repairing cars' is one.
    is_list = len(found) > 1 and " ".join(found) == text and not any(name.endswith("ing") for name in found[:-1])
    return found if is_list else [text]


def _names_in(text: str, skills: Container[str], fits: Fits) -> list[str]:
    """The names in a text that fit where they stand, in order, as they are written."""
    words = [(token.idx, token.idx + len(token), token.lemma_) for token in key_tokens(read(text))]

    def is_name(stretch: Sequence[tuple[int, int, str]]) -> bool:
        # The key of the stretch, as bot.search.language.key_of makes it.
        return " ".join(lemma for _, _, lemma in stretch) in skills and fits(stretch[0][0], stretch[-1][1])

    return [text[words[first][0] : words[last - 1][1]] for first, last in scan(words, _LONGEST, is_name)]


def _stripped(piece: str, skills: Container[str]) -> str:
    """A part of a text without what only leads to the thing, or follows it; a name of a skill is kept whole."""
    led, followed = opening(_LEADING, piece), ending(_FOLLOWING, piece)
    starts, ends = frozenset(led), frozenset(followed)
    names = _names_in(piece, skills, lambda start, end: start in starts and end in ends)
    if names:
        return names[0]
    rest = piece[led[-1] :]
    return rest[: ending(_FOLLOWING, rest)[-1]]


def _says_something(part: str) -> bool:
    # 'R' and 'C++' are languages; 'a' is nothing.
    return part.isupper() or (len(part) > 1 and bool(content_lemmas(part)))
