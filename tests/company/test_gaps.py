"""What a company file leaves open."""

import csv
import io
from typing import Any

import pytest

from bot.company.files import parse_company
from bot.company.gaps import gaps, gaps_csv, gaps_text
from bot.knowledge.files import Knowledge
from tests.company.bakery import GOOD, TODAY, changed


def found_gaps(content: dict[str, Any], knowledge: Knowledge) -> set[tuple[str, str, str, str]]:
    company = parse_company(content, "company.yml", knowledge, TODAY)
    return {(gap.gap, gap.role, gap.duty, gap.site) for gap in gaps(company, knowledge)}


def test_gaps_are_duties_and_sites_that_nobody_has(bakery: Knowledge):
    assert found_gaps(GOOD, bakery) == {
        ("unowned_duty", "head_baker", "bread", "quay"),
        ("unowned_duty", "head_baker", "apprentices", ""),
        ("unowned_duty", "head_baker", "complaints", ""),
        ("unowned_duty", "shop_manager", "complaints", ""),
        ("unowned_duty", "shop_manager", "trainees", ""),
    }


@pytest.mark.parametrize(
    ("changes", "more", "fewer"),
    [
        ([("roles.3", {"role": "mill_manager"})], {("vacant_role", "mill_manager", "", "")}, set()),
        (
            [("roles.3", {"role": "mill_manager", "site": "hill", "people": ["ann"]}),
             ("duties.2", {"role": "mill_manager", "duty": "flour", "accountable": "ann"})],
            {("unfilled_site", "mill_manager", "", "quay")},
            set(),
        ),
        (
            [("roles.1.people", [])],
            {("vacant_role", "head_baker", "", "quay")},
            {("unowned_duty", "head_baker", "bread", "quay")},
        ),
        (
            [("duties.2", {"role": "head_baker", "duty": "bread", "accountable": "bob"})],
            set(),
            {("unowned_duty", "head_baker", "bread", "quay")},
        ),
        ([("people.ann.slack", ...)], {("unreachable", "", "", "")}, set()),
        ([("people.cid.slack", ...)], set(), set()),
        ([("systems", {"till": {"name": "Till"}})], {("unowned_system", "", "", "")}, set()),
        ([("systems", {"till": {"name": "Till", "maintainers": ["counter"]}})], set(), set()),
        ([("systems", {"till": {"name": "Till", "owner": "eve"}})], {("gone", "", "", "")}, set()),
        ([("teams.counter.channel", ...)], {("unreachable", "", "", ""), ("no_channel", "", "", "quay")}, set()),
    ],
)  # fmt: skip
def test_each_kind_of_gap_is_found(bakery: Knowledge, changes, more, fewer):
    assert found_gaps(changed(*changes), bakery) == (found_gaps(GOOD, bakery) | more) - fewer


def test_gaps_print_as_a_table_and_as_csv(bakery: Knowledge):
    company = parse_company(changed(("roles.3", {"role": "mill_manager"})), "company.yml", bakery, TODAY)
    found = gaps(company, bakery)
    rows = list(csv.DictReader(io.StringIO(gaps_csv(found))))
    assert rows[0] == {
        "gap": "vacant_role", "role": "mill_manager", "duty": "", "site": "", "missing": "nobody is Mill Manager",
    }  # fmt: skip
    lines = gaps_text(found).splitlines()
    assert len(lines) == len(rows) + 1 == len(found) + 1
    assert len({line.index(word) for line, word in zip(lines, ["missing", "nobody"], strict=False)}) == 1
    assert gaps_text(()) == "There are no gaps."
    assert gaps_csv(()) == "gap,role,duty,site,missing\n"
