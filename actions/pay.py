"""What roles earn, and which of two earns more."""

from collections.abc import Iterator, Mapping, Sequence

from actions.answer import Answer, FactRef, role_ref, source_refs
from actions.knowledge import Known
from actions.roles import MOST_ROLES, RoleAction
from bot.knowledge.model import Figure, Pay, Role

# What stands for a figure above a ceiling that the survey's file does not tell.
ABOVE = "above what the file shows"
# Yearly figures are told where there are any: more people think of pay in them.
UNITS = {"annual": "a year", "hourly": "an hour"}


def tell_pay(known: Known, ids: Sequence[str]) -> Answer:
    """What some roles earn, and of two roles which earns more; kind 'no_pay' where the store has no figures at all.

    facts, of a role: pay_occupation, pay_year, pay_unit ('a year', 'an hour'), pay_median, pay_low and pay_high
    (10th and 90th percentile, US dollars); or no_pay, its title. Of two roles, one of: pay_compared, of the one that
    earns more, by how many dollars (empty where a figure is not told); pay_together, the occupation that both are
    counted as; pay_equal, the median of both; pay_incomparable, empty.
    """
    roles = [known.store.role(role_id) for role_id in ids[:MOST_ROLES]]
    told = tuple(role_ref(known.store, role.id) for role in roles)
    if not known.store.knows_pay:
        return Answer("no_pay", told)
    paid: dict[str, Pay] = {role.id: role.pay for role in roles if role.pay}
    # On one basis where there is one that all are paid on, so that the figures can be held beside each other.
    shared = next((basis for basis in UNITS if all(getattr(pay, basis) for pay in paid.values())), None)
    facts = [fact for role in roles for fact in _figures(role, shared)]
    if len(roles) == len(paid) == 2:
        facts.append(_compared(paid, shared))
    return Answer("pay", told, facts=tuple(facts), sources=source_refs(known.store, paid.values()))


def as_dollars(amount: float) -> str:
    """'101,280', or '48.50' where there are cents."""
    return f"{amount:,.2f}".removesuffix(".00")


def _figures(role: Role, shared: str | None) -> Iterator[FactRef]:
    if role.pay is None:
        yield FactRef("no_pay", role.id, role.title)
        return
    basis = shared or next(basis for basis in UNITS if getattr(role.pay, basis))
    yield FactRef("pay_occupation", role.id, role.pay.occupation)
    yield FactRef("pay_year", role.id, str(role.pay.year))
    yield FactRef("pay_unit", role.id, UNITS[basis])
    for point in ("median", "low", "high"):
        yield FactRef(f"pay_{point}", role.id, _text(getattr(getattr(role.pay, basis), point)))


def _text(figure: Figure) -> str:
    if figure.dollars is None:
        return ABOVE
    return as_dollars(figure.dollars) + (" or more" if figure.or_more else "")


def _compared(paid: Mapping[str, Pay], shared: str | None) -> FactRef:
    """How the medians of two roles compare, in wages of the basis that both have."""
    (one, pay), (other, other_pay) = paid.items()
    if pay.occupation == other_pay.occupation:
        return FactRef("pay_together", one, pay.occupation)
    if shared is None:
        return FactRef("pay_incomparable", one, "")
    # The ceiling lies above every amount that is told.
    low, high = sorted(
        ((getattr(pay, shared).median, one), (getattr(other_pay, shared).median, other)),
        key=lambda found: (found[0].or_more, found[0].dollars or 0),
    )
    if low[0].or_more:
        return FactRef("pay_incomparable", one, "")
    if low[0] == high[0]:
        return FactRef("pay_equal", one, _text(low[0]))
    return FactRef("pay_compared", high[1], _difference(high[0], low[0]))


def _difference(high: Figure, low: Figure) -> str:
    if high.dollars is None or low.dollars is None:
        return ""
    return _text(Figure.parse_obj(dict(dollars=round(high.dollars - low.dollars, 2), or_more=high.or_more)))


class ActionTellPay(RoleAction):
    intent, topic, describe = "ask_pay", "pay", staticmethod(tell_pay)
