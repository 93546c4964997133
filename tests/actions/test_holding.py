"""What somebody told of themselves is held against the role that they ask about."""

import pytest

from actions.answering import answer
from actions.memory import Memory
from actions.remembering import remembered
from bot.reading.reading import Asked
from bot.reading.told import Tells, Told
from bot.saying.compose import document_of
from bot.saying.kinds import FactKind
from bot.saying.text import as_text
from bot.search.known import Known
from tests.actions.test_telling import asked_after

NO_DEGREE = Told(Tells.limit, "no_degree")
NO_LIFTING = Told(Tells.dislike, "heavy lifting")
# Beside liking machines: of what is both liked and avoided the words say which part is avoided.
NO_CARS = Told(Tells.dislike, "cars", wish="machines")


def told_of(known: Known, text: str, asked: Asked, memory: Memory) -> tuple[list[tuple[FactKind, str]], Memory]:
    question = asked_after(known, memory, text, asked)
    found = answer(question, known)
    kinds = (FactKind.against_degree, FactKind.against_avoided)
    against = [(fact.kind, fact.text) for fact in found.facts if fact.kind in kinds]
    assert ("Mind that" in as_text(document_of(found))) == bool(against)
    return against, remembered(question, found)


@pytest.mark.parametrize(
    ("text", "asked", "told", "against"),
    [
        ("how do I become a nurse", Asked.become, NO_DEGREE, [(FactKind.against_degree, "Bachelor's degree")]),
        ("what does a nurse do", Asked.duties, NO_DEGREE, [(FactKind.against_degree, "Bachelor's degree")]),
        ("what does a waiter do", Asked.duties, NO_DEGREE, []),
        ("what does a roofer do", Asked.duties, NO_LIFTING, [(FactKind.against_avoided, "heavy physical work")]),
        ("what does an accountant do", Asked.duties, NO_LIFTING, []),
        # They have to do with buildings, too, but read more than they lift.
        ("what does a building inspector do", Asked.duties, NO_LIFTING, []),
        ("what does a civil engineer do", Asked.duties, NO_LIFTING, []),
        ("what does a car mechanic do", Asked.duties, NO_CARS, [(FactKind.against_avoided, "cars")]),
        ("what does a wind turbine technician do", Asked.duties, NO_CARS, []),
        ("what does a bicycle repairer do", Asked.duties, NO_CARS, []),
        ("what is the difference between a nurse and a waiter", Asked.comparison, NO_DEGREE, []),
    ],
)
def test_what_goes_against_what_was_told_is_said_first(
    known: Known, text: str, asked: Asked, told: Told, against: list[tuple[FactKind, str]]
):
    liked = (Told(Tells.like, "machines", wish="machines"),) if told is NO_CARS else ()
    assert told_of(known, text, asked, Memory(told=(*liked, told)))[0] == against
    assert told_of(known, text, asked, Memory())[0] == []


def test_it_is_said_once_of_a_role_and_again_where_the_way_in_is_asked_for(known: Known):
    first, memory = told_of(known, "what does a nurse do", Asked.duties, Memory(told=(NO_DEGREE, NO_LIFTING)))
    assert first
    assert told_of(known, "and what do they earn", Asked.pay, memory)[0] == []
    again, _ = told_of(known, "how do I get in", Asked.become, memory)
    assert [kind for kind, _ in again] == [FactKind.against_degree]
