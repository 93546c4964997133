"""What somebody needs, without whom they ask to turn to with it, which says nothing of what it is."""

import re
from functools import lru_cache

from bot.reading.words import filled
from bot.search.language import content_lemmas


def without_whom(plain: str) -> str:
    """What is told beside whom to turn to with it: 'threw up all night' of 'threw up all night, who must know'.

    The text itself where it asks for nobody in such a way, or tells nothing beside it.
    """
    told = _turning().sub(" ", plain)
    return " ".join(told.split()).strip(" ,;?.!") if told != plain and content_lemmas(told) else plain


def asks_only_whom(text: str) -> bool:
    """Whether a text asks whom to turn to and says nothing of what with: 'who do I tell'."""
    told = _turning().sub(" ", text)
    return told != text and not content_lemmas(told)


def told_after_whom(plain: str) -> str:
    """What is said after whom to turn to: 'time off' of 'who do I talk to about time off'; empty where nothing is."""
    found = _turning().search(plain)
    return plain[found.end() :].strip(" ,;?.!") if found else ""


@lru_cache(maxsize=1)
def _turning() -> re.Pattern[str]:
    return re.compile(filled("here", r"[\s,;]*\b{turns_to}"), re.IGNORECASE)
