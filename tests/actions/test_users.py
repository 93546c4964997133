"""Which roles use some skills, tools or fields of knowledge."""

import pytest

from actions.knowledge import Known
from actions.users import find_users
from bot.reading.reading import Asked
from bot.saying.answer import Answer
from tests.actions.asking import answered
from tests.actions.bakery import BAKER, HAND, SHOP, bakery, facts, ids


@pytest.mark.parametrize(
    ("phrases", "roles", "expected"),
    [
        (["kneading"], [BAKER, HAND], [("uses", "Kneading")]),
        (["kneadng"], [BAKER, HAND], [("uses", "kneadng (Kneading)")]),
        (["oven planner"], [BAKER, SHOP], [("uses", "Oven Planner")]),
        (["patience", "selling"], [SHOP], [("uses", "Patience"), ("uses", "Selling")]),
        (["patience", "the moon"], [SHOP, HAND, BAKER], [("uses", "Patience"), ("unknown_skill", "the moon")]),
        (["chemistry"], [BAKER], [("uses", "Chemistry")]),
    ],
)  # fmt: skip
def test_roles_that_use_all_of_some_skills_are_found(guided: Known, phrases: list[str], roles: list[str], expected):
    answer = find_users(guided, phrases)
    assert (answer.kind, answer.asked, facts(answer)) == ("skill_users", ", ".join(phrases), expected)
    assert set(ids(answer)) == set(roles)
    assert ids(answer)[0] == roles[0]
    scores = [role.score for role in answer.roles]
    assert scores == sorted(scores, reverse=True)
    assert answer.sources


def test_how_many_roles_use_a_skill_is_counted(guided: Known):
    assert [fact.need for fact in find_users(guided, ["patience", "selling"]).facts] == [3, 1]


def test_skills_that_no_role_has_together_are_unknown(guided: Known):
    assert find_users(guided, ["chemistry", "selling"]) == Answer("unknown_skill", asked="chemistry, selling")


def test_what_names_no_skill_is_looked_for_among_duties(guided: Known):
    found = find_users(guided, ["stale bread"])
    assert (found.kind, ids(found)) == ("who_handles", [SHOP, BAKER])
    assert find_users(guided, ["moon landings"]) == Answer("unknown_skill", asked="moon landings")


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("which jobs need kneading", [BAKER, HAND]),
        ("what roles use patience and selling?", [SHOP]),
        ("which jobs", []),
    ],
)
def test_the_skills_are_read_from_the_question(guided: Known, text: str, roles: list[str]):
    assert ids(answered(Asked.skill_users, bakery(text), guided)) == roles
