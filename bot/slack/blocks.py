"""Block Kit's pieces, each within Slack's limits; what is too long is split, and only a label is ever cut."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    MarkdownTextObject,
    Option,
    PlainTextObject,
    RichTextBlock,
    RichTextElementParts,
    RichTextSectionElement,
    SectionBlock,
    StaticSelectElement,
    TableBlock,
    TableBlockColumnSettings,
)

from bot.saying.document import Span, Words
from bot.slack.lengths import MORE, cut, divided, heft, portion, size, split
from bot.slack.mrkdwn import clean, escaped, link

Block = dict[str, Any]

# Slack's SDK does not know these of its limits.
MOST_BLOCKS, MOST_ROWS, MOST_COLUMNS, MOST_IN_TABLE, FIELD = 50, 100, 20, 10_000, 2000
# A piece's text is no longer, so that several fit into a message's, and below the 3,000 of a text in mrkdwn.
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
    return size(json.dumps(part, ensure_ascii=False, default=lambda each: each.to_dict()))


def plain_text(text: str, limit: int, emoji: bool = False) -> PlainTextObject:
    return PlainTextObject(text=cut(text, limit) or MORE, emoji=emoji)


def header(text: str) -> Piece:
    shown = plain_text(text, HeaderBlock.text_max_length)
    return Piece(HeaderBlock(text=shown).to_dict(), shown.text)


def context(texts: Sequence[str]) -> Piece:
    """A line of small print, of at most ten short texts."""
    limit = PIECE // ContextBlock.elements_max_length
    shown = [plain_text(text, limit, emoji=True) for text in texts]
    return Piece(ContextBlock(elements=shown).to_dict(), "\n".join(each.text for each in shown))


def small_print(words: Words) -> list[Piece]:
    """Words as small print, with their links."""
    told = [part for span in words for part in _marked(span)]
    pieces = []
    while told:
        part = portion(told, PIECE, lambda each: max(size(each[0]), heft(each[1])))
        told = told[len(part) :]
        text = "".join(said for _, said in part)
        if text.strip():
            # Verbatim, as Slack would else look for names and addresses in it.
            shown = MarkdownTextObject(text="".join(marked for marked, _ in part), verbatim=True)
            pieces.append(Piece(ContextBlock(elements=[shown]).to_dict(), text))
    return pieces


def _marked(span: Span) -> list[tuple[str, str]]:
    """A span in parts as (mrkdwn, what it says), none longer than a piece."""
    parts = []
    for text in divided(span.text, PIECE // 4):
        linked = link(span.url, text)
        # An address grows where it is escaped.
        is_link = span.url and size(linked) <= PIECE
        parts.append((linked if is_link else escaped(text), text))
    return parts


def marked(words: Words, members: Mapping[str, str] = MappingProxyType({})) -> str:
    """Words as mrkdwn; members: names of those who may be mentioned, by their ids in Slack."""
    return "".join(_mentioned(span, members) for span in words)


def _mentioned(span: Span, members: Mapping[str, str]) -> str:
    if span.member in members:
        return f"<@{span.member}>"
    told = link(span.url, span.text) if span.url else escaped(span.text)
    return f"*{told}*" if span.is_strong and told.strip() else told


def card(name: str, fields: Sequence[str], told: str) -> Piece | None:
    """Somebody's name with a field for each thing known of them, all in mrkdwn; None where Slack does not take it.

    told: the same as plain text.
    """
    fits = 0 < len(fields) <= SectionBlock.fields_max_length and all(
        each.strip() and size(each) <= FIELD for each in fields
    )
    if not fits or not name.strip() or size(name) > SectionBlock.text_max_length or not 0 < heft(told.strip()) <= PIECE:
        return None
    # Verbatim, as Slack would else look for names and addresses in it.
    block = SectionBlock(
        text=MarkdownTextObject(text=name, verbatim=True),
        fields=[MarkdownTextObject(text=each, verbatim=True) for each in fields],
    ).to_dict()
    return Piece(block, told) if json_size(block) <= PIECE_JSON else None


def button(action_id: str, label: str, value: str, accessibility: str = "", style: str = "") -> Block:
    """Raises ValueError where Slack would not carry the value."""
    most = ButtonElement.value_max_length
    if not 0 < size(value) <= most:
        raise ValueError(f"the value of the button {action_id} has {size(value)} characters, of {most} at most")
    return ButtonElement(
        action_id=action_id,
        text=plain_text(label, ButtonElement.text_max_length, emoji=bool(accessibility)),
        value=value,
        accessibility_label=cut(accessibility, ButtonElement.text_max_length) or None,
        style=style or None,
    ).to_dict()


def option(label: str, value: str) -> Block:
    """An option of a menu; raises SlackObjectFormationError where Slack would not carry its value."""
    return Option(text=plain_text(label, Option.label_max_length), value=value).to_dict()


def menu(action_id: str, placeholder: str, options: Sequence[Block]) -> Block:
    """A menu; raises SlackObjectFormationError for more options than a menu has."""
    shown = plain_text(placeholder, StaticSelectElement.placeholder_max_length)
    return StaticSelectElement(action_id=action_id, placeholder=shown, options=options).to_dict()


def actions(elements: Sequence[Block]) -> Block:
    """What can be pressed; raises SlackObjectFormationError for more than fits beside each other."""
    return ActionsBlock(elements=elements).to_dict()


def table(rows: Sequence[Sequence[str]], told: str) -> Piece | None:
    """A table whose first row and first column are headings; None where it is larger than Slack takes.

    told: the same as text; of one that is long, the beginning.
    """
    cells = [[clean(cell).strip() or MORE for cell in row] for row in rows]
    shown = [[_cell(cell, bold=not y or not x) for x, cell in enumerate(row)] for y, row in enumerate(cells)]
    settings = [TableBlockColumnSettings(is_wrapped=True) for _ in rows[0]]
    block = TableBlock(rows=shown, column_settings=settings).to_dict()
    fits = len(rows) <= MOST_ROWS and all(len(row) <= MOST_COLUMNS for row in rows)
    letters = sum(size(cell) for row in cells for cell in row)
    if not fits or letters > MOST_IN_TABLE or json_size(block) > PIECE_JSON:
        return None
    first, *more = split(told, PIECE - size(MORE)) or [MORE]
    return Piece(block, first + MORE if more else first)


def _cell(text: str, bold: bool) -> RichTextBlock:
    words = RichTextElementParts.Text(text=text, style={"bold": True} if bold else None)
    return RichTextBlock(elements=[RichTextSectionElement(elements=[words])])


def elements_of(block: Mapping[str, Any]) -> list[Block]:
    """What can be pressed in a block."""
    return list(block.get("elements") or []) if block.get("type") == ActionsBlock.type else []
