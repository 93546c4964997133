"""Staff lists as HR systems export them: whatever their columns, letters and days are, they become a company."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.stores import SHARED
from bot.company.columns import column_key, columns_in, has_left, is_away
from bot.company.dates import day_of, style_of
from bot.company.export import Export, read_export
from bot.company.sheets import read_sheet
from bot.errors import InvalidKnowledge

TODAY = date(2026, 11, 30)
# What each system calls the columns of one and the same list.
SYSTEMS = {
    "bamboohr": "Employee #;First Name;Last Name;Job Title;Department;Location;Work Email;Reporting To;Hire Date;"
    "Termination Date;Employment Status",
    "workday": "Employee ID;Legal First Name;Legal Last Name;Business Title;Supervisory Organization;Location;"
    "Email - Primary Work;Worker's Manager;Hire Date;Termination Date;Worker Status",
    "personio": "Personalnummer;Vorname;Nachname;Position;Abteilung;Standort;E-Mail;Vorgesetzte/r;Eintrittsdatum;"
    "Austrittsdatum;Status",
    "sap": "USERID;FIRSTNAME;LASTNAME;TITLE;DEPARTMENT;LOCATION;EMAIL;MANAGER;HIREDATE;TERMINATIONDATE;STATUS",
    "google": "Employee ID;First Name [Required];Last Name [Required];Employee Title;Department;Building ID;"
    "Email Address [Required];Manager Email;Joined;Date left;Status [READ ONLY]",
    "microsoft": "Object ID;Given name;Surname;Job title;Department;Office;User principal name;Manager;"
    "employeeHireDate;employeeLeaveDateTime;State",
}
LIST = """\
17;Åsa;Nyström;Head of Wool;Dyeing;Hull;asa@wool.example;;01.03.2021;;Active
18;Bert;O'Hara;Dyer;Dyeing;Hull ;bert@wool.example;{};15.03.2021;;Active
;;;;;;;;;;
18;Bert;O'Hara;Dyer (Interim);Dyeing;Hull;;{};01.09.2023;;Active
19;Cem;Işık;Dyer;Carding;Cork;cem@wool.example;{};01.03.2021;30.06.2026;Terminated
"""


def export(folder: Path, *texts: str | bytes, dates: str = "") -> Export:
    paths = []
    for number, text in enumerate(texts):
        paths.append(folder / f"staff{number or ''}.csv")
        paths[-1].write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_export([read_sheet(path) for path in paths], "Wool", TODAY, dates)


@pytest.mark.parametrize(
    "manager", ["Åsa Nyström", "Nyström, Åsa", "ASA NYSTROM", "17", "asa@wool.example", "Åsa Nyström (17)"]
)
@pytest.mark.parametrize("system", SYSTEMS)
def test_the_columns_of_every_system_make_the_same_company(tmp_path: Path, system: str, manager: str):
    found = export(tmp_path, f"{SYSTEMS[system]}\n{LIST.format(manager, manager, manager)}").content
    assert {key: team["name"] for key, team in found["teams"].items()} == {"dyeing": "Dyeing", "carding": "Carding"}
    assert {key: site["name"] for key, site in found["sites"].items()} == {"hull": "Hull", "cork": "Cork"}
    assert found["people"]["bert_o_hara"] == {
        "name": "Bert O'Hara",
        "title": "Dyer (Interim)",
        "email": "bert@wool.example",
        "team": "dyeing",
        "site": "hull",
        "manager": "asa_nystrom",
    }
    assert list(found["people"]) == ["asa_nystrom", "bert_o_hara", "cem_isik"]
    assert found["people"]["cem_isik"]["left"] == "2026-06-30"


WHOLE = f"{SYSTEMS['bamboohr']}\n{LIST.format(*['17'] * 3)}"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_letters_and_separators_are_found_out(tmp_path: Path, encoding: str, separator: str):
    text = WHOLE.replace(";", separator)
    assert export(tmp_path, text.encode(encoding)).content == export(tmp_path, WHOLE).content


def test_letters_of_older_windows_are_found_out(tmp_path: Path):
    text = WHOLE.replace("Işık", "Isik")
    assert export(tmp_path, text.encode("cp1252")).content == export(tmp_path, text).content


def test_what_stands_above_the_names_of_columns_is_passed_over(tmp_path: Path):
    text = f"sep=;\nStaff of Wool Ltd;;\nprinted on 1 May;;\n\n{WHOLE}"
    assert export(tmp_path, text).content == export(tmp_path, WHOLE).content


@pytest.mark.parametrize(
    ("cells", "style"),
    [
        (["01.03.2021", "30.06.2026"], "dmy"),
        (["3/1/2021", "6/30/2026"], "mdy"),
        (["01/03/2021", "02/04/2021"], ""),
        (["2021-03-01", ""], ""),
        (["13/01/2021", "01/13/2021"], ""),
    ],
)
def test_whether_days_or_months_come_first_is_told_by_all_dates_together(cells: list[str], style: str):
    assert style_of(cells) == style


@pytest.mark.parametrize(
    ("cell", "style", "day"),
    [
        ("01.03.2021", "dmy", date(2021, 3, 1)),
        ("01/03/2021", "mdy", date(2021, 1, 3)),
        ("2021-03-01T00:00:00Z", "mdy", date(2021, 3, 1)),
        ("1 March 2021", "dmy", date(2021, 3, 1)),
        ("01-Mar-21", "dmy", date(2021, 3, 1)),
        ("Mar 1, 2021", "dmy", date(2021, 3, 1)),
        ("44256", "dmy", date(2021, 3, 1)),
        ("31.02.2021", "dmy", None),
        ("soon", "dmy", None),
        ("", "dmy", None),
    ],
)
def test_a_day_is_read_however_it_is_written(cell: str, style: str, day: date | None):
    assert day_of(cell, style) == day


@given(st.text(max_size=30), st.sampled_from(["dmy", "mdy"]))
def test_whatever_stands_in_a_cell_is_a_day_or_none(cell: str, style: str):
    assert day_of(cell, style) is None or isinstance(day_of(cell, style), date)


@given(st.dates(), st.sampled_from(["%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d", "%d %B %Y"]))
def test_a_day_that_is_written_is_read_again(day: date, form: str):
    if day.year >= 1000:
        assert day_of(day.strftime(form), "dmy") == day


@pytest.mark.parametrize(
    ("column", "cell", "left", "away"),
    [
        ("Status", "Terminated", True, False),
        ("Employment Status", "Active", False, False),
        ("Status", "On leave", False, True),
        ("Status", "Parental Leave", False, True),
        ("Status", "Ausgeschieden", True, False),
        ("Account enabled", "False", True, False),
        ("Account enabled", "True", False, False),
        ("Block credential", "True", True, False),
        ("Suspended", "FALSE", False, False),
    ],
)
def test_a_status_tells_who_left_and_who_is_away(column: str, cell: str, left: bool, away: bool):
    assert (has_left(column, cell), is_away(cell)) == (left, away)


def person(content: dict[str, Any], key: str) -> dict[str, Any]:
    return content["people"][key]


def test_who_is_on_leave_is_stood_in_for_by_their_manager(tmp_path: Path):
    found = export(tmp_path, "Name,Manager,Status\nAnn Ox,,Active\nBea Ox,Ann Ox,On leave\n")
    assert person(found.content, "bea_ox") == {"name": "Bea Ox", "manager": "ann_ox", "away": True, "deputy": "ann_ox"}
    assert found.notes == ("staff.csv, row 3: Bea Ox is away; Ann Ox stands in until another is named",)


def test_several_lists_are_put_together_by_id_and_address(tmp_path: Path):
    names = "Employee ID,Name,Email\n1,Ann Ox,ann@x.example\n2,Bea Ox,bea@x.example\n"
    titles = "Email,Display name,Job title\nANN@x.example,Ann Ox,Dyer\ncem@x.example,Cem Ox,Carder\n"
    found = export(tmp_path, names, titles).content["people"]
    assert {key: each.get("title", "") for key, each in found.items()} == {
        "ann_ox": "Dyer",
        "bea_ox": "",
        "cem_ox": "Carder",
    }


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Name,Manager\nAnn Ox,Zed\n", "row 2: the manager 'Zed' is nobody who is in the list and has not left"),
        ("Name,Manager\nBo,\nBo,\nAnn Ox,Bo\n", ""),
        ("ID,Name,Manager\n1,Bo,\n2,Bo,\n3,Ann Ox,Bo\n", "row 4: the manager 'Bo' may be several people"),
        ("Name,Email\nAnn Ox,ann at x\n", "row 2: 'ann at x' is no email that anybody is reached by"),
        ("Name,Left,Leaving date\nAnn Ox,,soon\n", "row 2: 'soon' is no day; it was left out"),
        ("Name,Leaving date\nAnn Ox,2099-01-31\n", "row 2: leaves on 2099-01-31; import the list again after that day"),
        ("ID,Name\n1,Bo\n2,Bo\n", "2 people are called Bo"),
        ("Name,Status\nAnn Ox,Sabbatical\n", "row 2: Ann Ox is away and nobody stands in; name a deputy"),
    ],
)
def test_what_is_odd_in_a_list_is_told_and_stops_nothing(tmp_path: Path, text: str, note: str):
    found = export(tmp_path, text)
    assert "people" in found.content
    assert found.notes == () if not note else any(note in each for each in found.notes), found.notes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "staff.csv: the file is empty; begin with a row that names the columns"),
        ("Colour,Shape\nred,round\n", "staff.csv: row 1: no column is one of people's names; there are Colour, Shape"),
        ('Name,Email\n"Ann"x,y\n', "staff.csv: row 2: this is not a row of cells"),
        (b"PK\x03\x04rest", "this is a workbook, not a table of text"),
        (b"Name,Email\nAnn,\x81\x8d\n", "staff.csv: row 2: there are bytes that are no letters"),
    ],
)
def test_a_list_that_cannot_be_read_says_where_and_why(tmp_path: Path, text: str | bytes, said: str):
    with pytest.raises(InvalidKnowledge) as caught:
        export(tmp_path, text)
    assert said in str(caught.value)


def test_a_missing_list_is_named(tmp_path: Path):
    with pytest.raises(InvalidKnowledge, match=r"staff\.csv: the file is missing"):
        read_sheet(tmp_path / "staff.csv")


def test_columns_are_told_by_their_letters_and_are_of_one_field(tmp_path: Path):
    assert column_key("  E-Mail Address [Required]") == "emailaddressrequired"
    found = columns_in(["Name", "Department", "Division", "User principal name", "Colour"])
    assert found == {"name": [0], "team": [1, 2], "email": [3]}
    assert ("staff.csv", "Colour", "", "red") in export(tmp_path, "Name,Colour\nAnn,red\n").taken


LIST_BESIDE = SHARED / "eval/company/hr_export.csv"


@pytest.mark.skipif(not LIST_BESIDE.is_file(), reason="the staff list is not beside the project (ROLEWISE_SHARED)")
def test_a_real_export_is_read_without_a_hand_edit():
    found = read_export([read_sheet(LIST_BESIDE)], "Nordwind", TODAY)
    assert (len(found.content["people"]), found.rows, found.empty) == (60, 62, 4)
    assert found.notes == ()
    assert sum("left" in each for each in found.content["people"].values()) == 1
    assert all("manager" in each for key, each in found.content["people"].items() if key != "katharina_vogt")
