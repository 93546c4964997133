"""How well questions that people really typed are answered: asked of the running bot, judged by the codes it names.

A reader judges better; this finds out in minutes whether a change helped. What gold cannot say ('-') is only printed.
"""

import json
import urllib.request
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.errors import RunError
from bot.runtime.ask_main import as_answered
from bot.runtime.processes import bot_running, free_port
from bot.runtime.progress import step
from bot.runtime.setup import prepare
from bot.settings import Settings
from bot.tables import as_table

COLUMNS = ("kind", "question", "gold", "note")
# What asks back, and what names roles without having understood.
ASKING, GUESSING = frozenset({"which_role"}), frozenset({"unknown_role", "which_role"})
# What tells of its last role: the way there.
LEADING_TO = frozenset({"path"})
# The career finder's questions, and the offer of them.
FINDING = frozenset({"finder", "finder_offer"})
LISTS = frozenset({"roles", "skill_users", "related", "ranking", "pay_ranking", "recommendation", "who_handles"})


class Verdict(Enum):
    """right: it tells of what was asked; half: the right role is among those offered; open: a reader must judge."""

    right = 1.0
    half = 0.5
    neither = 0.0
    open = None


@dataclass(frozen=True)
class TypedQuestion:
    """A row of the file."""

    kind: str
    text: str
    gold: str


@dataclass(frozen=True)
class Reply:
    """What the bot said: the kind of its answer, the codes of its roles in order, and the text."""

    kind: str
    codes: tuple[str, ...]
    text: str


def read_typed(path: Path) -> list[TypedQuestion]:
    """The rows of a file of questions.

    Raises RunError naming the line where it has another layout.
    """
    found = []
    for number, cells in rows_of(path, COLUMNS):
        if len(cells) != len(COLUMNS):
            raise RunError(f"{path}, line {number}: {len(cells)} cells, not {len(COLUMNS)}.")
        found.append(TypedQuestion(*cells[:3]))
    return found


def rows_of(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines of a tab-separated file below its columns, each with its number; RunError where it has others."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    if not lines or lines[0].split("\t") != list(columns):
        raise RunError(f"{path}, line 1: expected are the columns {', '.join(columns)}, tab-separated.")
    yield from ((number, line.split("\t")) for number, line in enumerate(lines[1:], 2))


def judge(gold: str, reply: Reply) -> Verdict:
    """Whether a reply is what gold asks for."""
    if gold == "-":
        return Verdict.open
    if gold == "ASK":
        return Verdict.right if reply.kind in ASKING else Verdict.neither
    if gold == "ANY":
        return Verdict.right if reply.kind in LISTS else Verdict.neither
    if "FINDER" in gold.split("|") and reply.kind in FINDING:
        return Verdict.right
    gold = gold.removeprefix("ROLE ")
    if "&" in gold:
        sides = [any(_has(side, code) for code in reply.codes) for side in gold.split("&")]
        if all(sides) and reply.kind not in GUESSING:
            return Verdict.right
        return Verdict.half if any(sides) else Verdict.neither
    told = reply.codes[-1:] if reply.kind in LEADING_TO else reply.codes[:1]
    if any(_has(gold, code) for code in told) and reply.kind not in GUESSING:
        return Verdict.right
    return Verdict.half if any(_has(gold, code) for code in reply.codes) else Verdict.neither


def _has(gold: str, code: str) -> bool:
    return any(code.startswith(prefix) for prefix in gold.split("|") if prefix[:1].isdigit())


def evaluate_questions(settings: Settings, file: Path) -> str:
    """The report of a file of questions, each asked in a conversation of its own."""
    typed = read_typed(file)
    with running_alone(settings) as address, step(f"Asking {len(typed)} questions"):
        replies = [ask(address, each.text) for each in typed]
    return report(typed, replies)


def report(typed: Sequence[TypedQuestion], replies: Sequence[Reply]) -> str:
    judged = [(each, reply, judge(each.gold, reply)) for each, reply in zip(typed, replies, strict=True)]
    rows = []
    for kind in (*dict.fromkeys(each.kind for each in typed), "all"):
        verdicts = [verdict for each, _, verdict in judged if kind in (each.kind, "all")]
        rows.append((kind, *map(verdicts.count, Verdict)))
    names = [verdict.name for verdict in Verdict]
    lines = [as_table(("kind", *names), rows, numbers=names)]
    counted = [verdict.value for _, _, verdict in judged if verdict.value is not None]
    if counted:
        right = sum(value == 1 for value in counted) / len(counted)
        lines += ["", f"Of {len(counted)} judged: {right:.2f} right, {sum(counted) / len(counted):.2f} with halves."]
    wrong = [
        (verdict.name, f"{each.kind}: {each.text} [{each.gold[:40]}] -> {_said(reply)}")
        for each, reply, verdict in judged
        if verdict is not Verdict.right
    ]
    lines += ["", as_table(("not right", "question, what was right, and the reply"), wrong)]
    return "\n".join(lines)


def _said(reply: Reply) -> str:
    return f"{reply.kind or '?'}: {' '.join(reply.text.split())[:160]}"


@contextmanager
def running_alone(settings: Settings) -> Iterator[str]:
    """The address of the bot's REST channel, on ports of its own and with no company and no memory of others."""
    model = prepare(settings)
    with TemporaryDirectory() as folder, ExitStack() as running:
        own = settings.in_folder(Path(folder)).but(port=free_port(), actions_port=0)
        with step("Starting the bot (about 15 seconds)"):
            running.enter_context(bot_running(own, model))
        yield rest_address(own)


def rest_address(settings: Settings) -> str:
    return f"http://{settings.host}:{settings.port}/webhooks/rest/webhook"


def ask(address: str, text: str) -> Reply:
    """What the bot says to a message that begins a conversation of its own."""
    return as_reply(sent(address, uuid.uuid4().hex, text))


def sent(address: str, sender: str, text: str, channel: str = "rest") -> list[dict[str, Any]]:
    """The messages with which the bot answers one of somebody's."""
    body = json.dumps({"sender": sender, "message": text, "input_channel": channel}).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as response:
        return json.load(response)


def as_reply(messages: Sequence[Mapping[str, Any]]) -> Reply:
    """The messages of the REST channel as one reply."""
    said = as_answered(messages)
    answer, text = said["answer"], "\n".join(said["text"])
    if answer is None:
        is_finding = any("finder" in (message.get("custom") or {}) for message in messages)
        return Reply("finder" if is_finding else "", (), text)
    return Reply(answer["kind"], tuple(role.get("code") or "" for role in answer["roles"]), text)
