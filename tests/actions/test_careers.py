"""Getting into a role, and what it is like: over a small store with preparation, links and skills."""

import pytest

from actions.careers import become, tell_day, tell_duration, tell_setting, tell_subjects
from actions.knowledge import Known
from bot.reading.reading import Asked
from bot.saying.answer import Answer
from bot.saying.kinds import AnswerKind
from tests.actions.asking import Said, answered, remembered_after
from tests.actions.bakery import BAKER, HAND, MILL, SHOP, bakery, facts, ids


def sources(answer: Answer) -> set[str]:
    return {source.id for source in answer.sources}


def test_becoming_a_role_is_told_from_schooling_to_what_comes_after(guided: Known):
    answer = become(guided, [BAKER])
    assert (answer.kind, ids(answer), sources(answer)) == ("become", [BAKER], {"handbook", "survey"})
    assert facts(answer) == [
        ("education", "An apprenticeship of three years."),
        ("preparation", "4"),
        ("experience", "Five years at an oven."),
        ("first_skill", "Kneading"),
        ("first_skill", "Patience"),
        ("first_skill", "Chemistry"),
        ("first_skill", "Geography"),
        ("way_in", "Shop Manager"),
        ("way_in", "Dough Hand"),
        ("next_roles", "Mill Manager"),
    ]
    assert [fact.need for fact in answer.facts if fact.kind == "first_skill"] == [90, 60, 55, 20]
    assert [fact.ref for fact in answer.facts if fact.kind == "way_in"] == [SHOP, HAND]


@pytest.mark.parametrize(
    ("role", "licences"),
    [(HAND, ["Holds a certificate to fire the oven."]), (SHOP, []), (BAKER, [])],
)
def test_a_licence_is_named_where_only_a_duty_speaks_of_it(guided: Known, role: str, licences: list[str]):
    # The shop manager's is in the schooling that is told anyway.
    assert [text for _, text in facts(become(guided, [role]), "licence")] == licences


def test_of_a_role_nothing_is_made_up(guided: Known):
    for told in (become, tell_duration, tell_subjects):
        answer = told(guided, [MILL])
        assert (ids(answer), answer.facts, answer.sources) == ([MILL], (), ())


def test_duration_is_preparation_schooling_and_experience(guided: Known):
    assert facts(tell_duration(guided, [BAKER])) == [
        ("duration", "4"),
        ("education", "An apprenticeship of three years."),
        ("experience", "Five years at an oven."),
    ]


def test_subjects_are_the_fields_of_knowledge_that_matter(guided: Known):
    assert facts(tell_subjects(guided, [BAKER])) == [("subject", "Chemistry")]


def test_a_day_is_the_role_s_own_duties_its_tools_and_whom_it_deals_with(guided: Known):
    answer = tell_day(guided, [BAKER, HAND])
    assert [(duty.role, duty.id) for duty in answer.duties] == [
        (BAKER, "bread"),
        (BAKER, "apprentices"),
        (HAND, "mixing"),
    ]
    assert facts(answer) == [("tool", "Oven Planner"), ("department", "Office")]


def test_the_setting_is_told_as_far_as_it_is_measured(guided: Known):
    assert facts(tell_setting(guided, [BAKER])) == [
        ("setting", "In hot rooms"),
        ("setting", "Before sunrise"),
        ("needed_in", "Every bakery."),
        ("department", "Office"),
    ]


def test_where_the_setting_is_not_known_the_place_to_look_is(small: Known):
    assert facts(tell_setting(small, [BAKER]))[0] == ("no_setting", "https://example.org/handbook")
    assert facts(tell_setting(small, [MILL])) == [("no_setting", "")]


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        (Asked.become, "become"),
        (Asked.duration, "duration"),
        (Asked.subjects, "subjects"),
        (Asked.day, "day"),
        (Asked.setting, "setting"),
        (Asked.ladder, "ladder"),
        (Asked.cost, "no_cost"),
        (Asked.outlook, "no_outlook"),
    ],
)
def test_each_is_told_of_the_role_named_or_talked_about(guided: Known, action, kind: str):
    named = answered(action, bakery("what about a head baker"), guided)
    meant = answered(action, bakery("and what about that", focus=(BAKER,)), guided)
    assert (named.kind, ids(named)) == (meant.kind, ids(meant)) == (kind, [BAKER])
    assert remembered_after(action, bakery("and what about that", focus=(BAKER,)), guided).topic is action


@pytest.mark.parametrize("action", [Asked.cost, Asked.outlook])
@pytest.mark.parametrize("question", [bakery("how is it"), bakery("of a manager"), bakery("bank manager")])
def test_what_is_not_held_is_declined_without_asking_which_role(guided: Known, action, question: Said):
    assert answered(action, question, guided) == Answer(AnswerKind(f"no_{action.name}"))
