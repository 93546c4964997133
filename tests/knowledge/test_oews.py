"""The national file of the OEWS survey, as it is published and as it is not."""

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.errors import ReleaseError
from bot.knowledge.files import Knowledge
from bot.knowledge.model import Figure, Wages
from bot.knowledge.oews import read_oews
from bot.knowledge.tables import Release
from tests.knowledge.oews_files import MANAGERS, NOTES, occupation, write_survey, xlsx_of


def figure(dollars: float | None, or_more: bool = False) -> Figure:
    return Figure(dollars=dollars, or_more=or_more)


def wages(
    low: float, median: float, high: float, lower: float | None = None, upper: float | None = None, mean: float = 0
) -> Wages:
    return Wages(
        low=figure(low),
        lower=lower and figure(lower),
        median=figure(median),
        upper=upper and figure(upper),
        high=figure(high),
        mean=mean or None,
    )


YEARLY = wages(47420, 101280, 230000, 64690, 162660, 127300)
HOURLY = wages(22.8, 48.69, 110.58, 31.1, 78.2, 61.2)


def read(path: Path, **options: Any) -> Knowledge:
    return read_oews(Release(path), **options)


def as_excel(folder: Path, rows: list[dict[str, Any]]) -> Path:
    return write_survey(folder / "national_M2024_dl.xlsx", rows)


def as_csv(folder: Path, rows: list[dict[str, Any]]) -> Path:
    return write_survey(folder / "national_M2024_dl.csv", rows)


def as_zip(folder: Path, rows: list[dict[str, Any]]) -> Path:
    path = folder / "oesm24nat.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("oesm24nat/national_M2024_dl.xlsx", xlsx_of(rows, notes=None))
        archive.writestr("oesm24nat/field_descriptions.xlsx", xlsx_of([{"Notes": note} for note in NOTES], notes=None))
    return path


def as_folder(folder: Path, rows: list[dict[str, Any]]) -> Path:
    as_csv(folder, rows)
    return folder


@pytest.mark.parametrize("written", [as_excel, as_csv, as_zip, as_folder])
def test_an_occupation_s_pay_is_read_with_its_year_and_source(tmp_path: Path, written):
    found = read(written(tmp_path, [occupation(), occupation("29-1141", "Registered Nurses")]))
    assert found.roles == ()
    assert found.pay.keys() == {"11-1021", "29-1141"}
    pay = found.pay["11-1021"]
    assert (pay.occupation, pay.year, pay.employment) == ("General and Operations Managers", 2024, 3584420)
    assert (pay.annual, pay.hourly) == (YEARLY, HOURLY)
    (source,) = (found.sources[each] for each in pay.sources)
    assert source.title == (
        "Occupational Employment and Wage Statistics, May 2024: General and Operations Managers (11-1021)"
    )
    assert (source.publisher, source.url) == ("U.S. Bureau of Labor Statistics", "https://www.bls.gov/oes/")
    assert source.licence == "Public domain"


@pytest.mark.parametrize("header", [str.upper, str.lower])
def test_columns_are_found_by_name_in_any_order_and_case(tmp_path: Path, header):
    row = {header(column): value for column, value in reversed(list(occupation().items()))}
    assert read(as_csv(tmp_path, [row | {"Remarks": "none"}])).pay["11-1021"].annual == YEARLY


@pytest.mark.parametrize(
    ("changes", "annual", "hourly"),
    [
        ({"ANNUAL": "TRUE", "H_PCT10": "*", "H_MEDIAN": "*", "H_PCT90": "*"}, True, False),
        ({"HOURLY": "TRUE", "A_PCT10": "*", "A_MEDIAN": "*", "A_PCT90": "*"}, False, True),
        ({"ANNUAL": True}, True, False),
        ({"HOURLY": True}, False, True),
        ({"A_MEDIAN": "*"}, False, True),
        ({"H_PCT90": "**"}, True, False),
        ({"TOT_EMP": "**", "EMP_PRSE": "**", "JOBS_1000": "**", "H_PCT25": "*"}, True, True),
    ],
)
@pytest.mark.parametrize("written", [as_excel, as_csv])
def test_only_the_wages_that_are_published_are_told(tmp_path: Path, written, changes, annual: bool, hourly: bool):
    pay = read(written(tmp_path, [occupation(**changes)])).pay["11-1021"]
    assert (pay.annual is not None, pay.hourly is not None) == (annual, hourly)


def test_an_occupation_without_any_wages_is_left_out(tmp_path: Path):
    nothing = occupation(A_MEDIAN="*", H_MEDIAN="*")
    found = read(as_csv(tmp_path, [nothing, occupation("29-1141", "Registered Nurses")]))
    assert (found.pay.keys(), found.sources.keys()) == ({"29-1141"}, {"oews_29_1141"})


@pytest.mark.parametrize(
    ("written", "year", "hour"), [(as_excel, 239200, 115), (as_zip, 239200, 115), (as_csv, None, None)]
)
def test_wages_above_the_ceiling_are_told_as_the_file_tells_it(tmp_path: Path, written, year, hour):
    pay = read(written(tmp_path, [occupation(A_PCT90="#", H_PCT90="#")])).pay["11-1021"]
    assert pay.annual
    assert pay.hourly
    assert (pay.annual.high, pay.hourly.high) == (figure(year, or_more=True), figure(hour, or_more=True))
    assert pay.annual.median == figure(101280)


def test_only_occupations_of_the_whole_nation_and_all_industries_count(tmp_path: Path):
    rows = [
        occupation("00-0000", "All Occupations", O_GROUP="major", A_MEDIAN="1"),
        occupation("11-0000", "Management Occupations", O_GROUP="major"),
        occupation(AREA="01", AREA_TITLE="Alabama", AREA_TYPE="2", A_MEDIAN="2"),
        occupation(NAICS="22", NAICS_TITLE="Utilities", I_GROUP="sector", A_MEDIAN="3"),
        occupation(),
    ]
    pay = read(as_csv(tmp_path, rows)).pay
    assert {code: each.annual and each.annual.median.dollars for code, each in pay.items()} == {"11-1021": 101280}


@pytest.mark.parametrize("detailed_first", [True, False])
def test_a_detailed_occupation_comes_before_a_broad_one_of_the_same_code(tmp_path: Path, detailed_first: bool):
    rows = [occupation("31-1120", "Aides"), occupation("31-1120", "All Aides", O_GROUP="broad", A_MEDIAN="9")]
    found = read(as_csv(tmp_path, rows if detailed_first else rows[::-1]))
    assert found.pay["31-1120"].occupation == "Aides"


def test_a_broad_occupation_counts_where_there_is_no_detailed_one(tmp_path: Path):
    rows = [occupation(), occupation("31-1120", "All Aides", O_GROUP="broad")]
    assert read(as_csv(tmp_path, rows)).pay["31-1120"].occupation == "All Aides"


def test_the_year_that_is_given_comes_before_the_one_in_the_name(tmp_path: Path):
    assert read(as_csv(tmp_path, [occupation()]), year=2021).pay["11-1021"].year == 2021


def test_a_name_without_a_year_asks_for_it(tmp_path: Path):
    path = write_survey(tmp_path / "wages.csv", [occupation()])
    with pytest.raises(ReleaseError, match=r"'wages' does not tell the year of the survey; give it with --year"):
        read(path)
    assert read(path, year=2023).pay["11-1021"].year == 2023


STATE = {"AREA": "01", "AREA_TITLE": "Alabama", "AREA_TYPE": "2"}
CITY = {"AREA": "12060", "AREA_TITLE": "Atlanta-Sandy Springs-Roswell, GA", "AREA_TYPE": "4"}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([occupation(**STATE)], "it is about Alabama. Expected is the national file"),
        ([occupation(**CITY)], "it is about Atlanta-Sandy Springs-Roswell, GA. Expected is the national file"),
        ([occupation(I_GROUP="3-digit")], "no occupation of all industries nationwide"),
        ([{k: v for k, v in MANAGERS.items() if k != "A_MEDIAN"}], "row 1: there is no column 'A_MEDIAN'. Expected is"),
        ([{k: v for k, v in MANAGERS.items() if k != "AREA_TYPE"}], "row 1: there is no column 'AREA_TYPE'. Expected"),
        ([{"occupation": "Bakers", "pay": "12"}], "row 1: there is no column 'AREA_TITLE'. Expected is"),
        ([MANAGERS, occupation("29-1141", A_PCT90="lots")], "row 3, column 'A_PCT90': 'lots' is not an amount"),
        ([occupation(H_MEDIAN="-3")], "row 2, column 'H_MEDIAN': '-3' is not an amount"),
        ([occupation(A_MEDIAN="nan")], "row 2, column 'A_MEDIAN': 'nan' is not an amount"),
        ([occupation("11.1021")], "row 2, column 'OCC_CODE': '11.1021' is not an occupation's code"),
        ([occupation(OCC_TITLE="")], "row 2, column 'OCC_TITLE': the title is empty"),
        ([MANAGERS, MANAGERS], "row 3, column 'OCC_CODE': 11-1021 was listed before, in row 2"),
    ],
)
@pytest.mark.parametrize("written", [as_excel, as_csv])
def test_another_or_a_damaged_file_is_refused_saying_where_and_why(tmp_path: Path, written, rows, message: str):
    with pytest.raises(ReleaseError) as caught:
        read(written(tmp_path, rows))
    assert message in str(caught.value)


def test_a_folder_of_two_years_asks_for_one(tmp_path: Path):
    for year in (2023, 2024):
        write_survey(tmp_path / f"national_M{year}_dl.csv", [occupation()])
    with pytest.raises(ReleaseError, match=r"it holds: national_M2023_dl, national_M2024_dl"):
        read(tmp_path)


def test_a_file_that_is_no_excel_file_is_refused(tmp_path: Path):
    path = tmp_path / "national_M2024_dl.xlsx"
    path.write_text("<html>Access denied</html>")
    with pytest.raises(ReleaseError, match=r"national_M2024_dl\.xlsx cannot be read as an Excel file"):
        read(path)


@given(dollars=st.integers(1, 10**9), cents=st.integers(0, 99))
def test_an_amount_is_read_alike_with_and_without_commas(tmp_path_factory, dollars: int, cents: int):
    amount = round(dollars + cents / 100, 2)
    read_back = []
    for text in (f"{amount:,.2f}", f"{amount:.2f}"):
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, list(MANAGERS))
        writer.writeheader()
        writer.writerow(occupation(A_MEDIAN=text))
        path = tmp_path_factory.getbasetemp() / "national_M2024_dl.csv"
        path.write_text(out.getvalue(), encoding="utf-8", newline="")
        annual = read(path).pay["11-1021"].annual
        assert annual
        read_back.append(annual.median.dollars)
    assert read_back == [amount, amount]


def test_empty_cells_that_excel_leaves_out_are_empty(tmp_path: Path):
    """A sheet written without its dimension gives rows only as long as what is in them."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(MANAGERS))
    sheet.append(list(MANAGERS.values())[:-2])
    path = tmp_path / "national_M2024_dl.xlsx"
    book.save(path)
    assert read(path).pay["11-1021"].annual == YEARLY


def test_a_copy_without_the_quarters_and_means_will_do(tmp_path: Path):
    kept = {column: value for column, value in occupation().items() if not column.endswith(("PCT25", "PCT75", "MEAN"))}
    assert read(as_csv(tmp_path, [kept])).pay["11-1021"].annual == wages(47420, 101280, 230000)
