"""A table as spreadsheets and HR systems write it: its letters, separator and row of names are found out."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.company.columns import is_header
from bot.errors import InvalidKnowledge
from bot.knowledge.parsing import Problem

# Bytes of a table: some hundred thousand rows.
LARGEST = 64 * 2**20
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
# So many rows are looked at to find out what separates cells and where the names of columns stand.
LOOKED_AT = 20
# A mark that says which letters follow, and what they are.
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
ENCODINGS = {"utf-8-sig": "UTF-8 with a mark", "utf-8": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16",
             "utf-16-be": "UTF-16", "cp1252": "Windows-1252"}  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A table: its file, the names of its columns, and its rows that say something, each with its number.

    encoding, separator: as they are said to people. empty: how many rows say nothing. unit: what a row is called.
    """

    file: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    encoding: str
    separator: str
    empty: int
    unit: str = "row"


def read_sheet(path: Path, names_columns: Callable[[Sequence[str]], bool] = is_header) -> Sheet:
    """The table in a file; names_columns: whether a row is the one that names the columns, else the first is.

    Raises InvalidKnowledge where it cannot be read, saying where.
    """
    text, encoding = _decoded(path)
    first = text.partition("\n")[0].strip().strip('"').lower()
    separator = first[4:] if first.startswith("sep=") and first[4:] in SEPARATORS else _separator(text)
    skipped = 1 if first.startswith("sep=") else 0
    lines = [tuple(" ".join(cell.split()) for cell in line) for line in _lines(path, text, separator)]
    place = next((number for number, line in enumerate(lines[:LOOKED_AT]) if names_columns(line)), skipped)
    if place >= len(lines) or not any(lines[place]):
        raise _invalid(path, "", "the file is empty; begin with a row that names the columns")
    body = [(number, line) for number, line in enumerate(lines[place + 1 :], place + 2)]
    rows = tuple((number, line) for number, line in body if any(line))
    return Sheet(path.name, lines[place], rows, ENCODINGS[encoding], SEPARATORS[separator], len(body) - len(rows))


def _invalid(path: Path, place: str, message: str) -> InvalidKnowledge:
    return InvalidKnowledge([Problem(path.name, place, message)])


def _decoded(path: Path) -> tuple[str, str]:
    """The text of a file, and how its letters are written."""
    try:
        if path.stat().st_size > LARGEST:
            raise _invalid(path, "", f"the file is larger than {LARGEST // 2**20} MB; name a smaller one")
        content = path.read_bytes()
    except FileNotFoundError:
        raise _invalid(path, "", "the file is missing; name one that is there") from None
    except OSError as error:
        raise _invalid(path, "", f"the file cannot be read ({error.strerror}); name another") from None
    if content.startswith(b"PK\x03\x04"):
        raise _invalid(path, "", "this is a workbook, not a table of text; save its sheet as 'CSV UTF-8'")
    marked = [encoding for mark, encoding in _MARKS if content.startswith(mark)]
    beginning = content[:2000]
    if beginning.count(0) * 4 > len(beginning):
        # Every other byte of English in UTF-16 is zero: which one, tells the order.
        marked = marked or ["utf-16-le" if beginning[1::2].count(0) > beginning[::2].count(0) else "utf-16-be"]
    for encoding in marked or ("utf-8", "cp1252"):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError as error:
            row = content.count(b"\n", 0, error.start) + 1
    raise _invalid(path, f"row {row}", "there are bytes that are no letters; save the table as 'CSV UTF-8'")


def _separator(text: str) -> str:
    """What stands between cells: what cuts the first rows into the most columns, and equally many."""
    beginning = "\n".join(text.splitlines()[:LOOKED_AT])

    def fits(separator: str) -> tuple[int, int]:
        sizes = [len(line) for line in csv.reader(io.StringIO(beginning), delimiter=separator) if any(line)]
        commonest = max(sizes, key=sizes.count, default=0)
        return (sizes.count(commonest) if commonest > 1 else 0, commonest)

    return max(SEPARATORS, key=fits)


def _lines(path: Path, text: str, separator: str) -> Sequence[list[str]]:
    lines: list[list[str]] = []
    try:
        lines.extend(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        place = f"row {len(lines) + 1}"
        raise _invalid(path, place, f"this is not a row of cells ({error}); mend its quotation marks") from None
    return lines
