"""What is said, as channels draw it: words and blocks without a sentence to be read again.

    Answer -> bot.saying.compose -> Document -> bot.saying.text (terminal, REST), Slack, web widget

`as_data` gives a document as JSON, `from_data` takes it back; docs/answers.md describes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Span:
    """A stretch of text: in bold where is_strong, a link where it has a url; member: whom it names in Slack, by id."""

    text: str
    is_strong: bool = False
    url: str = ""
    member: str = ""


# A line of text, however it wraps.
Words = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    words: Words


@dataclass(frozen=True)
class Paragraph:
    words: Words


@dataclass(frozen=True)
class Listing:
    """Entries below each other; words: what they are, where that is said above them."""

    items: tuple[Words, ...]
    words: Words = ()


@dataclass(frozen=True)
class Bar:
    """How much something matters, 0 to 100; before: the same in the role that one comes from."""

    label: str
    value: int
    before: int | None = None


@dataclass(frozen=True)
class Bars:
    bars: tuple[Bar, ...]
    words: Words = ()


@dataclass(frozen=True)
class Row:
    """One row of a table; cells: what stands under each column, as entries."""

    label: str
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Table:
    """Things beside each other; columns: their names."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Card:
    """Somebody, where a card can be drawn; words: the same as a paragraph, for where none can.

    name: whom it is of; rows: what is known of them, each under its label.
    """

    words: Words
    name: Words
    rows: tuple[tuple[str, Words], ...]


Block = Heading | Paragraph | Listing | Bars | Table | Card


@dataclass(frozen=True)
class Choice:
    """What can be pressed: payload is what it says in the person's place."""

    title: str
    payload: str


@dataclass(frozen=True)
class Document:
    """blocks: what is told now. rest: what 'more' tells. sources: one short line with links.

    choices: the answers to what the document asks. suggestions: what may well be asked next.
    """

    blocks: tuple[Block, ...] = ()
    sources: Words = ()
    choices: tuple[Choice, ...] = ()
    suggestions: tuple[Choice, ...] = ()
    rest: tuple[Block, ...] = ()


_BLOCKS: dict[str, type[Block]] = {
    "heading": Heading,
    "paragraph": Paragraph,
    "list": Listing,
    "bars": Bars,
    "table": Table,
    "card": Card,
}
_NAMES = {block: name for name, block in _BLOCKS.items()}


def as_data(document: Document) -> dict[str, Any]:
    """A document as JSON: {"blocks", "sources", "choices", "suggestions"}, without what is empty; rest is not told."""
    data: dict[str, Any] = {"blocks": blocks_as_data(document.blocks)}
    if document.sources:
        data["sources"] = _words(document.sources)
    for name, choices in (("choices", document.choices), ("suggestions", document.suggestions)):
        if choices:
            data[name] = [{"title": choice.title, "payload": choice.payload} for choice in choices]
    return data


def blocks_as_data(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """Blocks as JSON, each with its type: heading, paragraph, list, bars, table or card."""
    return [{"type": _NAMES[type(block)], **_parts(block)} for block in blocks]


def _parts(block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        rows = [{"label": row.label, "cells": [list(cell) for cell in row.cells]} for row in block.rows]
        return {"columns": list(block.columns), "rows": rows}
    parts: dict[str, Any] = {"words": _words(block.words)} if block.words else {}
    if isinstance(block, Card):
        parts |= {
            "name": _words(block.name),
            "rows": [{"label": label, "words": _words(row)} for label, row in block.rows],
        }
    if isinstance(block, Listing):
        parts["items"] = [_words(item) for item in block.items]
    if isinstance(block, Bars):
        parts["bars"] = [
            {"label": bar.label, "value": bar.value} | ({} if bar.before is None else {"before": bar.before})
            for bar in block.bars
        ]
    return parts


def _words(words: Words) -> list[dict[str, Any]]:
    return [
        {"text": span.text}
        | ({"strong": True} if span.is_strong else {})
        | ({"url": span.url} if span.url else {})
        | ({"member": span.member} if span.member else {})
        for span in words
    ]


def blocks_from_data(data: Sequence[Mapping[str, Any]]) -> tuple[Block, ...]:
    """Blocks from what blocks_as_data made; raises KeyError or TypeError where it is something else."""
    return tuple(map(_block, data))


def _block(data: Mapping[str, Any]) -> Block:
    kind = _BLOCKS[data["type"]]
    words = _said(data.get("words", ()))
    if kind is Table:
        rows = tuple(Row(row["label"], tuple(tuple(cell) for cell in row["cells"])) for row in data["rows"])
        return Table(tuple(data["columns"]), rows)
    if kind is Listing:
        return Listing(tuple(_said(item) for item in data["items"]), words)
    if kind is Bars:
        return Bars(tuple(Bar(bar["label"], bar["value"], bar.get("before")) for bar in data["bars"]), words)
    if kind is Card:
        return Card(words, _said(data["name"]), tuple((row["label"], _said(row["words"])) for row in data["rows"]))
    return Heading(words) if kind is Heading else Paragraph(words)


def _said(data: Sequence[Mapping[str, Any]]) -> Words:
    return tuple(
        Span(span["text"], span.get("strong", False), span.get("url", ""), span.get("member", "")) for span in data
    )


def from_data(data: Mapping[str, Any]) -> Document:
    """A document from what as_data made; raises KeyError or TypeError where it is something else."""
    choices, suggestions = (
        tuple(Choice(choice["title"], choice["payload"]) for choice in data.get(name, ()))
        for name in ("choices", "suggestions")
    )
    return Document(blocks_from_data(data["blocks"]), _said(data.get("sources", ())), choices, suggestions)
