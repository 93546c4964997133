"""From an answer to messages: which response of domain.yml is said, and what fills its blanks.

What guides a person to roles is in actions/guidance_reply.py.

Pure functions; no sentence of the bot stands here, only the layout of lists and columns.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from textwrap import wrap

from actions import guidance_reply
from actions.message import BULLET, Message, bullets, offered, portion
from bot.saying.answer import IN_SHORT, Answer, FactRef, SourceRef
from bot.saying.kinds import AnswerKind, FactKind

# Two columns and the gap between them fill the 80 columns of a plain terminal.
COLUMN = 38
GAP = "  "
# So many sources are told at once; the rest when one asks for them.
MOST_SOURCES = 5
# So many fields are counted then.
MOST_FIELDS = 8
# Facts about names rather than roles, told before or after everything else.
REMARKS = frozenset(("counted", "nearest", "or_else"))
# More roles than this are counted by family rather than named one by one.
MOST_NAMED = 150


def reply(answer: Answer, columns: bool = False) -> list[Message]:
    """The messages that say an answer, in order, its sources last.

    columns: whether every line is shown as it is, so that a comparison can stand side by side.
    """
    counted = [fact for fact in answer.facts if fact.kind == FactKind.counted]
    nearest = [fact for fact in answer.facts if fact.kind == FactKind.nearest]
    or_else = [fact for fact in answer.facts if fact.kind == FactKind.or_else]
    answer = replace(answer, facts=tuple(fact for fact in answer.facts if fact.kind not in REMARKS))
    layout = side_by_side if columns and len(answer.roles) == 2 else stacked
    if answer.kind in guidance_reply.REPLIES:
        messages = list(guidance_reply.REPLIES[answer.kind](answer))
    else:
        messages = list(_REPLIES.get(answer.kind, _facts)(answer, layout))
    if len(counted) == 1:
        messages.insert(
            0, Message("utter_counted", {"asked": counted[0].text, "role": _titles(answer)[counted[0].role]})
        )
    messages[:0] = [
        Message("utter_nearest", {"asked": fact.text, "role": _titles(answer)[fact.role]}) for fact in nearest
    ]
    messages += _people(answer)
    if answer.choices and answer.kind != AnswerKind.which_place:
        messages += _which_place(answer, layout)
    if answer.sources and answer.kind != AnswerKind.sources:
        messages.append(_where(answer.sources))
    if answer.kind == AnswerKind.summary:
        messages.append(Message("utter_offer_duties"))
    if or_else:
        others = [fact.text for fact in or_else]
        messages.append(Message("utter_or_else", {"roles": ", ".join(others)}, offered(others)))
    return messages


Layout = Callable[[Sequence[str], Sequence[Sequence[str]]], str]


def stacked(titles: Sequence[str], lists: Sequence[Sequence[str]]) -> str:
    """Lists one below the other, each under its title; empty ones are left out."""
    return "\n".join(f"{title}:\n{bullets(items)}" for title, items in zip(titles, lists, strict=True) if items)


def side_by_side(titles: Sequence[str], lists: Sequence[Sequence[str]]) -> str:
    """Two lists next to each other, wrapped to their columns."""
    cells = [
        [title, "-" * len(title), *(line for item in items for line in _wrapped(item))]
        for title, items in zip(titles, lists, strict=True)
    ]
    rows = zip_longest(*cells, fillvalue="")
    return "\n".join(GAP.join(cell.ljust(COLUMN) for cell in row).rstrip() for row in rows)


def _wrapped(item: str) -> list[str]:
    return wrap(item, COLUMN, initial_indent=BULLET, subsequent_indent=" " * len(BULLET))


def _sources(sources: Sequence[SourceRef]) -> str:
    lines = []
    for source in sources:
        # A comparison cites many places; past a few they say less than the source's name.
        places = f" ({'; '.join(source.places)})" if 0 < len(source.places) <= 2 else ""
        lines.append(source.title + places + (f", {source.url}" if source.url else ""))
    return lines[0] if len(lines) == 1 else "\n" + bullets(lines)


def _where(sources: Sequence[SourceRef]) -> Message:
    """Where an answer was read, the first few where there are many."""
    if len(sources) <= MOST_SOURCES + 1:
        return Message("utter_sources", {"sources": _sources(sources)})
    values = {"sources": _sources(sources[:MOST_SOURCES]), "count": str(len(sources) - MOST_SOURCES)}
    return Message("utter_sources_some", values)


def _who_handles(answer: Answer, layout: Layout) -> Iterator[Message]:
    titles = _titles(answer)
    asked = list(dict.fromkeys(duty.asked for duty in answer.duties))
    for phrase in asked:
        best, *others = [duty for duty in answer.duties if duty.asked == phrase]
        if len(asked) > 1:
            yield Message("utter_about", {"asked": phrase})
        yield Message(f"utter_handles_{best.involvement}", {"role": titles[best.role], "duty": best.statement})
        if others:
            lines = [f"{titles[duty.role]} ({_words(duty.involvement)}): {duty.statement}" for duty in others]
            yield Message("utter_also_handle", {"others": bullets(lines)})
    yield from _unanswered(answer)


def _unanswered(answer: Answer, layout: Layout | None = None) -> Iterator[Message]:
    for phrase in answer.unanswered:
        yield Message("utter_unknown_duty", {"asked": phrase})


def _duties(answer: Answer, layout: Layout) -> Iterator[Message]:
    for role in answer.roles:
        yield from guidance_reply.gathered(answer, role)
        told, rest = portion([duty.statement for duty in answer.duties if duty.role == role.id])
        if not told:
            continue
        yield Message("utter_duties", {"role": role.title, "duties": bullets(told)}, rest=rest)


def _verdict(answer: Answer, layout: Layout) -> Iterator[Message]:
    values = {"role": answer.roles[0].title, "asked": answer.asked}
    if answer.duties:
        values |= {"duty": answer.duties[0].statement, "owner": answer.roles[-1].title}
    involvement = answer.duties[0].involvement if answer.duties else ""
    suffix = f"_{involvement}" if answer.verdict == "yes" or involvement == IN_SHORT else ""
    yield Message(f"utter_verdict_{answer.verdict}{suffix}", values)


def _comparison(answer: Answer, layout: Layout) -> Iterator[Message]:
    titles = [role.title for role in answer.roles]

    def each(texts: Callable[[str], list[str]]) -> list[list[str]]:
        return [texts(role.id) for role in answer.roles]

    def duties(shared: bool) -> list[list[str]]:
        return each(
            lambda role: [duty.statement for duty in answer.duties if duty.role == role and duty.shared == shared]
        )

    def facts(kind: str) -> list[list[str]]:
        return each(lambda role: [fact.text for fact in answer.facts if fact.kind == kind and fact.role == role])

    yield Message("utter_comparison", {"roles": ", ".join(titles)})
    for response, lists in (
        ("utter_comparison_only", duties(shared=False)),
        ("utter_comparison_both", duties(shared=True)),
        ("utter_comparison_scope", facts("scope")),
        ("utter_comparison_needed_in", facts("needed_in")),
    ):
        if any(lists):
            yield Message(response, {"table": layout(titles, lists)})
    yield from _said(answer.facts, ("alike", "different", "disagreement"))


def _shared(answer: Answer, layout: Layout) -> Iterator[Message]:
    titles = _titles(answer)
    roles = ", ".join(titles.values())
    if not answer.duties and not answer.facts:
        yield Message("utter_shared_nothing", {"roles": roles})
        return
    yield Message("utter_shared", {"roles": roles})
    yield from _said(answer.facts, ("alike",))
    if answer.duties:
        lists = [[duty.statement for duty in answer.duties if duty.role == role.id] for role in answer.roles]
        yield Message("utter_comparison_both", {"table": layout(list(titles.values()), lists)})
    for kind in ("department", "skill"):
        names = [fact.text for fact in answer.facts if fact.kind == kind]
        if names:
            yield Message(f"utter_shared_{kind}", {"facts": ", ".join(names)})


def _said(facts: Iterable[FactRef], kinds: Sequence[str]) -> Iterator[Message]:
    for kind in kinds:
        texts = [fact.text for fact in facts if fact.kind == kind]
        if texts:
            yield Message(f"utter_{kind}", {"facts": texts[0] if len(texts) == 1 else bullets(texts)})


def _facts(answer: Answer, layout: Layout) -> Iterator[Message]:
    """Each role's facts, kind by kind; says so where a role has none."""
    for role in answer.roles:
        facts = [fact for fact in answer.facts if fact.role == role.id]
        if not facts:
            yield Message("utter_nothing_known", {"role": role.title})
        for kind in dict.fromkeys(fact.kind for fact in facts):
            texts = [fact.text for fact in facts if fact.kind == kind]
            # Sentences follow each other; names are a list.
            joined = " ".join(texts) if texts[0].endswith(".") else ", ".join(texts)
            yield Message(f"utter_{kind}", {"role": role.title, "facts": joined})


def _roles(answer: Answer, layout: Layout) -> Iterator[Message]:
    titles = _titles(answer)
    families: dict[str, list[str]] = {}
    for fact in answer.facts:
        families.setdefault(fact.text, []).append(titles[fact.role])
    count = str(len(titles))
    if len(titles) > MOST_NAMED:
        # The largest first: nobody reads forty lines to find a field.
        largest = sorted(families, key=lambda family: (-len(families[family]), family))
        lines = [f"{family} ({len(families[family])})" for family in largest[:MOST_FIELDS]]
        rest = str(len(families) - len(lines))
        response = "utter_roles_many" if len(families) > len(lines) else "utter_roles"
        yield Message(response, {"roles": bullets(lines), "count": count, "rest": rest})
        return
    lines = [f"{family}: {', '.join(names)}" for family, names in sorted(families.items())]
    yield Message("utter_roles_one" if len(titles) == 1 else "utter_roles", {"roles": bullets(lines), "count": count})


def _cited(answer: Answer, layout: Layout) -> Iterator[Message]:
    if answer.sources:
        yield Message("utter_cited", {"sources": _sources(answer.sources)})
    else:
        yield Message("utter_nothing_cited")


def _which_role(answer: Answer, layout: Layout) -> Iterator[Message]:
    values = {"asked": answer.asked, "roles": ", ".join(role.title for role in answer.roles)}
    yield Message("utter_which_of" if answer.asked else "utter_which_role", values, offered(_titles(answer).values()))


def _unknown_role(answer: Answer, layout: Layout) -> Iterator[Message]:
    yield Message("utter_unknown_role", {"asked": answer.asked})
    if answer.roles:
        yield Message(
            "utter_suggest_roles", {"roles": ", ".join(_titles(answer).values())}, offered(_titles(answer).values())
        )


def _which_place(answer: Answer, layout: Layout) -> Iterator[Message]:
    role = _titles(answer).get(answer.choice_of, answer.roles[0].title)
    values = {"role": role, "places": ", ".join(answer.choices)}
    yield Message("utter_which_place", values, offered(answer.choices))


def _person(answer: Answer, layout: Layout) -> Iterator[Message]:
    return iter(())


def _nobody_here(answer: Answer, layout: Layout) -> Iterator[Message]:
    for role in answer.roles:
        yield Message("utter_nobody_here", {"role": role.title})


def _people(answer: Answer) -> Iterator[Message]:
    """Who it is in the company."""
    for person in answer.people:
        ways = [way for way in (person.slack and f"Slack {person.slack}", person.email, person.channel) if way]
        named = ", ".join(part for part in (person.name, person.team, person.site) if part)
        values = {
            "role": _titles(answer)[person.role],
            "person": named + (f" ({person.part})" if person.part in ("accountable", "responsible") else ""),
            "ways": ", ".join(ways),
            "away": person.stands_in_for,
            "until": person.until,
        }
        response = "utter_here"
        if person.stands_in_for:
            response += "_deputy_until" if person.until else "_deputy"
        yield Message(response, values)
        if ways:
            yield Message("utter_ways", values)


def _same_role(answer: Answer, layout: Layout) -> Iterator[Message]:
    yield Message("utter_same_role", {"role": answer.roles[0].title, "asked": answer.asked})


def _need_two(answer: Answer, layout: Layout) -> Iterator[Message]:
    yield Message("utter_need_two", {"role": answer.roles[0].title})


_REPLIES: dict[str, Callable[[Answer, Layout], Iterator[Message]]] = {
    "who_handles": _who_handles,
    "unknown_duty": _unanswered,
    "role": _duties,
    "verdict": _verdict,
    "comparison": _comparison,
    "shared": _shared,
    "roles": _roles,
    "sources": _cited,
    "which_role": _which_role,
    "unknown_role": _unknown_role,
    "same_role": _same_role,
    "which_place": _which_place,
    "person": _person,
    "nobody_here": _nobody_here,
    "need_two": _need_two,
}


def _titles(answer: Answer) -> dict[str, str]:
    return {role.id: role.title for role in answer.roles}


def _words(identifier: str) -> str:
    return identifier.replace("_", " ")
