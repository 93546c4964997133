"""A document as plain text: for terminals, for channels that draw nothing, and for screen readers."""

from collections.abc import Iterator
from itertools import zip_longest
from textwrap import wrap

from bot.saying.document import Bar, Bars, Block, Choice, Document, Heading, Listing, Table, Words
from bot.saying.words import said

BULLET = "- "
# Channels that print every line as it is, so that columns stay columns, and have nothing to press.
TERMINAL = frozenset({"cmdline", "ask"})
# Two columns and the gap between them fill the 80 columns of a plain terminal.
COLUMN, GAP = 38, "  "


def text_of(words: Words) -> str:
    return "".join(span.text for span in words)


def as_text(document: Document, is_terminal: bool = False) -> str:
    """The whole document; in a terminal tables stand side by side, and what else could be said is a line."""
    lines = [line for block in document.blocks for line in block_lines(block, is_terminal)]
    if document.sources:
        lines.append(text_of(document.sources))
    if document.suggestions and is_terminal:
        lines.append(text_of(suggested(document.suggestions)))
    return "\n".join(lines)


def suggested(suggestions: tuple[Choice, ...]) -> Words:
    """The line that says what may be asked next."""
    return said("utter_next", suggestions=" · ".join(choice.title for choice in suggestions))


def block_lines(block: Block, is_terminal: bool = False) -> Iterator[str]:
    """The lines of a block."""
    if isinstance(block, Table):
        yield from _beside(block) if is_terminal and len(block.columns) == 2 else _below(block)
    elif isinstance(block, Listing):
        yield from ([text_of(block.words)] if block.words else [])
        yield from (BULLET + text_of(item) for item in block.items)
    elif isinstance(block, Bars):
        bars = ", ".join(map(_bar, block.bars))
        yield f"{text_of(block.words)} {bars}.".strip()
    elif isinstance(block, Heading):
        yield text_of(block.words) + ":"
    else:
        yield from text_of(block.words).split("\n")


def _bar(bar: Bar) -> str:
    """Its place among the bars says how much it matters; only a change needs its figures."""
    return bar.label if bar.before is None else f"{bar.label} ({bar.before} → {bar.value})"


def _below(table: Table) -> Iterator[str]:
    """Each row under its label, a line a column; empty cells are left out."""
    for row in table.rows:
        yield f"{row.label}:"
        for column, cell in zip(table.columns, row.cells, strict=True):
            if cell:
                yield f"{BULLET}{column}: {' '.join(cell)}"


def _beside(table: Table) -> Iterator[str]:
    """The columns next to each other, wrapped."""
    yield from _row([[column] for column in table.columns])
    yield from _row([["-" * len(column)] for column in table.columns])
    for row in table.rows:
        yield f"{row.label}:"
        yield from _row([[line for entry in cell for line in _wrapped(entry)] for cell in row.cells])


def _row(cells: list[list[str]]) -> Iterator[str]:
    for parts in zip_longest(*cells, fillvalue=""):
        yield GAP.join(part.ljust(COLUMN) for part in parts).rstrip()


def _wrapped(entry: str) -> list[str]:
    return wrap(entry, COLUMN, initial_indent=BULLET, subsequent_indent=" " * len(BULLET))
