"""Which message a process is working at: its id goes from the channel to the action, and into every log line.

The id is made here and says nothing about anybody. What runs in the same task, and in tasks that it starts, has it too.
"""

import re
import uuid
from contextvars import ContextVar
from dataclasses import dataclass

# Carries the id to the action server, and back to whoever asked over HTTP.
HEADER = "X-Request-Id"
_ID = re.compile(r"[0-9a-f]{32}")
_request: ContextVar[str] = ContextVar("request", default="")


@dataclass
class Message:
    """A message that is being answered; failed: whether something of it went wrong."""

    sender: str
    failed: bool = False


# What the task answers at the moment, if anything.
answering: ContextVar[Message | None] = ContextVar("answering", default=None)


def begin(given: str = "") -> str:
    """Begins a request: from now on this task works at it. Returns its id.

    given: the id that another process of ours gave it; anything else is not taken over.
    """
    request = given if _ID.fullmatch(given) else uuid.uuid4().hex
    _request.set(request)
    return request


def current() -> str:
    """The id of the request that this task works at; empty outside of any."""
    return _request.get()
