"""What is said of roles beside each other."""

import pytest

from bot.saying.answer import Answer
from bot.saying.compose import document_of
from bot.saying.document import Document, Row, Table
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.text import as_text
from tests.saying.answers import BAKER, HAND, SHOP, duty, fact

DUTIES = (duty("Bakes."), duty("Rests."), duty("Sells.", SHOP))
BOTH = (duty("Walks.", shared=True), duty("Strolls.", SHOP, shared=True))


def told(answer: Answer) -> list[str]:
    return as_text(document_of(answer)).split("\n")


def everything(answer: Answer) -> list[str]:
    document = document_of(answer)
    return as_text(Document((*document.blocks, *document.rest))).split("\n")


@pytest.mark.parametrize(
    ("roles", "duties", "facts", "lines"),
    [
        ((BAKER, SHOP), DUTIES, (), ["The Baker bakes, while the Shop Manager sells."]),
        (
            (BAKER, SHOP),
            DUTIES,
            (fact(FactKind.different, "Only one bakes."),),
            ["Only one bakes."],
        ),
        (
            (BAKER, SHOP, HAND),
            (*DUTIES, duty("Kneads.", HAND)),
            (),
            [
                "Each of them does something that the others don't:",
                "- The Baker bakes.",
                "- The Shop Manager sells.",
                "- The Dough Hand kneads.",
            ],
        ),
        (
            (BAKER, SHOP),
            (duty("Bakes."), *BOTH),
            (),
            ["What one of them does is much the same as what the other does, but for this. The Baker bakes."],
        ),
        ((BAKER, SHOP), BOTH, (), ["By what my sources say, the Baker and the Shop Manager do much the same."]),
    ],
)
def test_a_comparison_leads_with_how_they_differ(roles, duties, facts, lines: list[str]):
    assert told(Answer(AnswerKind.comparison, roles, duties, facts))[: len(lines)] == lines


def test_a_comparison_goes_on_with_scope_duties_and_what_is_in_common():
    answer = Answer(
        AnswerKind.comparison,
        (BAKER, SHOP),
        (*DUTIES, *BOTH),
        (
            fact(FactKind.scope, "All dough."),
            fact(FactKind.alike, "Both work."),
            fact(FactKind.disagreement, "Books differ."),
        ),
    )
    assert everything(answer) == [
        "The Baker bakes, while the Shop Manager sells.",
        "What only one of them does:",
        "- Baker: Rests.",
        "How wide the role is:",
        "- Baker: All dough.",
        "What they have in common:",
        "- Baker: Walks.",
        "- Shop Manager: Strolls.",
        "They are alike, too. Both work.",
        "One thing to bear in mind: Books differ.",
    ]


def test_a_row_holds_no_more_than_fits_a_screen():
    duties = tuple(duty(f"Bakes {number}.") for number in range(6))
    document = document_of(Answer(AnswerKind.comparison, (BAKER, SHOP), (*duties, duty("Sells.", SHOP))))
    tables = [block for block in (*document.blocks, *document.rest) if isinstance(block, Table)]
    assert [row.cells for table in tables for row in table.rows] == [
        (("Bakes 1.",), ()),
        (("Bakes 2.", "Bakes 3."), ()),
        (("Bakes 4.", "Bakes 5."), ()),
    ]


def test_on_a_terminal_two_roles_stand_side_by_side():
    table = Table(("Baker", "Shop Manager"), (Row("Work", (("Bakes.",), ("Counts the money in the till at night.",))),))
    assert as_text(Document((table,)), is_terminal=True).split("\n") == [
        "Baker                                   Shop Manager",
        "-----                                   ------------",
        "Work:",
        "- Bakes.                                - Counts the money in the till at",
        "                                          night.",
    ]


@pytest.mark.parametrize(
    ("duties", "facts", "lines"),
    [
        (
            BOTH,
            (),
            [
                "The Baker and the Shop Manager do some of the same things.",
                "What they have in common:",
                "- Baker: Walks.",
                "- Shop Manager: Strolls.",
            ],
        ),
        (
            (),
            (fact(FactKind.alike, "Both work."), fact(FactKind.department, "Sales")),
            [
                "The Baker and the Shop Manager have much in common: both work.",
                "The Baker and the Shop Manager work with some of the same people: Sales.",
            ],
        ),
        (
            (),
            (fact(FactKind.skill, "Active Listening"), fact(FactKind.skill, "Care")),
            ["The Baker and the Shop Manager need some of the same skills: active listening and care."],
        ),
        (
            (),
            (),
            ["I know of no duty, department or skill that the Baker and the Shop Manager have in common."],
        ),
    ],
)
def test_what_roles_share_is_told_by_what_there_is(duties, facts, lines: list[str]):
    assert everything(Answer(AnswerKind.shared, (BAKER, SHOP), duties, facts)) == lines
