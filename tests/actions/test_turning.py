"""What a message turns to, over the project's own store: in words that nothing was learnt from."""

from dataclasses import replace

import pytest

from actions.knowledge import Known
from actions.meant import understood
from actions.memory import Memory
from actions.question import Question
from bot.reading import read as reading
from bot.reading.naming import linker_of, names_of
from bot.reading.reading import Asked, Reading
from bot.reading.stance import Stance
from bot.reading.told import Tells, Told
from bot.reading.turn import Turn, Turned

CHEF = Memory(focus=("chef",), recent=("chef",), topic=Asked.duties)
LIST = Memory(choices=("chef", "waiter"), suggested=("chef", "waiter"), topic=Asked.tell_self)


def said(text: str, known: Known, asked: Asked, turned: Turned, memory: Memory, **more: object) -> Question:
    read = reading.read(text, asked, 0.9, linker_of(known).mentions(text), (), names_of(known))
    return understood(Question(Reading(**{**vars(read), "turned": turned, **more}), memory), known)


def surely(turn: Turn, words: str = "") -> Turned:
    return Turned(((turn, 1.0), (Turn.aside if turn is not Turn.aside else Turn.self, 0.1)), words)


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("a lad i know lays railway track at night. is that good money", "lays railway track at night", "47-4061.00"),
        ("or drive one of them big cranes at a port, what does it pay", "big cranes at a port", "53-7021.00"),
        ("my gran says i'd be good at cutting hair though. what would i earn", "cutting hair", "39-5012.00"),
    ],
)
def test_work_that_is_only_described_is_told_of(known: Known, text: str, words: str, code: str):
    found = said(text, known, Asked.pay, surely(Turn.work, words), CHEF, of_role=Asked.pay)
    assert code in [known.store.codes[role] for each in found.mentions for role in each.roles]
    assert found.reading.asked is Asked.pay


def test_what_asks_nothing_of_a_role_is_told_what_the_work_is(known: Known):
    found = said(
        "bin lorries then, my dad loved it", known, Asked.tell_self, surely(Turn.work, "bin lorries"), CHEF,
        told=(Told(Tells.like, "lorries"),),
    )  # fmt: skip
    assert found.reading.asked is Asked.duties
    assert found.reading.told == ()


def test_a_role_that_is_named_in_passing_changes_nothing_of_what_was_talked_about(known: Known):
    text = "my sister is a nurse and starts at six, is it the same hours"
    found = said(text, known, Asked.setting, surely(Turn.back), CHEF)
    assert found.mentions == ()
    assert said(text, known, Asked.setting, Turned(((Turn.back, 0.5), (Turn.role, 0.48)), ""), CHEF).mentions != ()


def test_what_is_asked_of_jobs_that_were_listed_is_not_asked_of_another(known: Known):
    found = said("which has no nights, my mum was a nurse", known, Asked.setting, surely(Turn.listed), LIST)
    assert (found.mentions, found.reading.asked) == ((), Asked.setting)


def test_wishes_are_not_heard_in_a_question_about_a_job(known: Known):
    told = (Told(Tells.dislike, "paper"), Told(Tells.level, "2"))
    found = said("no paper needed for that?", known, Asked.unclear, surely(Turn.back), CHEF, told=told)
    assert found.reading.told == told[1:]
    # But for what whoever asks says of themselves.
    found = said("I hate paper. is that needed for it?", known, Asked.unclear, surely(Turn.back), CHEF, told=told)
    assert found.reading.told == told


def test_who_speaks_of_themselves_asks_for_jobs(known: Known):
    text = "good with people, bad with computers, need money by june"
    assert said(text, known, Asked.pay, surely(Turn.self), CHEF).reading.asked is Asked.tell_self


def test_what_begins_a_conversation_is_read_by_its_names(known: Known):
    found = said("what does a chef earn", known, Asked.pay, surely(Turn.work, "earn"), Memory())
    assert found.named == ("chef",)


def test_a_question_who_does_something_stays_one(known: Known):
    found = said("who handles complaints", known, Asked.who, surely(Turn.work, "complaints"), CHEF)
    assert found.reading.asked is Asked.who


@pytest.mark.parametrize("asked", [Asked.more, Asked.shorter, Asked.told, Asked.human, Asked.rights, Asked.source])
@pytest.mark.parametrize("turn", list(Turn))
def test_what_is_asked_of_no_role_stands_whatever_it_seems_to_turn_to(known: Known, asked: Asked, turn: Turn):
    assert said("and that", known, asked, surely(turn, "that"), CHEF).reading.asked is asked


def test_what_asks_again_of_another_role_still_does(known: Known):
    found = said("and a waiter?", known, Asked.follow_up, surely(Turn.role, "a waiter"), CHEF)
    assert (found.reading.asked, found.named) == (Asked.follow_up, ("waiter",))
    again = said("and in summer?", known, Asked.follow_up, surely(Turn.back), CHEF)
    assert again.reading.asked is Asked.follow_up


def test_the_career_finder_hears_its_answers_itself(known: Known):
    read = reading.read("not for me", Asked.tell_self, 0.9, (), (), names_of(known))
    question = Question(Reading(**{**vars(read), "turned": surely(Turn.back)}), CHEF, is_finding=True)
    assert understood(question, known).reading.asked is Asked.tell_self


def standing(found: Question, *stances: Stance | None) -> Question:
    roles = tuple(replace(each, stance=stance) for each, stance in zip(found.reading.roles, stances, strict=True))
    return Question(replace(found.reading, roles=roles), found.memory)


def asking(text: str, known: Known, asked: Asked, memory: Memory, *stances: Stance | None) -> Question:
    read = reading.read(text, asked, 0.9, linker_of(known).mentions(text), (), names_of(known))
    return understood(standing(Question(read, memory), *stances), known)


def test_nothing_is_asked_of_a_role_that_is_refused(known: Known):
    found = asking(
        "no bakers please, but what does a nurse do", known, Asked.duties, CHEF, Stance.refused, Stance.asked
    )
    assert found.named == ("registered_nurse",)
    assert [(each.tells, each.words) for each in found.reading.told] == [(Tells.unwanted, "bakers")]


def test_who_only_refuses_a_role_is_looked_for_others(known: Known):
    found = asking("a nurse, lol, nah", known, Asked.duties, LIST, Stance.refused)
    assert (found.reading.asked, found.mentions) == (Asked.tell_self, ())
    assert found.reading.told == (Told(Tells.unwanted, "nurse", ("registered_nurse",)),)


def test_a_role_that_is_only_mentioned_gives_way_to_what_was_talked_about(known: Known):
    found = asking("my friend is a waiter, what do they earn", known, Asked.pay, CHEF, Stance.passing)
    assert found.mentions == ()
    begins = asking("my friend is a waiter, what do they earn", known, Asked.pay, Memory(), Stance.passing)
    assert begins.named == ("waiter",)


def test_a_comparison_is_of_all_that_it_names(known: Known):
    found = asking("nurse or waiter", known, Asked.comparison, CHEF, Stance.refused, Stance.asked)
    assert found.named == ("registered_nurse", "waiter")


def test_of_several_roles_of_which_all_but_one_are_refused_that_one_is_asked_about(known: Known):
    text = "how do I become a waiter, not a nurse"
    way = asking(text, known, Asked.path, CHEF, Stance.asked, Stance.refused)
    assert (way.reading.asked, way.named) == (Asked.become, ("waiter",))
    assert [(each.tells, each.roles) for each in way.reading.told if each.roles] == [
        (Tells.unwanted, ("registered_nurse",))
    ]


def test_the_way_from_a_role_that_is_refused_is_asked_all_the_same(known: Known):
    text = "from nurse to waiter, how"
    found = asking(text, known, Asked.path, CHEF, Stance.refused, Stance.asked)
    assert (found.reading.asked, found.named) == (Asked.path, ("registered_nurse", "waiter"))


def test_who_puts_right_what_they_like_speaks_of_themselves(known: Known):
    read = reading.read("no, I meant I like trains", Asked.tell_self, 0.9, (), (), names_of(known))
    question = Question(replace(read, turned=surely(Turn.back)), CHEF)
    assert understood(question, known).reading.asked is Asked.tell_self


def test_who_surely_asks_for_other_jobs_is_not_sent_back(known: Known):
    read = reading.read("what could I do instead", Asked.suited, 0.95, (), (), names_of(known))
    question = Question(replace(read, turned=surely(Turn.back)), CHEF)
    assert understood(question, known).reading.asked is Asked.suited


def test_who_asks_about_another_role_is_not_sent_back(known: Known):
    text = "so the nurse, do I need a diploma"
    read = reading.read(text, Asked.qualification, 0.9, linker_of(known).mentions(text), (), names_of(known))
    question = Question(replace(read, turned=surely(Turn.back)), CHEF)
    assert understood(question, known).named != ("registered_nurse",)
    assert understood(standing(question, Stance.asked), known).named == ("registered_nurse",)
