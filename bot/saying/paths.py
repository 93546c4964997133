"""What is said of roles above and below each other, and of the way from one to another."""

from collections.abc import Callable, Iterator, Mapping

from bot.saying.answer import Answer, RoleRef
from bot.saying.blocks import Piece, all_of, known_of, measured, sentences, titles_of
from bot.saying.document import Block, Paragraph, Words
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.preparation import zone_of
from bot.saying.words import joined, raised, said, strong

# Of what is missing on the way to a role, so many skills are told before anything else.
FIRST = 4
# Of each kind of step what is said where there is one, and where there are several, in the order told.
_STEPS: Mapping[FactKind, tuple[str, str]] = {
    FactKind.reports_to: ("utter_ladder_reports_to", "utter_ladder_reports_to"),
    FactKind.next_roles: ("utter_ladder_next", "utter_ladder_next"),
    FactKind.step_up: ("utter_step_up_one", "utter_step_up"),
    FactKind.led: ("utter_led_one", "utter_led"),
    FactKind.step_down: ("utter_step_down_one", "utter_step_down"),
    FactKind.no_ladder: ("utter_no_ladder", "utter_no_ladder"),
    FactKind.related: ("utter_ladder_related_one", "utter_ladder_related"),
}


def _ladder(answer: Answer) -> Iterator[Piece]:
    for role in answer.roles:
        yield from known_of(role, _steps(answer, role))


def _steps(answer: Answer, role: RoleRef) -> Iterator[Block]:
    facts = answer.of(role)
    for kind, (one, several) in _STEPS.items():
        titles = titles_of(facts.get(kind, ()))
        if titles:
            response = one if len(titles) == 1 else several
            yield Paragraph(raised(said(response, role=strong(role.title), facts=all_of(titles))))


_VERDICTS = {"yes": "utter_order_yes", "no": "utter_order_no", "unknown": "utter_order_unknown"}


def _order(answer: Answer) -> Iterator[Block]:
    upper, lower = answer.roles
    yield Paragraph(said(_VERDICTS[answer.verdict], upper=strong(upper.title), lower=strong(lower.title)))
    for fact in answer.facts:
        if fact.kind is FactKind.same_zone:
            yield Paragraph(said("utter_same_zone", zone=_zone(answer, fact.role)))
        elif fact.kind is FactKind.higher_zone:
            yield _higher(answer, fact.role, next(role.id for role in answer.roles if role.id != fact.role))


def _zone(answer: Answer, role: str) -> Words:
    return zone_of(fact for fact in answer.facts if fact.kind is FactKind.preparation and fact.role == role)


def _higher(answer: Answer, role: str, other: str) -> Block:
    return Paragraph(
        said(
            "utter_higher_zone",
            role=strong(answer.titles[role]),
            zone=_zone(answer, role),
            other=strong(answer.titles[other]),
            other_zone=_zone(answer, other),
        )
    )


def _path(answer: Answer) -> Iterator[Block]:
    start, goal = answer.roles[0], answer.roles[-1]
    facts = answer.of(goal)
    way = "utter_path_direct" if len(answer.roles) == 2 else "utter_path"
    yield Paragraph(
        said(
            "utter_path_unconnected" if FactKind.unconnected in facts else way,
            start=strong(start.title),
            goal=strong(goal.title),
            steps=joined([strong(role.title) for role in answer.roles], " → "),
        )
    )
    yield from _preparation(answer)
    missing = facts.get(FactKind.missing_skill, [])
    yield from measured(missing[:FIRST], "utter_path_missing", "utter_path_missing_unmeasured")
    yield from measured(facts.get(FactKind.carries_over, ()), "utter_carries_over", "utter_carries_over_unmeasured")
    yield from sentences(facts.get(FactKind.education, ()))
    yield from measured(missing[FIRST:], "utter_path_also_missing", "utter_path_missing_unmeasured")


def _preparation(answer: Answer) -> Iterator[Block]:
    """What the goal takes, or that it is what the start does."""
    start, goal = answer.roles[0], answer.roles[-1]
    had, needed = _zone(answer, start.id), _zone(answer, goal.id)
    if needed and had == needed:
        yield Paragraph(said("utter_same_zone", zone=needed))
    elif needed:
        yield Paragraph(said("utter_duration", role=strong(goal.title), zone=needed))


SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Piece]]] = {
    AnswerKind.ladder: _ladder,
    AnswerKind.order: _order,
    AnswerKind.path: _path,
}
