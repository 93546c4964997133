"""What is said of the company's own map: whoever it is comes first, then what they are and how to reach them."""

from collections.abc import Callable, Iterator, Mapping

from bot.saying.answer import Answer, FactRef, PersonRef
from bot.saying.card import card_of, has_card
from bot.saying.document import Block, Choice, Listing, Paragraph, Words
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.people import day, ways_of
from bot.saying.words import joined, linked, plain, quoted, said, series, strong

# So many duties are told of somebody.
MOST_DUTIES = 4
# By how somebody stands to whom or what was asked about; of one, and of several.
_ONE: Mapping[str, str] = {
    "manager": "utter_manager_of",
    "deputy": "utter_stands_in_for",
    "title": "utter_has_title",
    "lead": "utter_leads",
    "reports": "utter_reports_to_one",
    "members": "utter_member",
    "others": "utter_other",
    "system": "utter_looks_after",
    "on_call": "utter_on_call",
}
_SEVERAL: Mapping[str, str] = {
    "reports": "utter_report_to",
    "members": "utter_members",
    "title": "utter_have_title",
    "others": "utter_others",
    "system": "utter_look_after",
    "on_call": "utter_are_on_call",
}
# What somebody is to a duty.
_PARTS: Mapping[str, str] = {
    "accountable": "utter_accountable_here",
    "responsible": "utter_responsible_here",
    "consulted": "utter_consulted_here",
    "informed": "utter_informed_here",
}
# Whom one turns to in confidence: as the map calls it, or as it only names somebody for it.
_TRUSTED: Mapping[str, str] = {"confidential": "utter_confidential", "trusted": "utter_trusted_here"}
_NOBODY: Mapping[str, str] = {
    "manager": "utter_no_manager",
    "deputy": "utter_no_deputy",
    "reports": "utter_no_reports",
    "members": "utter_no_members",
    "lead": "utter_no_lead",
    "on_call": "utter_nobody_on_call",
    "system": "utter_no_owner",
    "others": "utter_no_others",
    "gone": "utter_gone",
    "duty": "utter_nobody_known",
    "unsure": "utter_unsure_here",
}


def _text(answer: Answer, kind: FactKind) -> str:
    return next((fact.text for fact in answer.facts if fact.kind is kind), "")


def _texts(answer: Answer, kind: FactKind) -> list[str]:
    return [fact.text for fact in answer.facts if fact.kind is kind]


def named(person: PersonRef) -> Words:
    """A name with title, team and site in brackets; of who stands in for somebody, for whom."""
    what = ", ".join(filter(None, (person.title, person.team, person.site)))
    name = joined((strong(person.name), f" ({what})" if what else ""), "")
    if not person.stands_in_for:
        return name
    if person.until:
        return said("utter_standing_in_until", person=name, away=person.stands_in_for, until=day(person.until))
    return said("utter_standing_in", person=name, away=person.stands_in_for)


def _ways(person: PersonRef, only: str = "") -> Iterator[Words]:
    """How to reach somebody; only: the way that was asked for, where there is one such."""
    wanted = getattr(person, only, "") if only in ("email", "phone", "slack", "channel") else ""
    if only and only != "channel" and not wanted:
        yield said("utter_no_such_way")
    if ways := ways_of(person, wanted):
        yield said("utter_ways", ways=series(ways, "utter_or"))


def _colleague(answer: Answer) -> Iterator[Block]:
    (person,) = answer.people
    relation, asked = _text(answer, FactKind.relation), _text(answer, FactKind.of_colleague)
    if relation in _ONE:
        lines = [said(_ONE[relation], person=named(person), asked=asked)]
    else:
        lines = [_what(person), *_of_person(answer, person, relation)]
    words = joined([*lines, *_ways(person, answer.asked)], " ")
    yield card_of(answer, words) if has_card(answer) else Paragraph(words)
    if duties := _texts(answer, FactKind.own_duty)[:MOST_DUTIES]:
        yield Listing(tuple(joined([duty]) for duty in duties), said("utter_does_here"))


def _what(person: PersonRef) -> Words:
    where = joined([each for each in (person.team, person.site) if each])
    if person.title and where:
        return said("utter_colleague", person=strong(person.name), title=person.title, where=where)
    if person.title:
        return said("utter_colleague_title", person=strong(person.name), title=person.title)
    return said("utter_colleague_where" if where else "utter_colleague_only", person=strong(person.name), where=where)


def _of_person(answer: Answer, person: PersonRef, relation: str) -> Iterator[Words]:
    if manager := _text(answer, FactKind.lead):
        yield said("utter_their_manager", person=manager)
    deputy = strong(_text(answer, FactKind.deputy))
    if relation == "away":
        yield said("utter_away_until", until=day(person.until)) if person.until else said("utter_away")
        yield from [said("utter_their_deputy", person=deputy)] if deputy[0].text else []
    elif deputy[0].text:
        yield said("utter_stands_in_for", person=deputy, asked=person.name)


def _colleagues(answer: Answer) -> Iterator[Block]:
    relation, asked = _text(answer, FactKind.relation), _text(answer, FactKind.of_colleague)
    people = answer.people
    if len(people) == 1:
        yield Paragraph(joined([said(_ONE[relation], person=named(people[0]), asked=asked), *_ways(people[0])], " "))
        return
    more = int(_text(answer, FactKind.headcount) or 0) - len(people)
    names = series([strong(person.name) for person in people])
    yield Paragraph(said(_SEVERAL[relation], people=names, asked=asked))
    yield Listing(tuple(named(person) for person in people))
    if more > 0:
        yield Paragraph(said("utter_and_more", count=str(more)))


def _who_here(answer: Answer) -> Iterator[Block]:
    """Whoever does a duty of the company's own; where sites or duties differ, a line for each."""
    duties = [fact for fact in answer.facts if fact.kind is FactKind.own_duty]
    channel, page = _text(answer, FactKind.channel), [each for each in answer.facts if each.kind is FactKind.page]
    if answer.asked == "channel" and channel:
        yield Paragraph(said("utter_channel_here", channel=strong(channel), duty=duties[0].text))
    if answer.people:
        yield from _doers(answer, duties)
    if channel and answer.asked != "channel" and channel not in [person.channel for person in answer.people[:1]]:
        yield Paragraph(said("utter_or_channel" if answer.people else "utter_channel_here",
                             channel=strong(channel), duty=duties[0].text))  # fmt: skip
    for fact in page:
        yield Paragraph(said("utter_page", page=linked(fact.url, fact.url)))


def _doers(answer: Answer, duties: list[FactRef]) -> Iterator[Block]:
    first = answer.people[0]
    response = _PARTS.get(first.part, "utter_responsible_here")
    if (relation := _text(answer, FactKind.relation)) in _TRUSTED:
        lines = [said(_TRUSTED[relation], person=named(first), duty=duties[0].text), *_ways(first)]
        yield Paragraph(joined([*lines, said("utter_unkept")], " "))
    elif len(duties) == 1:
        people = series([named(person) for person in answer.people])
        ways = list(_ways(first)) if len(answer.people) == 1 else []
        yield Paragraph(joined([said(response, people=people, duty=duties[0].text), *ways], " "))
    else:
        names = series([strong(person.name) for person in answer.people], "utter_or")
        same = len({duty.text for duty in duties}) == 1
        yield Paragraph(said("utter_by_site" if same else "utter_either", people=names, duty=duties[0].text))
        yield Listing(tuple(joined([duty.place] if same else [duty.place, duty.text], ": ") for duty in duties))


def _at_work(answer: Answer) -> Iterator[Block]:
    """A team, a system or a rota: who that is, what it is for, where to ask."""
    relation, asked = _text(answer, FactKind.relation), _text(answer, FactKind.of_colleague)
    channel = _text(answer, FactKind.channel)
    lines = []
    if relation == "team":
        (team,) = answer.people
        lines.append(joined([said("utter_team", team=strong(team.name)), *_texts(answer, FactKind.purpose)], " "))
        lines += [said("utter_led_by", person=strong(lead)) for lead in _texts(answer, FactKind.lead)]
        lines += _ways(team, answer.asked)
    elif relation == "team_of":
        (team,) = answer.people
        lines.append(said("utter_member", person=strong(asked), asked=team.name))
        lines += [said("utter_their_lead", person=lead, team=team.name) for lead in _texts(answer, FactKind.lead)]
        lines += _ways(team)
    elif answer.people:
        response = _ONE[relation] if len(answer.people) == 1 else _SEVERAL[relation]
        people = series([named(person) for person in answer.people])
        lines.append(said(response, person=people, people=people, asked=asked))
        lines += map(plain, _texts(answer, FactKind.purpose))
        lines += _ways(answer.people[0]) if len(answer.people) == 1 else []
    yield Paragraph(joined(lines, " "))
    if channel:
        yield Paragraph(said("utter_channel_here", channel=strong(channel), duty=asked))
    for fact in answer.facts:
        if fact.kind is FactKind.page:
            yield Paragraph(said("utter_page", page=linked(fact.url, fact.url)))


def _verdict(answer: Answer) -> Iterator[Block]:
    (person,) = answer.people
    duty, others = _text(answer, FactKind.own_duty), _texts(answer, FactKind.near_colleague)
    if answer.verdict == "unknown":
        yield Paragraph(said("utter_unknown_of_colleague", person=named(person)))
    elif duty and answer.verdict == "yes":
        yield Paragraph(joined([said("utter_yes_does", person=named(person), duty=duty), *_ways(person)], " "))
    elif duty:
        names = series([strong(other) for other in others], "utter_or")
        yield Paragraph(said("utter_no_does", person=named(person), duty=duty, people=names))
    elif of := _text(answer, FactKind.of_colleague):
        response = "utter_yes_manager" if answer.verdict == "yes" else "utter_no_other_manager"
        yield Paragraph(said(response, person=named(person), asked=of))
    else:
        response = "utter_yes_colleague" if answer.verdict == "yes" else "utter_no_colleague"
        yield Paragraph(joined([said(response, what=_what(person))], " "))


def _which(answer: Answer) -> Iterator[Block | Choice]:
    names = [strong(name) for name in answer.choices]
    yield Paragraph(said("utter_which_colleague", people=series(names, "utter_or"), asked=quoted(answer.asked)))
    yield from (Choice(name, name) for name in answer.choices)


def _unknown(answer: Answer) -> Iterator[Block]:
    yield Paragraph(said("utter_unknown_colleague", asked=quoted(answer.asked)))


def _left(answer: Answer) -> Iterator[Block]:
    yield Paragraph(said("utter_colleague_left", person=answer.asked))


def _nobody(answer: Answer) -> Iterator[Block | Choice]:
    relation = _text(answer, FactKind.relation)
    asked = _text(answer, FactKind.of_colleague) or answer.asked
    lines = [said(_NOBODY[relation], asked=asked)]
    lines += [said("utter_in_general", role=strong(role.title)) for role in answer.roles]
    near = _texts(answer, FactKind.near_duty)
    if len(near) == 1:
        lines.append(said("utter_near_duty", duty=near[0]))
    elif near:
        lines.append(said("utter_near_duties", duties=series([strong(duty) for duty in near], "utter_or")))
    yield Paragraph(joined(lines, " "))
    yield from (Choice(duty, duty) for duty in near)


def _nobody_here(answer: Answer) -> Iterator[Block]:
    """That nobody here has some roles, or a title, and whose comes nearest."""
    for role in answer.roles:
        yield Paragraph(said("utter_nobody_here", role=strong(role.title)))
    if answer.roles:
        return
    near = [named(person) for person in answer.people] or _texts(answer, FactKind.near_colleague)
    place = _text(answer, FactKind.of_colleague)
    if near:
        yield Paragraph(said("utter_nearest_here", people=series(near), asked=quoted(answer.asked)))
    elif place:
        yield Paragraph(said("utter_no_title_there", asked=quoted(answer.asked), place=place))
    else:
        yield Paragraph(said("utter_no_title", asked=quoted(answer.asked)))


SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Block | Choice]]] = {
    AnswerKind.colleague: _colleague,
    AnswerKind.colleagues: _colleagues,
    AnswerKind.who_here: _who_here,
    AnswerKind.at_work: _at_work,
    AnswerKind.colleague_verdict: _verdict,
    AnswerKind.which_colleague: _which,
    AnswerKind.unknown_colleague: _unknown,
    AnswerKind.colleague_left: _left,
    AnswerKind.nobody_known: _nobody,
    AnswerKind.nobody_here: _nobody_here,
}
