"""Jobs for what somebody tells of themselves: gathered over a conversation, narrowed, corrected and forgotten."""

from dataclasses import replace

import pytest

from actions.answering import answer
from actions.kinds import KINDS
from actions.meant import understood
from actions.memory import Memory
from actions.question import Question
from actions.remembering import remembered
from actions.telling import with_more_told
from bot.guidance.aims import aims_of, unwanted_by
from bot.guidance.entry import NO_DEGREE
from bot.guidance.suiting import suited
from bot.reading.naming import linker_of, names_of
from bot.reading.normal import normal
from bot.reading.read import read
from bot.reading.reading import Asked
from bot.reading.told import Tells, Told
from bot.saying.answer import Answer
from bot.saying.compose import document_of
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.text import as_text
from bot.search.known import Known


def talk(known: Known, *messages: str, asked: Asked = Asked.tell_self) -> tuple[Answer, Memory]:
    """The last answer of a conversation, each message taken for the intent, and what is remembered."""
    memory, found = Memory(), Answer
    for message in messages:
        question = with_more_told(read_in(known, memory, message, asked), known)
        found = answer(question, known)
        memory = remembered(question, found)
    return found, memory


def read_in(known: Known, memory: Memory, message: str, asked: Asked) -> Question:
    """A message in its conversation, taken for the intent."""
    reading = read(message, asked, 0.9, linker_of(known).mentions(normal(message)), (), names_of(known))
    return understood(Question(reading, memory), known)


def told(found: Answer) -> set[tuple[str, str]]:
    return {(fact.kind.value.removeprefix("told_"), fact.text) for fact in found.facts if fact.role == ""}


def shares(known: Known, found: Answer, key: str) -> list[float]:
    share = known.wishes.share(key)
    return [float(share[known.profiles.place[role.id]]) for role in found.roles]


@pytest.mark.parametrize(
    ("messages", "key", "least", "most"),
    [
        (["I adore animals"], "animals", 0.3, 1.0),
        (["nothing with blood please"], "blood", 0.0, 0.4),
        (["I adore animals", "but I faint at the sight of blood"], "blood", 0.0, 0.4),
        (["I adore animals", "but I faint at the sight of blood"], "animals", 0.3, 1.0),
        (["I'm good at drawing", "and I can't stand computers"], "computers", 0.0, 0.4),
        (["my knees are bad, no heavy lifting"], "lifting", 0.0, 0.4),
        (["I hate being on the phone", "I want to help people"], "phones", 0.0, 0.4),
        (["I don't want to sit at a desk all day"], "desk", 0.0, 0.4),
    ],
)
def test_what_is_wanted_and_avoided_narrows_one_list(known: Known, messages, key: str, least: float, most: float):
    found, _ = talk(known, *messages)
    assert found.kind == "suited"
    assert all(least <= share <= most for share in shares(known, found, key))


def test_a_role_that_somebody_had_or_does_not_want_is_not_named(known: Known):
    found, _ = talk(known, "I was a waiter for six years", "I don't want to be a teacher")
    titles = [known.store.titles[role.id].lower() for role in found.roles]
    assert not any("waiter" in title or title.endswith("teacher") for title in titles)
    assert {("done", "Waiter"), ("unwanted", "teacher")} <= told(found)


def test_nobody_is_named_what_takes_five_years_of_work_that_they_did_not_do(known: Known):
    outlooks = known.store.outlooks
    for messages in (["I like maths", "I have a bachelor's degree"], ["I was a cashier", "not sales"]):
        found, _ = talk(known, *messages)
        assert found.roles
        assert all(outlooks[role.id].experience != "5 years or more" for role in found.roles if role.id in outlooks)


def test_a_kind_that_is_not_wanted_is_left_out_by_its_titles_alone(known: Known):
    told = Told(Tells.unwanted, "manager")
    titles = [known.store.titles[role].lower() for role in unwanted_by(known, told)]
    assert len(titles) > 20
    assert all("manager" in title for title in titles)


@pytest.mark.parametrize("trait", ["bad knees", "bad back", "bad hip", "bad feet"])
def test_a_body_that_is_bad_keeps_out_what_is_hard_on_it(known: Known, trait: str):
    aims = aims_of(known, [Told(Tells.trait, trait)])
    assert {"lifting"} <= {aim.key for aim in aims.avoided} <= {"lifting", "standing", "kneeling", "heights"}


def test_who_wants_to_sit_finds_drivers_as_well_as_clerks(known: Known):
    share, place = known.wishes.share("sitting"), known.profiles.place
    by_title = {title: role for role, title in known.store.titles.items()}
    assert all(share[place[by_title[title]]] > 0.5 for title in ("Bus Driver", "Locomotive Engineer", "Bookkeeper"))
    assert all(share[place[by_title[title]]] < 0.2 for title in ("Waiter", "Roofer", "Carpenter"))


def test_who_has_no_degree_gets_no_job_that_takes_one(known: Known):
    found, _ = talk(known, "I only finished high school and I want good money without studying")
    assert {known.store.outlooks[role.id].education for role in found.roles} <= NO_DEGREE
    assert {("level", "2"), ("limit", "no_degree"), ("limit", "well_paid")} <= told(found)


def test_better_pay_is_asked_of_the_same_list(known: Known):
    first, _ = talk(known, "I like machines")
    second, _ = talk(known, "I like machines", "something with better pay")

    def paid(found: Answer) -> float:
        return sum(fact.value or 0 for fact in found.facts if fact.kind is FactKind.pay_median) / len(found.roles)

    assert paid(second) > paid(first)


def test_a_field_of_study_leads_to_jobs_that_have_to_do_with_it(known: Known):
    found, _ = talk(known, "what can I do with a psychology degree?")
    titles = [role.title.lower() for role in found.roles]
    assert sum(any(stem in title for stem in ("psych", "counsel", "therap", "mental")) for title in titles) >= 2


@pytest.mark.parametrize(
    ("messages", "kept", "gone"),
    [
        (["I hate maths", "actually I don't mind maths"], set(), {("dislike", "maths")}),
        (["I like cooking", "no, I hate cooking"], {("dislike", "cooking and food")}, {("like", "cooking and food")}),
        (["only high school", "I have a bachelor's degree"], {("level", "4")}, {("level", "2")}),
        (["I love animals", "I don't want to groom dogs"], {("like", "animals")}, set()),
    ],
)
def test_what_was_told_is_corrected_by_saying_so(known: Known, messages, kept, gone):
    found, _ = talk(known, *messages)
    assert kept <= told(found)
    assert not gone & told(found)


def test_what_no_source_measures_is_said_once_and_kept(known: Known):
    found, memory = talk(known, "I like plants", "I need part time work")
    assert ("unmeasured", "part-time hours") in told(found)
    found, memory = talk(known, "I like plants", "I need part time work", "and I like trees")
    assert ("unmeasured", "part-time hours") not in told(found)
    assert any(each.words == "part time" for each in memory.told)


def test_what_was_told_is_shown_and_forgotten(known: Known):
    _, memory = talk(known, "I love animals", "no blood please")
    shown = KINDS[Asked.told].answer(Question(memory=memory), known)
    assert {("like", "animals"), ("dislike", "blood and wounds")} <= told(shown)
    forgetting = Question(memory=memory)
    found = KINDS[Asked.forget_told].answer(forgetting, known)
    assert (
        remembered(replace(forgetting, reading=replace(forgetting.reading, asked=Asked.forget_told)), found).told == ()
    )


def test_what_is_told_survives_the_slots(known: Known):
    _, memory = talk(known, "I was a waiter and I like animals")
    assert Memory.of(memory.slots()).told == memory.told
    assert Memory.of({"told": [{"tells": "nonsense"}]}).told == ()


@pytest.mark.parametrize("message", ["I want something else", "I need a change", "help me choose a job please"])
def test_who_tells_nothing_is_asked(known: Known, message: str):
    assert talk(known, message)[0].kind == "told_nothing"


@pytest.mark.parametrize(
    ("message", "families"),
    [
        # What no role surely does says all the same which of them come near.
        ("I know hydraulics inside out", ("49-", "17-", "53-")),
        ("I used to do engineering sales", ("41-", "11-", "17-")),
        ("I fix old radios", ("49-", "17-", "27-")),
    ],
)
def test_what_somebody_speaks_of_leads_to_jobs_that_come_near_it(known: Known, message: str, families):
    found, _ = talk(known, message)
    assert found.kind == "suited"
    codes = [known.store.codes[role.id] or "" for role in found.roles]
    assert sum(code.startswith(families) for code in codes) >= 3


@pytest.mark.parametrize("message", ["I have two kids", "my wife is a doctor", "I went through a bad divorce"])
def test_what_somebody_only_lives_with_is_no_wish_for_work(known: Known, message: str):
    assert not talk(known, message)[0].roles


def test_what_jobs_of_a_kind_pay_is_told_of_those_that_suit_and_what_pays_most_of_all(known: Known):
    _, memory = talk(known, "I finished high school and want to work with animals")
    for message, kind in (("what do jobs with animals pay?", "suited"), ("which jobs pay most?", "pay_ranking")):
        question = with_more_told(read_in(known, memory, message, Asked.pay), known)
        assert answer(question, known).kind.value == kind


def test_what_is_liked_is_more_than_the_wish_it_is_heard_to_be(known: Known):
    liked = Told(Tells.like, "fixing bikes", wish="hands")
    found = suited(known, aims_of(known, [liked]), 3)
    assert "Bicycle Repairer" in [known.store.titles[each.role] for each in found]


def test_the_commonest_words_may_be_a_wish(known: Known):
    found, _ = talk(known, "I like being with people but I don't like working alone")
    assert told(found) >= {("dislike", "working on your own")}


def test_the_same_jobs_again_are_followed_by_those_that_come_after_them(known: Known):
    first, _ = talk(known, "I adore animals")
    second, memory = talk(known, "I adore animals", "I adore animals")
    third, _ = talk(known, "I adore animals", "I adore animals", "I adore animals")
    named = [{role.id for role in found.roles} for found in (first, second, third)]
    assert all(named)
    assert not named[0] & named[1]
    assert not (named[0] | named[1]) & named[2]
    assert {fact.ref for fact in second.facts if fact.kind is FactKind.named_before} == named[0]
    assert set(memory.suggested) == named[0] | named[1]


def test_jobs_that_something_new_narrows_are_told_anew(known: Known):
    found, memory = talk(known, "I adore animals", "no blood please")
    assert not any(fact.kind is FactKind.named_before for fact in found.facts)
    assert list(memory.suggested) == [role.id for role in found.roles]


def titles(found: Answer) -> list[str]:
    return [role.title for role in found.roles]


@pytest.mark.parametrize("asked", [Asked.comparison, Asked.path, Asked.suited])
def test_who_asks_which_of_several_is_best_for_them_gets_those_in_order(known: Known, asked: Asked):
    _, memory = talk(known, "I love animals and I hate blood")
    text = "a vet technician, an animal caretaker or an accountant, which would you recommend for me"
    found = answer(read_in(known, memory, text, asked), known)
    assert FactKind.among in [fact.kind for fact in found.facts]
    assert titles(found)[-1] == "Accountant" or titles(found)[0].startswith("Animal")
    assert len(found.roles) == 3
    said = as_text(document_of(found))
    assert "but much blood and wounds" in said
    assert "less of animals" in said


def test_which_of_those_that_were_listed_is_best_is_told_of_them_alone(known: Known):
    _, memory = talk(known, "I love animals")
    found = answer(read_in(known, memory, "which of those is best for me", Asked.suited), known)
    assert {role.id for role in found.roles} <= set(memory.choices)
    assert found.facts[0].kind is FactKind.among


def test_to_whom_nothing_is_known_of_the_roles_are_set_side_by_side(known: Known):
    text = "which is better for me, a vet technician or an accountant"
    assert answer(read_in(known, Memory(), text, Asked.comparison), known).kind is AnswerKind.comparison


def test_something_else_than_what_was_listed_is_the_next_jobs_for_what_was_told(known: Known):
    found, memory = talk(known, "I love animals")
    more = answer(read_in(known, memory, "something else", Asked.more), known)
    assert more.kind is AnswerKind.suited
    assert {role.id for role in more.roles}.isdisjoint(role.id for role in found.roles)


@pytest.mark.parametrize("asked", [Asked.qualification, Asked.comparison, Asked.unclear, Asked.tell_self])
def test_which_of_the_jobs_named_need_no_degree_lists_those(known: Known, asked: Asked):
    found, memory = talk(known, "I love animals")
    question = with_more_told(read_in(known, memory, "which ones need no degree", asked), known)
    fitting = answer(question, known)
    assert fitting.kind is AnswerKind.pay_ranking
    assert {"no_degree", "among"} <= {fact.text for fact in fitting.facts if fact.kind is FactKind.limit}
    outlooks = known.store.outlooks
    named = [role.id for role in found.roles if outlooks[role.id].education in NO_DEGREE]
    assert sorted(role.id for role in fitting.roles) == sorted(named)


@pytest.mark.parametrize(
    ("message", "is_past"), [("waiter? my knees are bad", False), ("waiter for ten years, now bored", True)]
)
def test_a_role_that_was_listed_and_is_said_back_is_nobodys_past(known: Known, message: str, is_past: bool):
    memory = Memory(choices=("waiter",), suggested=("waiter",), topic=Asked.tell_self)
    question = with_more_told(read_in(known, memory, message, Asked.tell_self), known)
    assert any("waiter" in each.roles for each in question.memory.told) is is_past
