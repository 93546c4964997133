"""What is known of a role, and which role a question means."""

import pytest

from actions.knowledge import Known
from bot.reading.reading import Asked
from tests.actions.asking import Said, answered
from tests.actions.bakery import BAKER, MILL, SHOP, bakery, facts, ids


@pytest.mark.parametrize(
    ("action", "kind", "expected"),
    [
        (Asked.summary, "summary", [("summary", "A head baker runs the bakery.")]),
        (Asked.scope, "scope", [("scope", "Everything that is baked."), ("needed_in", "Every bakery.")]),
        (Asked.contacts, "contacts", [("department", "Office")]),
        (Asked.skills, "skills", [("skill", "Kneading"), ("skill", "Patience")]),
        (
            Asked.qualification,
            "qualification",
            [("education", "An apprenticeship of three years."), ("experience", "Five years at an oven.")],
        ),
        (Asked.interests, "interests", [("interest", "realistic")]),
        (Asked.related, "related", [("related", "Shop Manager")]),
    ],
)
def test_what_is_known_about_a_role(small: Known, action, kind: str, expected: list[tuple[str, str]]):
    answer = answered(action, bakery("head baker"), small)
    assert (answer.kind, ids(answer), facts(answer)) == (kind, [BAKER], expected)
    assert answer.sources


def test_a_role_s_duties_are_all_told_with_their_sources(small: Known):
    answer = answered(Asked.duties, bakery("head baker and shop manager"), small)
    assert ids(answer) == [BAKER, SHOP]
    assert len(answer.duties) == 6
    assert [(source.id, source.places) for source in answer.sources] == [
        ("handbook", ("page 2", "page 3", "page 4")),
        ("survey", ()),
    ]


def test_a_superior_that_no_source_names_is_not_made_up(small: Known):
    answer = answered(Asked.contacts, bakery("who is the boss of the head baker"), small)
    assert ("no_superior", "Head Baker") in facts(answer)


def test_whom_a_role_reports_to_is_told(small: Known):
    assert ("reports_to", "Head Baker") in facts(answered(Asked.contacts, bakery("shop manager"), small))


@pytest.mark.parametrize(
    ("question", "kind", "roles"),
    [
        (bakery("what does a manager do"), "which_role", [SHOP, MILL]),
        (bakery("what does a bank manager do"), "unknown_role", [MILL, SHOP]),
        (bakery("what does an astronaut do"), "unknown_role", []),
        (bakery("what does an astronaut do", focus=(BAKER,)), "unknown_role", []),
        (bakery("what do they do", focus=(BAKER,)), "role", [BAKER]),
        (bakery("what are the duties", focus=(BAKER,)), "role", [BAKER]),
        (bakery("what are the duties"), "which_role", []),
        (bakery("what do they do", focus=("a_role_long_gone",)), "which_role", None),
    ],
)
def test_which_role_is_meant(small: Known, question: Said, kind: str, roles: list[str] | None):
    answer = answered(Asked.duties, question, small)
    assert answer.kind == kind
    if roles is not None:
        assert ids(answer) == roles
