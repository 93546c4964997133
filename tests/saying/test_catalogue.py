"""What is said of the roles there are, and of where answers were read."""

import pytest

from bot.saying.answer import Answer, FactRef, RoleRef, SourceRef
from bot.saying.compose import document_of
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.text import as_text
from tests.saying.answers import BOOK


def known(count: int, families: int = 1) -> Answer:
    roles = tuple(RoleRef(f"r{number}", f"Role {number}") for number in range(count))
    facts = tuple(FactRef(FactKind.family, role.id, f"Field {n % families}") for n, role in enumerate(roles))
    return Answer(AnswerKind.roles, roles, facts=facts)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (known(0), "I know no role of that kind."),
        (known(1), "I know one role of that kind, the Role 0."),
        (known(2), "I know 2 such roles: the Role 0 and the Role 1."),
        (known(5), "I know 5 such roles; ask about any of them:\n- Role 0, Role 1, Role 2, Role 3\n- Role 4"),
        (
            known(5, families=2),
            "I know 5 such roles; ask about any of them:\n- Field 0: Role 0, Role 2, Role 4\n- Field 1: Role 1, Role 3",
        ),
        (Answer(AnswerKind.sources, sources=(BOOK,)), "I read that in The Book, https://book.example."),
        (
            Answer(AnswerKind.sources, sources=(BOOK, SourceRef("web", "Web", None))),
            "I read that here:\n- The Book, https://book.example\n- Web",
        ),
    ],
)
def test_few_are_a_sentence_and_more_a_list(answer: Answer, text: str):
    assert as_text(document_of(answer)) == text


def test_of_very_many_roles_the_fields_are_counted_largest_first():
    roles = tuple(RoleRef(str(number), f"Role {number}") for number in range(1200))
    facts = tuple(FactRef(FactKind.family, str(n), f"Field {n % 12 if n < 144 else 11}") for n in range(1199))
    document = document_of(Answer(AnswerKind.roles, roles, facts=(*facts, FactRef(FactKind.family, "1199", "Alone"))))
    first, *items = as_text(document).split("\n")
    assert first.startswith("I know 1,200 roles.")
    assert items[:2] == ["- Field 11, 1067 roles", "- Field 0, 12 roles"]
    assert "- Alone, one role" in as_text(document_of(Answer(AnswerKind.rest, blocks=document.rest)))


def test_an_answer_without_a_fact_has_no_source():
    assert as_text(document_of(Answer(AnswerKind.sources))).startswith("My last reply stated no fact")
