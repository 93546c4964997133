"""What the things in a message are to its writer, noted on its reading."""

import pytest

from bot.reading.reading import Asked, Named, Reading, from_data
from bot.reading.stance import Stance, Stood
from bot.reading.standing import with_stances
from bot.reading.told import Tells, Told

CHEF = Named("chef", ("chef",), 0, 4)


def stood(stance: Stance, lead: float = 1.0):
    return lambda text, stretches: [Stood(stance, lead) for _ in stretches]


@pytest.mark.parametrize(("lead", "stance"), [(0.5, Stance.refused), (0.1, None)])
def test_a_role_is_what_it_surely_is_to_whoever_names_it(lead: float, stance: Stance | None):
    reading = with_stances(Reading("chef? nah", Asked.duties, roles=(CHEF,)), stood(Stance.refused, lead))
    assert reading.roles[0].stance is stance
    assert from_data(reading.as_data()) == reading


@pytest.mark.parametrize(("is_kind", "told"), [(True, (Told(Tells.unwanted, "manager"),)), (False, ())])
def test_a_kind_of_role_that_is_refused_is_unwanted(is_kind: bool, told: tuple[Told, ...]):
    manager = Named("manager", ("one", "other"), 0, 7, is_kind=is_kind)
    assert with_stances(Reading("manager? nah", Asked.tell_self, roles=(manager,)), stood(Stance.refused)).told == told


@pytest.mark.parametrize(
    ("tells", "stance", "lead", "found"),
    [
        (Tells.like, Stance.refused, 0.5, Tells.dislike),
        (Tells.like, Stance.refused, 0.25, Tells.like),
        (Tells.dislike, Stance.liked, 0.5, Tells.like),
        (Tells.like, Stance.asked, 0.9, Tells.like),
        (Tells.done, Stance.refused, 0.9, Tells.done),
    ],
)
def test_a_wish_is_on_the_side_that_it_surely_is_meant_on(tells: Tells, stance: Stance, lead: float, found: Tells):
    reading = Reading("not stuck at a desk", told=(Told(tells, "a desk"),))
    assert with_stances(reading, stood(stance, lead)).told == (Told(found, "a desk"),)


@pytest.mark.parametrize(
    ("sure", "stance", "left"), [(False, Stance.refused, 0), (True, Stance.refused, 1), (False, Stance.asked, 1)]
)
def test_a_role_that_is_refused_is_nobodys_past_unless_they_surely_say_so(sure: bool, stance: Stance, left: int):
    reading = Reading("chef lol", roles=(CHEF,), told=(Told(Tells.done, "chef", ("chef",), sure=sure),))
    assert len(with_stances(reading, stood(stance)).told) == left


def test_a_wish_whose_words_do_not_stand_in_the_text_or_are_many_stays():
    reading = Reading("maths", told=(Told(Tells.like, "sums"), Told(Tells.like, "a b c d e f g")))
    assert with_stances(reading, stood(Stance.refused)) == reading


def test_a_wish_that_denies_itself_stays_on_its_side():
    reading = Reading("not alone at night", told=(Told(Tells.dislike, "not alone at night"),))
    assert with_stances(reading, stood(Stance.liked)) == reading


@pytest.mark.parametrize(
    "text", ["chef I said", "I meant the chef", "i'm talking about the chef", "I'd stay with a chef"]
)
def test_what_somebody_says_they_mean_is_asked_about(text: str):
    start = text.index("chef")
    named = Reading(text, Asked.duties, roles=(Named("chef", ("chef",), start, start + 4),))
    assert with_stances(named, stood(Stance.refused)).roles[0].stance is Stance.asked


def test_scolding_that_names_a_role_asks_about_that():
    scolds = Reading("rubbish. chef", Asked.feedback_bad, roles=(CHEF,))
    assert with_stances(scolds, stood(Stance.asked)).asked is Asked.duties
    assert with_stances(scolds, stood(Stance.passing)).asked is Asked.feedback_bad


def test_a_role_that_nobody_spoke_of_is_refused_whatever_else_it_sounds_like():
    denied = Reading("I don't mean a chef", roles=(CHEF,), told=(Told(Tells.unsaid, "chef"),))
    assert with_stances(denied, stood(Stance.asked)).roles[0].stance is Stance.refused


@pytest.mark.parametrize(
    ("told", "of_role", "asked"),
    [
        ((Told(Tells.unwanted, "baker"),), Asked.pay, Asked.pay),
        ((Told(Tells.unwanted, "baker"),), Asked.unclear, Asked.duties),
        ((Told(Tells.unwanted, "baker"), Told(Tells.like, "food")), Asked.pay, Asked.tell_self),
        ((), Asked.pay, Asked.tell_self),
    ],
)
def test_what_is_refused_beside_a_role_that_is_asked_about_is_not_all_that_is_meant(
    told: tuple[Told, ...], of_role: Asked, asked: Asked
):
    reading = Reading("not a baker. chef?", Asked.tell_self, roles=(CHEF,), told=told, of_role=of_role)
    assert with_stances(reading, stood(Stance.asked)).asked is asked


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("I'd rather be a chef. How long would that take", Stance.asked),
        ("I'd rather be a chef. How long does training take", None),
        ("how long would that take, to be a chef", None),
    ],
)
def test_a_role_that_the_asking_sentence_points_back_at_is_asked_about(text: str, stance: Stance | None):
    start = text.index("chef")
    named = Reading(text, Asked.duration, roles=(Named("chef", ("chef",), start, start + 4),))
    assert with_stances(named, stood(Stance.liked, 0.0)).roles[0].stance is stance
