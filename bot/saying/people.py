"""Who it is in the company."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from bot.saying.answer import Answer, PersonRef
from bot.saying.document import Block, Choice, Paragraph, Span, Words
from bot.saying.kinds import OF_COMPANY, AnswerKind
from bot.saying.words import joined, said, series, strong


def here(answer: Answer) -> Iterator[Block]:
    """The people of an answer about roles, who come before it; nothing where there are none."""
    if answer.kind not in OF_COMPANY and not (answer.kind is AnswerKind.nobody_here and not answer.roles):
        for person in answer.people:
            yield from _person(answer, person)


def places(answer: Answer) -> Iterator[Block | Choice]:
    """The places to choose from, where who it is depends on that."""
    if answer.choices and answer.kind not in OF_COMPANY | {AnswerKind.which_place}:
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
        until=day(person.until) if person.until else "",
    )
    ways = ways_of(person)
    yield Paragraph(joined((sentence, said("utter_ways", ways=series(ways, "utter_or"))), " ") if ways else sentence)


def ways_of(person: PersonRef, only: str = "") -> list[Words]:
    """How to reach somebody, Slack first; only: the one of them that is wanted."""
    ways = [(Span(person.slack, member=person.slack),)] if person.slack else []
    ways += [(Span(way),) for way in (person.email, person.phone, person.channel) if way]
    return [way for way in ways if not only or way[0].text == only]


def day(written: str) -> str:
    """A day as people write it, of one written YYYY-MM-DD."""
    day = date.fromisoformat(written)
    return f"{day.day} {day:%B %Y}"


def _which_place(answer: Answer) -> Iterator[Block | Choice]:
    role = answer.titles.get(answer.choice_of, answer.roles[0].title)
    yield Paragraph(said("utter_which_place", role=strong(role), places=series(answer.choices, "utter_or")))
    yield from (Choice(place, place) for place in answer.choices)


def _only_people(answer: Answer) -> Iterator[Block]:
    return iter(())


SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Block | Choice]]] = {
    AnswerKind.person: _only_people,
    AnswerKind.which_place: _which_place,
}
