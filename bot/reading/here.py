"""What a message asks of the company's own map: of its people, teams, sites, systems and duties.

The names in it are given; what is asked of them is told by the words around. A text is looked at with each name masked
by what it names: "who does PERSON report to".
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Any

from bot.reading.words import any_of, filled, lines_of, rows_of


class Asks(Enum):
    """What is asked of the map."""

    person = "person"
    manager = "manager"
    reports = "reports"
    deputy = "deputy"
    reach = "reach"
    is_member = "is_member"
    is_title = "is_title"
    is_manager = "is_manager"
    is_report = "is_report"
    team_of = "team_of"
    is_at = "is_at"
    is_here = "is_here"
    does = "does"
    members = "members"
    lead = "lead"
    top = "top"
    purpose = "purpose"
    system = "system"
    on_call = "on_call"
    holder = "holder"
    duty = "duty"
    need = "need"
    trust = "trust"
    others = "others"
    again = "again"


@dataclass(frozen=True)
class Here:
    """What is asked of the map, and of whom or what.

    people: ids that a name may mean, none where nobody here has it; other: the same of a second name. name: the first
    as it is written. points_back: whether a pronoun stands for whoever was told of. team, site, system, rota: ids.
    titles: keys of titles of the company; roles: ids of occupations that are named; title: as it is written.
    duty: the words of a duty, and phrases: others that say it. part: of accountable, responsible, consulted, informed.
    way: of email, phone, slack, channel. own: whether whoever asks needs the duty done themselves. alike: the company's
    own duties of the same area of work, best first, with how much, 0 to 1. surely: whether it is for a colleague
    beyond doubt, and alike can be trusted. is_private: whether it may be told in confidence. matter: what surely is.
    """

    asks: Asks
    people: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    name: str = ""
    points_back: bool = False
    team: str = ""
    site: str = ""
    system: str = ""
    rota: str = ""
    titles: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    title: str = ""
    duty: str = ""
    phrases: tuple[str, ...] = ()
    part: str = ""
    way: str = ""
    own: bool = False
    alike: tuple[tuple[str, float], ...] = ()
    surely: bool = False
    is_private: bool = False
    matter: str = ""

    def as_data(self) -> dict[str, Any]:
        """As JSON, without what is empty; here_from_data takes it back."""
        data = {name: list(value) if isinstance(value, tuple) else value for name, value in vars(self).items()}
        return {
            name: value for name, value in (data | {"asks": self.asks.value}).items() if value not in ("", [], False)
        }


def here_from_data(data: Mapping[str, Any]) -> Here:
    """What as_data made; raises ValueError or TypeError where it is something else."""
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    alike = tuple((str(duty), float(likeness)) for duty, likeness in values.get("alike", ()))
    return Here(**{**values, "asks": Asks(data["asks"]), "alike": alike})


# What is told in confidence, and surely to nobody but whom one trusts: areas of work, as bot.nlu.needing knows them.
MATTERS = ("harassment", "wrongdoing", "wellbeing")


@dataclass(frozen=True)
class Need:
    """What a text may need of the company.

    own: how much more it is for a colleague than for nobody there, -1 to 1. duties: those of the company's own that are
    of the same area of work, best first, with how much, 0 to 1. is_private: whether it may be of what people tell in
    confidence. matter: what that is, harassment, wrongdoing or wellbeing, where it surely is one of these.
    """

    own: float = 0.0
    duties: tuple[tuple[str, float], ...] = ()
    is_private: bool = False
    matter: str = ""


@dataclass(frozen=True)
class Masked:
    """A stretch of a text that names something, and its mask: PERSON, TEAM, SITE, SYSTEM, ROTA, TITLE or COMPANY.

    ids: what it may mean; roles: ids of occupations, of a TITLE. sure: whether the word is no other one.
    """

    start: int
    end: int
    mask: str
    ids: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    sure: bool = True


@dataclass(frozen=True)
class Text:
    """A text with its names masked, in small letters but for the masks: whole, and without courtesies."""

    plain: str
    names: tuple[Masked, ...]
    whole: str
    masked: str

    @property
    def is_sure(self) -> bool:
        """Whether every name of a person is no other word."""
        return all(name.sure for name in self.names if name.mask == "PERSON")

    def first(self, mask: str) -> Masked | None:
        return next((name for name in self.names if name.mask == mask), None)


# A text of so many words that names somebody is about them.
_SHORT = 8
_PRONOUN = re.compile(r"\b(?:she|he|her|his|him|they|them|their|hers|theirs)\b(?!')")
# Where a part of a text begins that may ask by itself.
_NEXT_PART = re.compile(r"[.,;:!?]+ |\b(?:and|but|so) ")
_POLITE = re.compile(rf"^\s*(?:{any_of('duty', 'polite')}[\s,:;.!-]*)*", re.IGNORECASE)
# A team whose name is an everyday word counts where it stands as one.
_LED = re.compile(r"(?:\b(?:in|on|of|from|at|within|join|joins|to|the|our|my|is|are|and|about)|^)\W*$", re.IGNORECASE)
# The same for what is led, rather than where something is.
_LEADS = re.compile(r"\b(?:lead|leads|run|runs|head|heads|manage|manages|does|handles)\W*$", re.IGNORECASE)
_FOLLOWED = re.compile(
    filled("here", r"^(?:'s)?\s*(?:{group}|{matter}|help ?desk|channel|lead|leader|head|boss)\b"), re.IGNORECASE
)


def masked(plain: str, names: Sequence[Masked]) -> Text:
    """The text with its names masked; of names that overlap the longest counts, and of equally long ones the first."""
    taken: list[Masked] = []
    for name in sorted(names, key=lambda each: (each.start - each.end, each.start)):
        if all(name.end <= other.start or other.end <= name.start for other in taken) and _counts(plain, name):
            taken.append(name)
    taken.sort(key=lambda each: each.start)
    pieces, end = [], 0
    for name in taken:
        pieces += [plain[end : name.start].lower(), name.mask]
        end = name.end
    whole = " ".join("".join((*pieces, plain[end:].lower())).split()).rstrip(" .?!")
    return Text(plain, tuple(taken), whole, _POLITE.sub("", whole))


def is_in_role(name: Masked, roles: Sequence[tuple[int, int]]) -> bool:
    """Whether a team's or a site's name is a part of an occupation's: 'HR' in 'HR manager'.

    roles: where occupations are named.
    """
    return name.mask in ("TEAM", "SITE") and any(
        start <= name.start and name.end <= end and (start, end) != (name.start, name.end) for start, end in roles
    )


def stands(plain: str, name: Masked) -> bool:
    """Whether a name stands for what has it: 'who hires people' means no team of that name."""
    if name.mask != "TEAM" or not plain[name.start : name.end].islower():
        return True
    return bool(_LED.search(plain[: name.start]) or _FOLLOWED.search(plain[name.end :]))


def _counts(plain: str, name: Masked) -> bool:
    return stands(plain, name) or bool(_LEADS.search(plain[: name.start]))


def here_in(text: Text) -> Here | None:
    """What a masked text asks of the map by its names; None where it is no question about one."""
    for asks, pattern, way in _rows("patterns"):
        # 'Does grace count': a word that may be a name is one only where nothing else makes sense.
        found = pattern.search(text.masked)
        if found and (asks is not Asks.does or text.is_sure):
            here = _filled(asks, text, way)
            return replace(here, title=title) if (title := found.groupdict().get("title")) else here
    return _filled(Asks.person, text, "") if text.masked == "about PERSON" else None


def _filled(asks: Asks, text: Text, way: str) -> Here:
    """The question with the names that it is about."""
    people = [name for name in text.names if name.mask == "PERSON"]
    places = {
        mask: next(iter(name.ids), "") for mask in ("TEAM", "SITE", "SYSTEM", "ROTA") if (name := text.first(mask))
    }
    title = text.first("TITLE")
    # Of a team that has several names the one that is written may be somebody's field.
    is_field = asks is Asks.lead or (asks is Asks.reach and way == "channel")
    written = title or (text.first("TEAM") if is_field else None)
    return Here(
        asks,
        people=people[0].ids if people else (),
        other=people[1].ids if len(people) > 1 else (),
        name=text.plain[people[0].start : people[0].end] if people else "",
        team=places.get("TEAM", ""),
        site=places.get("SITE", ""),
        system=places.get("SYSTEM", ""),
        rota=places.get("ROTA", ""),
        titles=title.ids if title else (),
        roles=title.roles if title else (),
        title=text.plain[written.start : written.end] if written else "",
        way=way,
    )


def with_pronouns(text: Text) -> Text:
    """The text with pronouns in place of a name that was told before: 'what is PERSON number'."""
    if text.first("PERSON"):
        return text
    return replace(text, masked=_PRONOUN.sub("PERSON", text.masked))


def asked_of_pronoun(text: Text) -> Here | None:
    """What the end of a text asks of the one who is named before it: 'I need to reach PERSON, what is her number'."""
    people = [name for name in text.names if name.mask == "PERSON"]
    if len(people) != 1:
        return None
    for found in _NEXT_PART.finditer(text.whole, text.whole.index("PERSON")):
        rest = _POLITE.sub("", text.whole[found.end() :])
        if _PRONOUN.search(rest):
            part = replace(text, whole=rest, masked=_PRONOUN.sub("PERSON", rest))
            if here := here_in(part):
                return here
    return None


@lru_cache(maxsize=2)
def _rows(name: str) -> tuple[tuple[Asks, re.Pattern[str], str], ...]:
    """What asks what, in the order in which they are tried, with the way of reaching somebody that is asked for."""
    rows = ((asks, re.compile(filled("here", pattern)), way) for asks, pattern, *way in rows_of(name, "here"))
    return tuple((Asks(asks), pattern, way[0] if way else "") for asks, pattern, way in rows)


@lru_cache(maxsize=8)
def _any(name: str) -> re.Pattern[str]:
    return re.compile("|".join(filled("here", entry) for entry in lines_of(name, "here")))


def about_somebody(text: Text) -> Here | None:
    """What a short text that names somebody, beyond doubt, asks of them by a word in it; None where nothing tells."""
    if not text.first("PERSON") or not text.is_sure or len(text.masked.split()) > _SHORT:
        return None
    return next((_filled(asks, text, way) for asks, said, way in _rows("by_word") if said.search(text.masked)), None)


def goes_on(text: Text) -> Here | None:
    """A question that goes on with the one before: 'and in SITE', 'who else'; None where it is none."""
    if _any("others").match(text.masked):
        return Here(Asks.others)
    return _filled(Asks.again, text, "") if _any("again").match(text.masked) else None


def tells_need(text: Text) -> bool:
    """Whether a text tells that something is amiss or lacking: 'my laptop is broken', 'I need a badge'."""
    return bool(_amiss().search(text.whole) or _any("needs").search(text.whole))


@lru_cache(maxsize=1)
def _amiss() -> re.Pattern[str]:
    return re.compile(filled("here", r"\b(?:is|are|'s|was|were|got|has|have|keeps?) (?:\w+ )?{amiss}\b|\b{fails} \w+"))
