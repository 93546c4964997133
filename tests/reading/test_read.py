"""A message's text, what it asks and what it names, to its Reading; neither Rasa nor a store is needed."""

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.known_names import Names, Place
from bot.reading.limits import Limit
from bot.reading.marks import Mark
from bot.reading.mentions import Mention
from bot.reading.parts import Part
from bot.reading.place import Countries
from bot.reading.read import read
from bot.reading.reading import Asked, Named, Reading, from_data
from bot.search.language import key_of

NAMES = Names(
    frozenset((key_of("health and safety"),)),
    Countries({"Germany": "DE", "Turkey": "TR"}),
    lambda words: words == "scientist",
)


@dataclass(frozen=True)
class Mentioned:
    """A name in a text."""

    start: int
    end: int
    text: str
    roles: tuple[str, ...]


def mention(text: str, name: str) -> Mentioned:
    start = text.index(name)
    return Mentioned(start, start + len(name), name, (name.replace(" ", "_"),))


def reading(text: str, asked: Asked, *names: str) -> Reading:
    return read(text, asked, 0.876, [mention(text, name) for name in names], (), NAMES)


ROWS: list[tuple[str, Asked, tuple[str, ...], str, Any]] = [
    # What is asked.
    ("who bakes", Asked.who, (), "asked", Asked.who),
    ("do I need a licence to drive", Asked.qualification, (), "asked", Asked.licence),
    ("how do I become a licensed nurse", Asked.become, ("nurse",), "asked", Asked.become),
    ("what do you call someone who studies space", Asked.summary, (), "asked", Asked.who),
    ("who bakes", Asked.who, (), "sure", 0.88),
    ("Who bakes, eh?", Asked.who, (), "text", "Who bakes, eh?"),
    # What is left of a question about a role that nobody knows.
    ("what does an astronaut do", Asked.duties, (), "other", "astronaut"),
    ("what does a nurse do", Asked.duties, ("nurse",), "other", ""),
    ("what does an astronaut do", Asked.duties, (), "is_other_role", True),
    ("and the weather", Asked.duties, (), "is_other_role", False),
    ("jobs in chemical engineering", Asked.roles, (), "stretches", ("chemical engineering",)),
    # Things.
    ("jobs with animals", Asked.roles, (), "about", ("animals",)),
    ("I know health and safety, and Excel", Asked.like, (), "things", ("health and safety", "Excel")),
    ("good with numbers but hate selling", Asked.like, (), "wanted", ("numbers",)),
    ("good with numbers but hate selling", Asked.like, (), "averse", ("selling",)),
    ("don’t know", Asked.unsure, (), "things", ()),
    # What narrows a list, and where.
    ("jobs without a degree or experience", Asked.roles, (), "limits", (Limit.no_degree,)),
    ("creative jobs", Asked.roles, (), "limits", (Limit.artistic,)),
    ("jobs in health except nursing", Asked.roles, (), "without", (Named("nursing", (), 22, 29),)),
    ("jobs other than baker", Asked.roles, ("baker",), "without", (Named("baker", ("baker",), 16, 21),)),
    ("jobs other than baker", Asked.roles, ("baker",), "roles", ()),
    ("jobs without a baker", Asked.roles, ("baker",), "without", ()),
    ("does a baker work except at night", Asked.duties, ("baker",), "without", ()),
    ("which role is for an arty person", Asked.who, (), "asked", Asked.roles),
    ("which role bakes for an arty person", Asked.who, (), "asked", Asked.who),
    ("jobs for a shy person", Asked.roles, (), "other", ""),
    ("I left school at 16", Asked.find_role, (), "level", 1),
    ("I have a Bachelor’s", Asked.find_role, (), "level", 4),
    ("what does a baker earn in Germany", Asked.pay, ("baker",), "country", "DE"),
    ("what does a turkey farmer earn", Asked.pay, (), "country", ""),
    # What is pointed at.
    ("the second one", Asked.follow_up, (), "ordinal", 1),
    ("the first one", Asked.follow_up, (), "ordinal", 0),
    ("the last one", Asked.follow_up, (), "ordinal", -1),
    ("two bakers", Asked.follow_up, (), "ordinal", None),
    ("is a PA above the GMs", Asked.order, (), "initials", (Named("PA", (), 5, 7), Named("GMs", (), 18, 21))),
    ("bakers, please!", Asked.follow_up, (), "bare", "bakers, please"),
    # Short answers.
    ("I’d love to", Asked.like, (), "rating", "strongly_like"),
    ("don’t know", Asked.unsure, (), "rating", "unsure"),
    ("what does a baker do", Asked.duties, (), "rating", ""),
    ("change number 4", Asked.go_back, (), "number", 4),
    ("change it", Asked.go_back, (), "number", None),
]


@pytest.mark.parametrize(("text", "asked", "names", "field", "value"), ROWS)
def test_a_field_is_read(text: str, asked: Asked, names: tuple[str, ...], field: str, value: Any):
    assert getattr(reading(text, asked, *names), field) == value


def test_every_field_is_tried():
    # test_circumstances.py, test_described.py, test_telling.py, test_finder.py, test_tongue.py and test_here.py try the
    # others.
    elsewhere = {"duties", "place", "words", "marks", "told", "trouble", "situation", "result", "tongue"}
    # What bot.nlu.reading adds, its own tests try.
    elsewhere |= {"terms", "sides", "described", "here", "turned", "of_role", "asked_of"}
    assert {field for _, _, _, field, _ in ROWS} | elsewhere == set(Reading.__dataclass_fields__)


def test_words_are_as_typed_and_as_lemmas_without_what_narrows():
    words = reading("Bakers without a degree", Asked.roles).words
    assert {"bakers", "baker"} <= words
    assert "degree" not in words


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("welder or truck driver, which pays more and which is quicker to get in", Asked.pay),
        ("chef vs cook salary wise", Asked.pay),
        ("cook or chef, which one has better prospects", Asked.outlook),
        ("what is the difference between a cook and a chef", Asked.comparison),
    ],
)
def test_a_comparison_is_of_what_it_says(text: str, asked: Asked):
    found = reading(text, Asked.comparison, "cook", "chef") if "cook" in text else read(text, Asked.comparison)
    assert found.asked is asked


@pytest.mark.parametrize(
    ("text", "asked", "names", "parts"),
    [
        ("how does a cook become a chef", Asked.path, ("cook", "chef"), [Part.start, Part.goal]),
        ("become a chef after being a cook", Asked.path, ("chef", "cook"), [Part.goal, Part.start]),
        ("is a chef above a cook", Asked.order, ("chef", "cook"), [Part.upper, Part.lower]),
        ("is a cook below a chef", Asked.order, ("cook", "chef"), [Part.lower, Part.upper]),
        ("chef or cook", Asked.comparison, ("chef", "cook"), [Part.side, Part.side]),
        ("chef and cook", Asked.duties, ("chef", "cook"), [Part.subject, Part.subject]),
    ],
)
def test_each_role_has_its_part(text: str, asked: Asked, names: tuple[str, ...], parts: list[Part]):
    roles = reading(text, asked, *names).roles
    assert [role.part for role in roles] == parts
    assert [text[role.start : role.end] for role in roles] == [role.text for role in roles] == list(names)


def test_a_kind_of_role_is_told_from_a_role():
    scientist, cook = reading("scientist or cook", Asked.comparison, "scientist", "cook").roles
    assert (scientist.is_kind, cook.is_kind) == (True, False)


@pytest.mark.parametrize(
    ("text", "asked", "names", "duties"),
    [
        ("who handles complaints and the budget", Asked.who, (), [("complaints and the budget", 2, False)]),
        ("who hires people and who pays them", Asked.who, (), [("hires people", 1, False), ("pays them", 1, False)]),
        ("does a chef hire people", Asked.check, ("chef",), [("hire people", 1, False)]),
        ("who handles it", Asked.who, (), [("it", 0, True)]),
        ("who handles complaints", Asked.duties, (), []),
    ],
)
def test_duties_are_read_where_one_is_asked_about(
    text: str, asked: Asked, names: tuple[str, ...], duties: list[tuple[str, int, bool]]
):
    found = reading(text, asked, *names).duties
    assert [(duty.text, len(duty.parts), duty.is_reference) for duty in found] == duties


def test_a_place_is_the_first_named_and_no_part_of_the_duty():
    text = "who handles complaints in Leeds"
    found = read(text, Asked.who, places=[Place(26, 31, "Leeds")])
    assert (found.place, [duty.text for duty in found.duties]) == ("Leeds", ["complaints"])


@pytest.mark.parametrize(
    ("mark", "text", "without"),
    [
        (Mark.highest, "the best paid jobs", "paid jobs"),
        (Mark.lowest, "the worst paid jobs", "paid jobs"),
        (Mark.falling, "which jobs are dying out", "which jobs are there"),
        (Mark.openings, "jobs in demand", "jobs"),
        (Mark.jobs, "all jobs", "a job"),
        (Mark.any_job, "a job", "a nurse"),
        (Mark.all_jobs, "which jobs pay", "jobs"),
        (Mark.all_jobs, "what work is there", "that's about what I had. Is there work for it"),
        (Mark.of_two, "which pays more", "which pays"),
        (Mark.pay, "what is the salary", "what is it"),
        (Mark.licence, "is there a licence", "is there a way"),
        (Mark.superior, "who is the boss", "who is it"),
        (Mark.what_called, "what do you call someone who bakes", "who bakes"),
        (Mark.coming_from, "I am a nurse", "a nurse"),
        (Mark.onwards, "how do I get there", "how is it"),
        (Mark.becoming, "how do I get to be a chef", "how do I get to chef"),
        (Mark.which_one, "which is it", "is it a chef"),
        (Mark.below, "is a cook below a chef", "is a chef here"),
        (Mark.back, "what do they do", "what does a chef do"),
        (Mark.other_one, "and the other one", "and a chef"),
        (Mark.both, "which is above the other", "which is above a chef"),
        (Mark.those_skills, "who else has those skills", "who has skills"),
        (Mark.one, "the general one", "the general"),
        (Mark.in_field, "and in marketing?", "what is in it for me"),
        (Mark.asked, "how is it", "chefs"),
        (Mark.english, "who bakes", "xqzt"),
        (Mark.corrects, "no, I meant dislike", "no"),
        (Mark.explains, "a baker never counts any money at night", "that is wrong"),
    ],
)
def test_wording_shows_a_mark(mark: Mark, text: str, without: str):
    assert read(text).shows(mark)
    assert not read(without).shows(mark)


asks = st.sampled_from(Asked)
texts = st.text(max_size=80) | st.lists(
    st.sampled_from("who what does a nurse and or the second one Excel hate 4 in Germany ? , . ’ ’s n’t PA".split()),
    max_size=14,
).map(" ".join)


@st.composite
def named(draw: st.DrawFn) -> tuple[str, list[Mentioned]]:
    """A text and stretches of it, in order and apart, that are taken for names."""
    text = draw(texts)
    bounds = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = list(zip(bounds[::2], bounds[1::2], strict=False))
    return text, [Mentioned(start, end, text[start:end], ("nurse",)) for start, end in spans]


@settings(deadline=None)
@given(named(), asks)
def test_any_text_is_read_and_comes_back_from_its_data(message: tuple[str, list[Mentioned]], asked: Asked):
    text, mentions = message
    found = read(text, asked, 0.5, mentions, (), NAMES)
    assert found.text == text
    assert from_data(found.as_data()) == found


@settings(deadline=None)
@given(texts.map(lambda text: text.replace("’", "'")), asks)
def test_the_other_apostrophe_makes_no_difference(text: str, asked: Asked):
    plain, typeset = (read(each, asked, names=NAMES).as_data() for each in (text, text.replace("'", "’")))
    assert plain | {"text": ""} == typeset | {"text": ""}


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("is there a way to learn while you get paid, like a learnership?", True),
        ("can I earn while I train", True),
        ("what does the training cost", False),
        ("do I get paid for overtime", False),
    ],
)
def test_who_asks_to_be_paid_while_learning_asks_for_courses(text: str, asks: bool):
    found = read(text, Asked.cost, 0.9)
    assert (found.asked is Asked.courses) is asks
    assert found.shows(Mark.apprenticeship) is asks


def test_a_degree_that_is_asked_about_asks_what_people_have():
    assert read("they'd hardly want someone with no degree, would they?", Asked.interests, 0.5).asked is (
        Asked.qualification
    )
    assert read("what does it pay with no degree?", Asked.pay, 0.9).asked is Asked.pay


def test_a_name_points_at_nothing():
    text = "what does it support do"
    mention = Mention(10, 20, "it support", ("it_support_specialist",), True)
    assert not read(text, Asked.duties, 0.9, [mention]).shows(Mark.back)
    assert read("what does it need", Asked.skills, 0.9).shows(Mark.back)
