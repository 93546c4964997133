"""Who it is in the company."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from bot.saying.answer import Answer, PersonRef
from bot.saying.document import Block, Choice, Paragraph, Span, Words
from bot.saying.kinds import AnswerKind
from bot.saying.words import joined, said, series, strong


def here(answer: Answer) -> Iterator[Block | Choice]:
    """The people of an answer, and the places to choose from where it depends on that; nothing where there are none."""
    for person in answer.people:
        yield from _person(answer, person)
    if answer.choices and answer.kind is not AnswerKind.which_place:
        yield from _which_place(answer)


def _person(answer: Answer, person: PersonRef) -> Iterator[Block]:
    response = "utter_here"
    if person.stands_in_for:
        response += "_deputy_until" if person.until else "_deputy"
    if person.part in ("accountable", "responsible"):
        response += f"_{person.part}"
    where = ", ".join(filter(None, (person.team, person.site)))
    sentence = said(
        response,
        role=strong(answer.titles[person.role]),
        person=joined((strong(person.name), f" ({where})" if where else ""), ""),
        away=person.stands_in_for,
        until=_day(person.until) if person.until else "",
    )
    ways = _ways(person)
    yield Paragraph(joined((sentence, said("utter_ways", ways=series(ways, "utter_or"))), " ") if ways else sentence)


def _ways(person: PersonRef) -> list[Words]:
    slack: list[Words] = [(Span(person.slack, member=person.slack),)] if person.slack else []
    return [*slack, *((Span(way),) for way in (person.email, person.channel) if way)]


def _day(written: str) -> str:
    """A day as people write it, of one written YYYY-MM-DD."""
    day = date.fromisoformat(written)
    return f"{day.day} {day:%B %Y}"


def _which_place(answer: Answer) -> Iterator[Block | Choice]:
    role = answer.titles.get(answer.choice_of, answer.roles[0].title)
    yield Paragraph(said("utter_which_place", role=strong(role), places=series(answer.choices, "utter_or")))
    yield from (Choice(place, place) for place in answer.choices)


def _only_people(answer: Answer) -> Iterator[Block]:
    return iter(())


def _nobody_here(answer: Answer) -> Iterator[Block]:
    for role in answer.roles:
        yield Paragraph(said("utter_nobody_here", role=strong(role.title)))


SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Block | Choice]]] = {
    AnswerKind.person: _only_people,
    AnswerKind.nobody_here: _nobody_here,
    AnswerKind.which_place: _which_place,
}
