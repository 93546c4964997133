"""Rich text: words as lines of paragraphs, headings and lists, in as many blocks as they need.

Nothing in a text of it can ping or format, so all that can be is written in it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from slack_sdk.models.blocks import (
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextListElement,
    RichTextSectionElement,
)

from bot.saying.document import Span, Words
from bot.slack.blocks import PIECE, PIECE_JSON, Piece, json_size
from bot.slack.lengths import divided, heft, portion
from bot.slack.mrkdwn import clean, web_address

TEXT, ITEM, SUBITEM, HEADING = "text", "item", "subitem", "heading"
# What begins a line of a list in plain text.
BULLETS = {ITEM: "- ", SUBITEM: "  - "}
# What encloses a line in JSON, as weight.
LINE_WEIGHT = 30
# A stretch of text is no longer, so that a line holds it with its address.
RUN = PIECE // 4
BAR = 10

Members = Mapping[str, str]
"""Names of the people who may be mentioned, by their ids in Slack."""
NOBODY: Members = MappingProxyType({})

_ADDRESS = re.compile(r"(https?://[^\s<>|\"'“”()]+[^\s<>|\"'“”().,;:!?])")


@dataclass(frozen=True)
class Run:
    """A stretch of a line. text: what it says to those who are read to."""

    element: RichTextElement
    text: str

    @property
    def weight(self) -> int:
        """The room it takes in a piece: by its text, or by its JSON where that is long for its text."""
        return max(heft(self.text), (json_size(self.element) + len(", ")) * PIECE // PIECE_JSON + 1)


@dataclass(frozen=True)
class Line:
    """A line of rich text, of no more than half a piece.

    kind: TEXT, an ITEM of a list, a SUBITEM of the list in one, or a HEADING.
    """

    kind: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def weight(self) -> int:
        """The room it takes in a piece."""
        return sum(run.weight for run in self.runs) + LINE_WEIGHT


def lines(words: Words, kind: str = TEXT, members: Members = NOBODY) -> list[Line]:
    """Words as lines of a kind; what is long for a line goes on in the next."""
    runs = [run for span in words for run in _runs(span, kind == HEADING, members)]
    told = []
    while runs:
        part = portion(runs, PIECE // 2 - LINE_WEIGHT, lambda run: run.weight)
        runs = runs[len(part) :]
        told.append(Line(kind, tuple(part)))
    return [line for line in told if line.text.strip()]


def _runs(span: Span, is_bold: bool, members: Members) -> Iterator[Run]:
    if span.member in members:
        # Read to someone, an id says nothing.
        yield Run(RichTextElementParts.User(user_id=span.member), f"@{members[span.member]}")
        return
    style = {"bold": True} if is_bold or span.is_strong else None
    for text, url in [(span.text, span.url)] if span.url else _addressed(span.text):
        address = web_address(url)
        for part in divided(text, RUN):
            if address and part.strip():
                yield Run(RichTextElementParts.Link(url=address, text=part, style=style), part)
            else:
                yield Run(RichTextElementParts.Text(text=part, style=style), part)


def _addressed(text: str) -> Iterator[tuple[str, str]]:
    """A text in parts, each with the address that it is, if it is one: Slack links none by itself."""
    for number, part in enumerate(_ADDRESS.split(clean(text))):
        yield part, part if number % 2 else ""


def written(told: Sequence[Line]) -> list[Piece]:
    """Lines in as many blocks of rich text as they need."""
    pieces = []
    while told:
        part = portion(told, PIECE, lambda line: line.weight)
        told = told[len(part) :]
        elements = [_element(kind, list(group)) for kind, group in groupby(part, lambda line: line.kind)]
        pieces.append(Piece(RichTextBlock(elements=elements).to_dict(), spoken(part)))
    return pieces


def spoken(told: Iterable[Line]) -> str:
    """Lines as plain text, for those who are read to."""
    return "\n".join(BULLETS.get(line.kind, "") + line.text for line in told)


def _element(kind: str, group: Sequence[Line]) -> RichTextElement:
    if kind in BULLETS:
        items = [RichTextSectionElement(elements=[run.element for run in line.runs]) for line in group]
        return RichTextListElement(style="bullet", indent=int(kind == SUBITEM), elements=items)
    first, *others = group
    elements = [run.element for run in first.runs]
    for line in others:
        elements += [RichTextElementParts.Text(text="\n"), *(run.element for run in line.runs)]
    return RichTextSectionElement(elements=elements)


def prose(text: str) -> list[Piece]:
    """A text in lines."""
    return written([line for each in clean(text).split("\n") for line in lines((Span(each),))])


def listed(heading: str, entries: Iterable[str]) -> list[Piece]:
    """A list under a heading."""
    items = [line for entry in entries for line in lines((Span(entry.strip()),), ITEM)]
    return written([*lines((Span(heading),), HEADING), *items])


def bar(percent: float) -> str:
    """So much of 100, drawn in letters."""
    filled = round(max(0.0, min(100.0, percent)) * BAR / 100)
    return "▮" * filled + "▯" * (BAR - filled)


def measured(name: str, figures: str, percent: float, kind: str = ITEM) -> list[Line]:
    """An item of a list that matters so much, 0 to 100, as a bar with its figures."""
    name, figures = clean(name), clean(figures)
    if heft(name) + heft(figures) > RUN:
        return lines((Span(f"{name} ({figures})"),), kind)
    drawn = Run(RichTextElementParts.Text(text=bar(percent), style={"code": True}), "")
    named = Run(RichTextElementParts.Text(text=f" {name} "), f"{name} ")
    told = Run(RichTextElementParts.Text(text=figures, style={"bold": True}), f"({figures})")
    return [Line(kind, (drawn, named, told))]
