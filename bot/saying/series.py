"""The sentence that fits one fact or several."""

from collections.abc import Iterable, Iterator, Sequence

from bot.saying.answer import FactRef
from bot.saying.document import Bar, Bars, Block, Paragraph
from bot.saying.words import Value, plain, said, series


def told(one: str, several: str, items: Sequence[Value], **values: Value) -> Paragraph:
    """The one response where there is one item, the other where there are several; their blank is 'facts'."""
    return Paragraph(said(one if len(items) == 1 else several, facts=series(items), **values))


def sentences(facts: Iterable[FactRef]) -> Iterator[Block]:
    """Facts that are sentences as they stand, in one paragraph; nothing where there are none."""
    texts = [fact.text for fact in facts]
    if texts:
        yield Paragraph(plain(" ".join(texts)))


def measured(facts: Sequence[FactRef], above: str, unmeasured: str, **values: Value) -> Iterator[Block]:
    """Skills and the like as bars, under the response above; those that nobody measured in a sentence of their own."""
    bars = tuple(Bar(fact.text, fact.need, fact.have) for fact in facts if fact.need is not None)
    if bars:
        yield Bars(bars, said(above, **values))
    others = [fact.text for fact in facts if fact.need is None]
    if others:
        yield Paragraph(said(unmeasured, facts=series(others), **values))
