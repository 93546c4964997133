"""The tables of a published database: a folder or zip of text, CSV or Excel files, read by their header names."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import ReleaseError

# By how a file's name ends: the delimiter of text, or None for Excel. Text is preferred, for it is read faster.
KINDS: dict[str, str | None] = {".txt": "\t", ".csv": ",", ".xlsx": None}
# A cell of O*NET or ESCO is at most a few pages long; anything longer is a quotation mark that was never closed.
LONGEST_CELL = 1_000_000
# Bytes of a table's file, and of all that an Excel file unfolds to; releases are a tenth as large.
LARGEST, LARGEST_UNFOLDED = 256 * 2**20, 2**30


@dataclass(frozen=True)
class Row:
    """One row of a table, and where it stands: number counts as editors do, the header being row 1."""

    file: str
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def get(self, column: str) -> str:
        """The cell of a column that not every release has; empty where it is missing."""
        return self.cells.get(column, "")

    def number_in(self, column: str) -> float:
        """The cell as a number.

        Raises ReleaseError naming file, row and column where it is none.
        """
        try:
            return float(self.cells[column])
        except ValueError:
            raise self.error(column, f"{self.cells[column]!r} is not a number") from None

    def error(self, column: str, problem: str) -> ReleaseError:
        return ReleaseError(f"{self.file}, row {self.number}, column '{column}': {problem}.")


class Release:
    """The tables of a release, wherever in the folder or zip they lie.

    Raises ReleaseError where there is no such folder or zip, or the zip is damaged.
    """

    def __init__(self, path: Path):
        self.path = path
        self._folder = path
        self._zip: zipfile.ZipFile | None = None
        if path.is_file() and path.suffix.lower() in KINDS:
            self._folder, names = path.parent, [path.name]
        elif path.is_dir():
            names = [str(found.relative_to(path)) for found in sorted(path.rglob("*")) if found.is_file()]
        elif path.is_file():
            try:
                self._zip = zipfile.ZipFile(path)
            except zipfile.BadZipFile as error:
                raise ReleaseError(f"{path} is neither a folder nor a whole zip file ({error}).") from error
            names = sorted(self._zip.namelist())
        else:
            raise ReleaseError(f"There is no file or folder {path}.")
        self._names = {ending: [name for name in names if name.lower().endswith(ending)] for ending in KINDS}

    @property
    def tables(self) -> tuple[str, ...]:
        """What its tables are called, each once: their files' names without the ending."""
        return tuple(dict.fromkeys(Path(name).stem for names in self._names.values() for name in names))

    def has(self, table: str) -> bool:
        return self._find(table) is not None

    def rows(
        self, table: str, columns: Sequence[str], optional: Sequence[str] = (), sheet: str = "", header_row: int = 1
    ) -> Iterator[Row]:
        """The rows of a table, such as 'Task Statements', without blank ones.

        columns: those that must be there; optional: those that may; the file may write them in capitals or not.
        sheet: which one of an Excel file, if not the first; header_row: where its header stands, counted from 1.

        Raises ReleaseError where the table is missing or lacks one of the columns, a row has more or fewer
        cells than the header, or the text is not UTF-8.
        """
        lines, file = self._lines(table, sheet=sheet)
        wanted = {column.lower(): column for column in (*columns, *optional)}
        for _ in range(header_row - 1):
            next(lines, None)
        header = [wanted.get(cell.lower(), cell) for cell in next(lines, (1, []))[1]]
        for column in columns:
            if column not in header:
                raise ReleaseError(f"{file}, row {header_row}: there is no column '{column}'.")
        for number, cells in lines:
            if not any(cells):
                continue
            if len(cells) != len(header):
                last = header[min(len(cells), len(header)) - 1]
                raise ReleaseError(
                    f"{file}, row {number}, column '{last}': the row has {len(cells)} cells, the header {len(header)}; "
                    "the file is damaged or was cut off."
                )
            yield Row(file, number, dict(zip(header, cells, strict=True)))

    def header(self, table: str) -> list[str]:
        """The first line of a table. Raises ReleaseError as rows does."""
        lines, _ = self._lines(table)
        return next(lines, (1, []))[1]

    def sheets(self, table: str) -> list[str]:
        """What the sheets of a table's file are called; none where it is no Excel file. Raises as rows does."""
        content, file, delimiter = self._content(table)
        if delimiter is not None:
            return []
        return [sheet.title for sheet in _workbook(content, file)]

    def cells(self, table: str) -> Iterator[str]:
        """Every cell of a table's file that is not blank, of all its sheets where it is an Excel file.

        Raises ReleaseError as rows does.
        """
        lines, _ = self._lines(table, every_sheet=True)
        return (cell for _, cells in lines for cell in cells if cell)

    def empty(self, table: str) -> ReleaseError:
        """What to raise where a table that is needed has a header and nothing else."""
        return ReleaseError(f"{self.path}: the table '{table}' has no rows.")

    def _find(self, table: str) -> str | None:
        for ending, names in self._names.items():
            for name in names:
                if Path(name).name.lower() == (table + ending).lower():
                    return name
        return None

    def _lines(
        self, table: str, every_sheet: bool = False, sheet: str = ""
    ) -> tuple[Iterator[tuple[int, list[str]]], str]:
        """The numbered lines of a table's file, and what the file is called."""
        content, file, delimiter = self._content(table)
        if delimiter is None:
            return _excel(content, file, every_sheet, sheet), file
        return _text(content, file, delimiter), file

    def _content(self, table: str) -> tuple[bytes, str, str | None]:
        """A table's file, what it is called, and what delimits its cells: None where it is an Excel file."""
        name = self._find(table)
        if name is None:
            raise ReleaseError(f"{self.path} has no table '{table}' ({', '.join(table + ending for ending in KINDS)}).")
        file = Path(name).name
        delimiter = KINDS[Path(name).suffix.lower()]
        try:
            content = _unfolded(self._zip, name) if self._zip else _whole(self._folder / name)
        except ReleaseError as error:
            raise ReleaseError(f"{file} in {self.path} {error}.") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise ReleaseError(f"{file} in {self.path} is damaged ({error}).") from error
        return content, file, delimiter


def _unfolded(archive: zipfile.ZipFile, name: str) -> bytes:
    """A file of a zip; raises ReleaseError where it is encrypted or too large; no more is read than it tells."""
    told = archive.getinfo(name)
    if told.flag_bits & 1:
        raise ReleaseError("is encrypted; unpack it with its password and name the folder")
    _check_size(told.file_size, LARGEST)
    return archive.read(told)


def _whole(path: Path) -> bytes:
    _check_size(path.stat().st_size, LARGEST)
    return path.read_bytes()


def _check_size(size: int, most: int) -> None:
    if size > most:
        raise ReleaseError(f"is larger than any release ({size // 2**20} MB; at most {most // 2**20})")


def _text(content: bytes, file: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise ReleaseError(f"{file}, row {row}: this is not UTF-8 text (byte {error.start}).") from error
    # O*NET's text files quote nothing, and their tasks hold quotation marks; copies that spreadsheets wrote
    # do quote, so _unquoted undoes that afterwards.
    csv.field_size_limit(LONGEST_CELL)
    lines = io.StringIO(text, newline="")
    if delimiter == "	":
        reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE, strict=True)
    else:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ReleaseError(f"{file}, row {number}: this is not a row of cells ({error}).") from error
        yield number, [_unquoted(cell.strip()) if delimiter == "\t" else cell.strip() for cell in cells]


def _unquoted(cell: str) -> str:
    """The cell without the quotation marks a spreadsheet put around it: '"a ""b"" c"' is 'a "b" c'."""
    inner = cell[1:-1]
    if len(cell) < 2 or cell[0] != '"' or cell[-1] != '"' or '"' in inner.replace('""', ""):
        return cell
    return inner.replace('""', '"')


def _excel(content: bytes, file: str, every_sheet: bool, wanted: str) -> Iterator[tuple[int, list[str]]]:
    sheets = _workbook(content, file)
    try:
        if wanted:
            sheets = [sheet for sheet in sheets if sheet.title == wanted]
            if not sheets:
                raise ReleaseError(f"{file} has no sheet '{wanted}'.")
        for sheet in sheets if every_sheet else sheets[:1]:
            width = 0
            for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
                # Excel may leave out the empty cells at the end of a row.
                width = width or len(cells)
                filled = (*cells, *(None,) * (width - len(cells)))
                yield number, ["" if cell is None else str(cell).strip() for cell in filled]
    except ReleaseError:
        raise
    # openpyxl raises whatever the zip and XML parsers under it raise.
    except Exception as error:
        raise ReleaseError(f"{file} cannot be read as an Excel file ({error}).") from error


def _workbook(content: bytes, file: str) -> list[Any]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _check_size(sum(part.file_size for part in parts.infolist()), LARGEST_UNFOLDED)
        return load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets
    except ReleaseError as error:
        raise ReleaseError(f"{file} {error}.") from error
    # openpyxl raises whatever the zip and XML parsers under it raise.
    except Exception as error:
        raise ReleaseError(f"{file} cannot be read as an Excel file ({error}).") from error
