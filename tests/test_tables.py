"""Tables for terminals and for spreadsheets."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.tables import as_csv, as_table

PRINTABLE = st.text(st.characters(blacklist_categories=("C", "M", "Z")), max_size=30)


def test_columns_stand_in_line_numbers_to_the_right_and_long_cells_are_cut():
    rows = [(7, "谁做饭", "short"), (12, "who cooks", "x" * 20)]
    assert as_table(("count", "question", "roles"), rows, numbers=("count",), widest=10).split("\n") == [
        "count  question   roles",
        "    7  谁做饭     short",
        "   12  who cooks  xxxxxxxxx…",
    ]


@pytest.mark.parametrize("cell", ["[bold]", ":smile:", "[/]", "a[0] = {1: 'b'}", "w" * 500])
def test_cells_are_shown_as_they_are_written(cell: str):
    assert as_table(("a", "b"), [(cell, "end")]).split("\n")[1] == f"{cell}  end"


def test_a_table_without_rows_is_its_header():
    assert as_table(("kind", "count"), []) == "kind  count"


@given(st.lists(st.tuples(PRINTABLE, PRINTABLE)))
def test_the_second_column_begins_where_the_first_one_is_widest(rows: list[tuple[str, str]]):
    width = max(cell_len(first) for first, _ in [("a", ""), *rows]) + 2
    lines = as_table(("a", "b"), rows).split("\n")
    assert len(lines) == len(rows) + 1
    for (first, second), line in zip(rows, lines[1:], strict=True):
        assert line == (first + " " * (width - cell_len(first)) + second).rstrip()


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        (" @SUM(A1)", "' @SUM(A1)"),
        ("＝1", "'＝1"),
        ("a;=1+1", "a;'=1+1"),
        ("a; +1", "a;' +1"),
        ("a\t-1", "a\t'-1"),
        ("a\n=1", "a\n'=1"),
        ("x=1, y-2", "x=1, y-2"),
        (-1, "-1"),
    ],
)
def test_no_spreadsheet_takes_a_text_for_a_formula_whatever_parts_its_cells(cell: object, written: str):
    text = as_csv(("one", "other"), [(cell, "x")])
    assert list(csv.reader(io.StringIO(text))) == [["one", "other"], [written, "x"]]
    for delimiter in ";\t":
        for row in csv.reader(io.StringIO(text), delimiter=delimiter):
            assert not [each for each in row if each.lstrip().startswith(("=", "+", "@"))]
