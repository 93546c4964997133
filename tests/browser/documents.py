"""Documents as the bot may say them, every form of block in one of them, and the bot saying them."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from playwright.sync_api import Locator

from bot.saying.document import (
    Bar,
    Bars,
    Choice,
    Document,
    Heading,
    Listing,
    Paragraph,
    Row,
    Span,
    Table,
    as_data,
)
from bot.saying.text import as_text
from tests.browser.chat import Chat
from tests.browser.proxy import Proxy

SOURCES = (
    Span("Sources: "),
    Span("O*NET, Operations Manager", url="https://www.onetonline.org/link/summary/11-1021.00"),
    Span(", and 2 more."),
)

WHO = Document(
    (
        Paragraph(
            (
                Span("That is the "),
                Span("Operations Manager", is_strong=True),
                Span(", who is responsible for it.\nThe duty: Deals with customers' queries and complaints."),
            )
        ),
        Listing(
            (
                (Span("General Manager", is_strong=True), Span(": Answers for how customers are served.")),
                (Span("Cashier", is_strong=True), Span(": Receives complaints at the till.")),
            ),
            (Span("Others share it:"),),
        ),
        Paragraph((Span("Here it is "), Span("Artyom Malkov", is_strong=True), Span(", Service desk, Leeds."))),
        Paragraph((Span("Write to "), Span("U012AB3CD", member="U012AB3CD"), Span(", artyom@example.org"))),
    ),
    SOURCES,
    suggestions=(Choice("More", "more"), Choice("What does it pay?", "What does the Operations Manager earn?")),
)

COMPARISON = Document(
    (
        Paragraph((Span("The "), Span("General Manager", is_strong=True), Span(" answers for the whole business."))),
        Table(
            ("General Manager", "Operations Manager"),
            (
                Row("What only one of them does", (("Sets the goals.", "Approves the budget."), ("Runs the shifts.",))),
                Row("How wide the role is", (("The whole business",), ())),
            ),
        ),
    ),
    SOURCES,
)

OF_THREE = Document(
    (
        Table(
            ("Nurse", "Midwife", "Paramedic"),
            (
                Row("What one earns a year", (("$86,070",), ("$128,110",), ("$58,420",))),
                Row("Schooling", (("Bachelor's degree",), ("Master's degree",), ("A course of a year or two",))),
            ),
        ),
    ),
    SOURCES,
)

BARS = Document(
    (
        Heading((Span("From Cashier to Accountant"),)),
        Bars((Bar("Mathematics", 73, 46), Bar("Writing", 61, 30)), (Span("What you would have to learn:"),)),
        Heading((Span("What matters most"),)),
        Bars((Bar("Reading Comprehension", 80), Bar("A skill of a name so long that it needs two lines", 55))),
    ),
    SOURCES,
)

CHOICES = Document(
    (Paragraph((Span("Which manager do you mean?"),)),),
    choices=tuple(Choice(f"{name} Manager", name) for name in ("Hotel", "General", "Operations", "Purchasing")),
)

DOCUMENTS = {"who": WHO, "comparison": COMPARISON, "of three": OF_THREE, "bars": BARS, "choices": CHOICES}


def tell(chat: Chat, proxy: Proxy, document: Document) -> Locator:
    """Lets the bot say a document where it would greet; returns what is shown."""
    pressed = [{"title": choice.title, "payload": choice.payload} for choice in document.choices + document.suggestions]
    return tell_data(chat, proxy, as_data(document), as_text(document), pressed)


def tell_data(
    chat: Chat, proxy: Proxy, data: Any, text: str, buttons: Sequence[Mapping[str, str]] = (), finder: Any = None
) -> Locator:
    """The same with anything in the place of a document's data, and of what tells how far the finder is.

    What the finder's screen would show is shown in the chat, as to whoever went back there.
    """
    said = {"text": text, "document": data, "buttons": list(buttons), "finder": finder}
    proxy.altered = altering(lambda message: message | said)
    if not isinstance(finder, Mapping) or "question" not in finder:
        return chat.ask("hello")
    chat.send("hello")
    chat.leave_finder()
    chat.settled()
    return chat.last


def altering(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[bytes], bytes]:
    """What makes other messages of those that pass the proxy."""

    def altered(line: bytes) -> bytes:
        if not line.startswith(b'data: {"seq"'):
            return line
        return b"data: " + json.dumps(change(json.loads(line.removeprefix(b"data: ")))).encode() + b"\n"

    return altered
