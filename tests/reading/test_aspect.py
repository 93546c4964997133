"""What is asked of a role in so many words, and what that changes of an unsure intent."""

import pytest

from bot.reading.aspect import aspect_asked
from bot.reading.read import read
from bot.reading.reading import Asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("what do podiatry jobs do", Asked.duties),
        ("what does a zorbler do?", Asked.duties),
        ("What are geological engineering job prospects in Chile?", Asked.outlook),
        ("what are the main skills and branches of naval architecture", Asked.skills),
        ("locksmith salary", Asked.pay),
        ("what do I do", None),
        ("what do they do", None),
        ("what do cooks and waiters do", None),
        ("what does it do", None),
        ("which jobs need maths skills", None),
        ("I have good skills in welding", None),
        ("", None),
    ],
)
def test_a_noun_or_what_does_one_do_says_what_is_asked(text: str, asked: Asked | None):
    assert aspect_asked(text) is asked


@pytest.mark.parametrize(
    ("text", "intent", "asked"),
    [
        ("what do podiatry jobs do", Asked.skill_users, Asked.duties),
        ("What are geological engineering job prospects in Chile?", Asked.skill_users, Asked.outlook),
        ("what does a zorbler do?", Asked.out_of_scope, Asked.duties),
        ("what does this button do", Asked.out_of_scope, Asked.out_of_scope),
        ("what are the prospects of rain", Asked.out_of_scope, Asked.out_of_scope),
        ("What are the skills for big data jobs?", Asked.skill_users, Asked.skill_users),
        ("what do podiatry jobs do", Asked.roles, Asked.roles),
    ],
)
def test_it_decides_where_the_intent_does_not(text: str, intent: Asked, asked: Asked):
    assert read(text, intent).asked is asked
