"""What a question asks, where its wording says it better than the intent."""

import pytest

from bot.reading.known_names import Names
from bot.reading.marks import Mark, marks_in
from bot.reading.mentions import Mention
from bot.reading.read import read
from bot.reading.reading import Asked
from bot.reading.selves import could_be
from bot.reading.shown import marks_of
from bot.reading.terms import TermNames


def named(text: str, *names: str) -> list[Mention]:
    return [Mention(text.index(name), text.index(name) + len(name), name, (name,), True) for name in names]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("I sew my own clothes. Could I work as a tailor without training", "tailor", True),
        ("would my psychology degree be enough to work as a counsellor", "counsellor", True),
        ("do you think they'd take me as a driving instructor", "driving instructor", True),
        ("i failed maths twice can i still be an electrician", "electrician", True),
        ("I was a nurse, what could I do", "nurse", False),
        ("a friend of mine is a clerk", "clerk", False),
    ],
)
def test_whether_one_could_be_something_is_asked_of_that(text: str, name: str, expected: bool):
    assert could_be(text, named(text, name)) is expected
    asked = read(text, Asked.tell_self, 0.6, named(text, name)).asked
    assert (asked is Asked.become) == expected


@pytest.mark.parametrize(
    ("text", "asked", "likely", "expected"),
    [
        ("trucker vs bus driver money wise", Asked.comparison, [(Asked.pay, 0.2)], Asked.pay),
        ("trucker vs bus driver", Asked.comparison, [(Asked.pay, 0.05)], Asked.comparison),
        ("does a cop get more than a firefighter", Asked.order, [(Asked.pay, 0.24)], Asked.pay),
        ("is a cop above a firefighter", Asked.order, [(Asked.pay, 0.24)], Asked.order),
    ],
)
def test_two_roles_are_compared_in_what_the_intents_tell(text: str, asked: Asked, likely, expected: Asked):
    assert read(text, asked, 0.6, likely=[(asked, 0.6), *likely]).asked is expected


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("what else would someone with my licence get into", Asked.licence),
        ("what's going for someone like me in those hours", Asked.day),
        ("is there a job near to my profession that I can begin now", Asked.related),
        ("which other work can I do with biology", Asked.subjects),
    ],
)
def test_who_asks_what_else_there_is_for_them_asks_for_jobs(text: str, asked: Asked):
    assert Mark.else_for_me in marks_in(text)
    assert read(text, asked, 0.9).asked is Asked.tell_self


def test_what_other_work_is_to_be_leaves_out_what_it_is_not_to_be():
    text = "which other work can I do with biology that is not doctor or nurse"
    reading = read(text, Asked.subjects, 0.6, named(text, "doctor", "nurse"))
    assert reading.asked is Asked.tell_self
    assert [left.text for left in reading.without] == ["doctor", "nurse"]


@pytest.mark.parametrize("text", ["what else do they do", "what else do I need for it", "what is there to do all day"])
def test_what_else_belongs_to_a_role_is_asked_of_the_role(text: str):
    assert Mark.else_for_me not in marks_in(text)


def test_who_only_tells_of_their_schooling_asks_nothing_of_a_role():
    text = "My qualification is a degree in commerce. They say three of us will go."
    assert read(text, Asked.qualification, 0.4).asked is Asked.tell_self


def test_a_that_which_only_joins_points_at_nothing():
    assert Mark.back not in marks_of("which work with biology that is not nursing")
    assert Mark.back in marks_of("how long does that take")


def test_the_meaning_of_a_term_is_asked_unless_a_role_is_named():
    names = Names(terms=TermNames({"apprenticeship": "apprenticeship"}))
    text = "what is an apprenticeship"
    assert read(text, Asked.summary, 0.9, names=names).asked is Asked.term
    text = "what is an apprenticeship for a baker"
    assert read(text, Asked.summary, 0.9, named(text, "baker"), names=names).asked is Asked.summary


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("fair enough cheers for that", Mark.thanks),
        ("Alright. Much obliged.", Mark.thanks),
        ("Right. I'll try the job centre instead. Goodbye.", Mark.farewell),
        ("I think we don't understand each other, have a nice day", Mark.farewell),
        ("this is pointless im off", Mark.farewell),
        ("ok what about a paralegal then", Mark.brings_up),
    ],
)
def test_thanks_and_leave_are_heard_in_ones_own_words(text: str, mark: Mark):
    assert mark in marks_in(text)


@pytest.mark.parametrize("text", ["can I do it later in life", "how many days off do they get", "bye to maths then?"])
def test_what_only_has_such_words_takes_no_leave(text: str):
    assert Mark.farewell not in marks_in(text)
