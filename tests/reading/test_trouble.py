"""Thoughts of a message, and the gravest words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.tongue import SPOKEN
from bot.reading.trouble import MOST_THOUGHTS, is_grave, is_grave_abroad, thoughts_in
from bot.reading.words import pairs_of


@pytest.mark.parametrize(
    ("text", "thoughts"),
    [
        ("hello", ["hello"]),
        (
            "What does she earn? I want out",
            ["What does she earn? I want out", "What does she earn?", "I want out"],
        ),
        ("I hate maths and I hate life", ["I hate maths and I hate life", "I hate maths", "I hate life"]),
        ("bread and butter", ["bread and butter"]),
        ("of myself", ["of myself"]),
        ("suicde", ["suicde"]),
        ("ghjk zxcv", []),
        ('<img src=x onerror="window.attacked=1">', []),
        (
            "he hits us all, need to get out",
            ["he hits us all, need to get out", "he hits us all", "need to get out"],
        ),
        (
            "what is the point when I will be gone",
            ["what is the point when I will be gone", "what is the point", "I will be gone"],
        ),
        (
            "what becomes of my pension when I die",
            ["what becomes of my pension when I die", "what becomes of my pension"],
        ),
        ("", []),
    ],
)
def test_a_message_is_heard_whole_and_thought_by_thought(text: str, thoughts: list[str]):
    assert thoughts_in(text) == thoughts


@given(st.text())
def test_any_text_has_few_thoughts_each_once(text: str):
    found = thoughts_in(text * 50)
    assert len(found) == len(set(found)) <= MOST_THOUGHTS
    assert all(thought.strip() for thought in found)


@pytest.mark.parametrize(
    ("thought", "grave"),
    [
        ("I feel suicidal", True),
        ("I'm not suicidal", False),
        ("jeez im not topping myself", False),
        ("feeling suicidal", True),
        ("i self-harm", True),
        ("kms", False),
        ("I want to kms", True),
        ("I will hurt myself", True),
        ("who prevents suicides", False),
        ("suicide prevention counsellor", False),
        ("I like cutting hair", False),
        ("my cousin talks of topping himself", True),
        ("I won't be alive by then", True),
        ("I was hospitalised for self harm as a teen, I'm fine now", False),
        ("I left an abusive marriage six years ago", False),
        ("I cut myself on the slicer at work", False),
        ("he slid his hand under my shirt", True),
        ("I swallowed some rat poison", True),
    ],
)
def test_grave_is_what_somebody_says_of_themselves(thought: str, grave: bool):
    assert is_grave(thought) is grave


@pytest.mark.parametrize(
    ("text", "tongue", "grave"),
    [
        ("Ich will nicht mehr leben", "de", True),
        ("Ich möchte Krankenschwester werden", "de", False),
        ("quiero morir", "es", True),
        ("quiero trabajar con animales", "es", False),
        ("J'ai envie de mourir", "fr", True),
        ("我不想活了", "zh", True),
        ("护士做什么", "zh", False),
        ("Хочу умереть", "ru", True),
        ("मैं मरना चाहता हूँ", "hi", True),
        ("quiero morir", "nl", False),
    ],
)
def test_what_is_grave_is_told_in_other_languages_by_their_words(text: str, tongue: str, grave: bool):
    assert is_grave_abroad(text, tongue) is grave


def test_there_are_grave_words_of_every_language_that_is_answered_in():
    assert set(pairs_of("abroad", "trouble")) == set(SPOKEN)
