"""What was asked in a drill and what came of it, and what the bot kept of it."""

import json
from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import NullPool


class Fate(Enum):
    """What came of asking once."""

    answered = "answered"
    # A sentence that says that there is no answer, and what to do.
    told = "told"
    # A status that says so, without such a sentence.
    refused = "refused"
    # No connection, or one that broke: whoever asks knows that there was no answer.
    cut = "cut off"
    # Nothing, although all seemed well; or nothing for so long that nobody waits.
    silent = "silent"


@dataclass(frozen=True)
class Try:
    """began, ended: seconds of a monotonic clock. about: of each answer that came, the ids of its roles."""

    began: float
    ended: float
    fate: Fate
    status: int = 0
    about: tuple[tuple[str, ...], ...] = ()
    # Of a refusal, the seconds after which it may be tried again; 0 where it says none.
    wait: float = 0

    @property
    def seconds(self) -> float:
        return self.ended - self.began


@dataclass(frozen=True)
class Asked:
    """A message, and each time that it was sent. id: empty where the channel has none, as REST."""

    conversation: str
    text: str
    role: str
    id: str
    tries: tuple[Try, ...]

    @property
    def last(self) -> Try:
        return self.tries[-1]


@dataclass(frozen=True)
class Kept:
    """A person's message as it is kept, and the roles that each answer to it is about. id: as the channel calls it."""

    text: str
    id: str
    about: tuple[tuple[str, ...], ...]


def read_only(conversations: Path) -> str:
    """The address of an SQLite file that is read, and not made."""
    return f"sqlite:///file:{conversations}?mode=ro&uri=true"


def read_kept(address: str) -> dict[str, list[Kept]]:
    """What Rasa's database has of each conversation, in order.

    Raises sqlalchemy.exc.SQLAlchemyError where it cannot be read.
    """
    found: dict[str, list[Kept]] = defaultdict(list)
    which = "SELECT sender_id, type_name, data FROM events WHERE type_name IN ('user', 'bot') ORDER BY id"
    with sa.create_engine(address, poolclass=NullPool).connect() as connection:
        for sender, kind, written in connection.execute(sa.text(which)):
            _add(found[sender], kind, _event(written))
    return dict(found)


def _event(written: str) -> dict[str, Any]:
    """An event as data; an empty one where the row was damaged."""
    try:
        return json.loads(written)
    except ValueError:
        return {}


def _add(kept: list[Kept], kind: str, event: dict[str, Any]) -> None:
    if kind == "user" and event.get("text"):
        kept.append(Kept(event["text"], str(event.get("message_id") or ""), ()))
    elif kept and kind == "bot":
        about = roles_of(((event.get("data") or {}).get("custom") or {}).get("answer"))
        if about is not None:
            last = kept.pop()
            kept.append(Kept(last.text, last.id, (*last.about, about)))


def roles_of(answer: Any) -> tuple[str, ...] | None:
    """The ids of the roles of an answer's data; None where there is no answer."""
    return tuple(role["id"] for role in answer.get("roles", ())) if isinstance(answer, dict) else None
