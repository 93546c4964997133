"""What is another in a company than it was, as it is told."""

from typing import Any

import pytest

from bot.company.changes import Change, changes, changes_text
from bot.company.model import Company
from tests.company.bakery import edited

BEFORE: dict[str, Any] = {
    "name": "Crumb",
    "sites": {"hill": {"name": "Hill"}, "quay": {"name": "Quay"}},
    "teams": {"ovens": {"name": "Ovens"}},
    "people": {
        "ann": {"name": "Ann Loaf", "title": "Baker", "site": "hill"},
        "bob": {"name": "Bob Rye", "manager": "ann"},
        "eve": {"name": "Eve Oat", "left": "2026-01-01"},
    },
    "systems": {"till": {"name": "Till", "owner": "ann"}},
    "rotas": {"n": {"name": "Nights", "shifts": [
        {"since": "2026-10-01", "until": "2026-10-07", "person": "ann"},
        {"since": "2026-10-08", "until": "2026-10-14", "person": "bob"}]}},
    "titles": [{"title": "Baker", "role": "head_baker", "score": 0.7}],
}  # fmt: skip


def changed(*edits: tuple[str, Any]) -> list[tuple[str, ...]]:
    """The changes by edits at paths such as 'people.ann.title'; ... takes one out."""
    found = changes(Company.parse_obj(BEFORE), Company.parse_obj(edited(BEFORE, *edits)))
    return [(each.kind, each.name, each.what, each.before, each.now) for each in found]


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        ([], []),
        ([("people.cid", {"name": "Cid Bun", "title": "Miller"})], [("person", "Cid Bun", "came", "", "Miller")]),
        ([("people.cid", {"name": "Cid Bun", "left": "2026-09-01"})],
         [("person", "Cid Bun", "new", "", "left 2026-09-01")]),
        ([("people.bob.left", "2026-10-01")], [("person", "Bob Rye", "left", "", "2026-10-01")]),
        ([("people.eve.left", ...)], [("person", "Eve Oat", "came", "", "is back")]),
        ([("people.eve.left", "2026-01-02")], [("person", "Eve Oat", "left", "2026-01-01", "2026-01-02")]),
        ([("people.eve", ...)], [("person", "Eve Oat", "gone", "", "")]),
        ([("people.ann.title", "Head Baker"), ("people.ann.site", "quay"), ("people.ann.team", "ovens")],
         [("person", "Ann Loaf", "title", "Baker", "Head Baker"), ("person", "Ann Loaf", "team", "", "Ovens"),
          ("person", "Ann Loaf", "site", "Hill", "Quay")]),
        ([("people.bob.manager", ...), ("people.bob.away", {"until": "2026-11-01"})],
         [("person", "Bob Rye", "manager", "Ann Loaf", ""), ("person", "Bob Rye", "away", "", "until 2026-11-01")]),
        ([("teams.ovens.members", ["ann", "bob"])], [("team", "Ovens", "members", "", "Ann Loaf, Bob Rye")]),
        ([("systems.till", {"name": "Till", "maintainers": ["ovens", "ann"]})],
         [("system", "Till", "owner", "Ann Loaf", ""), ("system", "Till", "maintainers", "", "Ovens, Ann Loaf")]),
        ([("systems.oven", {"name": "Oven"}), ("systems.till", ...)],
         [("system", "Oven", "new", "", ""), ("system", "Till", "gone", "", "")]),
        # A shift that somebody else has now.
        ([("rotas.n.shifts.1.person", "ann")],
         [("rota", "Nights", "2026-10-08 to 2026-10-14", "", "Ann Loaf"),
          ("rota", "Nights", "2026-10-08 to 2026-10-14", "Bob Rye", "")]),
        # Months that pass by and come are no change of whose turn it is.
        ([("rotas.n.shifts.0", ...), ("rotas.n.shifts.1", {"since": "2026-10-15", "until": "2026-10-21",
                                                            "person": "ann"})],
         [("rota", "Nights", "shifts", "2 until 2026-10-14", "2 until 2026-10-21")]),
        ([("rotas.n.shifts", [])], [("rota", "Nights", "shifts", "2 until 2026-10-14", "none")]),
        ([("titles.0.role", "miller"), ("titles.0.score", 0.1)], [("title", "Baker", "role", "head_baker", "miller")]),
        ([("titles.0.score", 0.1)], []),
    ],
)  # fmt: skip
def test_each_kind_of_change_is_told_by_name(edits, told):
    assert changed(*edits) == told


def test_changes_print_as_a_table():
    assert changes_text(()) == "Nothing changed."
    text = changes_text([Change("person", "Ann", "title", "Baker", "Miller")])
    assert [line.split() for line in text.splitlines()] == [
        ["kind", "name", "what", "before", "now"],
        ["person", "Ann", "title", "Baker", "Miller"],
    ]
