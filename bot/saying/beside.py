"""What is said of roles beside each other: how they differ, and what they have in common."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.saying.answer import Answer
from bot.saying.document import Block, Choice, Listing, Paragraph, Row, Table
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.text import text_of
from bot.saying.words import lowered, named, plain, raised, said, series, strong, titles

# So many entries of each role stand in one row, so that a row fits on a screen.
IN_ROW = 2
# So many things in common are told in one sentence; and of skills, most of which most roles need, at most.
IN_SENTENCE, MOST_SKILLS = 6, 12


def _comparison(answer: Answer) -> Iterator[Block]:
    own = _duties(answer, shared=False)
    different = _texts(answer, FactKind.different)
    if different:
        yield Paragraph(plain(different[0]))
    else:
        yield from _contrast(answer, own)
        own = [duties[1:] for duties in own]
    yield from _listed("utter_different", different[1:])
    scope, needed = (_of_each(answer, kind) for kind in (FactKind.scope, FactKind.needed_in))
    rows = [
        # One duty of each, which is short, so that something stands beside each other at once.
        *_rows("utter_comparison_only", [duties[:1] for duties in own]),
        *_rows("utter_comparison_scope", scope),
        *_rows("utter_comparison_needed_in", needed),
        *_rows("utter_comparison_both", _duties(answer, shared=True)),
        *_rows("utter_comparison_only", [duties[1:] for duties in own]),
    ]
    if rows:
        yield Table(tuple(role.title for role in answer.roles), tuple(rows))
    yield from _listed("utter_alike", _texts(answer, FactKind.alike))
    yield from _listed("utter_disagreement", _texts(answer, FactKind.disagreement))


def _contrast(answer: Answer, own: Sequence[Sequence[str]]) -> Iterator[Block]:
    """How they differ, by the first duty that each of them has to itself."""
    firsts = [
        said("utter_duty", role=strong(role.title), duty=lowered(duties[0]))
        for role, duties in zip(answer.roles, own, strict=True)
        if duties
    ]
    if len(answer.roles) == 2 and len(firsts) == 2:
        (first, second), (one, other) = answer.roles, (lowered(duties[0]).rstrip(".") for duties in own)
        yield Paragraph(
            said("utter_comparison", first=strong(first.title), one=one, second=strong(second.title), other=other)
        )
    elif len(firsts) > 1:
        yield Listing(tuple(firsts), said("utter_comparison_each"))
    elif firsts:
        yield Paragraph(said("utter_comparison_one", sentence=firsts[0]))
    else:
        yield Paragraph(said("utter_comparison_nothing", roles=titles([role.title for role in answer.roles])))


def _shared(answer: Answer) -> Iterator[Block]:
    roles = titles([role.title for role in answer.roles])
    alike = _texts(answer, FactKind.alike)
    duties = _duties(answer, shared=True)
    if alike:
        yield Paragraph(raised(said("utter_shared_alike", roles=roles, facts=lowered(alike[0]))))
        yield from (Paragraph(plain(text)) for text in alike[1:])
    elif any(duties):
        yield Paragraph(raised(said("utter_shared_work", roles=roles)))
    if any(duties):
        columns = tuple(role.title for role in answer.roles)
        yield Table(columns, tuple(_rows("utter_comparison_both", duties)))
    for kind in (FactKind.department, FactKind.skill):
        texts = _texts(answer, kind)
        names = [named(text) for text in texts[:MOST_SKILLS]] if kind is FactKind.skill else texts
        for start in range(0, len(names), IN_SENTENCE):
            response = f"utter_shared_{kind.value}" + ("_further" if start else "")
            facts = series(names[start : start + IN_SENTENCE])
            yield Paragraph(raised(said(response, roles=roles, facts=facts)))
    if not (alike or any(duties) or answer.facts):
        yield Paragraph(said("utter_shared_nothing", roles=roles))


def _texts(answer: Answer, kind: FactKind) -> list[str]:
    return [fact.text for fact in answer.facts if fact.kind is kind]


def _of_each(answer: Answer, kind: FactKind) -> list[list[str]]:
    return [[fact.text for fact in answer.of(role).get(kind, ())] for role in answer.roles]


def _duties(answer: Answer, shared: bool) -> list[list[str]]:
    """The statements of each role's duties that others share, or that they don't."""
    told = [duty for duty in answer.duties if duty.shared == shared]
    return [[duty.statement for duty in told if duty.role == role.id] for role in answer.roles]


def _rows(label: str, cells: Sequence[Sequence[str]]) -> list[Row]:
    """A few entries of each column at a time."""
    return [
        Row(text_of(said(label)), tuple(tuple(cell[start : start + IN_ROW]) for cell in cells))
        for start in range(0, max(map(len, cells), default=0), IN_ROW)
    ]


def _listed(response: str, texts: Sequence[str]) -> Iterator[Block]:
    """One as a sentence, more in a list."""
    if len(texts) == 1:
        yield Paragraph(said(response, facts=texts[0]))
    elif texts:
        yield Listing(tuple(map(plain, texts)), said(f"{response}_these"))


SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Block | Choice]]] = {
    AnswerKind.comparison: _comparison,
    AnswerKind.shared: _shared,
}
