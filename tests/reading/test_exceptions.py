"""What somebody does not want or have, and what they say they are like."""

import pytest

from bot.reading.exceptions import left_out, traits
from bot.reading.grammar import sentences
from bot.reading.normal import normal


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("jobs with a history degree but not teaching", [("not", "teaching")]),
        ("jobs without a degree", [("without", "degree")]),
        ("anything except nursing or teaching", [("except", "nursing"), ("except", "teaching")]),
        ("what can a teacher do besides teach", [("besides", "teach")]),
        ("a career other than law", [("other than", "law")]),
        ("outdoor work instead of an office job", [("instead of", "office job")]),
        ("I don't want to be a teacher", [("not", "teacher")]),
        ("I want to help people but can't stand blood", [("not", "blood")]),
        ("I don\u2019t like working with children", [("not", "working with children")]),
        ("I have no degree, only high school", [("no", "degree")]),
        ("I'm not good at maths", [("not", "good at maths")]),
        ("I can't drive", [("not", "drive")]),
        ("NO MATHS PLEASE", [("no", "maths")]),
        ("which jobs use writing", []),
        ("I love animals", []),
        ("not", []),
    ],
)
def test_what_is_denied_or_excepted_is_told(text: str, left: list[tuple[str, str]]):
    found = [item for sentence in sentences(normal(text)) for item in left_out(sentence)]
    assert [(item.by, item.text) for item in found] == left


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("jobs for an arty person", ("arty",)),
        ("which job suits a quiet, patient person", ("quiet", "patient")),
        ("work for people who are creative", ("creative",)),
        ("I am shy and creative", ("shy", "creative")),
        ("I'm not patient", ()),
        ("the work is hard", ()),
        ("what does an average person earn", ()),
        ("jobs for a nurse", ()),
    ],
)
def test_what_somebody_is_like_is_told(text: str, said: tuple[str, ...]):
    assert tuple(trait for sentence in sentences(normal(text)) for trait in traits(sentence)) == said
