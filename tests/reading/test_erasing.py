"""Whether it is the bot that is asked to erase something."""

import pytest

from bot.reading.erasing import erases_by_other, forbids_erasing
from bot.reading.read import read
from bot.reading.reading import Asked


@pytest.mark.parametrize(
    ("text", "forbidden"),
    [
        ("don't delete anything", True),
        ("please never erase my answers", True),
        ("I don't want you to delete my data", True),
        ("I never said you should erase it", True),
        ("delete my data", False),
        ("I don't like this, delete everything", False),
        ("do not keep my data", False),
        ("don't store anything about me", False),
        ("why was my account removed", False),
    ],
)
def test_a_denied_erasing_is_none(text: str, forbidden: bool):
    assert forbids_erasing(text) is forbidden
    asked = read(text, Asked.forget_me, 0.9).asked
    assert asked is (Asked.deny if forbidden else Asked.forget_me)


@pytest.mark.parametrize(
    ("text", "sure", "asked"),
    [
        ("I've done my share of that", 0.35, Asked.like),
        ("I've done my share of that", 0.6, Asked.forget_me),
        ("wipe all of it", 0.35, Asked.forget_me),
    ],
)
def test_what_hardly_sounds_like_erasing_and_has_no_word_for_it_is_none(text: str, sure: float, asked: Asked):
    likely = [(Asked.forget_me, sure), (Asked.like, 0.2)]
    assert read(text, Asked.forget_me, sure, likely=likely).asked is asked


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("can a database administrator delete my data", True),
        ("does the records clerk destroy old files", True),
        ("my boss told me to delete some files", True),
        ("the librarian decides when books get removed", True),
        ("I always forget people's faces", True),
        ("can you delete my data", False),
        ("I want you to forget me", False),
        ("I want to delete my chat", False),
        ("my data must be deleted", False),
        ("delete my data", False),
    ],
)
def test_what_somebody_else_erases_is_asked_of_them(text: str, other: bool):
    assert erases_by_other(text) is other
    likely = [(Asked.forget_me, 0.6), (Asked.check, 0.2)]
    assert read(text, Asked.forget_me, 0.6, likely=likely).asked is (Asked.check if other else Asked.forget_me)
