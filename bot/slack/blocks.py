"""Block Kit's pieces, each within Slack's limits; what is too long is split, and only a label is ever cut.

Rich text shows what it is given: nothing in it can ping or format, so all that can be is written in it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bot.slack.lengths import MORE, cut, heft, portion, size, split
from bot.slack.mrkdwn import clean, escaped

Block = dict[str, Any]

HEADER, LABEL, PLACEHOLDER, BUTTON_VALUE, OPTION_VALUE = 150, 75, 150, 2000, 150
MOST_BLOCKS, MOST_ELEMENTS, MOST_OPTIONS, MOST_IN_CONTEXT, MOST_FIELDS = 50, 25, 100, 10, 10
MOST_ROWS, MOST_COLUMNS, MOST_IN_TABLE = 100, 20, 10_000
# A piece's text is no longer, so that several fit into a message's, and below the 3,000 of a section.
PIECE = 2800
# Characters of a piece's JSON: four a character of its text, where that is in lines of some length.
PIECE_JSON = 4 * PIECE


@dataclass(frozen=True)
class Piece:
    """A block, and what it says to those who are read to: plain text, not escaped."""

    block: Block
    text: str


def json_size(part: Any) -> int:
    """The length of a part of a message as it is sent."""
    return size(json.dumps(part, ensure_ascii=False))


# ---- rich text

TEXT, ITEM, SUBITEM, HEADING = "text", "item", "subitem", "heading"
# What begins a line of a list in plain text.
BULLETS = {ITEM: "- ", SUBITEM: "  - "}


@dataclass(frozen=True)
class Line:
    """A line of rich text. text: what it says, no more than half a piece.

    kind: TEXT, an ITEM of a list, a SUBITEM of the list in one, or a HEADING.
    """

    kind: str
    elements: tuple[Block, ...]
    text: str

    @property
    def weight(self) -> int:
        """The room it takes in a piece: by its text, or by its JSON where that is long for its text."""
        return max(heft(self.text) + len("  - \n"), json_size(self.elements) * PIECE // PIECE_JSON + LINE_WEIGHT)


# What encloses a line in JSON, as weight.
LINE_WEIGHT = 20


def words(text: str, **style: bool) -> Block:
    """A text in rich text; style: bold, italic, strike, code."""
    element: Block = {"type": "text", "text": clean(text)}
    return element | ({"style": style} if style else {})


def lines(text: str, kind: str = TEXT) -> list[Line]:
    """The text as lines of a kind; what is long for a line goes on in the next."""
    style = {"bold": True} if kind == HEADING else {}
    return [Line(kind, (words(part, **style),), part) for part in split(text, PIECE // 2)]


def written(told: Sequence[Line]) -> list[Piece]:
    """Lines in as many blocks of rich text as they need."""
    pieces = []
    while told:
        part = portion(told, PIECE, lambda line: line.weight)
        told = told[len(part) :]
        elements = [_element(kind, list(group)) for kind, group in groupby(part, lambda line: line.kind)]
        text = "\n".join(BULLETS.get(line.kind, "") + line.text for line in part)
        pieces.append(Piece({"type": "rich_text", "elements": elements}, text))
    return pieces


def _element(kind: str, group: Sequence[Line]) -> Block:
    if kind in BULLETS:
        items = [_section(line.elements) for line in group]
        return {"type": "rich_text_list", "style": "bullet", "indent": int(kind == SUBITEM), "elements": items}
    first, *others = group
    elements = list(first.elements)
    for line in others:
        elements += [words("\n"), *line.elements]
    return _section(elements)


def _section(elements: Sequence[Block]) -> Block:
    return {"type": "rich_text_section", "elements": list(elements)}


def prose(text: str) -> list[Piece]:
    """A text in lines."""
    return written([line for each in clean(text).split("\n") for line in lines(each)])


def listed(heading: str, entries: Iterable[str]) -> list[Piece]:
    """A list under a heading."""
    return written([*lines(heading, HEADING), *(line for entry in entries for line in lines(entry, ITEM))])


BAR = 10


def bar(percent: float) -> str:
    """So much of 100, drawn in letters."""
    filled = round(max(0.0, min(100.0, percent)) * BAR / 100)
    return "▮" * filled + "▯" * (BAR - filled)


def measured(name: str, figures: str, percent: float, kind: str) -> list[Line]:
    """An item of a list that matters so much, 0 to 100, as a bar with its figures."""
    text = f"{name} ({figures})"
    if heft(text) > PIECE // 2:
        return lines(text, kind)
    return [Line(kind, (words(bar(percent), code=True), words(f" {name} "), words(figures, bold=True)), text)]


# ---- other blocks


def plain_text(text: str, limit: int, emoji: bool = False) -> Block:
    return {"type": "plain_text", "text": cut(text, limit) or MORE, "emoji": emoji}


def mrkdwn(text: str) -> Block:
    """Text in mrkdwn that was escaped before; verbatim, as Slack would else look for names and addresses in it."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def header(text: str) -> Piece:
    return Piece({"type": "header", "text": plain_text(text, HEADER)}, cut(text, HEADER) or MORE)


def section(text: str, told: str) -> Piece:
    """A section of mrkdwn that was escaped before and is no longer than a piece."""
    return Piece({"type": "section", "text": mrkdwn(text)}, told)


def fields(facts: Sequence[tuple[str, str]]) -> list[Piece]:
    """(label, text) in two columns; texts that are long for a column become paragraphs under their label."""
    pieces: list[Piece] = []
    room = PIECE // MOST_FIELDS
    for is_short, group in groupby(facts, lambda fact: heft(": ".join(fact)) + 2 <= room):
        told = list(group)
        if not is_short:
            for label, text in told:
                pieces += written([*lines(label, HEADING), *lines(text)])
            continue
        for start in range(0, len(told), MOST_FIELDS):
            shown = told[start : start + MOST_FIELDS]
            block = {
                "type": "section",
                "fields": [mrkdwn(f"*{escaped(label)}*\n{escaped(text)}") for label, text in shown],
            }
            pieces.append(Piece(block, "\n".join(f"{label}: {text}" for label, text in shown)))
    return pieces


def context(texts: Sequence[str]) -> Piece:
    """A line of small print, of at most ten short texts."""
    limit = PIECE // MOST_IN_CONTEXT
    shown = [plain_text(text, limit, emoji=True) for text in texts]
    return Piece({"type": "context", "elements": shown}, "\n".join(cut(text, limit) for text in texts))


def small_print(entries: Sequence[tuple[str, str]]) -> list[Piece]:
    """Lines of small print: (mrkdwn that was escaped before, what it says), each no longer than a piece."""
    pieces = []
    while entries:
        told = portion(entries, PIECE, lambda entry: max(size(entry[0]), heft(entry[1])) + 1)
        entries = entries[len(told) :]
        elements = [mrkdwn("\n".join(shown for shown, _ in told))]
        pieces.append(Piece({"type": "context", "elements": elements}, "\n".join(text for _, text in told)))
    return pieces


def button(action_id: str, label: str, value: str, accessibility: str = "", style: str = "") -> Block:
    """Raises ValueError where Slack would not carry the value."""
    if not 0 < size(value) <= BUTTON_VALUE:
        raise ValueError(f"the value of the button {action_id} has {size(value)} characters, of {BUTTON_VALUE} at most")
    element = {
        "type": "button",
        "action_id": action_id,
        "text": plain_text(label, LABEL, emoji=bool(accessibility)),
        "value": value,
    }
    if spoken := cut(accessibility, LABEL):
        element["accessibility_label"] = spoken
    return element | ({"style": style} if style else {})


def option(label: str, value: str) -> Block:
    """An option of a menu; its value has at most 150 characters."""
    return {"text": plain_text(label, LABEL), "value": value}


def menu(action_id: str, placeholder: str, options: Sequence[Block]) -> Block:
    """A menu of at most 100 options."""
    return {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain_text(placeholder, PLACEHOLDER),
        "options": list(options),
    }


def table(rows: Sequence[Sequence[str]], told: str) -> Piece | None:
    """A table whose first row and first column are headings; None where it is larger than Slack takes.

    told: the same as text; of one that is long, the beginning.
    """
    cells = [[clean(cell).strip() or MORE for cell in row] for row in rows]
    shown = [[_cell(cell, bold=not y or not x) for x, cell in enumerate(row)] for y, row in enumerate(cells)]
    block: Block = {"type": "table", "rows": shown, "column_settings": [{"is_wrapped": True} for _ in rows[0]]}
    fits = len(rows) <= MOST_ROWS and all(len(row) <= MOST_COLUMNS for row in rows)
    letters = sum(size(cell) for row in cells for cell in row)
    if not fits or letters > MOST_IN_TABLE or json_size(block) > PIECE_JSON:
        return None
    first, *more = split(told, PIECE - size(MORE))
    return Piece(block, first + MORE if more else first)


def _cell(text: str, bold: bool) -> Block:
    style = {"bold": True} if bold else {}
    return {"type": "rich_text", "elements": [_section([words(text, **style)])]}


def elements_of(block: Mapping[str, Any]) -> list[Block]:
    """What can be pressed in a block."""
    return list(block.get("elements") or []) if block.get("type") == "actions" else []
