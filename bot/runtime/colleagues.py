"""How well questions of colleagues are answered over a company file: the right person, team or channel, or nobody.

A file has a row for each question: its kind, what is asked (' > ' between the turns of a conversation, whose last one
counts), and what is right, '|' between several: a name that must come first, 'A&B' for all who must be told and nobody
else, '#channel' that must be said, ASK (which one is meant), NOBODY, 'LEFT name', YES, NO, or GENERAL (no one is told).
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.errors import RunError
from bot.runtime.processes import bot_running, free_port
from bot.runtime.progress import step
from bot.runtime.questions import rest_address, rows_of, sent
from bot.runtime.setup import prepare
from bot.settings import Settings
from bot.tables import as_table

COLUMNS = ("kind", "question", "expected")
TURNS = " > "
# What says that nobody is known for something, and what asks which is meant.
NOBODY = frozenset(("nobody_here", "nobody_known", "unknown_colleague", "unknown_duty", "out_of_scope", "fallback"))
# What says that something is no matter of work: right where nobody is to be told.
OUTSIDE = frozenset(("out_of_scope",))
ASKING = frozenset(("which_place", "which_colleague"))


class Outcome(Enum):
    """right; declined: nobody is told, or the right one among others; wrong: others are told, or the contrary said."""

    right = "right"
    declined = "declined"
    wrong = "wrong"


@dataclass(frozen=True)
class Asked:
    """A row of the file."""

    kind: str
    turns: tuple[str, ...]
    expected: str


@dataclass(frozen=True)
class Said:
    """What the bot said: the kind of its answer, whom it told in order, its verdict, what it asks to choose from."""

    kind: str = ""
    people: tuple[str, ...] = ()
    verdict: str = ""
    choices: tuple[str, ...] = ()
    text: str = ""


def read_asked(path: Path) -> list[Asked]:
    """The rows of a file of questions. Raises RunError naming the line where it has another layout."""
    found = []
    for number, cells in rows_of(path, COLUMNS):
        if len(cells) != len(COLUMNS) or not all(cell.strip() for cell in cells):
            raise RunError(f"{path}, line {number}: expected are {len(COLUMNS)} cells, none of them empty.")
        found.append(Asked(cells[0], tuple(cells[1].split(TURNS)), cells[2]))
    return found


def judge(expected: str, said: Said) -> Outcome:
    """Whether what was said is what is expected."""
    if any(_fits(each, said) for each in expected.split("|")):
        return Outcome.right
    if _offers(expected, said):
        return Outcome.right
    if set(expected.replace("&", "|").split("|")) & set(said.people):
        # Among others, of whom one must choose.
        return Outcome.declined
    if said.people or (said.verdict in ("yes", "no") and expected in ("YES", "NO")):
        return Outcome.wrong
    return Outcome.declined


def _offers(expected: str, said: Said) -> bool:
    """Whether it is asked which one is meant of just those who may be: 'what is Eva's number', where there are two."""
    either = set(expected.split("|"))
    return len(either) > 1 and said.kind in ASKING and set(said.choices) == either


def _fits(expected: str, said: Said) -> bool:
    if expected == "GENERAL":
        return not said.people and said.kind not in (NOBODY - OUTSIDE) | ASKING | {
            "colleague",
            "colleagues",
            "who_here",
        }
    if expected == "NOBODY":
        return not said.people and said.kind in NOBODY
    if expected == "ASK":
        return said.kind in ASKING or (not said.people and bool(said.choices))
    if expected in ("YES", "NO"):
        return said.verdict == expected.lower()
    if expected.startswith("#"):
        return expected in said.text
    if expected.startswith("LEFT "):
        return said.kind == "colleague_left" and expected.removeprefix("LEFT ") in said.text
    if "&" in expected:
        return set(said.people) == set(expected.split("&"))
    return said.people[:1] == (expected.removeprefix("TEAM "),)


def evaluate_company(settings: Settings, file: Path) -> str:
    """The report of a file of questions, each asked in a conversation of its own, over the company of the settings."""
    asked = read_asked(file)
    with running_in_company(settings) as address, step(f"Asking {len(asked)} questions"):
        said = [ask(address, each.turns) for each in asked]
    return report(asked, said)


@contextmanager
def running_in_company(settings: Settings) -> Iterator[str]:
    """The address of the bot's REST channel, on ports of its own, with the company file and no memory of others."""
    if not settings.company.is_file():
        raise RunError(f"There is no company file at {settings.company}; import one, or name it by ROLEWISE_COMPANY.")
    model = prepare(settings)
    with TemporaryDirectory() as folder, ExitStack() as running:
        own = settings.in_folder(Path(folder)).but(company=settings.company, port=free_port(), actions_port=0)
        with step("Starting the bot (about 15 seconds)"):
            running.enter_context(bot_running(own, model))
        yield rest_address(own)


def ask(address: str, turns: Sequence[str]) -> Said:
    """What the bot says to the last turn of a conversation."""
    sender = uuid.uuid4().hex
    messages: list[dict[str, Any]] = []
    for turn in turns:
        messages = sent(address, sender, turn)
    return as_said(messages)


def as_said(messages: Sequence[Mapping[str, Any]]) -> Said:
    """The messages of the REST channel as what was said."""
    text = "\n".join(message["text"] for message in messages if message.get("text"))
    answers = [message["custom"]["answer"] for message in messages if "answer" in (message.get("custom") or {})]
    if not answers:
        return Said(text=text)
    answer = answers[0]
    people = tuple(dict.fromkeys(person["name"] for person in answer.get("people", ())))
    return Said(answer["kind"], people, answer.get("verdict", ""), tuple(answer.get("choices", ())), text)


def report(asked: Sequence[Asked], said: Sequence[Said]) -> str:
    """The figures by kind of question, and each question that was not answered right."""
    judged = [(each, reply, judge(each.expected, reply)) for each, reply in zip(asked, said, strict=True)]
    rows = []
    for kind in (*dict.fromkeys(each.kind for each in asked), "all"):
        outcomes = [outcome for each, _, outcome in judged if kind in (each.kind, "all")]
        rows.append((kind, *(outcomes.count(outcome) for outcome in Outcome), len(outcomes)))
    names = [outcome.value for outcome in Outcome]
    counts = [outcome for _, _, outcome in judged]
    right, wrongly, total = counts.count(Outcome.right), counts.count(Outcome.wrong), max(1, len(judged))
    wrong = [
        (
            outcome.value,
            f"{TURNS.join(each.turns)} [{each.expected}] -> {reply.kind}: {' '.join(reply.text.split())[:200]}",
        )
        for each, reply, outcome in judged
        if outcome is not Outcome.right
    ]
    lines = [as_table(("kind", *names, "asked"), rows, numbers=(*names, "asked")), ""]
    lines.append(f"{right / total:.1%} right, {wrongly / total:.1%} wrong.")
    return "\n".join([*lines, "", as_table(("not right", "question, what was right, and the reply"), wrong)])
