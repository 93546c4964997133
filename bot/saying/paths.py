"""What is said of roles above and below each other, and of the way from one to another."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.saying.answer import Answer, FactRef, RoleRef
from bot.saying.blocks import Piece, all_of, known_of, measured, sentences, titles_of
from bot.saying.document import Block, Paragraph, Words
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.preparation import short_zone_of, zone_of
from bot.saying.words import raised, said, strong

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

# By the way from one role to another, see bot.guidance.paths.
_WAYS: Mapping[str, str] = {
    "near": "utter_path_near",
    "near_up": "utter_path_near_up",
    "learnt": "utter_path_learnt",
    "steps": "utter_path_steps",
    "earned": "utter_path_earned",
    "practice": "utter_path_practice",
    "training": "utter_path_training",
    "unknown": "utter_path_unknown",
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
    return zone_of(_prepared(answer, role))


def _prepared(answer: Answer, role: str) -> list[FactRef]:
    return [fact for fact in answer.facts if fact.kind is FactKind.preparation and fact.role == role]


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
    goal = answer.roles[-1]
    facts = answer.of(goal)
    yield from _way(answer, facts[FactKind.way][0].text)
    yield from sentences(facts.get(FactKind.education, ()))
    for licence in facts.get(FactKind.licence, ()):
        yield Paragraph(said("utter_become_licence", facts=licence.text))
    missing = facts.get(FactKind.missing_skill, [])
    yield from measured(missing[:FIRST], "utter_path_missing", "utter_path_missing_unmeasured")
    yield from measured(facts.get(FactKind.carries_over, ()), "utter_carries_over", "utter_carries_over_unmeasured")
    yield from measured(facts.get(FactKind.first_skill, ()), "utter_first_skills", "utter_first_skills_unmeasured")
    yield from measured(missing[FIRST:], "utter_path_also_missing", "utter_path_missing_unmeasured")


def _way(answer: Answer, way: str) -> Iterator[Block]:
    """The way in a sentence: which roles it goes over, and what the goal takes."""
    start, *steps, goal = answer.roles
    ends = {"start": strong(start.title), "goal": strong(goal.title)}
    needed = short_zone_of(_prepared(answer, goal.id))
    if steps:
        yield Paragraph(said("utter_path_over", steps=_then(answer, steps), **ends))
    if way == "near" and needed and _level(answer, goal) > _level(answer, start):
        way = "near_up"
    elif way == "learnt":
        needed = _zone(answer, goal.id)
    yield Paragraph(said(_WAYS[way], zone=needed, **ends))


def _then(answer: Answer, steps: Sequence[RoleRef]) -> Words:
    """'The Bookkeeper (...) and then the Payroll Manager (...)', each with what it takes."""
    told = [
        said("utter_path_step", role=strong(step.title), zone=short_zone_of(_prepared(answer, step.id)))
        for step in steps
    ]
    return told[0] if len(told) == 1 else said("utter_path_then", first=told[0], then=told[1])


def _level(answer: Answer, role: RoleRef) -> int:
    return int(next((fact.text for fact in _prepared(answer, role.id)), "0"))


SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Piece]]] = {
    AnswerKind.ladder: _ladder,
    AnswerKind.order: _order,
    AnswerKind.path: _path,
}
