"""What is said of a role's facts, a sentence for each kind, wherever they are told."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.saying.answer import Answer, FactRef, RoleRef
from bot.saying.document import Bar, Bars, Block, Choice, Listing, Paragraph
from bot.saying.kinds import FactKind
from bot.saying.prospects import entry_words
from bot.saying.words import lowered, named, plain, said, series, strong, titles

# So many roles are named in a sentence, more in a list below each other.
IN_SENTENCE = 4
# So many skills and tools are told first: one reads no further before the next kind.
FIRST = 5
# So many roles can be picked at once.
PICKED = 5
# Said of a group that is no one job, where there is only its summary.
_STANDS_FOR = "utter_gathers_in_short"

Saying = Callable[[RoleRef, Sequence[FactRef]], Iterator[Block]]


def stated(answer: Answer, role: RoleRef) -> Iterator[Block]:
    """All that is stated of a role, kind by kind; its skills and tools the first few of each first."""
    facts = answer.of(role)
    further: list[Block] = []
    for kind, found in facts.items():
        if kind in _SAYINGS:
            yield from _SAYINGS[kind](role, found)
        elif kind in _MEASURED:
            yield from _amounts(f"utter_{kind.value}", role, kind, found[:FIRST])
            further += _amounts(f"utter_{kind.value}_further", role, kind, found[FIRST:])
    yield from further


def gathered(answer: Answer, role: RoleRef) -> Iterator[Block | Choice]:
    """What a group that is no one job gathers, and the roles to look at instead."""
    facts = answer.of(role)
    for fact in facts.get(FactKind.gathers, ()):
        # 'Gathers crews of ships', or the role's summary, a whole sentence.
        response, text = ("utter_gathers", lowered(fact.text)) if _is_verb(fact.text) else (_STANDS_FOR, fact.text)
        yield Paragraph(said(response, role=strong(role.title), facts=text))
    others = [fact.text for fact in facts.get(FactKind.elsewhere, ())]
    if others:
        yield Paragraph(said("utter_elsewhere", roles=titles(others, "utter_or")))
        yield from (Choice(title, title) for title in others[:PICKED])


def _amounts(response: str, role: RoleRef, kind: FactKind, facts: Sequence[FactRef]) -> Iterator[Block]:
    """Things that matter more or less: as bars where that is measured, else in a sentence."""
    if not facts:
        return
    names = [fact.text if kind is FactKind.tool else named(fact.text) for fact in facts]
    words = said(response, role=strong(role.title))
    if any(fact.need is None for fact in facts):
        yield Paragraph((*words, *plain(" "), *series(names), *plain(".")))
    else:
        yield Bars(tuple(Bar(name, fact.need or 0) for name, fact in zip(names, facts, strict=True)), words)


def _whole(role: RoleRef, facts: Sequence[FactRef]) -> Iterator[Block]:
    """Sentences that name the role themselves."""
    yield from (Paragraph(plain(fact.text)) for fact in facts)


def _predicate(role: RoleRef, facts: Sequence[FactRef]) -> Iterator[Block]:
    """Sentences without a subject: 'Covers the books', 'Found in bars'."""
    for fact in facts:
        response = f"utter_{fact.kind.value}" if _is_verb(fact.text) else f"utter_{fact.kind.value}_is"
        yield Paragraph(said(response, role=strong(role.title), facts=lowered(fact.text)))


def _is_verb(text: str) -> bool:
    """Whether a sentence without a subject begins with its verb."""
    return text.split(" ", 1)[0].endswith("s")


def _sentence(role: RoleRef, facts: Sequence[FactRef]) -> Iterator[Block]:
    """Sentences that end one about the role."""
    first, *others = (fact.text for fact in facts)
    text = " ".join((lowered(first), *others))
    yield Paragraph(said(f"utter_{facts[0].kind.value}", role=strong(role.title), facts=text))


def _whole_beside(role: RoleRef, facts: Sequence[FactRef]) -> Iterator[Block]:
    text = " ".join(fact.text for fact in facts)
    yield Paragraph(said(f"utter_{facts[0].kind.value}", role=strong(role.title), facts=text))


def _series(role: RoleRef, facts: Sequence[FactRef]) -> Iterator[Block]:
    names = [named(fact.text) if fact.kind is FactKind.style else fact.text for fact in facts]
    yield Paragraph(said(f"utter_{facts[0].kind.value}", role=strong(role.title), facts=series(names)))


def _roles(role: RoleRef, facts: Sequence[FactRef]) -> Iterator[Block]:
    response, others = f"utter_{facts[0].kind.value}", [fact.text for fact in facts]
    if len(others) > IN_SENTENCE:
        words = said(f"{response}_these", role=strong(role.title))
        yield Listing(tuple(strong(title) for title in others), words)
    else:
        response += "_one" if len(others) == 1 else ""
        yield Paragraph(said(response, role=strong(role.title), facts=titles(others)))


def _superiors(role: RoleRef, facts: Sequence[FactRef]) -> Iterator[Block]:
    others = titles([fact.text for fact in facts])
    yield Paragraph(said("utter_reports_to", role=strong(role.title), facts=others))


def _interests(role: RoleRef, facts: Sequence[FactRef]) -> Iterator[Block]:
    first, *others = (said(f"utter_interest_{fact.text}") for fact in facts)
    if others:
        yield Paragraph(said("utter_interests", role=strong(role.title), first=first, others=series(others)))
    else:
        yield Paragraph(said("utter_interest", role=strong(role.title), first=first))


def _entry(role: RoleRef, facts: Sequence[FactRef]) -> Iterator[Block]:
    yield Paragraph(said("utter_courses_entered", role=strong(role.title), education=entry_words(facts[0].text)))


def _absent(role: RoleRef, facts: Sequence[FactRef]) -> Iterator[Block]:
    yield Paragraph(said(f"utter_{facts[0].kind.value}", role=strong(role.title)))


_MEASURED = (FactKind.skill, FactKind.knowledge, FactKind.tool)
_SAYINGS: Mapping[FactKind, Saying] = {
    FactKind.summary: _whole,
    FactKind.scope: _predicate,
    FactKind.place: _predicate,
    FactKind.needed_in: _predicate,
    FactKind.department: _series,
    FactKind.reports_to: _superiors,
    FactKind.no_superior: _absent,
    FactKind.education: _sentence,
    FactKind.entry_education: _entry,
    FactKind.experience: _sentence,
    FactKind.disagreement: _whole_beside,
    FactKind.licence: _whole_beside,
    FactKind.no_licence: _absent,
    FactKind.interest: _interests,
    FactKind.style: _series,
    FactKind.next_roles: _roles,
    FactKind.related: _roles,
}
