"""How much is told at once: an answer's first lines, the rest when one asks for more."""

from collections.abc import Sequence
from dataclasses import replace

from bot.saying.document import Block, Heading, Listing, Table
from bot.saying.text import block_lines

# What fits on a phone's screen; the line of sources and that of suggestions are among the lines.
CHARACTERS, LINES = 600, 8


def portioned(
    blocks: Sequence[Block], characters: int = CHARACTERS, lines: int = LINES
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """What of some blocks is told within so many characters and lines, and what is left.

    Lists and tables are cut between entries; the first block, of a list or a table the first entry, is told whatever
    its length, and no heading without what is under it.
    """
    told: list[Block] = []
    for number, block in enumerate(blocks):
        size, height = extent(block)
        if size <= characters and height <= lines:
            told.append(block)
            characters, lines = characters - size, lines - height
            continue
        first, last = _cut(block, characters, lines)
        if first is None and not told:
            first, last = _after_first(block)
        told += [first] if first else []
        rest = [last] if last else []
        if told and isinstance(told[-1], Heading):
            rest = [told.pop(), *rest]
        return tuple(told), (*rest, *blocks[number + 1 :])
    return tuple(told), ()


def extent(block: Block) -> tuple[int, int]:
    """The characters and the lines of a block as text."""
    lines = list(block_lines(block))
    return sum(len(line) + 1 for line in lines), len(lines)


def _cut(block: Block, characters: int, lines: int) -> tuple[Block | None, Block | None]:
    """A list or a table in two, the first as much as fits; None for what would be empty."""
    count = _entries(block)
    for end in range(count - 1, 0, -1):
        first = _of(block, 0, end)
        size, height = extent(first)
        if size <= characters and height <= lines:
            return first, _of(block, end, count)
    return None, block


def _after_first(block: Block) -> tuple[Block, Block | None]:
    count = _entries(block)
    return (_of(block, 0, 1), _of(block, 1, count)) if count > 1 else (block, None)


def _entries(block: Block) -> int:
    return len(block.items if isinstance(block, Listing) else block.rows if isinstance(block, Table) else ())


def _of(block: Block, start: int, end: int) -> Block:
    if isinstance(block, Listing):
        return Listing(block.items[start:end], block.words)
    assert isinstance(block, Table)
    return replace(block, rows=block.rows[start:end])
