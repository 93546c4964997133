"""Text to skills: which skills, fields of knowledge and tools a phrase such as 'spreadsheets' means."""

import re
from collections import defaultdict
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.search.encoder import Encoder
from bot.search.index import STEP, plain
from bot.search.language import Token, content_lemmas, is_english_word, key_of, key_tokens, read
from bot.search.profiles import Profiles, Sort
from bot.search.scanner import scan
from bot.search.spelling import Speller

# A phrase means a skill that is spelt otherwise if it is at least this like it, or like other words for it, in meaning.
ALIKE = 0.58
# Further skills are meant as well if they are nearly as alike as the likest one.
NEARLY = 0.97


@dataclass(frozen=True)
class SkillMatch:
    """The skills that a phrase means (numbers of Profiles.skills), and how surely, 0 to 1."""

    phrase: str
    skills: tuple[int, ...]
    score: float


class SkillSearch:
    """Finds the skills of a store that phrases mean."""

    def __init__(
        self,
        profiles: Profiles,
        encoder: Encoder,
        keys: Sequence[str],
        owners: np.ndarray,
        vectors: np.ndarray,
        short: Mapping[str, int],
    ):
        """keys: of names and other words of skills; owners: which skill each means; vectors: int8, times STEP.

        short: keys of what tools are called for short, with the tool.
        """
        self._profiles, self._encoder = profiles, encoder
        self._owners = owners
        self._vectors = vectors
        self._is_tool = np.array([profiles.skills[owner][0] is Sort.tool for owner in owners], dtype=bool)
        self._by_key: dict[str, list[int]] = defaultdict(list)
        for key, owner in zip(keys, owners, strict=True):
            self._by_key[key].append(int(owner))
        for key, owner in short.items():
            if key not in self._by_key:
                self._by_key[key].append(owner)
        self._speller = Speller(self._by_key)

    def things_named(self, text: str) -> list[str]:
        """What a person names when telling what they are good at or asking what uses it, without the words around it.

        'I am good at Excel, negotiating and I have looked after children': Excel, negotiating, looked after children.
        Names of skills stay whole, whatever words they are made of: 'health and safety'.
        """
        return things_named(text, self._by_key)

    def find(self, phrase: str) -> SkillMatch | None:
        """What a phrase means: by name, by a misspelt name, or by meaning; None if it means no skill or tool."""
        key = key_of(phrase.strip(" .,;:!?\"'"))
        if not key or not plain(phrase):
            return None
        named = self._by_key.get(key)
        if named:
            return SkillMatch(phrase, tuple(dict.fromkeys(named)), 1.0)
        if len(key) >= 5 and not all(is_english_word(word) for word in key.split()):
            meant = self._speller.meant(key)
            if meant:
                return SkillMatch(phrase, tuple(dict.fromkeys(self._by_key[meant])), 0.9)
        return self._by_meaning(phrase)

    def _by_meaning(self, phrase: str) -> SkillMatch | None:
        if not len(self._owners) or not content_lemmas(phrase):
            return None
        (vector,) = self._encoder.encode([phrase])
        alike = self._vectors @ (vector * STEP)
        if not any(is_english_word(word) for word in key_of(phrase).split()):
            # What is no English word is like some name of a tool that is none either, and says nothing by it.
            alike = np.where(self._is_tool, 0.0, alike)
        best = float(alike.max())
        if best < ALIKE:
            return None
        near = [int(self._owners[place]) for place in np.flatnonzero(alike >= max(ALIKE, NEARLY * best))]
        return SkillMatch(phrase, tuple(dict.fromkeys(near)), best)


_OPENING = re.compile(
    r"""^(?:\W|\b(?:
    i|am|im|ive|ve|d|m|my|me|we|you|one|people|person|someone|somebody|that|which|what|who|where|whose|are|is|be|being|the|an?|
    jobs?|roles?|careers?|professions?|occupations?|positions?|work|working|there|any|some|all|show|list|give|tell|find|
    use[sd]?|using|need(?:s|ed|ing)?|require[sd]?|requiring|
    involve[sd]?|involving|want(?:s|ed)?|ask(?:s|ed)?\ for|call\ for|
    good|great|really|very|quite|pretty|best|strong|skilled|experienced?|trained|talented|brilliant|excellent|fluent|
    knows?|known|can|could|do|does|did|done|have|had|has|got|how|to|at|in|with|of|for|from|about|on|as|like|liked|love|loved|
    enjoy|enjoyed|skills?|abilit(?:y|ies)|talent|knowledge|well|lots?|both|and|also|plus|or|but|where|would|will|should|
    worked|studied|learnt|learned|taught\ myself|years?|months?|spent|few|couple|\d+|think|guess|suppose|mostly|mainly|
    say|said|suit(?:s|ed|able)?|rely|relies|depend(?:s)?|based|heavy|into|it's|its|this|these|please|hi|hello|so|well|
    hate|avoid|dislike|loathe|without|can't|cannot|stand|bad\ at|sick\ of|tired\ of|
    don't|dont|never|not|anything|everything|no|nothing|much|too|any\ kind|kind|sort|rather
    )\b)+""",
    re.IGNORECASE | re.VERBOSE,
)
_ENDING = re.compile(
    r"(?:[^\w+#]|\b(?:skills?|please|well|a lot|a bit|too|jobs?|work|etc|and so on|stuff|things"
    r"|for years|at all|much)\b)+$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*(?:[,;/\n]|\.\s|\s&\s|\band\b|\bor\b|\bas well as\b|\bplus\b|\bbut\b|\balso\b)\s*", re.IGNORECASE
)
# What says that there is nothing to name.
_NOTHING = re.compile(
    r"\W*(?:none|nothing|nope?|nah|n/?a|not really|no idea|don'?t know|idk|dunno)"
    r"(?:\s+(?:really|much|special|at all|in particular|else|yet|comes to mind|i can think of|to avoid))*\W*",
    re.IGNORECASE,
)

# A clause about what somebody would rather do without; 'I don't know' and 'if you don't mind' are none.
_AVERSE = re.compile(
    r"\b(?:hat(?:e|es|ed|ing)|dislik(?:e|es|ed|ing)|avoid(?:s|ing)?|loathe|(?:can'?t|cannot) stand|sick of|tired of"
    r"|without|never|rather not|bad at|not (?:so |very |too |really )?(?:good|keen|fond|great|interested)"
    r"|(?:do|does|did)(?:n'?t| not) (?!know|mind))",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"(\bbut\b|\bthough\b|\band\b|\bor\b|[,;.])", re.IGNORECASE)
# How a clause begins that no longer goes on with what the one before was about.
_ANEW = re.compile(r"\W*(?:i|i'?m|am|my|we|good|love|like|enjoy|want|can|know|which|what)\b", re.IGNORECASE)


def wanted_and_averse(text: str) -> tuple[str, str]:
    """The clauses of a text that say what somebody likes, is good at or asks for, and those that say the contrary.

    'I'm good with numbers but hate talking to people': "I'm good with numbers", "hate talking to people".
    """
    wanted: list[str] = []
    averse: list[str] = []
    clauses = wanted
    parts = ["", *_CLAUSES.split(text.replace("’", "'"))]
    for link, piece in zip(parts[::2], parts[1::2], strict=True):
        if _AVERSE.search(piece):
            clauses = averse
        elif link.lower() in ("but", "though") or _ANEW.match(piece):
            clauses = wanted
        clauses.append(f" {link} {piece}" if clauses else piece)
    return "".join(wanted).strip(), "".join(averse).strip()


# Names of skills have at most so many words.
_LONGEST = 13
# Whether a stretch of a text may be a name where it stands: what is before it, it, and what is after it.
Fits = Callable[[str, str, str], bool]


def things_named(text: str, keys: Container[str] = frozenset()) -> list[str]:
    """What a text names, as SkillSearch.things_named says; keys: those of the names of skills."""
    text = text.replace("’", "'")
    if _NOTHING.fullmatch(text):
        return []
    # Names that would be cut where a text is cut into parts: 'health and safety'.
    whole = _names_in(text, keys, lambda before, name, after: bool(_BETWEEN.search(name)))
    for name in whole:
        text = text.replace(name, ",", 1)
    parts = whole + [_stripped(piece, keys) for piece in _BETWEEN.split(text)]
    return list(dict.fromkeys(part for part in parts if _says_something(part)))


def _names_in(text: str, keys: Container[str], fits: Fits) -> list[str]:
    """The names in a text that fit where they stand, in order, as they are written."""
    tokens = key_tokens(read(text))

    def around(stretch: Sequence[Token]) -> tuple[str, str, str]:
        start, end = stretch[0].idx, stretch[-1].idx + len(stretch[-1])
        return text[:start], text[start:end], text[end:]

    found = scan(tokens, _LONGEST, lambda stretch: key_of(stretch) in keys and fits(*around(stretch)))
    return [around(tokens[first:last])[1] for first, last in found]


def _stripped(piece: str, keys: Container[str]) -> str:
    """A part of a text without what only leads to the thing, or follows it; a name of a skill is kept whole."""
    names = _names_in(piece, keys, lambda before, _, after: _are_all(_OPENING, before) and _are_all(_ENDING, after))
    return names[0] if names else _ENDING.sub("", _OPENING.sub("", piece))


def _are_all(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a text, if there is any, is nothing but what a pattern is of."""
    return not text or bool(pattern.fullmatch(text))


def _says_something(part: str) -> bool:
    # 'R' and 'C++' are languages; 'a' is nothing.
    return part.isupper() or (len(part) > 1 and bool(content_lemmas(part)))
