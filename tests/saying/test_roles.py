"""What is said of roles: who does something, whether one does, what one does and takes."""

import pytest

from bot.saying.answer import IN_SHORT, Answer
from bot.saying.compose import document_of
from bot.saying.document import Bar, Bars, Paragraph, Span
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.text import as_text
from tests.saying.answers import BAKER, BREAD, HAND, SHOP, duty, fact


def said(answer: Answer) -> str:
    return as_text(document_of(answer))


@pytest.mark.parametrize(
    ("involvement", "text"),
    [
        ("accountable", "That is the Baker, who is accountable for it and bakes bread."),
        ("responsible", "That is the Baker, who bakes bread."),
        ("supports", "The Baker helps with that, the closest I know of: this role bakes bread."),
        ("takes_part", "The Baker takes part in that, the closest I know of: this role bakes bread."),
        (IN_SHORT, "That is the Baker. Bakes bread."),
    ],
)
def test_who_handles_something_is_one_sentence_that_names_the_role(involvement: str, text: str):
    answer = Answer(AnswerKind.who_handles, (BAKER,), (duty("Bakes bread.", involvement=involvement, asked="bread"),))
    assert said(answer) == text


def test_the_role_is_what_the_eye_looks_for():
    (block,) = document_of(Answer(AnswerKind.who_handles, (BAKER,), (BREAD,))).blocks
    assert block == Paragraph((Span("That is the "), Span("Baker", is_strong=True), Span(", who bakes bread.")))


@pytest.mark.parametrize(
    ("others", "text"),
    [
        (
            (duty("Sells it.", SHOP, asked="bread"),),
            "Another role has to do with it, too. The Shop Manager sells it.",
        ),
        (
            (
                duty("Sells it.", SHOP, "supports", asked="bread"),
                duty("Mixes dough.", HAND, "takes_part", asked="bread"),
            ),
            "Others have to do with it, too:\n- The Shop Manager helps, and sells it.\n"
            "- The Dough Hand takes part, and mixes dough.",
        ),
        (
            (duty("A shop manager sells.", SHOP, IN_SHORT, asked="bread"),),
            "Another role has to do with it, too. The Shop Manager is one. A shop manager sells.",
        ),
    ],
)
def test_those_who_share_a_duty_come_after_whose_it_is(others, text: str):
    answer = Answer(AnswerKind.who_handles, (BAKER, SHOP, HAND), (BREAD, *others))
    assert said(answer) == f"That is the Baker, who bakes bread.\n{text}"


def test_each_of_several_duties_is_answered_under_its_own_words():
    answer = Answer(
        AnswerKind.who_handles,
        (BAKER, SHOP),
        (BREAD, duty("Counts the till.", SHOP, asked="the till")),
        unanswered=("the moon", "tides"),
    )
    assert said(answer).split("\n") == [
        "“bread”? That is the Baker, who bakes bread.",
        "“the till”? That is the Shop Manager, who counts the till.",
        "I don't know of a role that handles “the moon” or “tides”. Try other words for it, or ask what a particular "
        "role does.",
    ]


@pytest.mark.parametrize(
    ("count", "told", "rest"),
    [
        (1, ["The Baker bakes 0."], []),
        (3, ["This is what the Baker does:", "- Bakes 0.", "- Bakes 1.", "- Bakes 2."], []),
        (
            7,
            ["This is what the Baker does:", *(f"- Bakes {number}." for number in range(5))],
            ["The Baker does this as well:", "- Bakes 5.", "- Bakes 6."],
        ),
        (
            6,
            ["This is what the Baker does:", *(f"- Bakes {number}." for number in range(5)), "The Baker also bakes 5."],
            [],
        ),
    ],
)
def test_the_first_duties_are_told_and_the_others_on_more(count: int, told: list[str], rest: list[str]):
    document = document_of(
        Answer(AnswerKind.role, (BAKER,), tuple(duty(f"Bakes {number}.") for number in range(count)))
    )
    assert as_text(document).split("\n") == told
    assert [choice.payload for choice in document.suggestions] == (["more"] if rest else [])
    left = document_of(Answer(AnswerKind.rest, blocks=document.rest))
    assert [line for line in as_text(left).split("\n") if line] == rest


def test_of_several_roles_each_is_told_before_the_rest_of_any():
    duties = tuple(duty(f"Does {number}.", role) for role in (BAKER, SHOP, HAND) for number in range(4))
    assert said(Answer(AnswerKind.role, (BAKER, SHOP, HAND), duties)).split("\n")[:4] == [
        "The Baker does 0.",
        "The Shop Manager does 0.",
        "The Dough Hand does 0.",
        "The Baker does this as well:",
    ]


def test_a_group_that_is_no_job_says_what_it_gathers_and_offers_what_to_ask_about():
    document = document_of(
        Answer(
            AnswerKind.role,
            (BAKER,),
            facts=(
                fact(FactKind.gathers, "Gathers all who bake."),
                fact(FactKind.elsewhere, "Dough Hand", ref="hand"),
                fact(FactKind.elsewhere, "Miller", ref="mill"),
            ),
        )
    )
    assert as_text(document) == (
        "The Baker is no single job: it gathers all who bake.\n"
        "Ask about one of these by itself: the Dough Hand or the Miller."
    )
    assert [choice.payload for choice in document.choices] == ["Dough Hand", "Miller"]


@pytest.mark.parametrize(
    ("verdict", "found", "text"),
    [
        ("yes", (BREAD,), "Yes, the Shop Manager bakes bread."),
        (
            "yes",
            (duty("Bakes.", involvement="supports"),),
            "In part: the Shop Manager helps with that, and bakes.",
        ),
        (
            "no",
            (BREAD,),
            "No, not the Shop Manager, as far as my sources go. For “bread” they name the Baker, who bakes bread.",
        ),
        (
            "no",
            (duty("A baker bakes.", involvement=IN_SHORT),),
            "No, not the Shop Manager, as far as my sources go. For “bread” they name the Baker. A baker bakes.",
        ),
        ("unknown", (), "I can't tell: my sources say nothing clear about “bread” for the Shop Manager."),
    ],
)
def test_a_yes_or_no_question_is_answered_with_what_shows_it(verdict: str, found, text: str):
    assert said(Answer(AnswerKind.verdict, (SHOP, BAKER), found, asked="bread", verdict=verdict)) == text


@pytest.mark.parametrize(
    ("kind", "facts", "text"),
    [
        (AnswerKind.summary, (fact(FactKind.summary, "A baker bakes."),), "A baker bakes."),
        (
            AnswerKind.scope,
            (fact(FactKind.scope, "Responsible for dough."), fact(FactKind.needed_in, "Found in towns."),
             fact(FactKind.place, "Works at an oven.")),
            "The Baker is responsible for dough.\nThe Baker is found in towns.\nThe Baker works at an oven.",
        ),
        (
            AnswerKind.contacts,
            (fact(FactKind.department, "Sales"), fact(FactKind.department, "Finance"),
             fact(FactKind.reports_to, "Shop Manager")),
            "The Baker works with people from Sales and Finance.\nThe Baker reports to the Shop Manager.",
        ),
        (
            AnswerKind.contacts,
            (fact(FactKind.no_superior, "Baker"),),
            "My sources don't say whom the Baker reports to.",
        ),
        (
            AnswerKind.qualification,
            (fact(FactKind.education, "A course."), fact(FactKind.experience, "No time at all."),
             fact(FactKind.disagreement, "O*NET counts bakers twice.")),
            "For the Baker, a course.\nAs for experience, no time at all.\n"
            "One thing to bear in mind: O*NET counts bakers twice.",
        ),
        (
            AnswerKind.interests,
            (fact(FactKind.interest, "realistic"), fact(FactKind.interest, "social"),
             fact(FactKind.interest, "artistic"), fact(FactKind.style, "Attention to Detail")),
            "The Baker suits people who like working with their hands above all, and also helping and teaching people "
            "and creating things.\nThe work asks for attention to detail.",
        ),
        (
            AnswerKind.interests,
            (fact(FactKind.interest, "realistic"),),
            "The Baker suits people who like working with their hands.",
        ),
        (
            AnswerKind.related,
            (fact(FactKind.related, "Miller", ref="mill"),),
            "The role most like the Baker is the Miller.",
        ),
        (
            AnswerKind.related,
            (fact(FactKind.related, "Miller"), fact(FactKind.related, "Cook")),
            "The roles most like the Baker are the Miller and the Cook.",
        ),
        (
            AnswerKind.scope,
            (),
            "My sources say nothing on that for the Baker. Ask what the role does, and I tell you what I know.",
        ),
    ],
)  # fmt: skip
def test_facts_are_told_in_sentences(kind: AnswerKind, facts, text: str):
    assert said(Answer(kind, (BAKER,), facts=facts)) == text


def test_many_related_roles_stand_below_each_other():
    facts = tuple(fact(FactKind.related, f"Cook {number}") for number in range(5))
    assert said(Answer(AnswerKind.related, (BAKER,), facts=facts)).split("\n") == [
        "These roles are most like the Baker:",
        *(f"- Cook {number}" for number in range(5)),
    ]


def test_measured_skills_are_bars_and_others_a_sentence():
    facts = (
        fact(FactKind.skill, "Active Listening", need=80),
        fact(FactKind.skill, "English Language", need=70),
        fact(FactKind.tool, "Microsoft Excel"),
        fact(FactKind.tool, "Ovens"),
    )
    document = document_of(Answer(AnswerKind.skills, (BAKER,), facts=facts))
    bars, tools = document.blocks
    assert isinstance(bars, Bars)
    assert bars.bars == (Bar("active listening", 80), Bar("English language", 70))
    assert as_text(document).split("\n") == [
        "These skills matter most for the Baker: active listening, English language.",
        "The Baker works with tools such as Microsoft Excel and Ovens.",
    ]
    assert isinstance(tools, Paragraph)


def test_what_matters_less_comes_after_the_first_of_every_kind():
    facts = (
        *(fact(FactKind.skill, f"Skill {number}", need=90) for number in range(7)),
        fact(FactKind.tool, "Ovens"),
    )
    first, tools, further = document_of(Answer(AnswerKind.skills, (BAKER,), facts=facts)).blocks
    assert isinstance(first, Bars)
    assert isinstance(further, Bars)
    assert [len(first.bars), len(further.bars)] == [5, 2]
    assert isinstance(tools, Paragraph)


def test_of_two_roles_what_each_needs_most_comes_first():
    facts = tuple(
        fact(kind, text, role, need=need)
        for role in (BAKER, SHOP)
        for kind, text, need in ((FactKind.skill, "Care", 80), (FactKind.tool, "Ovens", None))
    )
    assert said(Answer(AnswerKind.skills, (BAKER, SHOP), facts=facts)).split("\n")[:2] == [
        "These skills matter most for the Baker: care.",
        "These skills matter most for the Shop Manager: care.",
    ]


@pytest.mark.parametrize(
    ("roles", "text"),
    [
        ((BAKER,), "In short, that is the Baker."),
        (
            (BAKER, SHOP, HAND),
            "In short, that is the Baker, and the Shop Manager and the Dough Hand have a share in it.",
        ),
    ],
)
def test_in_short_the_roles_are_named(roles, text: str):
    assert said(Answer(AnswerKind.short, roles)) == text
