"""An answer as the lines that are said of it, those kept for 'more' included."""

from collections.abc import Iterator

from bot.saying.answer import Answer, FactRef, RoleRef
from bot.saying.compose import document_of
from bot.saying.document import Bars, Block
from bot.saying.kinds import FactKind
from bot.saying.text import block_lines, text_of

BAKER, SHOP, HAND = RoleRef("baker", "Baker"), RoleRef("shop", "Shop Manager"), RoleRef("hand", "Dough Hand")


def fact(kind: FactKind, text: str, role: RoleRef | None = BAKER, **more) -> FactRef:
    """A fact of a role; of the whole answer where role is None."""
    return FactRef(kind, role.id if role else "", text, **more)


def lines_of(answer: Answer) -> list[str]:
    document = document_of(answer)
    return [line for block in (*document.blocks, *document.rest) for line in _lines(block)]


def _lines(block: Block) -> Iterator[str]:
    """Bars with all their figures, whichever of them plain text shows."""
    if isinstance(block, Bars):
        bars = ", ".join(f"{bar.label} {bar.before or 0}/{bar.value}" for bar in block.bars)
        yield f"{text_of(block.words)} {bars}"
    else:
        yield from block_lines(block)
