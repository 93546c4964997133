"""What a message that tells of somebody is about in its conversation."""

import pytest

from actions.answering import answer
from actions.memory import Memory
from actions.question import Question
from actions.remembering import remembered
from actions.telling import with_more_told
from bot.guidance.entry import NO_DEGREE
from bot.reading.reading import Asked
from bot.reading.told import Tells, Told
from bot.saying.kinds import AnswerKind, FactKind
from bot.search.known import Known
from tests.actions.test_suiting import read_in, talk


def role(known: Known, title: str) -> str:
    return next(each for each, called in known.store.titles.items() if called == title)


def asked_after(known: Known, memory: Memory, message: str, asked: Asked = Asked.tell_self) -> Question:
    return with_more_told(read_in(known, memory, message, asked), known)


def test_after_a_list_of_several_none_of_them_is_meant(known: Known):
    found, memory = talk(known, "I adore animals")
    assert len(found.roles) > 1
    assert memory.focus == ()
    question = asked_after(known, memory, "what does one do all day", Asked.day)
    which = answer(question, known)
    assert which.kind is AnswerKind.which_listed
    assert [each.id for each in which.roles] == list(memory.choices)


def test_what_can_be_told_side_by_side_is_told_of_the_first_of_a_list(known: Known):
    _, memory = talk(known, "I adore animals")
    for asked in (Asked.pay, Asked.outlook, Asked.qualification, Asked.duration):
        found = answer(asked_after(known, memory, "and that?", asked), known)
        assert [each.id for each in found.roles] == list(memory.choices[:3]), asked


def test_a_role_that_is_only_named_in_mid_conversation_is_asked_about(known: Known):
    _, memory = talk(known, "I like history and old papers")
    question = asked_after(known, memory, "archivist!!")
    assert (question.reading.asked, question.named) == (Asked.duties, (role(known, "Archivist"),))
    assert not any(each.roles for each in question.memory.told)


@pytest.mark.parametrize("message", ["archivist for ten years", "I was an archivist"])
def test_a_role_with_a_past_is_one_that_somebody_had(known: Known, message: str):
    _, memory = talk(known, "I like history and old papers")
    question = asked_after(known, memory, message)
    assert any(role(known, "Archivist") in each.roles for each in question.memory.told)


def test_what_somebody_was_asks_the_way_to_the_role_that_is_talked_about(known: Known):
    memory = Memory(focus=(role(known, "Paramedic"),), topic=Asked.pay)
    found = answer(asked_after(known, memory, "I was a chef for six years"), known)
    assert found.kind is AnswerKind.path
    assert [each.title for each in found.roles][-1] == "Paramedic"


def test_schooling_asks_what_the_role_that_is_talked_about_takes(known: Known):
    memory = Memory(focus=(role(known, "Paramedic"),), topic=Asked.pay)
    found = answer(asked_after(known, memory, "I only finished high school"), known)
    assert (found.kind, found.roles[0].title) == (AnswerKind.qualification, "Paramedic")


def test_schooling_alone_leads_to_no_list_and_is_noted(known: Known):
    found, memory = talk(known, "I have a bachelor's degree")
    assert (found.kind, found.roles) == (AnswerKind.told_nothing, ())
    assert Told(Tells.level, "4") in memory.told


def test_what_tells_nothing_new_is_not_answered_with_the_same_list(known: Known):
    _, memory = talk(known, "I adore animals")
    question = asked_after(known, memory, "good stuff that is")
    found = answer(question, known)
    assert found.kind is AnswerKind.lost_in_list
    assert remembered(question, found).told == memory.told


@pytest.mark.parametrize("message", ["what else is there", "any other jobs?"])
def test_further_jobs_are_named_where_they_are_asked_for(known: Known, message: str):
    first, memory = talk(known, "I adore animals")
    found = answer(asked_after(known, memory, message), known)
    assert found.kind is AnswerKind.suited
    assert not {each.id for each in found.roles} & {each.id for each in first.roles}


@pytest.mark.parametrize("message", ["I never said I hate sport", "I didn't ask about sport"])
def test_what_was_never_said_is_taken_back(known: Known, message: str):
    _, memory = talk(known, "I'm good with my hands but I hate sport")
    assert [each.words for each in memory.told if each.tells is Tells.dislike] == ["sport"]
    found = answer(question := asked_after(known, memory, message), known)
    assert found.kind is AnswerKind.suited
    assert [(each.tells, each.words) for each in question.memory.told] == [(Tells.like, "my hands")]


def test_a_past_that_is_denied_is_taken_back(known: Known):
    _, memory = talk(known, "I was an archivist, and I like animals")
    question = asked_after(known, memory, "I never said I was an archivist")
    assert [each.words for each in question.memory.told] == ["animals"]


@pytest.mark.parametrize(
    "message",
    [
        "what else could I do without going back to college",
        "I can't go to school for years",
        "I don't want to study again",
    ],
)
def test_who_will_not_study_again_is_named_jobs_without_a_degree(known: Known, message: str):
    found, memory = talk(known, "I like computers", message)
    assert Told(Tells.limit, "no_degree") in memory.told
    educations = {fact.text for fact in found.facts if fact.kind is FactKind.entry_education}
    assert educations
    assert educations <= NO_DEGREE


@pytest.mark.parametrize(
    "message", ["I can't decide what to study", "my kids are not going to school yet", "I never liked it"]
)
def test_who_only_speaks_of_school_rules_nothing_out(known: Known, message: str):
    _, memory = talk(known, "I like computers", message)
    assert Told(Tells.limit, "no_degree") not in memory.told


def test_limits_of_the_jobs_just_named_look_for_no_others(known: Known):
    _, memory = talk(known, "I adore animals")
    found = answer(asked_after(known, memory, "can I do any of them without a degree"), known)
    assert found.kind is AnswerKind.pay_ranking
    assert {each.id for each in found.roles} <= set(memory.choices)
