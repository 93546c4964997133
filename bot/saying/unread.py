"""What is said of the part of a message that was not read."""

from collections.abc import Mapping

from bot.saying.document import Document, Paragraph
from bot.saying.words import said

# By what is left of it: further questions, or the end of a long text.
_LEFT: Mapping[str, str] = {"more_asked": "utter_more_asked", "cut_off": "utter_cut_off"}


def ask_for_rest(left: str) -> Document:
    """That the first questions alone were taken, or the beginning of a text, and how to go on; left: a key of _LEFT."""
    return Document((Paragraph(said(_LEFT[left])),))
