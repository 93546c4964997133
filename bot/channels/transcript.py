"""A conversation as its visitor sees it, from Rasa's events."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered


@dataclass
class Entry:
    """A message of the visitor or of the bot.

    seq: its number in the conversation, from 1. id: of a visitor's message, what their browser calls it.
    answer: the data of the answer that it is; see bot.saying.answer. document: how it is drawn.
    finder: which question of the career finder it is.
    outcome: what became of the question that it answers; see actions.answering.outcome.
    at: when it was said, in seconds since 1970.
    """

    seq: int
    sender: str
    text: str
    id: str = ""
    buttons: list[dict[str, str]] = field(default_factory=list)
    answer: dict[str, Any] | None = None
    document: dict[str, Any] | None = None
    finder: dict[str, Any] | None = None
    outcome: dict[str, Any] | None = None
    at: float = 0.0

    def data(self) -> dict[str, Any]:
        """The message as the widget receives it, without what is empty."""
        optional = {"id": self.id, "buttons": self.buttons, "answer": self.answer}
        optional |= {"document": self.document, "finder": self.finder}
        shown = {"seq": self.seq, "from": self.sender, "text": self.text}
        return shown | {name: value for name, value in optional.items() if value}


def transcript(events: Iterable[Event], before: int = 0) -> list[Entry]:
    """All messages of a conversation, in order; before: how many came before these events."""
    entries: list[Entry] = []
    # What the last button with a payload was called.
    titles: dict[str, str] = {}
    said: list[Entry] = []
    outcomes: list[dict[str, Any]] = []
    raw: list[Mapping[str, Any]] = []

    def close() -> None:
        """Ends what one action said and set."""
        said.extend(joined(raw, before + len(entries) + 1))
        _assign(outcomes, said)
        for entry in said:
            # Of two buttons of one message the first counts.
            titles.update((button["payload"], button["title"]) for button in reversed(entry.buttons))
        entries.extend(said)
        for each in (said, outcomes, raw):
            each.clear()

    for event in events:
        if isinstance(event, ActionExecuted | UserUttered):
            close()
        if isinstance(event, BotUttered):
            raw.append({"at": event.timestamp, **event.message()})
        elif isinstance(event, SlotSet) and event.key == "outcome" and isinstance(event.value, dict):
            outcomes.append(event.value)
        elif isinstance(event, UserUttered) and event.text:
            text = titles.get(event.text) or event.text
            id = str(event.message_id or "")
            entries.append(Entry(before + len(entries) + 1, "user", text, id=id, at=event.timestamp))
    close()
    return entries


def joined(messages: Iterable[Mapping[str, Any]], seq: int) -> Iterator[Entry]:
    """What one action said, from number seq on; Rasa may send a message's text and its data one after the other."""
    held: Entry | None = None
    for message in messages:
        data = message.get("custom") or {}
        if held is None or message.get("text"):
            if held:
                yield held
            held = Entry(seq, "bot", message.get("text") or "", buttons=_buttons(message), at=message.get("at", 0.0))
            seq += 1
        held.answer = data.get("answer", held.answer)
        held.document = data.get("document", held.document)
        held.finder = data.get("finder", held.finder)
    if held:
        yield held


def _buttons(message: Mapping[str, Any]) -> list[dict[str, str]]:
    return [
        {"title": str(button.get("title", "")), "payload": str(button.get("payload", ""))}
        for button in message.get("buttons") or ()
    ]


def _assign(outcomes: list[dict[str, Any]], said: list[Entry]) -> None:
    """Tells each message which question it answers: an action sets the outcomes of several in the order of answers."""
    answer = -1
    for entry in said:
        answer += entry.answer is not None
        if 0 <= answer < len(outcomes):
            entry.outcome = outcomes[answer]


def latest(entries: Sequence[Entry]) -> int:
    """The number of the last message; 0 where there is none."""
    return entries[-1].seq if entries else 0


def last_result(entries: Sequence[Entry]) -> dict[str, Any] | None:
    """The career finder's last result, as its data; None where it has given none."""
    results = (entry.finder for entry in reversed(entries) if entry.finder and "result" in entry.finder)
    return next(results, None)


def replies_to(entries: Iterable[Entry], id: str) -> list[Entry]:
    """What the bot said to the visitor's message of that id; empty where it has not answered."""
    found: list[Entry] = []
    inside = False
    for entry in entries:
        if entry.sender == "user":
            inside = entry.id == id
        elif inside:
            found.append(entry)
    return found


def offers(entries: Iterable[Entry], payload: str) -> bool:
    """Whether one of the messages has a button of that payload."""
    return any(button["payload"] == payload for entry in entries for button in entry.buttons)
