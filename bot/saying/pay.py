"""What is said of pay."""

from collections.abc import Callable, Iterator, Mapping

from bot.saying.answer import Answer, FactRef, RoleRef
from bot.saying.asking import first_of
from bot.saying.blocks import all_of
from bot.saying.counting import is_counted_as
from bot.saying.document import Block, Choice, Listing, Paragraph, Words
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.limits import which_jobs
from bot.saying.words import Value, joined, linked, plain, said, strong

Found = Mapping[FactKind, FactRef]
_OR_MORE = " or more"


def _pay(answer: Answer) -> Iterator[Block]:
    yield from _elsewhere(answer)
    yield from _compared(answer)
    paid = {role: found for role in answer.roles if FactKind.pay_median in (found := _found(answer, role))}
    if len(paid) == 1:
        for role, found in paid.items():
            yield from _one(role, found)
    elif paid:
        year = next(iter(paid.values()))[FactKind.pay_year].text
        yield Listing(tuple(_line(role, found) for role, found in paid.items()), said("utter_pay_each", year=year))
    for role in answer.roles:
        yield from _local(answer, role)
        if FactKind.no_pay in _found(answer, role):
            yield Paragraph(said("utter_no_pay_for", role=strong(role.title)))


def _found(answer: Answer, role: RoleRef) -> Found:
    return {kind: facts[0] for kind, facts in answer.of(role).items()}


def _elsewhere(answer: Answer) -> Iterator[Block]:
    """Where to look for the pay in a country of which there is none."""
    looked = {fact.kind: fact.text for fact in answer.facts if not fact.role}
    if FactKind.pay_elsewhere in looked:
        url = looked[FactKind.pay_url]
        values = {"country": looked[FactKind.pay_elsewhere], "look": looked[FactKind.pay_look]}
        yield Paragraph(said("utter_pay_elsewhere", url=linked(url, url), **values))


def _compared(answer: Answer) -> Iterator[Block]:
    """Which of two earns more, where that is known."""
    for fact in answer.facts:
        response = _COMPARED.get(fact.kind)
        if response and fact.kind is FactKind.pay_compared and not fact.text:
            response = "utter_pay_higher"
        if response:
            role, other = sorted(answer.roles, key=lambda role: role.id != fact.role)
            amount = _amount(fact.text) if fact.text[:1].isdigit() else plain(fact.text)
            yield Paragraph(said(response, role=strong(role.title), other=strong(other.title), facts=amount))


_COMPARED: Mapping[FactKind, str] = {
    FactKind.pay_compared: "utter_pay_compared",
    FactKind.pay_together: "utter_pay_together",
    FactKind.pay_equal: "utter_pay_equal",
    FactKind.pay_incomparable: "utter_pay_incomparable",
}


def _one(role: RoleRef, found: Found) -> Iterator[Block]:
    """One role's pay: the median, how far it spreads, and what it is counted in where that is another thing."""
    values: dict[str, Value] = {
        "role": strong(role.title),
        "median": dollars(found[FactKind.pay_median]),
        "unit": found[FactKind.pay_unit].text,
        "year": found[FactKind.pay_year].text,
    }
    if FactKind.pay_hour in found:
        yield Paragraph(said("utter_pay_year", hour=_amount(found[FactKind.pay_hour].text), **values))
    else:
        yield Paragraph(said("utter_pay", **values))
    if {FactKind.pay_lower, FactKind.pay_upper} <= found.keys():
        yield Paragraph(
            said("utter_pay_middle", lower=found[FactKind.pay_lower].text, upper=found[FactKind.pay_upper].text)
        )
    if tenths := _tenths(found):
        yield Paragraph(said("utter_pay_spread", facts=tenths))
    if not is_counted_as(role.title, found[FactKind.pay_occupation].text):
        yield Paragraph(said("utter_pay_counted", occupation=found[FactKind.pay_occupation].text))


def _line(role: RoleRef, found: Found) -> Words:
    """One role's pay beside another's."""
    tenths = _tenths(found)
    parts = [
        said("utter_pay_line", median=_amount(found[FactKind.pay_median].text), unit=found[FactKind.pay_unit].text)
    ]
    parts += [said("utter_pay_line_spread", facts=tenths)] if tenths else []
    if not is_counted_as(role.title, found[FactKind.pay_occupation].text):
        parts.append(said("utter_pay_line_counted", occupation=found[FactKind.pay_occupation].text))
    return joined([strong(role.title), joined(parts, "; ")], ": ")


def _tenths(found: Found) -> Words:
    """Below what the tenth earns that earns least, and above what the one that earns most."""
    ends = ((FactKind.pay_low, "utter_pay_low"), (FactKind.pay_high, "utter_pay_high"))
    return all_of(
        [
            # 'More than 239,200 or more' says the same twice.
            said(response, amount=found[kind].text.removesuffix(_OR_MORE))
            for kind, response in ends
            if kind in found
        ]
    )


def dollars(fact: FactRef) -> Words:
    """An amount with its currency; what is no amount as it stands."""
    return said("utter_dollars", amount=_amount(fact.text)) if fact.text[:1].isdigit() else plain(fact.text)


def _amount(text: str) -> Words:
    """'101,280'; 'at least 239,200' for what the survey calls that or more."""
    return said("utter_at_least", amount=text.removesuffix(_OR_MORE)) if text.endswith(_OR_MORE) else plain(text)


def _local(answer: Answer, role: RoleRef) -> Iterator[Block]:
    """What the role earns in other countries, a line each."""
    places: dict[str, dict[FactKind, FactRef]] = {}
    for facts in answer.of(role).values():
        for fact in facts:
            if fact.kind in _LOCAL:
                places.setdefault(fact.place, {})[fact.kind] = fact
    for place, found in places.items():
        median = found[FactKind.local_median]
        values = {"place": place, "unit": median.unit, "year": str(median.year), "median": median.text}
        line = [said("utter_local_pay", role=strong(role.title), source=found[FactKind.local_source].text, **values)]
        if {FactKind.local_low, FactKind.local_high} <= found.keys():
            ends = {"low": found[FactKind.local_low].text, "high": found[FactKind.local_high].text}
            line.append(said("utter_local_pay_range", **ends))
        yield Paragraph(joined(line, " "))


_LOCAL = frozenset((FactKind.local_median, FactKind.local_low, FactKind.local_high, FactKind.local_source))


def _pay_ranking(answer: Answer) -> Iterator[Block | Choice]:
    found = {role: _found(answer, role) for role in answer.roles}
    lines = [
        (strong(role.title), facts[FactKind.pay_median])
        for role, facts in found.items()
        if FactKind.pay_median in facts
    ]
    if not lines:
        return
    years = [facts[FactKind.pay_year].text for facts in found.values() if FactKind.pay_year in facts]
    values = {"which": which_jobs(answer), "year": all_of(list(dict.fromkeys(years)))}
    if len(lines) == 1:
        response = "utter_lowest_pay_one" if answer.asked else "utter_highest_pay_one"
        yield Paragraph(said(response, role=lines[0][0], amount=dollars(lines[0][1]), **values))
        return
    items = tuple(joined([role, _amount(median.text)], ": ") for role, median in lines)
    yield Listing(items, said("utter_lowest_pay" if answer.asked else "utter_highest_pay", **values))
    yield from first_of(answer)


def _no_pay(answer: Answer) -> Iterator[Block]:
    titles = [strong(role.title) for role in answer.roles]
    yield Paragraph(said("utter_no_pay_of", roles=all_of(titles)) if titles else said("utter_no_pay"))


SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Block | Choice]]] = {
    AnswerKind.pay: _pay,
    AnswerKind.pay_ranking: _pay_ranking,
    AnswerKind.no_pay: _no_pay,
}
