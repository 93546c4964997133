"""Somebody's card: what is known of one person of the company, and what may be asked next of them."""

from collections.abc import Iterator

from bot.saying.answer import Answer, PersonRef
from bot.saying.document import Card, Choice, Words
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.people import day, ways_of
from bot.saying.text import text_of
from bot.saying.words import choice, joined, plain, said, strong

# A card is of somebody for their own sake, or who is away, not for what they are to somebody else.
_OF_THEMSELVES = frozenset(("", "away"))


def has_card(answer: Answer) -> bool:
    """Whether an answer tells of one person as such, rather than how to reach them or what they are to another."""
    return (
        answer.kind is AnswerKind.colleague and not answer.asked and _text(answer, FactKind.relation) in _OF_THEMSELVES
    )


def card_of(answer: Answer, words: Words) -> Card:
    """The card of the one person an answer tells of; words: the same as a paragraph."""
    (person,) = answer.people
    return Card(words, strong(person.name), tuple(_rows(answer, person)))


def suggested(answer: Answer) -> Iterator[Choice]:
    """What may be asked next of the one person an answer tells of; nothing of any other answer."""
    if not has_card(answer):
        return
    (person,) = answer.people
    if manager := _text(answer, FactKind.lead):
        yield choice("utter_suggest_manager", person=manager)
    if person.team:
        yield choice("utter_suggest_team", team=person.team)
    if _text(answer, FactKind.headcount):
        yield choice("utter_suggest_reports", person=person.name)


def _rows(answer: Answer, person: PersonRef) -> Iterator[tuple[str, Words]]:
    """Who stands in for somebody comes right after since when they are away."""
    until = said("utter_card_until", until=day(person.until)) if person.until else said("utter_card_now")
    for name, words in (
        ("title", plain(person.title)),
        ("team", plain(person.team)),
        ("site", plain(person.site)),
        ("manager", plain(_text(answer, FactKind.lead))),
        ("away", until if _text(answer, FactKind.relation) else ()),
        ("deputy", plain(_text(answer, FactKind.deputy))),
        ("ways", joined(ways_of(person))),
    ):
        if text_of(words):
            yield text_of(said(f"utter_card_{name}")), words


def _text(answer: Answer, kind: FactKind) -> str:
    return next((fact.text for fact in answer.facts if fact.kind is kind), "")
