"""A document as pieces of messages, block by block: a table where it has one, bars where it has figures."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.saying.document import Bar, Bars, Block, Card, Document, Heading, Listing, Paragraph, Span, Table, Words
from bot.slack.blocks import Piece, card, header, marked, small_print, table
from bot.slack.lengths import cut
from bot.slack.richtext import HEADING, ITEM, SUBITEM, Line, Members, lines, measured, spoken, written
from bot.slack.texts import texts

# Characters of a name that is read to someone in place of an id.
NAME = 80
# A member's id; who is only known by a handle cannot be mentioned.
_MEMBER = re.compile(r"[UW][A-Z0-9]{2,20}", re.ASCII)


def pieces_of(document: Document, members: Members) -> list[Piece]:
    """All that a document tells, its sources last; members: who may be mentioned."""
    told = [piece for block in document.blocks for piece in _drawn(block, members)]
    return told + small_print(document.sources)


def members_of(answer: Mapping[str, Any] | None) -> Members:
    """Those of an answer's people whom Slack knows; what is not as it should be is left out."""
    people = (answer or {}).get("people")
    members = {}
    for person in people if isinstance(people, list | tuple) else ():
        match person:
            case {"slack": str(slack), "name": str(name)} if _MEMBER.fullmatch(slack):
                members[slack] = cut(name, NAME)
    return members


def _drawn(block: Block, members: Members) -> list[Piece]:
    match block:
        case Heading(words):
            return _heading(words, members)
        case Paragraph(words):
            return written(lines(words, members=members))
        case Listing(items, words):
            entries = [line for item in items for line in lines(item, ITEM, members)]
            return written([*lines(words, HEADING, members), *entries])
        case Bars(bars, words):
            return written([*lines(words, HEADING, members), *(line for bar in bars for line in _measured(bar))])
        case Table():
            return _table(block)
        case Card():
            return _card(block, members)


def _heading(words: Words, members: Members) -> list[Piece]:
    """A header where that can hold it: it is one line without links."""
    text = "".join(span.text for span in words)
    piece = header(text)
    is_plain = not any(span.url or span.member for span in words)
    holds = is_plain and piece.text == " ".join(text.split())
    return [piece] if holds else written(lines(words, HEADING, members))


def _card(block: Card, members: Members) -> list[Piece]:
    """A card with a field for each row; whoever is read to hears the same as words."""
    told = [*_fields(block, members)]
    text = spoken(lines(block.words, members=members))
    drawn = card(marked(block.name), told, text)
    return [drawn] if drawn else written(lines(block.words, members=members))


def _fields(block: Card, members: Members) -> Iterator[str]:
    for label, words in block.rows:
        yield f"{marked((Span(label, is_strong=True),))}\n{marked(words, members)}"


def _measured(bar: Bar) -> list[Line]:
    figures = f"{bar.value}" if bar.before is None else f"{bar.before} → {bar.value}"
    return measured(bar.label, figures, bar.value)


def _table(block: Table) -> list[Piece]:
    """A table, or the same as lists where it is larger than Slack takes."""
    below = list(_below(block))
    rows = [[texts()["aspect"], *block.columns]]
    rows += [[row.label, *map(_cell, row.cells)] for row in block.rows]
    drawn = table(rows, spoken(below))
    return [drawn] if drawn else written(below)


def _cell(entries: tuple[str, ...]) -> str:
    """Entries of a table's cell, of which there may be none."""
    return "\n".join(f"• {entry}" for entry in entries) if len(entries) > 1 else "".join(entries) or texts()["none"]


def _below(block: Table) -> Iterator[Line]:
    """Each row under its label, each column's entries under its name; empty cells are left out."""
    for row in block.rows:
        yield from lines((Span(row.label),), HEADING)
        for column, cell in zip(block.columns, row.cells, strict=True):
            if cell:
                yield from lines((Span(column),), ITEM)
            for entry in cell:
                yield from lines((Span(entry),), SUBITEM)
