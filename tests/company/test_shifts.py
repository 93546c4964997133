"""Tables of who is on call: a row for each shift."""

from pathlib import Path

import pytest

from bot.company.sources.found import Found
from bot.company.sources.listed import sources_of
from bot.company.sources.shifts import read_shifts
from bot.errors import InvalidKnowledge


def read(folder: Path, text: str, **options: str) -> Found:
    path = folder / "nights.csv"
    path.write_text(text, encoding="utf-8")
    return read_shifts(path, "nights.csv", **options)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2026-10-19", "2026-10-25", ("2026-10-19", "2026-10-25")),
        ("19.10.2026", "25.10.2026", ("2026-10-19", "2026-10-25")),
        ("10/19/2026", "10/25/2026", ("2026-10-19", "2026-10-25")),
        ("2026-10-19T09:00+02:00", "2026-10-26T09:00+01:00", ("2026-10-19T09:00+02:00", "2026-10-26T09:00+01:00")),
    ],
)
def test_a_row_is_a_shift_from_a_day_or_time_to_another(tmp_path: Path, since: str, until: str, expected):
    found = read(tmp_path, f"Person,Since,Until,Note\nAnn Loaf,{since},{until},x\n", name="Nights", team="ovens")
    (rota,) = found.rotas
    (shift,) = rota.shifts
    assert ((shift.since, shift.until), shift.people) == (expected, (("Ann Loaf",),))
    assert (rota.name, rota.team) == ("Nights", "ovens")


def test_a_time_without_a_zone_is_this_machines(tmp_path: Path):
    (shift,) = read(tmp_path, "since,until,person\n2026-10-19 09:00,2026-10-19 17:00,Ann\n").rotas[0].shifts
    assert shift.since.startswith("2026-10-19T09:00")
    assert len(shift.since) == len("2026-10-19T09:00+00:00")


def test_every_cell_that_is_wrong_is_told_with_its_row_and_column(tmp_path: Path):
    with pytest.raises(InvalidKnowledge) as refused:
        read(tmp_path, "since,until,person\nsoon,2026-10-19,Ann\n2026-10-19,25:00,\n2026-10-19,2026-10-18,Ann\n")
    assert [str(problem) for problem in refused.value.problems] == [
        "nights.csv: row 2, column 'since': 'soon' is no day or time; write it like 2026-06-15 or 2026-06-15 09:00",
        "nights.csv: row 3, column 'until': '25:00' is no day or time; write it like 2026-06-15 or 2026-06-15 09:00",
        "nights.csv: row 3, column 'person': the cell is empty; write it",
        "nights.csv: row 4, column 'until': the shift ends before 2026-10-19, when it begins; correct one of them",
    ]
    with pytest.raises(InvalidKnowledge, match="there must be columns since, until, person"):
        read(tmp_path, "Name,Start\nAnn,x\n")


@pytest.mark.parametrize(("header", "kind"), [("person,since,until", "calendars"), ("Name,Start date", "staff")])
def test_a_table_of_shifts_is_told_from_a_staff_list(tmp_path: Path, header: str, kind: str):
    path = tmp_path / "list.csv"
    path.write_text(f"{header}\nAnn,2026-10-19,2026-10-20\n", encoding="utf-8")
    assert getattr(sources_of([path], "", "", tmp_path / "company.yml"), kind)
