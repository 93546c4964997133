"""Tables for terminals, as plain text, and for spreadsheets, as CSV."""

import csv
import io
import re
from collections.abc import Container, Iterable, Sequence

from rich.console import Console
from rich.table import Column, Table

# What stands between columns.
GAP = 2
# Where a cell begins like a formula: at its start, or after what some spreadsheets take for the end of a cell.
_FORMULA = re.compile(r"(^|[;\t\r\n])(?=\s*[-=+@＝＋－＠])")
# No table is wider, so nothing of it is cut or folded that is not too wide for its column.
WIDTH = 100_000


def as_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], numbers: Container[str] = (), widest: int | None = None
) -> str:
    """The rows under the names of their columns, those of numbers to the right; wide letters count as two.

    widest: how wide a cell may be, in columns of the terminal; longer ones end in '…'.
    """
    table = Table(
        *(
            Column(
                name,
                justify="right" if name in numbers else "left",
                max_width=widest,
                no_wrap=True,
                overflow="ellipsis",
            )
            for name in columns
        ),
        box=None,
        padding=(0, 0, 0, GAP),
        pad_edge=False,
    )
    for row in rows:
        table.add_row(*map(str, row))
    # What is written in a cell is text, whatever brackets and colons it has.
    console = Console(width=WIDTH, color_system=None, markup=False, emoji=False, highlight=False)
    with console.capture() as captured:
        console.print(table)
    return "\n".join(line.rstrip() for line in captured.get().rstrip("\n").split("\n"))


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The rows as CSV, a header first; no spreadsheet takes a text in it for a formula, whatever parts its cells."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([columns, *([_harmless(cell) for cell in row] for row in rows)])
    return out.getvalue()


def _harmless(cell: object) -> object:
    """A text with an apostrophe before each formula that it could be taken for."""
    return _FORMULA.sub(r"\1'", cell) if isinstance(cell, str) else cell
