"""What a source says, in its own words: whom it means, the map tells later (bot/company/sources/adding.py)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import InvalidKnowledge
from bot.knowledge.parsing import Problem

# Bytes of a catalogue, of code owners or of a calendar.
LARGEST = 8 * 2**20
# What would move a terminal's cursor, and halves of letters, which no file can hold.
_NO_LETTERS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class FoundTeam:
    """A team; members: as they are written there, None where the source does not say who is in it."""

    name: str
    where: str
    aliases: tuple[str, ...] = ()
    email: str = ""
    purpose: str = ""
    members: tuple[str, ...] | None = None


@dataclass(frozen=True)
class FoundSystem:
    """A system; owners: as they are written there."""

    name: str
    where: str
    aliases: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    purpose: str = ""
    link: str = ""


@dataclass(frozen=True)
class FoundShift:
    """Who is on call, each by the ways in which they are written there, the surest first.

    since, until: as a company file has them.
    """

    since: str
    until: str
    people: tuple[tuple[str, ...], ...]
    where: str


@dataclass(frozen=True)
class FoundRota:
    """Who is on call for something; team: as the keeper writes it, empty for none."""

    name: str
    where: str
    shifts: tuple[FoundShift, ...] = ()
    team: str = ""


@dataclass(frozen=True)
class Found:
    """All that a source says beside people. Systems and rotas that it told of earlier, and does no longer, end.

    handles: what people are called there, by which they may be meant, with the name or address that tells who that is.
    notes: what was left out, each with its place.
    """

    source: str
    teams: tuple[FoundTeam, ...] = ()
    systems: tuple[FoundSystem, ...] = ()
    rotas: tuple[FoundRota, ...] = ()
    handles: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_text(path: Path) -> str:
    """The text of a source's file. Raises InvalidKnowledge where it cannot be read, saying why."""

    def refused(place: str, message: str) -> InvalidKnowledge:
        return InvalidKnowledge([Problem(path.name, place, message)])

    try:
        if path.stat().st_size > LARGEST:
            raise refused("", f"the file is larger than {LARGEST // 2**20} MB; name a smaller one")
        content = path.read_bytes()
    except FileNotFoundError:
        raise refused("", "the file is missing; name one that is there") from None
    except OSError as error:
        raise refused("", f"the file cannot be read ({error.strerror}); name another") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise refused(f"line {line}", "this is not UTF-8 text; save the file as UTF-8") from None


def one_line(text: object) -> str:
    """A text in one line and without what is no letter anywhere; empty for what is no text."""
    return " ".join(_NO_LETTERS.sub("", " ".join(text.split())).split()) if isinstance(text, str) else ""
