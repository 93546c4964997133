"""Answers as Slack messages.

All that the bot said is shown, in its order, in as many messages as Slack's limits ask for; the last one ends with what
can be pressed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from slack_sdk.models.blocks import ActionsBlock, ButtonElement, Option, StaticSelectElement

from bot.saying.document import Document, from_data
from bot.slack import names
from bot.slack.blocks import (
    MOST_BLOCKS,
    PIECE,
    PIECE_JSON,
    Block,
    Piece,
    actions,
    button,
    context,
    elements_of,
    json_size,
    menu,
    option,
)
from bot.slack.drawing import members_of, pieces_of
from bot.slack.lengths import heft, portion, size
from bot.slack.mrkdwn import clean, escaped
from bot.slack.richtext import listed, prose
from bot.slack.texts import texts

# Slack asks for no more in the text that stands for the blocks.
MESSAGE_TEXT = 4000
# Slack answers msg_blocks_too_long from about 16,000 characters of JSON on.
MESSAGE_JSON = 13_000
# More choices are a menu; the finder's five points and Skip are none.
MOST_BUTTONS = 6


class Said(Protocol):
    """A message of the bot; bot.channels.transcript.Entry is one."""

    @property
    def text(self) -> str: ...
    @property
    def buttons(self) -> list[dict[str, str]]: ...
    @property
    def answer(self) -> dict[str, Any] | None: ...
    @property
    def document(self) -> dict[str, Any] | None: ...


@dataclass(frozen=True)
class Drawn:
    """A Slack message: text stands for it in notifications and screen readers."""

    text: str
    blocks: list[Block]


def drawn(entries: Sequence[Said], feedback: str = "", share: bool = False) -> list[Drawn]:
    """What the bot said in one turn as messages, the choices, feedback and share buttons in the last.

    feedback: the value of the feedback buttons; none where it is empty.
    """
    pieces = [piece for entry in entries for piece in _told(entry)]
    pieces += _choices(entries)
    opinions = _opinions(feedback, share)
    return list(_messages(pieces or prose(texts()["nothing"]), opinions))


def _told(entry: Said) -> list[Piece]:
    """What one entry says: its document, or its text where it has none."""
    document = _document(entry)
    return pieces_of(document, members_of(entry.answer)) if document else prose(entry.text)


def _document(entry: Said) -> Document | None:
    """The entry's document; None where it has none, or one of another version, as its text says the same."""
    if not isinstance(entry.document, Mapping):
        return None
    try:
        return from_data(entry.document)
    except (KeyError, TypeError):
        return None


def _messages(pieces: Sequence[Piece], closing: list[Block]) -> Iterator[Drawn]:
    """Pieces in as many messages as they need; closing: what the last one ends with."""
    while pieces:
        end = 1
        while end < len(pieces) and _is_one_message(pieces[: end + 1], closing):
            end += 1
        told, pieces = pieces[:end], pieces[end:]
        blocks = [piece.block for piece in told]
        text = "\n".join(piece.text for piece in told if piece.text)
        yield Drawn(escaped(text), blocks if pieces else blocks + closing)


def _is_one_message(pieces: Sequence[Piece], closing: Sequence[Block]) -> bool:
    """Whether Slack takes pieces and what closes them together."""
    blocks = [piece.block for piece in pieces]
    return (
        len(blocks) + len(closing) <= MOST_BLOCKS
        and json_size(blocks) <= MESSAGE_JSON - json_size(closing)
        and sum(block["type"] == "table" for block in blocks) <= 1
        and heft("\n".join(piece.text for piece in pieces)) <= MESSAGE_TEXT
    )


# ---- what can be pressed


def _choices(entries: Iterable[Said]) -> list[Piece]:
    """The choices that were offered, as buttons or a menu; those whose payload Slack cannot carry, as a list."""
    offered = {each["payload"]: each["title"] for entry in entries for each in entry.buttons}
    carried = {payload: title for payload, title in offered.items() if _fits(payload, ButtonElement.value_max_length)}
    left = [title for payload, title in offered.items() if payload not in carried]
    pieces = listed("", left)
    if len(carried) > MOST_BUTTONS and all(_fits(payload, Option.value_max_length) for payload in carried):
        options = [option(title, payload) for payload, title in carried.items()]
        for number, part in enumerate(_portions(options, StaticSelectElement.options_max_length)):
            select = menu(f"{names.CHOOSE_MENU}-{number}", texts()["choose"], part)
            pieces.append(_pressed([select], part))
    else:
        buttons = [
            button(f"{names.CHOOSE}-{number}", title, payload)
            for number, (payload, title) in enumerate(carried.items())
        ]
        for part in _portions(buttons, ActionsBlock.elements_max_length):
            pieces.append(_pressed(part, part))
    return pieces


def _fits(payload: str, limit: int) -> bool:
    """Whether Slack carries a payload, and gives it back as it is."""
    return 0 < size(payload) <= limit and clean(payload).strip() == payload


def _portions(elements: Sequence[Block], most: int) -> Iterator[list[Block]]:
    """Elements in parts that each fit into a block, by their number, JSON and labels."""
    while elements:
        part = portion(elements[:most], PIECE_JSON - 500, json_size)
        part = portion(part, PIECE, lambda each: heft(each["text"]["text"]) + 2)
        elements = elements[len(part) :]
        yield part


def _pressed(elements: list[Block], choices: Sequence[Block]) -> Piece:
    """choices: what has the labels, the elements themselves or the options of a menu."""
    return Piece(actions(elements), ", ".join(each["text"]["text"] for each in choices))


def _opinions(feedback: str, share: bool) -> list[Block]:
    said = texts()
    elements = []
    if feedback:
        elements.append(button(names.HELPFUL, said["helpful"], feedback, said["helpful_label"]))
        elements.append(button(names.UNHELPFUL, said["unhelpful"], feedback, said["unhelpful_label"]))
    if share:
        elements.append(button(names.SHARE, said["share"], names.SHARE))
    return [actions(elements)] if elements else []


# ---- messages that Slack gave back


def chosen(blocks: Sequence[Mapping[str, Any]], label: str) -> list[Block]:
    """The message after a choice was made: its choices replaced by a line that says which."""
    said = context([texts()["chosen"].format(label=label)]).block
    return _replaced(blocks, lambda action: action.startswith(f"{names.CHOOSE}-"), said)


def thanked(blocks: Sequence[Mapping[str, Any]], helpful: bool, asks: bool = False) -> list[Block]:
    """The message after feedback: its feedback buttons replaced by thanks; asks: also for what would be right."""
    thanks = texts()["thanks_helpful" if helpful else "thanks_unhelpful"]
    said = context([f"{thanks} {texts()['what_is_right']}" if asks else thanks]).block
    return _replaced(blocks, lambda action: action in (names.HELPFUL, names.UNHELPFUL), said)


def shareable(blocks: Sequence[Mapping[str, Any]]) -> list[Block]:
    """An ephemeral message's blocks as they are shared: with nothing interactive."""
    return [dict(block) for block in blocks if block.get("type") != "actions"]


def _replaced(blocks: Sequence[Mapping[str, Any]], is_meant: Callable[[str], bool], said: Block) -> list[Block]:
    """The blocks with some of what can be pressed replaced by one block."""
    changed: list[Block] = []
    for block in blocks:
        elements = elements_of(block)
        kept = [each for each in elements if not is_meant(each.get("action_id", ""))]
        if len(kept) == len(elements):
            changed.append(dict(block))
            continue
        if said not in changed:
            changed.append(said)
        if kept:
            changed.append({**block, "elements": kept})
    return changed
