"""What somebody says of an answer that was wrong."""

from bot.reading.words import pattern

# A comment of at least so many words says what was wrong; shorter ones only that something was.
_WORDS = 5
_BARE = pattern(r"\b(?:that|this|it|is|was|the|answer|wrong|not|no|right|helpful|incorrect|you|are|bad|a|at|all)\b")


def explains(text: str) -> bool:
    """Whether a complaint says what was wrong, rather than only that something was."""
    return len(_BARE.sub("", text).split()) >= _WORDS
