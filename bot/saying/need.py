"""What is said to whoever needs help rather than a role: rights at work, a person, whether work is open to them."""

from collections.abc import Callable, Iterator, Mapping

from bot.saying.answer import Answer, FactRef, RoleRef
from bot.saying.blocks import Piece
from bot.saying.comfort import contact
from bot.saying.document import Block, Paragraph
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.preparation import zone_of
from bot.saying.words import choice, joined, linked, said, strong, titles
from bot.settings import load_settings


def _rights(answer: Answer) -> Iterator[Piece]:
    first = said(f"utter_rights_{answer.asked}")
    inside = said("utter_rights_inside", roles=titles([role.title for role in answer.roles], "utter_or"))
    yield Paragraph(joined([first, inside], " ") if answer.roles else first)
    for body in _of(answer, FactKind.public_body):
        yield Paragraph(said("utter_rights_outside", body=linked(body.text, body.ref)))
    yield from contact(load_settings())


def _confided(answer: Answer) -> Iterator[Piece]:
    lines = [said(f"utter_confided_{answer.asked}"), said("utter_confided_unnamed"), said("utter_unkept")]
    yield Paragraph(joined(lines, " "))
    for body in _of(answer, FactKind.public_body):
        yield Paragraph(said("utter_rights_outside", body=linked(body.text, body.ref)))
    yield from contact(load_settings())


def _human(answer: Answer) -> Iterator[Piece]:
    known = list(contact(load_settings()))
    for advisers in _of(answer, FactKind.advisers):
        page = linked(advisers.text, advisers.ref)
        yield Paragraph(said("utter_human_also" if known else "utter_human", advisers=page))
    yield from known


def _situation(answer: Answer) -> Iterator[Piece]:
    yield Paragraph(said(f"utter_situation_{answer.asked}"))
    for role in answer.roles:
        yield from _preparation(answer, role)
    for advisers in _of(answer, FactKind.advisers):
        yield Paragraph(said("utter_situation_advisers", advisers=linked(advisers.text, advisers.ref)))
    if not answer.roles:
        yield choice("utter_suggest_finder")
        yield choice("utter_suggest_human")


def _preparation(answer: Answer, role: RoleRef) -> Iterator[Block]:
    facts = answer.of(role)
    zone = zone_of(facts.get(FactKind.duration, ()))
    licence = "utter_situation_licence" if FactKind.licence in facts else "utter_situation_no_licence"
    time = [said("utter_duration", role=strong(role.title), zone=zone)] if zone else []
    yield Paragraph(joined([*time, said(licence, role=strong(role.title))], " "))


def _of(answer: Answer, kind: FactKind) -> list[FactRef]:
    return [fact for fact in answer.facts if fact.kind is kind]


SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Piece]]] = {
    AnswerKind.rights: _rights,
    AnswerKind.confided: _confided,
    AnswerKind.human: _human,
    AnswerKind.situation: _situation,
}
