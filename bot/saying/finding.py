"""What is said of roles for a skill or for a person: which they are, and why."""

from collections.abc import Callable, Iterator, Mapping

from bot.saying.answer import Answer, FactRef, RoleRef
from bot.saying.blocks import all_of, measured
from bot.saying.document import Block, Choice, Listing, Paragraph, Words
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.preparation import zone_of
from bot.saying.words import choice, joined, quoted, said, strong

# Of what one likes, so many activities are told where there are several roles, and as the reasons for one.
LISTED, REASONS = 2, 3


def _skill_users(answer: Answer) -> Iterator[Block]:
    first, *others = [strong(role.title) for role in answer.roles]
    yield from _uses([fact for fact in answer.facts if fact.kind is FactKind.uses], first)
    for fact in answer.facts:
        if fact.kind is FactKind.unknown_skill:
            yield Paragraph(said("utter_skill_ignored", asked=quoted(fact.text)))
    if len(others) == 1:
        yield Paragraph(said("utter_skill_other", role=others[0]))
    elif others:
        yield Listing(tuple(others), said("utter_skill_others"))


def _uses(uses: list[FactRef], role: Words) -> Iterator[Block]:
    """To whom it matters most, and how many use it."""
    if len(uses) == 1:
        response = "utter_skill_user" if uses[0].need == 1 else "utter_skill_users"
        yield Paragraph(said(response, skill=uses[0].text, count=f"{uses[0].need:,}", role=role))
        return
    yield Paragraph(said("utter_skills_users", facts=all_of([fact.text for fact in uses]), role=role))
    each = [
        said("utter_used_by_one" if fact.need == 1 else "utter_used_by", skill=fact.text, count=f"{fact.need:,}")
        for fact in uses
    ]
    yield Paragraph(said("utter_used_by_each", facts=all_of(each)))


def _recommendation(answer: Answer) -> Iterator[Block]:
    """The best one with what speaks for it, the others, and then what speaks for each of them."""
    first, *others = answer.roles
    lead = said("utter_recommendation", role=strong(first.title))
    yield Paragraph(joined([lead, *_short_reasons(answer, first)], " "))
    if len(others) == 1:
        yield Paragraph(said("utter_recommendation_other", role=_listed(answer, others[0])))
    elif others:
        yield Listing(tuple(_listed(answer, role) for role in others), said("utter_recommendation_others"))
    for role in others:
        if why := list(_short_reasons(answer, role)):
            yield Paragraph(joined([said("utter_reason", role=strong(role.title)), *why], " "))


def _short_reasons(answer: Answer, role: RoleRef) -> Iterator[Words]:
    """What speaks for a role among others, and whether its preparation is missing."""
    yield from _reasons(answer, role, LISTED)
    zone = zone_of(answer.of(role).get(FactKind.missing_steps, ()))
    if zone:
        yield said("utter_lacks_steps", zone=zone)


def _listed(answer: Answer, role: RoleRef) -> Words:
    lacks = FactKind.missing_steps in answer.of(role)
    return said("utter_recommended_more_schooling", role=strong(role.title)) if lacks else strong(role.title)


def _reasons(answer: Answer, role: RoleRef, most: int) -> Iterator[Words]:
    """Sentences on what one likes, brings and has done."""
    facts = answer.of(role)
    for kind, response in (
        (FactKind.liked, "utter_why_liked"),
        (FactKind.strength, "utter_why_strength"),
        (FactKind.strength_role, "utter_why_role"),
    ):
        texts = [fact.text for fact in facts.get(kind, ())]
        if texts:
            yield said(response, facts=all_of(texts[:most] if kind is FactKind.liked else texts))
    for fact in facts.get(FactKind.strength_duty, ()):
        yield said("utter_why_duty", facts=fact.text)


def _reason(answer: Answer) -> Iterator[Block]:
    role = answer.roles[0]
    facts = answer.of(role)
    yield Paragraph(joined([said("utter_reason", role=strong(role.title)), *_reasons(answer, role, REASONS)], " "))
    for kind, response in ((FactKind.missing_steps, "utter_lacks_steps"), (FactKind.enough_steps, "utter_has_steps")):
        zone = zone_of(facts.get(kind, ()))
        if zone:
            yield Paragraph(said(response, zone=zone))
    yield from measured(facts.get(FactKind.missing_skill, ()), "utter_lacks_skills", "utter_lacks_skills_unmeasured")
    figures = tuple(
        said(response, figure=all_of([fact.text for fact in facts[kind]]))
        for kind, response in (
            (FactKind.correlation, "utter_reason_interests"),
            (FactKind.share, "utter_reason_strengths"),
            (FactKind.total, "utter_reason_total"),
        )
        if kind in facts
    )
    yield Listing(figures, said("utter_reason_method")) if figures else Paragraph(said("utter_reason_method"))


def _unknown_skill(answer: Answer) -> Iterator[Block]:
    yield Paragraph(said("utter_unknown_skill", asked=quoted(answer.asked)))


def _ending_in(response: str, way_on: str) -> Callable[[Answer], Iterator[Block | Choice]]:
    """Says something that needs nothing of the answer, with what to say next."""

    def say(answer: Answer) -> Iterator[Block | Choice]:
        yield Paragraph(said(response))
        yield choice(way_on)

    return say


SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Block | Choice]]] = {
    AnswerKind.skill_users: _skill_users,
    AnswerKind.unknown_skill: _unknown_skill,
    AnswerKind.recommendation: _recommendation,
    AnswerKind.reason: _reason,
    AnswerKind.no_answers: _ending_in("utter_no_answers", "utter_suggest_finder"),
    AnswerKind.nothing_left: _ending_in("utter_nothing_left", "utter_choose_anew"),
}
