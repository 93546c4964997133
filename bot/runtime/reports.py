"""What people asked, what found no answer and what they called wrong, from the events that the broker keeps."""

import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from textwrap import indent
from typing import Any

from bot import tables
from bot.errors import RunError
from bot.runtime.erasure import SECONDS_A_DAY, reported_events
from bot.runtime.kept import databases, opened
from bot.settings import Settings
from bot.tables import as_table

# Kinds of outcome in which the person was not answered, and what the table calls them.
UNANSWERED = {
    "unknown_duty": "nobody is known to do it",
    "unknown_role": "the role is not known",
    "unknown_skill": "no role is known to use it",
    "fallback": "not understood",
    "out_of_scope": "not about roles",
}
# An answer given with less may well be the wrong one. The intent is guessed down to 0.3 (config.yml), and roles are
# named down to a score of 0.44 (bot/search/duties.py).
LOW_CONFIDENCE, LOW_SCORE = 0.5, 0.5
UNSURE = {"low_confidence": "the intent was a guess", "low_score": "the roles fit poorly"}

HEADINGS = {
    ("asked", ""): "What people ask",
    **{("unanswered", why): f"What stays unanswered: {said}" for why, said in UNANSWERED.items()},
    **{("unanswered", why): f"What may be answered wrongly: {said}" for why, said in UNSURE.items()},
    ("wrong", ""): "What was wrong",
}
# The longest text that a table shows whole, in columns of the terminal.
WIDEST = 60


@dataclass(frozen=True)
class Line:
    """One line of a report; its fields are the columns of the CSV.

    part and why: a key of HEADINGS. latest: the day it was last asked, or said to be wrong, as YYYY-MM-DD.
    """

    part: str
    why: str
    count: int
    kind: str
    question: str
    roles: str
    comment: str
    latest: str


def report(settings: Settings, days: int | None = None, of: str = "") -> list[Line]:
    """The lines of all parts, those of the last so many days; commonest first, and newest first where it was wrong.

    of: what the senders begin with whose questions alone are wanted. Raises RunError where the events cannot be read.
    """
    since = 0.0 if days is None else time.time() - days * SECONDS_A_DAY
    where = databases(settings).events
    if where is None:
        raise RunError(f"{settings.endpoints} names no SQL database for events; reports are made from nothing else.")
    with opened(where) as engine:
        found = list(reported_events(engine)) if engine else []
    found = [(sender, event) for sender, event in found if _is_whole(event) and (sender or "").startswith(of)]
    events = [event for event in _last_opinions(found) if (event["timestamp"] or 0.0) >= since]
    outcomes = [event for event in events if event["name"] == "outcome"]
    wrong = [event for event in events if event["name"] == "feedback" and event["value"].get("helpful") is False]
    lines = _counted(("asked", "", event) for event in outcomes)
    lines += _counted(("unanswered", why, event) for event in outcomes if (why := _trouble(event["value"])))
    lines += [_line("wrong", "", 1, event) for event in reversed(wrong)]
    return lines


def _is_whole(event: Mapping[str, Any]) -> bool:
    return event.keys() >= {"name", "timestamp", "value"} and isinstance(event["value"], dict)


def _last_opinions(found: Sequence[tuple[str | None, dict[str, Any]]]) -> list[dict[str, Any]]:
    """The events without those opinions on an answer that the same person has changed or completed since."""
    kept: list[dict[str, Any]] = []
    rated: set[tuple[str | None, int]] = set()
    for sender, event in reversed(found):
        answer = _answer_meant(sender, event)
        if answer not in rated:
            kept.append(event)
        if answer:
            rated.add(answer)
    return kept[::-1]


def _answer_meant(sender: str | None, event: dict[str, Any]) -> tuple[str | None, int] | None:
    """Which answer an opinion is about; None where it is none, or was typed and says no number."""
    seq = event["value"].get("seq")
    return (sender, seq) if event["name"] == "feedback" and seq else None


def as_csv(lines: Iterable[Line]) -> str:
    """The lines with a header, none of whose cells a spreadsheet takes for a formula."""
    return tables.as_csv([field.name for field in fields(Line)], map(astuple, lines))


def first_of_each(lines: Iterable[Line], limit: int) -> list[Line]:
    """So many lines of each part, and of each reason for staying unanswered."""
    return [line for _, part in _parts(lines) for line in part[:limit]]


def as_tables(lines: Sequence[Line], limit: int) -> str:
    """The lines as a table for each part, none longer than the limit."""
    tables = []
    for key, part in _parts(lines):
        shown = part[:limit]
        table = [f"{HEADINGS[key]} ({sum(line.count for line in part)})", indent(_table(shown), "  ")]
        if len(part) > len(shown):
            table.append(f"  ... and {len(part) - len(shown)} more; --limit shows more of them")
        tables.append("\n".join(table))
    return "\n\n".join(tables)


def normalised(question: str) -> str:
    """A question without what makes no difference: case, spaces, width of characters, punctuation at its ends."""
    plain = _printable(unicodedata.normalize("NFKC", question)).casefold().replace("’", "'")
    return plain.strip(" ?!.,;:…\"'“”‘") or plain


def _trouble(outcome: Mapping[str, Any]) -> str:
    """Why an outcome is no answer, or hardly one; empty where it is one."""
    if outcome.get("kind") in UNANSWERED:
        return outcome["kind"]
    confidence, score = outcome.get("confidence"), outcome.get("score")
    if confidence is not None and confidence < LOW_CONFIDENCE:
        return "low_confidence"
    if score is not None and score < LOW_SCORE:
        return "low_score"
    return ""


def _counted(events: Iterable[tuple[str, str, dict[str, Any]]]) -> list[Line]:
    """A line for each question and kind, with the details of the last time it was asked."""
    same: dict[tuple[str, str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for part, why, event in events:
        value = event["value"]
        same[part, why, str(value.get("kind")), normalised(str(value.get("question") or ""))].append(event)
    lines = [_line(part, why, len(each), each[-1]) for (part, why, _, _), each in same.items()]
    return sorted(lines, key=lambda line: (list(HEADINGS).index((line.part, line.why)), -line.count, line.question))


def _line(part: str, why: str, count: int, event: Mapping[str, Any]) -> Line:
    value = event["value"]
    return Line(
        part,
        why,
        count,
        _printable(str(value.get("kind") or "")),
        normalised(str(value.get("question") or "")),
        _printable(" ".join(map(str, value.get("roles") or ()))),
        _printable(str(value.get("comment") or "")),
        datetime.fromtimestamp(event["timestamp"] or 0.0).date().isoformat(),
    )


def _printable(text: str) -> str:
    """The text on one line, with nothing in it that a terminal obeys."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def _parts(lines: Iterable[Line]) -> Iterator[tuple[tuple[str, str], list[Line]]]:
    for key, part in groupby(lines, attrgetter("part", "why")):
        yield key, list(part)


def _table(lines: Sequence[Line]) -> str:
    """The lines under the names of those columns that say anything."""
    columns = ("count", "kind", "question", "roles", "comment", "latest")
    names = [name for name in columns if any(getattr(line, name) not in ("", line.why) for line in lines)]
    return as_table(names, map(attrgetter(*names), lines), numbers=("count",), widest=WIDEST)
