"""Where a question is about: a country, or a site or team of the company."""

from collections.abc import Mapping, Sequence

from bot.reading.words import pattern
from bot.search.language import content_lemmas, is_english_word
from bot.search.scanner import WholeNames

# After these a city is meant; who is 'from' one mostly lives there.
_NEAR = pattern(r"\b(?:in|from|near|around|outside)\s+$")
# After these a name is a place however it is written.
_IN = pattern(r"\b(?:in|for|from|across|within|of|throughout|to)\s+(?:the\s+)?$")
_FROM = pattern(r"\bfrom\s+(?:the\s+)?$")
# What was done somewhere before, and where what one has from there comes from.
_BEFORE = pattern(
    r"\b(?:finish\w*|graduat\w+|studied|born|raised|grew up|(?:at|back) home"
    r"|(?:went to|did|left) (?:\w+ )?(?:school|college|uni\w*)"
    r"|my (?:\w+ )?(?:school|papers|degree|diploma|certificate)\w*)\s+(?:\w+\s+){0,4}(?:the\s+)?$"
)
_SPEAKER = pattern(r"\b(?:i|i'?m|my)\b")
_OPENING = pattern(
    r"[\s,]*(?:\b(?:over|here|one|that|working|i'?m|i am|based|not|is)\b[\s,]*)*"
    r"\b(?:in|at|for|from|of|near|our|by)\b(?:\s+(?:our|the|my|your|this|that))?[\s,]*$"
)
_ENDING = pattern(
    r"^\s+(?:office|site|plant|branch|team|location|factory|warehouse|building|one|people)\b(?:,\s*)?|^\s*,\s*|^\s*[?!.]*$"
)
_JOINER_LEFT = pattern(r"(?:[\s,]+(?:and|or))+[\s,?]*$")
_ONLY_LEADS = pattern(r"(?:\W|\b(?:and|or|what|about|how|who|is|it|the|one|not|mean|i|please|pls|then|that)\b)*")


class Countries:
    """The names of countries, and which of them a text is about."""

    def __init__(self, codes: Mapping[str, str], places: Mapping[str, str] | None = None):
        """codes: ISO 3166 codes by name; places: the same by the names of cities and regions."""
        self._names, self._written = WholeNames(codes.items()), frozenset(codes)
        self._places, self._as_written = WholeNames((places or {}).items()), frozenset(places or ())

    def named(self, text: str) -> str:
        """The code of the first country that a text names, else of that of the first city; empty where there is none.

        A name in small letters counts after 'in' and the like alone, 'turkey farmer' names none; but for initials that
        are no word: 'uk'. Nor does one count that somebody says they come from, or went to school in: it is not where
        they look for work.
        """
        of_speaker = bool(_SPEAKER.search(text))

        def counts(start: int, end: int) -> bool:
            if of_speaker and (_FROM.search(text[:start]) or _BEFORE.search(text[:start])):
                return False
            name = text[start:end]
            is_short = name.upper() in self._written and not is_english_word(name)
            return name in self._written or is_short or bool(_IN.search(text[:start]))

        found = [
            (text[start:end] not in self._written, start, code) for start, end, code in self._names.find(text, counts)
        ]
        return min(found)[2] if found else self._of_city(text)

    def _of_city(self, text: str) -> str:
        """The country of the first city or region that a text says somebody is in, or from.

        In small letters one whose name is a word is none: 'in split shifts'.
        """

        def counts(start: int, end: int) -> bool:
            name = text[start:end]
            if name in self._written:
                # A town in the Philippines is called Mexico.
                return False
            return bool(_NEAR.search(text[:start])) and (name in self._as_written or not is_english_word(name.lower()))

        return next((code for _, _, code in self._places.find(text, counts)), "")


def without_places(text: str, places: Sequence[tuple[int, int]]) -> str:
    """The text without where it names places, and the words that lead to them: 'in Leeds', 'at our Berlin office'.

    Empty where nothing else is said.
    """
    rest = text
    for start, end in sorted(places, reverse=True):
        rest = rest[:start] + rest[end:]
    if _ONLY_LEADS.fullmatch(rest):
        return ""
    for start, end in sorted(places, reverse=True):
        led, followed = _OPENING.search(text[:start]), _ENDING.search(text[end:])
        # 'Who keeps the ledger' is no place, even if a team is called Ledger.
        if (led and led[0].strip(" ,")) or (followed and followed[0]) or not text[:start].strip():
            before = text[: led.start()] if led else text[:start]
            after = text[end + followed.end() :] if followed else text[end:]
            text = " ".join(f"{before} {after}".split())
    text = _JOINER_LEFT.sub("", text)
    return text if content_lemmas(text) and not _ONLY_LEADS.fullmatch(text) else ""
