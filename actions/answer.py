"""The answer to a question, before it is put into words."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from bot.knowledge.model import Duty, Sourced
from bot.knowledge.store import Store

# What a role's summary that stands in for a duty has in place of an involvement.
IN_SHORT = "in_short"


@dataclass(frozen=True)
class RoleRef:
    """A role as part of an answer; code: what its source calls it, such as an O*NET-SOC code."""

    id: str
    title: str
    score: float = 1.0
    code: str = ""


@dataclass(frozen=True)
class DutyRef:
    """A duty as part of an answer.

    involvement: that of bot.knowledge.model, or IN_SHORT where no duty fits and statement is the role's summary.
    asked: the words of the question it answers, where there were any.
    shared: in a comparison, whether another of the roles compared has the like.
    """

    id: str
    statement: str
    role: str
    involvement: str
    area: str = ""
    asked: str = ""
    shared: bool = False


@dataclass(frozen=True)
class FactRef:
    """Anything else stated about a role: kind says what ('scope', 'skill', 'department', ...).

    ref: the id of another role that it names. need: how important a skill is to the role, 0 to 100, where that is
    measured; have: the same for the role it is compared with. value: what text says as a number, in a unit, of a year
    and place.
    """

    kind: str
    role: str
    text: str
    ref: str = ""
    need: int | None = None
    have: int | None = None
    value: float | None = None
    unit: str = ""
    year: int | None = None
    place: str = ""


@dataclass(frozen=True)
class PersonRef:
    """Someone in the company, or a team of it, to turn to for a role: whatever is not known is empty.

    part: accountable or responsible for the duty asked about, or holder of the role.
    stands_in_for: the name of the one who is away, until: their last day away (YYYY-MM-DD).
    """

    name: str
    role: str
    part: str = ""
    site: str = ""
    team: str = ""
    slack: str = ""
    email: str = ""
    channel: str = ""
    stands_in_for: str = ""
    until: str = ""


@dataclass(frozen=True)
class SourceRef:
    """Where an answer was read: places are the paragraphs, tasks or elements inside the source."""

    id: str
    title: str
    url: str | None
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What was found.

    kind: what it tells: who_handles, role, summary, verdict, comparison, shared, contacts, scope, skills,
      qualification, licence, interests, related, roles, sources, short, pay, pay_ranking, outlook, ranking, become,
      path, skill_users, day, setting, ladder, order, duration, subjects, recommendation, reason, person; or, where
      there is nothing to tell, which_role, which_place, unknown_role, unknown_duty, unknown_skill, same_role, need_two,
      no_pay, no_cost, no_outlook, no_answers, nothing_left, no_company, nobody_here, nothing_more, fallback or
      out_of_scope.
    asked: the words in question, for the kinds that repeat them.
    verdict: of a yes-or-no question: yes, no or unknown.
    people: who it is in the company, where there is a company file.
    choices: what may be picked next, where that is not one of the roles: names of places; choice_of: the role that is
      somebody else at each.
    """

    kind: str
    roles: tuple[RoleRef, ...] = ()
    duties: tuple[DutyRef, ...] = ()
    facts: tuple[FactRef, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    asked: str = ""
    verdict: str = ""
    unanswered: tuple[str, ...] = ()
    people: tuple[PersonRef, ...] = ()
    choices: tuple[str, ...] = ()
    choice_of: str = ""

    def payload(self) -> dict[str, Any]:
        """The answer as the data that channels which draw receive; empty parts are left out, but for the lists."""
        data = asdict(self)
        always = ("kind", "roles", "duties", "sources")
        found = {key: value for key, value in data.items() if key in always or value}
        for part in ("facts", "people"):
            if part in found:
                found[part] = [
                    {key: value for key, value in each.items() if value not in (None, "")} for each in found[part]
                ]
        return {"answer": found}


def role_ref(store: Store, role_id: str, score: float = 1.0) -> RoleRef:
    return RoleRef(role_id, store.titles[role_id], round(score, 2), store.codes[role_id] or "")


def duty_ref(role: str, duty: Duty, asked: str = "", shared: bool = False) -> DutyRef:
    return DutyRef(duty.id, duty.statement, role, duty.involvement.value, duty.area, asked, shared)


def source_refs(store: Store, facts: Iterable[Sourced]) -> tuple[SourceRef, ...]:
    """The sources of some facts, each once, in order of first use, with the places in them."""
    places: dict[str, dict[str, None]] = {}
    for fact in facts:
        for source in fact.sources:
            found = places.setdefault(source, {})
            if fact.ref and len(fact.sources) == 1:
                found[fact.ref] = None
    return tuple(
        SourceRef(key, store.sources[key].title, store.sources[key].url, tuple(found)) for key, found in places.items()
    )
