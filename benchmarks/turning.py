"""What single turns in mid-conversation are taken to be about: `python -m benchmarks.turning [TURNS]`.

TURNS: a table without a header whose rows have what the bot had just done ("told Nurse", "listed Cook; Waiter" or
"nothing"), the turn, what it turns to (bot/reading/turn.py), the words for another job or work ("-"), the O*NET-SOC
codes of the job meant ("-") and what is asked.
Each turn is asked of the trained model with such a memory. A reader judges better; this says in a minute what changed.
"""

import asyncio
import csv
import logging
import sys
import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

from bot.reading.turn import Turn
from bot.runtime.left_out import leave_out_of_questions
from bot.runtime.parent import exit_with_parent
from bot.search.known import Known, open_known
from bot.settings import ROOT, load_settings

TURNS = ROOT / "tests/cases/turning_apart.tsv"
# A title that nobody has stands for the role whose names are likest to it, if they are so like it.
LIKE = 0.5
# What tells of somebody or finds jobs for them, and what regrets or asks back without a role.
OF_SELF = frozenset(
    (
        "suited",
        "recommendation",
        "finder_offer",
        "told",
        "situation",
        "rights",
        "human",
        "suits_nothing",
        "told_nothing",
    )
)
OPEN = frozenset(("not_told", "which_role", "which_listed", "fallback", "out_of_scope", "finder_hint", "lost_in_list"))


@dataclass(frozen=True)
class Asked:
    """A row of the table."""

    before: str
    text: str
    to: Turn
    words: str
    codes: tuple[str, ...]
    asks: str


def read_turns(path: Path) -> list[Asked]:
    """The rows of a table; raises ValueError naming the line that has not six fields."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for number, row in enumerate(rows, 1):
        if len(row) != 6:
            raise ValueError(f"{path}, line {number}: expected are 6 fields, found {len(row)}.")
    return [Asked(row[0], row[1], Turn(row[2]), row[3], tuple(row[4].split("|")), row[5]) for row in rows]


def role_of(known: Known, title: str) -> list[str]:
    """The role that a title means; empty where none is like it."""
    return [match.role for match in known.titles.rank(title, 1) if match.score >= LIKE]


def memory_of(known: Known, before: str) -> dict[str, Any]:
    """The slots that the bot would have after what it had just done."""
    did, _, of = before.partition(" ")
    roles = [role for title in of.split(";") for role in role_of(known, title.strip())] if of else []
    if did == "told" and roles:
        return {"focus_roles": roles, "recent_roles": roles, "topic": "ask_duties", "choices": None}
    if did == "listed" and roles:
        return {"choices": roles, "suggested": roles, "recent_roles": roles[:5], "topic": "tell_self"}
    return {}


def verdict(turn: Asked, answers: Sequence[dict[str, Any]], known: Known) -> str:
    """right, or what came instead: distress, another role, a list, asking back, not followed."""
    kinds = [str(each["kind"]) for each in answers]
    told = [role["id"] for each in answers for role in each.get("roles", ())]
    slots = memory_of(known, turn.before)
    if turn.to in (Turn.work, Turn.role):
        return _of_roles([role for role, code in known.store.codes.items() if code in turn.codes], kinds, told)
    if turn.to is Turn.back:
        return _of_roles(slots.get("focus_roles", []), kinds, told) if told else "right"
    if turn.to is Turn.listed:
        return "right" if told and set(told) <= set(slots.get("choices", ())) else _instead(kinds, told)
    if turn.to is Turn.self:
        return "right" if any(kind in OF_SELF for kind in kinds) else _instead(kinds, told)
    return _instead(kinds, told) if told else "right"


def _of_roles(meant: Sequence[str], kinds: Sequence[str], told: Sequence[str]) -> str:
    if meant and told[:1] and told[0] in meant:
        return "right"
    return "offered" if set(told) & set(meant) else _instead(kinds, told)


def _instead(kinds: Sequence[str], told: Sequence[str]) -> str:
    if kinds[0] in OF_SELF:
        return "jobs for them"
    return "asks back" if kinds[0] in OPEN else "another" if told else "not followed"


async def replies(model: str, turns: Sequence[Asked], known: Known) -> list[list[dict[str, Any]]]:
    """What the bot answers to each turn, as data; that of distress has the kind 'distress'."""
    logging.disable(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
    from rasa.shared.core.events import ActionExecuted, SlotSet
    from rasa.shared.core.trackers import DialogueStateTracker

    from bot.runtime.actions_inside import agent_alone

    agent = await agent_alone(model)
    found = []
    for turn in turns:
        sender, channel = uuid.uuid4().hex, CollectingOutputChannel()
        tracker = DialogueStateTracker.from_events(sender, [ActionExecuted("action_listen")], agent.domain.slots)
        for slot, value in memory_of(known, turn.before).items():
            tracker.update(SlotSet(slot, value), agent.domain)
        await agent.tracker_store.save(tracker)
        await agent.handle_message(UserMessage(turn.text, channel, sender, input_channel="rest"))
        customs = [message["custom"] for message in channel.messages if "custom" in message]
        answers = [custom["answer"] for custom in customs if "answer" in custom]
        text = " ".join(message["text"] for message in channel.messages if message.get("text"))
        if not answers:
            kind = "distress" if "I'm sorry things are this hard" in text else "said"
            answers = [{"kind": kind, "roles": [], "text": text}]
        answers[0]["text"] = text
        found.append(answers)
    return found


def main(file: Path, shown: bool) -> None:
    settings = load_settings()
    known = open_known(settings.store, settings.encoder)
    turns = read_turns(file)
    (model,) = settings.models.glob("rolewise-*.tar.gz")
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for turn, answers in zip(turns, asyncio.run(replies(str(model), turns, known)), strict=True):
        came = "distress" if answers[0]["kind"] == "distress" else verdict(turn, answers, known)
        counted[turn.to.value][came] += 1
        if shown:
            roles = [role["id"] for each in answers for role in each.get("roles", ())][:4]
            print(turn.to.value, came, turn.before, turn.text, turn.codes, answers[0]["kind"], roles, sep=" | ")
    for to, counts in counted.items():
        every = sum(counts.values())
        others = ", ".join(f"{came} {count}" for came, count in counts.most_common() if came != "right")
        print(f"{to}: {counts['right'] / every:.2f} right of {every}; {others}")


if __name__ == "__main__":
    exit_with_parent()
    leave_out_of_questions()
    files = [each for each in sys.argv[1:] if not each.startswith("-")]
    main(Path(files[0]) if files else TURNS, "--all" in sys.argv)
