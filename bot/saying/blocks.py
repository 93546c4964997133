"""What answers of several kinds are made of: several things in one sentence, what is measured, roles told in turn."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.saying.answer import FactRef, RoleRef
from bot.saying.document import Bar, Bars, Block, Choice, Heading, Paragraph, Words
from bot.saying.text import text_of
from bot.saying.words import Value, joined, named, plain, said, strong

Piece = Block | Choice
# What in a name would read as the end of it among others.
_LONG = re.compile(r", | (?:and|or) ")


def all_of(items: Sequence[Value]) -> Words:
    """'A, B and C'."""
    return _series(items, "utter_and")


def any_of(items: Sequence[Value]) -> Words:
    """'A, B or C'."""
    return _series(items, "utter_or")


def titles_of(facts: Iterable[FactRef]) -> list[Words]:
    """The roles that some facts name, each with its article."""
    return [said("utter_title", role=strong(fact.text)) for fact in facts]


def _series(items: Sequence[Value], response: str) -> Words:
    if len(items) < 2:
        return joined(items)
    # 'Tax Examiner, Tax Collector, or Revenue Agent' is one of them: commas would not keep it from the next.
    is_long = any(_LONG.search(item if isinstance(item, str) else text_of(item)) for item in items)
    before = joined([joined(items[:-1], "; "), ";"], "") if is_long else joined(items[:-1])
    return said(response, before=before, last=joined(items[-1:]))


def told(one: str, several: str, items: Sequence[Value], **values: Value) -> Paragraph:
    """The one response where there is one item, the other where there are several; their blank is 'facts'."""
    return Paragraph(said(one if len(items) == 1 else several, facts=all_of(items), **values))


def sentences(facts: Iterable[FactRef]) -> Iterator[Block]:
    """Facts that are sentences as they stand, in one paragraph; nothing where there are none."""
    texts = [fact.text for fact in facts]
    if texts:
        yield Paragraph(plain(" ".join(texts)))


def measured(facts: Sequence[FactRef], above: str, unmeasured: str, **values: Value) -> Iterator[Block]:
    """Skills and the like as bars, under the response above; those that nobody measured in a sentence of their own."""
    bars = tuple(Bar(named(fact.text), fact.need, fact.have) for fact in facts if fact.need is not None)
    if bars:
        yield Bars(bars, said(above, **values))
    others = [named(fact.text) for fact in facts if fact.need is None]
    if others:
        yield Paragraph(said(unmeasured, facts=all_of(others), **values))


def in_turn(
    roles: Sequence[RoleRef],
    first: Callable[[RoleRef], Iterable[Piece]],
    further: Callable[[RoleRef], Iterable[Piece]],
) -> Iterator[Piece]:
    """What is said first of each role, then what further, under its title where there are several."""
    told = [(role, list(first(role)), list(further(role))) for role in roles]
    for role, blocks, rest in told:
        yield from blocks if rest else known_of(role, blocks)
    for role, _, rest in told:
        if rest and len(roles) > 1:
            yield Heading(strong(role.title))
        yield from rest


def known_of(role: RoleRef, blocks: Iterable[Piece]) -> Iterator[Piece]:
    """The blocks that tell something of a role; that nothing is known where there are none."""
    found = list(blocks)
    yield from found or (Paragraph(said("utter_nothing_known", role=strong(role.title))),)
