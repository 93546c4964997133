"""Which role an unclear name means, over the project's own store."""

import pytest

from actions.kinds import KINDS
from actions.knowledge import Known
from actions.likeliest import stand_in
from actions.meant import about_something, understood
from actions.memory import Memory
from actions.question import Question
from bot.reading import read as reading
from bot.reading.naming import linker_of, names_of
from bot.reading.reading import Asked, Named
from bot.reading.told import Tells, Told
from bot.saying.compose import document_of
from bot.saying.text import as_text
from tests.actions.asking import answered, said
from tests.actions.asking import question as asked


def read(text: str, known: Known, what: Asked = Asked.duties) -> Question:
    mentions = linker_of(known).mentions(text)
    return understood(Question(reading.read(text, what, 0.9, mentions, (), names_of(known))), known)


def codes(question: Question, known: Known) -> list[str]:
    return [known.store.codes[role] or "" for role in question.named]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("what does a systems programmer do", "15-1251.00"),
        ("how to become a teacher assistant", "25-9042.00"),
        ("what does a radio jockey earn", "27-3011.00"),
        ("what is a clerk in a court", "43-4031.00"),
        ("what kind of specialist is a genetic counselor", "29-9092.00"),
        ("what does a manager in a hotel do", "11-9081.00"),
        ("what does a mechanic for agricultural machines do", "49-3041.00"),
        ("what does an engineer for wind turbines earn", "17-2199.10"),
        ("what does a train driver earn", "53-4011.00"),
        ("I want to be an MRT train driver, how do I become one", "53-4041.00"),
        ("what does a good driver earn", "53-3032.00"),
        # One letter away from another title, and no slip.
        ("what does a technical draftsman do", "17-3011.00"),
    ],
)
def test_the_likeliest_role_of_a_name_is_meant(known: Known, text: str, code: str):
    assert codes(read(text, known), known) == [code]


@pytest.mark.parametrize(
    "text", ["what does an engineer do", "what do scientists earn", "how do I become a technician"]
)
def test_a_kind_of_role_means_none_of_them(known: Known, text: str):
    (mention,) = read(text, known).mentions
    assert len(mention.roles) > 1


@pytest.mark.parametrize(
    ("text", "offered", "recent", "code"),
    [
        ("and the planner, is it stressful?", (), ("onet_43_5061_00",), "43-5061.00"),
        ("tell me about the aide", ("onet_25_9042_00", "librarian"), (), "25-9042.00"),
        ("what does the mechanic earn", ("onet_49_3041_00", "electrician"), ("car_mechanic",), "49-3041.00"),
        ("and the records thing, what does it pay", ("onet_43_4071_00", "electrician"), (), "43-4071.00"),
    ],
)
def test_a_word_for_several_means_the_one_that_was_talked_of(
    known: Known, text: str, offered: tuple[str, ...], recent: tuple[str, ...], code: str
):
    mentions = linker_of(known).mentions(text)
    found = reading.read(text, Asked.duties, 0.9, mentions, (), names_of(known))
    question = understood(Question(found, Memory(choices=offered, recent=recent)), known)
    assert codes(question, known) == [code]


def test_what_is_likest_to_another_role_is_none_that_was_offered(known: Known):
    question = asked(Asked.comparison, said("what about the hygienist", choices=("onet_31_9091_00",)))
    assert question.reading.stretches or question.reading.other
    named = about_something(question, known, most=2).named
    assert "onet_31_9091_00" not in named


@pytest.mark.parametrize(
    ("text", "focus", "named"),
    [
        ("our teacher wants the hardest part of it", ("physiotherapist",), []),
        ("our teacher wants the hardest part of it", (), None),
        ("does a teacher earn more than that", ("physiotherapist",), None),
    ],
)
def test_whom_somebody_has_is_not_asked_about_where_a_question_points_back(
    known: Known, text: str, focus: tuple[str, ...], named: list[str] | None
):
    mentions = linker_of(known).mentions(text)
    found = reading.read(text, Asked.duties, 0.9, mentions, (), names_of(known))
    meant = understood(Question(found, Memory(focus=focus)), known).mentions
    assert [each.text for each in meant] == ([each.text for each in mentions] if named is None else named)


@pytest.mark.parametrize("name", ["astronaut", "wizard of the north", "diplomat", ""])
def test_nothing_stands_in_for_what_is_like_no_role(known: Known, name: str):
    assert stand_in(known, name) is None


def test_a_field_stands_for_who_works_in_it_and_the_answer_says_so(known: Known):
    question = about_something(asked(Asked.pay, said("average salary in forensic science")), known)
    answer = KINDS[Asked.duties].answer(question, known)
    assert [role.code for role in answer.roles] == ["19-4092.00"]
    assert as_text(document_of(answer)).startswith("I don't know “forensic science” by that name")


def test_what_was_talked_about_goes_before_what_is_like_a_role(known: Known):
    question = asked(Asked.duties, said("and what about forensic science there", focus=("registered_nurse",)))
    assert about_something(question, known) == question


@pytest.mark.parametrize(
    "text", ["what is the doctor called that looks at skin", "what do you call a person who repairs clocks"]
)
def test_who_somebody_is_called_is_a_question_who(known: Known, text: str):
    mentions = tuple(Named(each.text, each.roles) for each in linker_of(known).mentions(text))
    assert answered(Asked.summary, said(text, mentions), known).kind == "who_handles"


def test_a_role_that_is_only_described_beside_one_that_is_named_is_told_of_as_well(known: Known):
    text = "a plumber or the one who drives the school bus, which one pays better?"
    question = read(text, known, Asked.pay)
    assert [known.store.titles[role] for role in question.named][:1] == ["Plumber"]
    assert len(question.named) == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("what does an officer on a ship do", "53-5021.00"),
        ("how to become a mechanic for planes", "49-3011.00"),
        ("a guard in a prison", "33-3012.00"),
        ("what does a nurse in Texas earn", "29-1141.00"),
        ("a plumber in London", "47-2152.00"),
        ("what does a welder in a shipyard do", "51-4121.00"),
    ],
)
def test_a_name_means_what_it_does_with_all_that_says_which(known: Known, text: str, code: str):
    assert codes(read(text, known), known) == [code]


def test_a_name_within_what_says_which_is_none_by_itself(known: Known):
    question = read("how is a receptionist at a doctor's compared to a secretary", known, Asked.comparison)
    assert [mention.text for mention in question.mentions] == ["receptionist", "secretary"]


def test_what_somebody_was_is_meant_by_a_name_of_several(known: Known):
    had = ("onet_51_9061_00",)
    memory = Memory(told=(Told(Tells.done, "inspector", had),))
    text = "what do inspectors earn"
    mentions = linker_of(known).mentions(text)
    question = Question(reading.read(text, Asked.pay, 0.9, mentions, (), names_of(known)), memory)
    assert understood(question, known).named == had


def test_jobs_that_have_to_do_with_something_are_looked_for(known: Known):
    answer = answered(Asked.roles, said("which jobs have to do with horses"), known)
    assert answer.kind in ("who_handles", "skill_users")


def test_the_pay_of_a_named_role_is_never_another_matter(known: Known):
    question = said("truck driver pay ohio", (Named("truck driver", ("truck_driver",)),))
    assert answered(Asked.out_of_scope, question, known).kind == "pay"
    assert answered(Asked.out_of_scope, said("pay my bill"), known).kind != "pay"


@pytest.mark.parametrize(
    ("text", "what", "asked_of", "code"),
    [
        ("art therapist or psychologist, which pays better", Asked.pay, Asked.pay, "19-3033.00"),
        ("which pays more, a site manager or an architectural drafter", Asked.pay, Asked.pay, "11-9021.00"),
        ("put the dispatcher beside the bookkeeper", Asked.unclear, Asked.comparison, "43-5032.00"),
        ("put the dispatcher beside the bookkeeper, the salary", Asked.unclear, Asked.pay, "43-5032.00"),
    ],
)
def test_of_several_that_are_named_each_means_one(known: Known, text: str, what: Asked, asked_of: Asked, code: str):
    question = read(text, known, what)
    assert question.reading.asked is asked_of
    assert len(question.named) == 2
    assert code in codes(question, known)


@pytest.mark.parametrize("what", [Asked.comparison, Asked.check, Asked.duties])
def test_a_name_that_no_role_has_beside_one_that_is_known_is_no_error(known: Known, what: Asked):
    text = "difference between a general manager and an astronaut"
    assert codes(read(text, known, what), known)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("what is manager", "manager"),
        ("who is director here", "director"),
        ("what does an IS manager do", "IS manager"),
        ("what does it support do", "it support"),
    ],
)
def test_a_verb_is_no_part_of_a_name(known: Known, text: str, name: str):
    assert [each.text for each in linker_of(known).mentions(text)] == [name]
