"""Which words of schooling or hiring a text asks the meaning of: 'what's an associate degree', 'what does GED mean'."""

from collections.abc import Mapping

from bot.reading.words import pattern
from bot.search.scanner import WholeNames

# What stands right before a word of which the meaning is asked, and what may follow it then.
_LEADS = pattern(
    r"\b(?:what(?:'s|s|\s+is|\s+are)|explain|define|meaning\s+of|mean\s+by|difference\s+between|know)"
    r"(?:\s+(?:an?|what|exactly|actually|even|me)\b|[\s'\"“]+)*$"
)
_FOLLOWS = pattern(
    r"^['\"”]?\s*(?:(?:exactly|actually|even|then|is|are|really|contract|please|pls)\b\s*)*"
    r"(?:$|[.?!,;:(]|(?:and|or|but|vs|versus|with|if|when|in\s+an?|on\s+an?|equal|equivalent|like|mean)\b)"
)
_MEANS = pattern(r"\b(?:mean|means|stands?\s+for)\b")
_WHAT = pattern(r"\bwhat\b")
_POINTS = pattern(r"\bwhat(?:'s|s|\s+is|\s+are|\s+does)\s+(?:that|this|it|they|those)\b")
# A text that only asks for a meaning has few words; so many are told.
LONGEST, MOST = 16, 2


class TermNames:
    """Finds the terms that a text asks for, by their names."""

    def __init__(self, called: Mapping[str, str]):
        """called: the id of a term by each of its names."""
        self._names = WholeNames(called.items())

    def asked_in(self, text: str) -> tuple[str, ...]:
        """The terms of which a text asks what they mean, each once and at most MOST; none where it asks none."""
        if len(text.split()) > LONGEST:
            return ()
        found = list(self._names.find(text))
        is_asked = any(_asks(text[:start], text[end:]) for start, end, _ in found)
        return tuple(dict.fromkeys(term for _, _, term in found))[:MOST] if is_asked else ()


def _asks(before: str, after: str) -> bool:
    """Whether what stands around a term asks for its meaning."""
    asks_of_it = _LEADS.search(before) and _FOLLOWS.match(after)
    means = (_WHAT.search(before) and _MEANS.search(after)) or (_WHAT.search(before) and _MEANS.search(before))
    return bool(asks_of_it or means or _POINTS.search(before) or _POINTS.search(after))
