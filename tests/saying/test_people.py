"""Who it is in the company, and what is said of names."""

from dataclasses import replace

import pytest

from bot.saying.answer import Answer, PersonRef
from bot.saying.compose import document_of
from bot.saying.document import Span
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.text import as_text
from tests.saying.answers import ANN, BAKER, BREAD, SHOP, fact

AWAY = {"stands_in_for": "Bob", "slack": "", "email": "", "channel": ""}


@pytest.mark.parametrize(
    ("person", "text"),
    [
        (PersonRef("Ann", "baker"), "Ann is the Baker here."),
        (
            ANN,
            "Ann (Ovens, Hill) is accountable for that here, as Baker. Write to @ann, ann@x.example or #ovens.",
        ),
        (
            replace(ANN, part="holder", **AWAY),
            "Ann (Ovens, Hill) is the Baker here at present, standing in for Bob, who is away.",
        ),
        (
            replace(ANN, part="responsible", **AWAY),
            "Ann (Ovens, Hill) is turned to here at present, standing in for Bob, who is responsible for it as "
            "Baker and away.",
        ),
        (
            replace(ANN, part="", until="2026-07-01", **AWAY),
            "Ann (Ovens, Hill) is the Baker here at present, standing in for Bob, who is away until 1 July 2026.",
        ),
        (
            replace(ANN, until="2026-07-01", **AWAY),
            "Ann (Ovens, Hill) is turned to here until 1 July 2026, standing in for Bob, who is accountable for it as "
            "Baker and away.",
        ),
    ],
)
def test_people_are_told_with_their_place_and_how_to_reach_them(person: PersonRef, text: str):
    assert as_text(document_of(Answer(AnswerKind.person, (BAKER,), people=(person,)))) == text


def test_a_member_of_slack_is_known_to_it():
    (block,) = document_of(Answer(AnswerKind.person, (BAKER,), people=(ANN,))).blocks
    assert Span("@ann", member="@ann") in block.words


def test_who_it_is_here_comes_before_what_the_role_does():
    answer = Answer(AnswerKind.who_handles, (BAKER,), (BREAD,), people=(PersonRef("Ann", "baker"),))
    assert as_text(document_of(answer)) == "Ann is the Baker here.\nThat is the Baker, who bakes bread."


@pytest.mark.parametrize("kind", [AnswerKind.which_place, AnswerKind.who_handles])
def test_places_to_choose_from_are_asked_for(kind: AnswerKind):
    duties = (BREAD,) if kind is AnswerKind.who_handles else ()
    document = document_of(Answer(kind, (BAKER,), duties, choices=("Hill", "Quay Street")))
    assert as_text(document).endswith("Who the Baker is depends on where you are: Hill or Quay Street?")
    assert [choice.payload for choice in document.choices] == ["Hill", "Quay Street"]


def test_where_nobody_has_a_role_that_is_said_of_each():
    assert as_text(document_of(Answer(AnswerKind.nobody_here, (BAKER, SHOP)))).split("\n") == [
        "The company's list names nobody as Baker.",
        "The company's list names nobody as Shop Manager.",
    ]


def test_work_that_was_only_hinted_at_is_not_said_back_as_a_name():
    summary = fact(FactKind.summary, "A baker bakes.")
    document = document_of(Answer(AnswerKind.summary, (BAKER,), facts=(fact(FactKind.nearest, ""), summary)))
    assert as_text(document).split("\n") == ["That sounds like the work of the Baker.", "A baker bakes."]
    asked = document_of(Answer(AnswerKind.which_role, (BAKER, SHOP)))
    assert as_text(asked) == "Do you mean the work of the Baker or the Shop Manager?"
    assert [choice.title for choice in asked.choices] == ["Baker", "Shop Manager"]


def test_what_a_name_was_taken_for_comes_first_and_what_else_it_means_last():
    summary = fact(FactKind.summary, "A baker bakes.")
    remarks = (
        fact(FactKind.nearest, "bread wizard"),
        fact(FactKind.counted, "bun maker"),
        fact(FactKind.or_else, "Cook", ref="cook"),
    )
    document = document_of(Answer(AnswerKind.summary, (BAKER,), facts=(*remarks, summary)))
    assert as_text(document).split("\n") == [
        "I don't know “bread wizard” by that name; the nearest to it is the Baker.",
        "“bun maker” is counted under the Baker, so this is said of that.",
        "A baker bakes.",
        "That name can also mean the Cook.",
    ]
    assert [choice.title for choice in document.choices] == ["Cook"]
