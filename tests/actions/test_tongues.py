"""Messages that are not English, answered."""

import pytest

from actions.question import Question
from actions.remembering import remembered
from actions.tongues import in_tongue
from bot.reading.reading import Asked, Reading
from bot.reading.tongue import OTHER, SPOKEN
from bot.saying.answer import Answer, FactRef, RoleRef
from bot.saying.compose import document_of
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.text import as_text

FALLBACK = Answer(AnswerKind.fallback)
NURSE = Answer(AnswerKind.summary, (RoleRef("nurse", "Nurse"),), facts=(FactRef(FactKind.summary, "nurse", "Cares."),))


@pytest.mark.parametrize("tongue", [*SPOKEN, OTHER])
def test_what_is_not_understood_is_answered_in_its_language_in_few_words(tongue: str):
    found = in_tongue(Reading(text="?", tongue=tongue), FALLBACK)
    assert (found.kind, found.asked) == (AnswerKind.other_tongue, tongue)
    text = as_text(document_of(found))
    # In any language it shows a question that is understood.
    assert "What does a nurse do?" in text
    assert len(text) <= 400


@pytest.mark.parametrize("tongue", SPOKEN)
def test_what_is_understood_is_told_in_english_after_a_word_in_its_language(tongue: str):
    found = in_tongue(Reading(text="?", asked=Asked.summary, tongue=tongue), NURSE)
    first, second = as_text(document_of(found)).splitlines()[:2]
    assert first.rstrip(" :：") != first
    assert "Cares." in second


def test_english_is_answered_as_it_is():
    assert in_tongue(Reading(text="who"), FALLBACK) is FALLBACK


def test_a_message_in_another_language_leaves_what_was_talked_of():
    question = Question(Reading(text="?", tongue="de"))
    before = remembered(Question(Reading(asked=Asked.summary)), NURSE)
    after = remembered(Question(question.reading, before), in_tongue(question.reading, FALLBACK))
    assert after.focus == before.focus == ("nurse",)
