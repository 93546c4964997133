"""Who is accountable, responsible, consulted and informed, as text, CSV and HTML."""

import csv
import io
from html.parser import HTMLParser

import pytest

from bot.company.files import parse_company
from bot.company.matrix import COLUMNS, FORMATS, Row, matrix, open_lines
from bot.company.model import Company
from bot.knowledge.files import Knowledge
from tests.company.bakery import GOOD, TODAY

OWN = [
    {"duty": "lets <visitors> in", "site": "quay", "responsible": ["counter", "eve"], "informed": ["bob"]},
    {"duty": "=1+1", "accountable": "eve", "channel": "#a"},
]


@pytest.fixture
def company(bakery: Knowledge) -> Company:
    return parse_company({**GOOD, "own_duties": OWN}, "company.yml", bakery, TODAY)


@pytest.fixture
def rows(company: Company, bakery: Knowledge) -> tuple[Row, ...]:
    return matrix(company, bakery, TODAY)


def test_each_duty_is_a_row_of_names_and_says_who_left_or_is_away(rows: tuple[Row, ...]):
    assert [(row.role, row.site, row.accountable, row.responsible, row.informed) for row in rows] == [
        ("", "Quay", "", "Counter; Eve Oat (left)", "Bob Rye"),
        ("", "", "Eve Oat (left)", "", ""),
        ("Head Baker", "Hill", "Ann Loaf", "Bob Rye; Counter", ""),
        ("Shop Manager", "", "Cid Bun (away)", "", ""),
    ]


def test_what_nobody_is_accountable_for_or_somebody_who_left_is_a_line(company: Company, rows: tuple[Row, ...]):
    assert open_lines(company, rows) == [
        "nobody is accountable for: lets <visitors> in at Quay",
        "Eve Oat left and is responsible for: lets <visitors> in at Quay",
        "Eve Oat left and is accountable for: =1+1",
    ]
    text = FORMATS["table"](company, rows)
    assert text.splitlines()[0].split() == list(COLUMNS)
    assert "nobody" in text.splitlines()[1]
    assert text.endswith("- Eve Oat left and is accountable for: =1+1")


def test_csv_has_every_cell_whole_and_no_formula(company: Company, rows: tuple[Row, ...]):
    found = list(csv.DictReader(io.StringIO(FORMATS["csv"](company, rows))))
    assert [row["accountable"] for row in found] == ["", "Eve Oat (left)", "Ann Loaf", "Cid Bun (away)"]
    assert found[1]["duty"] == "'=1+1"


class _Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_html_is_a_page_of_its_own_in_which_names_are_text(company: Company, rows: tuple[Row, ...]):
    cells = _Cells()
    cells.feed(FORMATS["html"](company.copy(update={"name": "<b>Crumb</b>"}), rows))
    assert (cells.tags.count("tr"), cells.tags.count("th"), cells.tags.count("li")) == (5, len(COLUMNS) + 4, 3)
    assert "lets <visitors> in" in cells.texts
    assert "Who does what at <b>Crumb</b>" in cells.texts
    assert "b" not in cells.tags
    assert "nobody" in cells.texts


def test_a_company_without_duties_says_so(company: Company):
    assert "lists no duties" in FORMATS["table"](company, ())
    assert FORMATS["csv"](company, ()) == f"{','.join(COLUMNS)}\n"
    assert "<tbody>\n</tbody>" in FORMATS["html"](company, ())
