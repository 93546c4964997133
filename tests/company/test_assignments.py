"""Who has a role and answers for a duty, at which site."""

import pytest

from bot.company.assignments import assignments
from bot.company.files import parse_company
from bot.company.model import Site
from bot.knowledge.files import Knowledge
from tests.company.bakery import GOOD, TODAY, changed


@pytest.mark.parametrize(
    ("role", "duty", "site", "expected"),
    [
        ("head_baker", "bread", "hill", [("ann", "accountable"), ("bob", "responsible"), ("counter", "responsible")]),
        ("head_baker", "bread", "quay", [("bob", "holder")]),
        ("head_baker", "bread", None, [("ann", "accountable"), ("bob", "responsible"), ("counter", "responsible")]),
        ("head_baker", None, None, [("ann", "holder"), ("bob", "holder")]),
        ("head_baker", "complaints", "hill", [("ann", "holder")]),
        ("shop_manager", "till", "hill", [("cid", "accountable")]),
        ("shop_manager", "trainees", "quay", [("counter", "holder")]),
        ("shop_manager", None, "hill", [("counter", "holder")]),
        ("mill_manager", None, None, []),
    ],
)
def test_who_answers_for_a_duty_comes_before_who_has_the_role(bakery: Knowledge, role, duty, site, expected):
    company = parse_company(GOOD, "company.yml", bakery, TODAY)
    assert [(each.member, each.part) for each in assignments(company, role, duty, site)] == expected


def test_people_listed_for_all_sites_serve_their_own_before_the_others(bakery: Knowledge):
    content = changed(("roles", [{"role": "mill_manager", "people": ["ann", "cid"]}]))
    company = parse_company(content, "company.yml", bakery, TODAY)
    at = {site: [each.member for each in assignments(company, "mill_manager", site=site)] for site in company.sites}
    # Cid sits where his team does.
    assert at == {"hill": ["ann"], "quay": ["cid"]}
    company = company.copy(update={"sites": {**company.sites, "moor": Site(name="Moor")}})
    assert [each.member for each in assignments(company, "mill_manager", site="moor")] == ["ann", "cid"]
