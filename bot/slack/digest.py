"""The weekly digest for a channel: what was asked of the company, what found nobody, and a way to name who it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import InputBlock, PlainTextInputElement, UserSelectElement
from slack_sdk.models.views import View

from bot.slack.answers import Drawn
from bot.slack.blocks import Block, Piece, actions, button, context, header, plain_text
from bot.slack.lengths import cut
from bot.slack.mrkdwn import clean, escaped
from bot.slack.names import NAME_WHO
from bot.slack.richtext import listed, prose
from bot.slack.texts import texts

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Slack's limits of a modal: its title and buttons, labels, and what is kept in it.
TITLE, LABEL, KEPT = 24, 2000, 3000
# Characters of a duty, and of a note, as a keeper reads them.
LONGEST_DUTY, LONGEST_NOTE = 150, 300
# The blocks of the modal, each with one input.
DUTY, WHO, NOTE = "duty", "who", "note"


@dataclass(frozen=True)
class Digest:
    """Questions with how often each was asked, commonest first. open: of which nobody was found."""

    asked: Sequence[tuple[str, int]]
    open: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Named:
    """Who does something, as a colleague says: their name and member id, and the name of the colleague."""

    duty: str
    name: str
    member: str
    by: str
    note: str = ""


def channels_in(setting: str) -> dict[str, str]:
    """The digest's channels by their workspaces, as ROLEWISE_SLACK_DIGEST_CHANNEL has them; the only one by ""."""
    pairs = [part.strip().rpartition("=") for part in setting.split(",") if part.strip()]
    return {workspace: channel for workspace, _, channel in pairs}


def due(now: datetime, when: str) -> str:
    """What names the digest that is due on that day from that time on; empty where none is.

    when: as 'mon 09:00'.
    """
    day, _, time = when.partition(" ")
    year, week, _ = now.isocalendar()
    return f"digest:{year}-{week}" if DAYS[now.weekday()] == day and f"{now:%H:%M}" >= time else ""


def drawn(digest: Digest) -> Drawn:
    """The digest as a message."""
    said = texts()
    pieces = [header(said["digest_title"])]
    pieces += listed(said["digest_asked"], _lines(digest.asked)) if digest.asked else prose(said["digest_quiet"])
    if digest.open:
        pieces += prose(said["digest_open"])
        for number, (question, count) in enumerate(digest.open):
            pieces += listed("", _lines([(question, count)]))
            value = cut(clean(question), LONGEST_DUTY)
            pressed = actions([button(f"{NAME_WHO}-{number}", said["name_who"], value)])
            pieces.append(Piece(pressed, ""))
        pieces.append(context([said["digest_note"]]))
    elif digest.asked:
        pieces += prose(said["digest_all_found"])
    text = "\n".join(piece.text for piece in pieces if piece.text)
    return Drawn(escaped(text), [piece.block for piece in pieces])


def _lines(questions: Iterable[tuple[str, int]]) -> list[str]:
    return [f"{cut(question, LONGEST_DUTY)} ({count})" for question, count in questions]


def naming_view(question: str) -> dict[str, Any]:
    """The modal that asks who does what a question asked for, for views.open."""
    said = texts()
    duty = PlainTextInputElement(action_id=DUTY, initial_value=cut(question, LONGEST_DUTY), max_length=LONGEST_DUTY)
    note = PlainTextInputElement(action_id=NOTE, multiline=True, max_length=LONGEST_NOTE)
    blocks = [
        _input(DUTY, said["naming_duty"], duty),
        _input(WHO, said["naming_who"], UserSelectElement(action_id=WHO)),
        _input(NOTE, said["naming_note"], note, optional=True),
        context([said["digest_note"]]).block,
    ]
    return _modal(blocks, callback_id=NAME_WHO, submit=plain_text(said["naming_submit"], TITLE))


def thanks_view(kept: bool) -> dict[str, Any]:
    """What the modal says when somebody was named; kept: whether that was kept."""
    return _modal([piece.block for piece in prose(texts()["naming_thanks" if kept else "naming_failed"])])


def _modal(blocks: Sequence[Block], **more: Any) -> dict[str, Any]:
    title, close = plain_text(texts()["naming_title"], TITLE), plain_text(texts()["naming_close"], TITLE)
    return View(type="modal", title=title, close=close, blocks=blocks, **more).to_dict()


def _input(name: str, label: str, element: Any, optional: bool = False) -> Block:
    return InputBlock(
        block_id=name, label=plain_text(label, LABEL), element=element, optional=optional or None
    ).to_dict()


def named_in(state: dict[str, Any]) -> tuple[str, str, str]:
    """The duty, the member id and the note of a modal that was sent; empty where they are not there."""
    values = state.get("values") or {}

    def value(name: str, key: str) -> str:
        found = (values.get(name) or {}).get(name) or {}
        return " ".join(clean(str(found.get(key) or "")).split())

    return value(DUTY, "value"), value(WHO, "selected_user"), value(NOTE, "value")
