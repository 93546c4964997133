"""What is said of jobs that suit what somebody told: what was understood, which jobs, what each meets."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.saying.answer import Answer, RoleRef
from bot.saying.blocks import Piece, all_of
from bot.saying.document import Listing, Paragraph, Words
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.prospects import entry_words
from bot.saying.words import choice, joined, quoted, said, series, strong, titles

# How each kind of thing that was told is said back, in this order.
_TOLD: Mapping[FactKind, str] = {
    FactKind.told_done: "utter_told_done",
    FactKind.told_unwanted: "utter_told_unwanted",
    FactKind.told_studied: "utter_told_studied",
    FactKind.told_near: "utter_told_near",
    FactKind.told_like: "utter_told_like",
    FactKind.told_dislike: "utter_told_dislike",
}
_LEVELS = {str(level): f"utter_told_level_{level}" for level in range(1, 6)}


def _texts(answer: Answer, kind: FactKind) -> list[str]:
    return [fact.text for fact in answer.facts if fact.kind is kind]


def _said_back(answer: Answer) -> Words:
    """What was told, in a line: 'before: Nurse; likes: animals; not: blood and wounds; no degree'."""
    parts: list[Words] = []
    for kind, response in _TOLD.items():
        things = _texts(answer, kind)
        if things:
            parts.append(said(response, facts=series(things)))
    parts += [said(_LEVELS[text]) for text in _texts(answer, FactKind.told_level)]
    limits = _texts(answer, FactKind.told_limit)
    # Who has been to school alone has no degree.
    levels = set(_texts(answer, FactKind.told_level))
    parts += [said(f"utter_told_{limit}") for limit in limits if limit != "no_degree" or not levels & {"1", "2"}]
    return joined(parts, "; ")


def _suited(answer: Answer) -> Iterator[Piece]:
    lines = tuple(_line(answer, role) for role in answer.roles)
    unmeasured = _texts(answer, FactKind.unmeasured)
    # Said in a word, so that the jobs stay in sight.
    ask = [said("utter_told_to_ask", facts=all_of(unmeasured))] if unmeasured else []
    back = joined([*filter(None, [_said_back(answer)]), *ask], "; ")
    before = _texts(answer, FactKind.named_before)
    if any(fact.kind is FactKind.among for fact in answer.facts):
        yield Listing(lines, said("utter_suited_among", told=back) if back else said("utter_suited_among_all"))
    elif before and back and any(fact.kind is FactKind.told_anew for fact in answer.facts):
        yield Listing(lines, said("utter_suited_the_same", told=back, roles=titles(before)))
    elif before:
        yield Listing(lines, said("utter_suited_further", roles=titles(before)))
    else:
        yield Listing(lines, said("utter_suited", told=back) if back else said("utter_suited_anything"))
    yield from _not_understood(answer)
    for fact in answer.facts:
        if fact.kind is FactKind.lacking:
            yield Paragraph(said(f"utter_untold_{fact.text}"))
    yield from (choice("utter_suggest_about", role=role.title) for role in answer.roles[:3])


def _line(answer: Answer, role: RoleRef) -> Words:
    """A role with what it meets, what it pays and what it takes to enter."""
    facts = answer.of(role)
    parts: list[Words] = []
    meets = [fact.text for fact in facts.get(FactKind.meets, ())]
    wished = [fact for fact in answer.facts if fact.kind in (FactKind.told_like, FactKind.told_studied)]
    # What all have in common is said above.
    if len(wished) > 1 and meets:
        parts.append(series(_each_once(meets)))
    parts += [said("utter_suited_pay", figure=fact.text) for fact in facts.get(FactKind.pay_median, ())[:1]]
    parts += [entry_words(fact.text) for fact in facts.get(FactKind.entry_education, ())[:1]]
    if lacks := [fact.text for fact in facts.get(FactKind.lacks, ())]:
        parts.append(said("utter_suited_less", facts=series(_each_once(lacks))))
    if against := [fact.text for fact in facts.get(FactKind.much_avoided, ())]:
        parts.append(said("utter_suited_much", facts=series(_each_once(against))))
    else:
        parts += [said("utter_suited_some", facts=fact.text) for fact in facts.get(FactKind.has_avoided, ())[:1]]
    return joined([strong(role.title), joined(parts, "; ")], ": ") if parts else strong(role.title)


def _each_once(texts: Sequence[str]) -> list[str]:
    """Without those that others say as well: 'maps' beside 'geography and maps'."""
    found = list(dict.fromkeys(texts))
    return [text for text in found if not any(text != other and text in other for other in found)]


def _unsaid(answer: Answer) -> Iterator[Piece]:
    """What no source says of jobs, what was not understood, and what is to be said of what somebody is like."""
    yield from _unmeasured(answer)
    yield from _not_understood(answer)


def _unmeasured(answer: Answer) -> Iterator[Piece]:
    unmeasured = _texts(answer, FactKind.unmeasured)
    if unmeasured:
        yield Paragraph(said("utter_told_unmeasured", facts=all_of(unmeasured)))


def _not_understood(answer: Answer) -> Iterator[Piece]:
    unknown = [quoted(text) for text in _texts(answer, FactKind.told_unknown)]
    if unknown:
        yield Paragraph(said("utter_told_unknown", facts=all_of(unknown)))
    for fact in answer.facts:
        if fact.kind is FactKind.told_note:
            yield Paragraph(said(f"utter_told_note_{fact.text}"))


def _suits_nothing(answer: Answer) -> Iterator[Piece]:
    yield Paragraph(said("utter_suits_nothing", told=_said_back(answer)))
    yield choice("utter_suggest_forget_told")
    yield choice("utter_suggest_finder")


def _told_nothing(answer: Answer) -> Iterator[Piece]:
    if back := _said_back(answer):
        yield Paragraph(said("utter_told_noted", told=back))
    yield from _unsaid(answer)
    yield Paragraph(said("utter_told_nothing"))
    yield choice("utter_suggest_finder")


def _told(answer: Answer) -> Iterator[Piece]:
    back = _said_back(answer)
    if not back and not any(fact.kind is FactKind.unmeasured for fact in answer.facts):
        yield Paragraph(said("utter_told_none"))
        yield choice("utter_suggest_finder")
        return
    if back:
        yield Paragraph(said("utter_told", told=back))
    yield from _unsaid(answer)
    yield Paragraph(said("utter_told_correct"))
    yield choice("utter_suggest_suited")
    yield choice("utter_suggest_forget_told")


def _forgotten(answer: Answer) -> Iterator[Piece]:
    yield Paragraph(said("utter_told_forgotten"))
    yield choice("utter_suggest_finder")


# What is said of a role as the reasons for naming it, in this order.
_REASONS: Mapping[FactKind, str] = {
    FactKind.meets: "utter_suited_meets",
    FactKind.strength_role: "utter_suited_carries",
    FactKind.lacks: "utter_suited_lacks",
    FactKind.has_avoided: "utter_suited_avoided",
}


def _reason(answer: Answer) -> Iterator[Piece]:
    role = answer.roles[0]
    facts = answer.of(role)
    told = [
        said(response, role=strong(role.title), facts=series([fact.text for fact in facts[kind]]))
        for kind, response in _REASONS.items()
        if kind in facts
    ]
    yield Paragraph(joined(told or [said("utter_suited_no_reason", role=strong(role.title))], " "))
    yield Paragraph(said("utter_suited_method"))


SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Piece]]] = {
    AnswerKind.suited: _suited,
    AnswerKind.suited_reason: _reason,
    AnswerKind.suits_nothing: _suits_nothing,
    AnswerKind.told_nothing: _told_nothing,
    AnswerKind.told: _told,
    AnswerKind.told_forgotten: _forgotten,
}
