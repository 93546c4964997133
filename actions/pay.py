"""What roles earn, and which of two earns more."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from actions.answer import role_ref, source_refs
from actions.knowledge import Known
from actions.question import Question, talked_of, which_role
from actions.ranking import PLACE, RANKED, Limits, limits_of, limits_of_those, within
from actions.roles import MOST_ROLES, of_roles
from bot.knowledge.countries import ANY_COUNTRY, COUNTRIES
from bot.knowledge.model import Figure, LocalPay, Pay, Role
from bot.reading.marks import Mark
from bot.saying.answer import Answer, FactRef
from bot.saying.kinds import AnswerKind, FactKind

# What stands for a figure above a ceiling that the survey's file does not tell.
ABOVE = "above what the file shows"
# Yearly figures are told where there are any: more people think of pay in them.
UNITS = {"annual": "a year", "hourly": "an hour"}


def tell_pay(known: Known, ids: Sequence[str], country: str = "") -> Answer:
    """What some roles earn, and of two roles which earns more; kind 'no_pay' where the store has no figures at all.

    country: the ISO 3166 code of the one that is asked about, where it is not the United States.

    facts, of a role: pay_occupation, pay_year, pay_unit ('a year', 'an hour'), pay_median, pay_low and pay_high
    (10th and 90th percentile, US dollars), pay_lower and pay_upper (25th and 75th) and pay_hour, the median of an hour
    beside that of a year, where they are known; or no_pay, its title. Of two roles, one of: pay_compared, of the one
    that earns more, by how many dollars (empty where a figure is not told); pay_together, the occupation that both are
    counted as; pay_equal, the median of both; pay_incomparable, empty. Of other countries: local_median, local_low,
    local_high and local_source, each with its place; where the one asked about has none, pay_elsewhere, the country,
    with pay_look and pay_url, where to look, beside the figures of the United States.
    """
    roles = [known.store.role(role_id) for role_id in ids[:MOST_ROLES]]
    told = tuple(role_ref(known.store, role.id) for role in roles)
    local = [(role, pay) for role in roles for pay in role.local_pay if country in ("", pay.country)]
    if not known.store.knows_pay and not local:
        return Answer(AnswerKind.no_pay, told)
    facts = [fact for role, pay in local for fact in _local(known, role, pay)]
    if country and local:
        return Answer(
            AnswerKind.pay, told, facts=tuple(facts), sources=source_refs(known.store, [pay for _, pay in local])
        )
    paid: dict[str, Pay] = {role.id: role.pay for role in roles if role.pay}
    # On one basis where there is one that all are paid on, so that the figures can be held beside each other.
    shared = next((basis for basis in UNITS if all(getattr(pay, basis) for pay in paid.values())), None)
    here = [role for role in roles if role.id in paid or not role.local_pay]
    facts = [*_elsewhere(known, country), *(fact for role in here for fact in _figures(role, shared)), *facts]
    if len(roles) == len(paid) == 2:
        facts.append(_compared(paid, shared))
    sources = source_refs(known.store, [*paid.values(), *(pay for _, pay in local)])
    return Answer(AnswerKind.pay, told, facts=tuple(facts), sources=sources)


def _elsewhere(known: Known, country: str) -> Iterator[FactRef]:
    """Where to look for pay in a country of which there is no figure."""
    look = known.store.countries.get(country) or known.store.countries.get(ANY_COUNTRY)
    if country and look:
        yield FactRef(FactKind.pay_elsewhere, "", COUNTRIES[country])
        yield FactRef(FactKind.pay_look, "", look.look)
        yield FactRef(FactKind.pay_url, "", look.url)


def _local(known: Known, role: Role, pay: LocalPay) -> Iterator[FactRef]:
    place = COUNTRIES[pay.country]
    for point in ("median", "low", "high"):
        amount = getattr(pay, point)
        if amount is not None:
            unit = f"{pay.currency} a{'n' * (pay.period == 'hour')} {pay.period}"
            yield FactRef(
                FactKind(f"local_{point}"),
                role.id,
                as_amount(amount),
                value=amount,
                unit=unit,
                year=pay.year,
                place=place,
            )
    yield FactRef(FactKind.local_source, role.id, known.store.sources[pay.sources[0]].title, place=place)


def rank_by_pay(known: Known, lowest: bool = False, limits: Limits | None = None) -> Answer:
    """The roles with the highest yearly medians, or the lowest; kind 'no_pay' where the store has no yearly figures.

    limits: which roles are ranked; all of them if not given. Of roles that the survey counts together the first one in
    the order of titles is told.

    asked: 'lowest' where it is those; facts, of a role: as tell_pay says; and limit, what narrows the list.
    """
    limits = limits or Limits()
    medians = known.store.yearly_medians
    if not medians:
        return Answer(AnswerKind.no_pay)
    chosen = [role for role in within(known, limits) if role in medians]
    ranked = sorted(chosen, key=lambda role: _height(medians[role]), reverse=not lowest)
    roles = list(_first(known, ranked))
    if not roles:
        return Answer(AnswerKind.ranking, facts=limits.facts(), asked="nothing")
    return Answer(
        AnswerKind.pay_ranking,
        tuple(role_ref(known.store, role.id) for role in roles),
        facts=(*limits.facts(), *(fact for role in roles for fact in _figures(role, "annual"))),
        sources=source_refs(known.store, [role.pay for role in roles if role.pay]),
        asked="lowest" if lowest else "",
    )


def _first(known: Known, ranked: Sequence[str]) -> Iterator[Role]:
    """The roles, the first of each occupation surveyed."""
    seen: set[str] = set()
    for role_id in ranked:
        role = known.store.role(role_id)
        if role.pay and role.pay.occupation not in seen:
            seen.add(role.pay.occupation)
            yield role
        if len(seen) == RANKED:
            return


def as_amount(amount: float) -> str:
    """'101,280', or '48.50' where there are cents."""
    return f"{amount:,.2f}".removesuffix(".00")


def _figures(role: Role, shared: str | None) -> Iterator[FactRef]:
    if role.pay is None:
        yield FactRef(FactKind.no_pay, role.id, role.title)
        return
    basis = shared or next(basis for basis in UNITS if getattr(role.pay, basis))
    yield FactRef(FactKind.pay_occupation, role.id, role.pay.occupation)
    yield FactRef(FactKind.pay_year, role.id, str(role.pay.year))
    yield FactRef(FactKind.pay_unit, role.id, UNITS[basis])
    wages = getattr(role.pay, basis)
    for point in ("median", "low", "high", "lower", "upper"):
        figure = getattr(wages, point)
        if figure:
            yield _fact(FactKind(f"pay_{point}"), role, figure, UNITS[basis])
    if basis == "annual" and role.pay.hourly:
        yield _fact(FactKind.pay_hour, role, role.pay.hourly.median, UNITS["hourly"])


def _fact(kind: FactKind, role: Role, figure: Figure, unit: str) -> FactRef:
    year = role.pay.year if role.pay else None
    return FactRef(kind, role.id, _text(figure), value=figure.dollars, unit=f"USD {unit}", year=year, place=PLACE)


def _text(figure: Figure) -> str:
    if figure.dollars is None:
        return ABOVE
    return as_amount(figure.dollars) + (" or more" if figure.or_more else "")


def _compared(paid: Mapping[str, Pay], shared: str | None) -> FactRef:
    """How the medians of two roles compare, in wages of the basis that both have."""
    (one, pay), (other, other_pay) = paid.items()
    if pay.occupation == other_pay.occupation:
        return FactRef(FactKind.pay_together, one, pay.occupation)
    if shared is None:
        return FactRef(FactKind.pay_incomparable, one, "")
    low, high = sorted(
        ((getattr(pay, shared).median, one), (getattr(other_pay, shared).median, other)),
        key=lambda found: _height(found[0]),
    )
    if low[0].or_more:
        return FactRef(FactKind.pay_incomparable, one, "")
    if low[0] == high[0]:
        return FactRef(FactKind.pay_equal, one, _text(low[0]))
    return FactRef(FactKind.pay_compared, high[1], _difference(high[0], low[0]))


def _height(figure: Figure) -> tuple[bool, float]:
    """What figures are ordered by: the ceiling lies above every amount that is told."""
    return figure.or_more, figure.dollars or 0.0


def _difference(high: Figure, low: Figure) -> str:
    if high.dollars is None or low.dollars is None:
        return ""
    return _text(Figure.parse_obj(dict(dollars=round(high.dollars - low.dollars, 2), or_more=high.or_more)))


def pay_asked(question: Question, known: Known) -> Answer:
    """What the roles that a question is about earn; or which of all there are earn most or least."""
    reading, unclear, before = question.reading, question.unclear, talked_of(question, known)
    if unclear and unclear.text and unclear.roles and known.store.knows_pay:
        # To be asked which one, and then told a figure, is more trouble than to read two or three figures; but not of
        # what has only been hinted at.
        meant = [role.id for role in which_role(known, unclear.roles).roles]
        return tell_pay(known, (*question.named, *meant), question.country)
    if those := limits_of_those(question, known):
        return rank_by_pay(known, reading.shows(Mark.lowest), those)
    # 'Which job pays best' asks about all there are, 'which pays best' about those that were talked about.
    of_all = reading.shows(Mark.jobs) and not question.mentions
    ranked = reading.shows(Mark.lowest, Mark.highest) and (reading.shows(Mark.any_job) or not before)
    if not question.named and (of_all or ranked):
        return rank_by_pay(known, reading.shows(Mark.lowest), limits_of(known, reading))
    if not question.named and len(question.memory.focus) == 1 and len(before) > 1 and reading.shows(Mark.of_two):
        return tell_pay(known, (before[1], before[0]), question.country)
    return of_roles(question, known, partial(tell_pay, country=question.country))
