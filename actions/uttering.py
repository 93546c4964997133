"""Documents to channels."""

from collections.abc import Mapping
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from bot.saying.document import Document, as_data
from bot.saying.text import TERMINAL, as_text

# Channels that draw get the answer as data too; the others would print it raw.
DRAWING = frozenset({"rest", "ask", "web", "slack"})


def utter(
    dispatcher: CollectingDispatcher, document: Document, channel: str | None, data: Mapping[str, Any] | None = None
) -> None:
    """Says a document, as text and, for channels that draw, as data, with the answer's own beside it."""
    # Rasa's shell makes a menu of buttons, which is slower than typing what the text offers anyway.
    pressed = () if channel in TERMINAL else (*document.choices, *document.suggestions)
    dispatcher.utter_message(
        text=text_in(channel, document),
        buttons=[{"title": choice.title, "payload": choice.payload} for choice in pressed],
        json_message={**(data or {}), "document": as_data(document)} if channel in DRAWING else None,
    )


def text_in(channel: str | None, document: Document) -> str:
    """The text of a document, as a channel shows it."""
    return as_text(document, channel in TERMINAL)
