"""Which roles a list is narrowed to, and lists of those that grow most."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from actions.answer import role_ref, source_refs
from actions.groups import of_group
from actions.knowledge import Known
from actions.question import Question, named_together
from actions.roles import MOST_ROLES, of_roles
from bot.guidance.entry import has_no_degree, has_no_experience
from bot.knowledge.model import Interest, Outlook, Role
from bot.reading.limits import INTERESTS, Limit
from bot.reading.marks import Mark
from bot.reading.reading import Reading
from bot.saying.answer import Answer, FactRef
from bot.saying.kinds import AnswerKind, FactKind
from bot.search.profiles import TYPES, Profiles

# How many roles a list of the first few has, and whose pay and prospects the figures are.
RANKED, PLACE = 5, "United States"
# Of so many it is told which of both is more, rather than in which order they are.
PAIR = 2
# How far growth may differ from that of all occupations and still be about as fast, in per cent.
ABOUT = 1.0

# O*NET's job zones up to which little preparation is needed: some months at most.
LITTLE_PREPARATION = 2


@dataclass(frozen=True)
class Limits:
    """What narrows a list of roles: schooling, experience and preparation to enter, a field, an interest.

    group: ids of the roles of a field; among: of those that were just named. interest: the type that the work is of
    before all others. without: ids of roles that are left out, and left_out: what they were called.
    """

    no_degree: bool = False
    no_experience: bool = False
    group: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    little_preparation: bool = False
    interest: Interest | None = None
    without: frozenset[str] = frozenset()
    left_out: tuple[str, ...] = ()

    @property
    def narrow(self) -> bool:
        """Whether anything but a field limits the list."""
        return self.no_degree or self.no_experience or self.little_preparation or self.interest is not None

    def facts(self) -> tuple[FactRef, ...]:
        """Each limit by its name, for the answer to repeat."""
        named = {
            "no_degree": self.no_degree,
            "no_experience": self.no_experience,
            "little_preparation": self.little_preparation,
            "field": bool(self.group),
            "among": bool(self.among),
            "interest": self.interest is not None,
        }
        ref = self.interest.value if self.interest else ""
        limits = [
            FactRef(FactKind.limit, "", name, ref=ref * (name == "interest")) for name, holds in named.items() if holds
        ]
        return (*limits, *(FactRef(FactKind.left_out, "", name) for name in self.left_out))


def limits_of(known: Known, reading: Reading) -> Limits:
    """What a question asks of the roles that it wants ranked; a field says more than the kind of work."""
    group = tuple(of_group(known, reading.words))
    interest = next((Interest(limit.value) for limit in reading.limits if limit in INTERESTS), None)
    without, left_out = _left_out(known, reading)
    return replace(
        _ease_of(reading),
        group=group,
        interest=None if group else interest,
        without=without,
        left_out=left_out,
    )


def limits_of_those(question: Question, known: Known) -> Limits | None:
    """The limits of a list of the jobs just named, where a question asks which of them, or which of them are of a kind.

    None of two, told as a pair, unless one of them may not be of that kind.
    """
    among = named_together(question, known)
    limits = replace(_ease_of(question.reading), among=among)
    return limits if len(among) > PAIR or (among and limits.narrow) else None


def _ease_of(reading: Reading) -> Limits:
    """How easy the roles that a question wants are to be to get into."""
    return Limits(
        no_degree=Limit.no_degree in reading.limits,
        no_experience=Limit.no_experience in reading.limits,
        little_preparation=Limit.little_preparation in reading.limits,
    )


def _left_out(known: Known, reading: Reading) -> tuple[frozenset[str], tuple[str, ...]]:
    """The roles that a list is not to have, and what they were called, as far as that names any."""
    found: dict[str, frozenset[str]] = {}
    for named in reading.without:
        roles = named.roles or known.names.of_field(named.text)
        # 'Doctors' and 'nursing' leave out all of the kind.
        heads = {named.text.split()[-1], *(known.store.titles[role].split()[-1] for role in roles[:1])}
        kinds = frozenset[str]().union(*map(known.names.of_kind, heads)) if " " not in named.text else frozenset()
        if roles or kinds:
            found[named.text] = kinds | frozenset(roles)
    return frozenset().union(*found.values()), tuple(found)


def within(known: Known, limits: Limits) -> list[str]:
    """The roles that limits leave, in the order of titles; groups that are no one job are never among them."""
    outlooks = known.store.outlooks
    return [
        role
        for role in limits.among or limits.group or known.store.titles
        if role not in known.store.residual
        and role not in limits.without
        and _fits(outlooks.get(role), limits)
        and _is_of_kind(known.profiles, role, limits)
    ]


def _is_of_kind(profiles: Profiles, role: str, limits: Limits) -> bool:
    place = profiles.place.get(role)
    if limits.little_preparation and (place is None or not 0 < profiles.zones[place] <= LITTLE_PREPARATION):
        return False
    if limits.interest is None:
        return True
    if place is None or np.isnan(profiles.interests[place]).any():
        return False
    return TYPES[int(profiles.interests[place].argmax())] == limits.interest


def _fits(outlook: Outlook | None, limits: Limits) -> bool:
    if limits.no_degree and not has_no_degree(outlook):
        return False
    return not limits.no_experience or has_no_experience(outlook)


def tell_outlook(known: Known, ids: Sequence[str]) -> Answer:
    """How the employment of some roles will develop; kind 'no_outlook' where the store has no projections of any.

    facts, of a role: outlook_occupation, the one projected; outlook_growth (much_faster, faster, average, slower,
    declining: beside all occupations); outlook_change and outlook_overall in per cent; outlook_openings a year;
    outlook_year and outlook_until; entry_education, entry_training; or no_outlook, its title.
    """
    roles = [known.store.role(role_id) for role_id in ids[:MOST_ROLES]]
    told = tuple(role_ref(known.store, role.id) for role in roles)
    outlooks = [role.outlook for role in roles if role.outlook]
    if not outlooks:
        return Answer(AnswerKind.no_outlook, told)
    facts = tuple(fact for role in roles for fact in _facts(role))
    return Answer(AnswerKind.outlook, told, facts=facts, sources=source_refs(known.store, outlooks))


def _facts(role: Role) -> Iterator[FactRef]:
    seen = role.outlook
    if seen is None or seen.change_percent is None:
        yield FactRef(FactKind.no_outlook, role.id, role.title)
        return

    def figure(kind: FactKind, value: float, unit: str) -> FactRef:
        return FactRef(kind, role.id, f"{value:,.10g}", value=value, unit=unit, year=seen.until, place=PLACE)

    yield FactRef(FactKind.outlook_occupation, role.id, seen.occupation)
    yield FactRef(FactKind.outlook_growth, role.id, growth(seen))
    yield figure(FactKind.outlook_change, seen.change_percent, "%")
    yield figure(FactKind.outlook_overall, seen.overall_percent, "%")
    if seen.openings is not None:
        yield figure(FactKind.outlook_openings, round(seen.openings * 1000), "a year")
    yield FactRef(FactKind.outlook_year, role.id, str(seen.year))
    yield FactRef(FactKind.outlook_until, role.id, str(seen.until))
    if seen.education:
        yield FactRef(FactKind.entry_education, role.id, seen.education)
    if seen.training and seen.training != "None":
        yield FactRef(FactKind.entry_training, role.id, seen.training)


def growth(seen: Outlook) -> str:
    """How a change stands beside that of all occupations."""
    change, overall = seen.change_percent or 0.0, seen.overall_percent
    if change < 0:
        return "declining"
    if abs(change - overall) <= ABOUT:
        return "average"
    if change > overall:
        return "much_faster" if change >= 2 * overall + ABOUT else "faster"
    return "slower"


def rank_by_growth(known: Known, limits: Limits, falling: bool = False) -> Answer:
    """The roles whose employment grows most in per cent, or falls most.

    facts: limit; of a role outlook_change, outlook_openings and the like, as tell_outlook says. asked: 'falling' where
    it is those, 'nothing' where the limits leave none.
    """
    outlooks = known.store.outlooks
    chosen = [role for role in within(known, limits) if role in outlooks and outlooks[role].change_percent is not None]
    if not outlooks:
        return Answer(AnswerKind.no_outlook)
    chosen.sort(key=lambda role: outlooks[role].change_percent or 0.0, reverse=not falling)
    return _ranking(known, limits, chosen, "falling" if falling else "")


def _ranking(known: Known, limits: Limits, chosen: Sequence[str], asked: str) -> Answer:
    """The first few of chosen, one of each occupation projected."""
    outlooks = known.store.outlooks
    first = list({outlooks[role].occupation: role for role in reversed(chosen)}.values())[::-1][:RANKED]
    if not first:
        return Answer(AnswerKind.ranking, facts=limits.facts(), asked="nothing")
    roles = [known.store.role(role) for role in first]
    return Answer(
        AnswerKind.ranking,
        tuple(role_ref(known.store, role.id) for role in roles),
        facts=(*limits.facts(), *(fact for role in roles for fact in _facts(role))),
        sources=source_refs(known.store, [role.outlook for role in roles if role.outlook]),
        asked=asked,
    )


def rank_by_openings(known: Known, limits: Limits) -> Answer:
    """The roles with the most openings a year among those that limits leave.

    facts: limit; of a role what tell_outlook says. asked: 'openings', or 'nothing' where the limits leave none.
    """
    outlooks = known.store.outlooks
    if not outlooks:
        return Answer(AnswerKind.no_outlook)
    chosen = [role for role in within(known, limits) if role in outlooks and outlooks[role].openings]
    chosen.sort(key=lambda role: outlooks[role].openings or 0.0, reverse=True)
    return _ranking(known, limits, chosen, "openings")


def outlook_asked(question: Question, known: Known) -> Answer:
    """The prospects of the roles that a question is about; or which of all there are grow, fall, or have openings.

    facts: besides, machines where it is asked what they will do: no projection tells that by itself.
    """
    found = _outlook_asked(question, known)
    is_told = found.kind in (AnswerKind.outlook, AnswerKind.ranking)
    if question.reading.shows(Mark.machines) and is_told:
        return replace(found, facts=(FactRef(FactKind.machines, "", ""), *found.facts))
    return found


def _outlook_asked(question: Question, known: Known) -> Answer:
    reading, unclear = question.reading, question.unclear
    if unclear and unclear.roles and not question.named and known.store.outlooks:
        return tell_outlook(known, unclear.roles)
    if limits := limits_of_those(question, known):
        return rank_by_openings(known, limits) if reading.shows(Mark.openings) else rank_by_growth(known, limits)
    is_back = reading.shows(Mark.back) and bool(question.memory.focus)
    # What is taken for a name of machines is none of a role.
    if (not question.mentions or reading.shows(Mark.machines)) and reading.shows(Mark.all_jobs) and not is_back:
        limits = limits_of(known, reading)
        if reading.shows(Mark.openings):
            return rank_by_openings(known, limits)
        return rank_by_growth(known, limits, reading.shows(Mark.falling))
    found = of_roles(question, known, tell_outlook)
    # Nothing is gained by asking which role is meant where nothing is held of any.
    asks = found.kind in (AnswerKind.which_role, AnswerKind.unknown_role)
    return Answer(AnswerKind.no_outlook) if asks and not known.store.outlooks else found
