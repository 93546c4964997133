"""What is said of the names in a question: what stands in for one, counts its job, or could have been meant."""

import pytest

from actions.answer import role_ref
from actions.kinds import KINDS
from actions.knowledge import Known
from actions.meant import understood
from actions.named import is_counted, remarks
from actions.question import Question
from bot.reading import read as reading
from bot.reading.naming import linker_of, names_of
from bot.reading.reading import Asked, Named
from bot.saying.answer import Answer
from bot.saying.compose import document_of
from bot.saying.text import as_text
from tests.actions.asking import question as asked
from tests.actions.asking import said


def read(text: str, known: Known) -> Question:
    mentions = linker_of(known).mentions(text)
    return understood(Question(reading.read(text, Asked.duties, 0.9, mentions, (), names_of(known))), known)


def test_the_other_roles_of_a_name_are_offered_once(known: Known):
    question = read("what does a teacher assistant do", known)
    answer = KINDS[Asked.duties].answer(question, known)
    assert remarks(answer, question, known) == answer
    assert [choice.title for choice in document_of(answer).choices] == ["College Teaching Assistant"]


def test_no_remark_is_made_on_a_role_that_was_not_told(known: Known):
    question = read("what does a teacher assistant do", known)
    other = Answer("role", (role_ref(known.store, "registered_nurse"),))
    assert remarks(other, question, known) == other


def test_a_job_that_is_counted_in_a_role_is_not_called_unknown_as_well(known: Known):
    role = next(role for role in map(known.store.role, known.store.titles) if role.counted)
    job = Named(role.counted[0].lower(), (role.id,), is_nearest=True)
    question = asked(Asked.duties, said("what do they do")).naming((job,))
    told = KINDS[Asked.duties].answer(question, known)
    assert [fact.kind.value for fact in told.facts if fact.text == job.text] == ["counted"]


def test_a_job_that_is_counted_is_told_of_only_where_its_role_is(known: Known):
    role = next(role for role in map(known.store.role, known.store.titles) if role.counted)
    others = [Named(each, (each,)) for each in ("chef", "waiter", "plumber")]
    named = (*others, Named(role.counted[0].lower(), (role.id,)))
    told = KINDS[Asked.duties].answer(asked(Asked.duties, said("what do they do")).naming(named), known)
    assert role.id not in {each.id for each in told.roles}
    assert as_text(document_of(told))


@pytest.mark.parametrize(
    ("name", "title", "counts"),
    [
        ("driving instructor", "Self-Enrichment Teacher", True),
        ("yoga teacher", "Exercise Trainer or Group Fitness Instructor", True),
        ("lorry driver", "Truck Driver", False),
        ("truck drivers", "Truck Driver", False),
        ("cop", "Police Officer", False),
        ("event planner", "Meeting, Convention, or Event Planner", False),
    ],
)
def test_a_name_without_a_word_of_the_title_is_of_a_job_counted_in_the_role(
    known: Known, name: str, title: str, counts: bool
):
    role = next(known.store.role(role) for role, each in known.store.titles.items() if each == title)
    assert is_counted(name, role) is counts


def test_that_a_job_is_counted_in_a_role_is_told_until_the_role_is_talked_of(known: Known):
    teacher = next(role for role, title in known.store.titles.items() if title == "Self-Enrichment Teacher")
    job = Named("driving instructor", (teacher,))
    for focus, facts in (((), ["counted"]), ((teacher,), [])):
        question = asked(Asked.pay, said("driving instructor pay", (job,), focus=focus))
        told = remarks(KINDS[Asked.pay].answer(question, known), question, known)
        assert [fact.kind.value for fact in told.facts if fact.text == job.text] == facts
