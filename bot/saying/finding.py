"""What is said of roles for a skill or for a person: which they are, and why."""

from collections.abc import Callable, Iterator, Mapping

from bot.saying.answer import Answer, FactRef, RoleRef
from bot.saying.blocks import all_of, any_of, measured
from bot.saying.document import Bar, Bars, Block, Choice, Heading, Listing, Paragraph, Words
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.preparation import zone_of
from bot.saying.prospects import ENTRY
from bot.saying.text import text_of
from bot.saying.words import choice, joined, named, quoted, said, strong

# Of what one likes, so many activities are told where there are several roles, and as the reasons for one.
LISTED, REASONS = 2, 3
# So many of the skills that are missing are named in a result.
MISSING = 3
# What a type of work gets that is neither liked nor disliked.
NEITHER = 50


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
    """The best one with what speaks for it, a line on each, then the person, then what speaks for the others."""
    first, *others = answer.roles
    lead = said(_LEADS.get(_narrowed(answer), "utter_recommendation"), role=strong(first.title))
    # The list below tells schooling, pay and prospects of each; why, of the others as well, is told on 'more'.
    yield Paragraph(joined([lead, *list(_reasons(answer, first, 1))[:1]], " "))
    if others:
        yield Listing(tuple(_listed(answer, role) for role in answer.roles))
    yield from _limits(answer)
    yield from profile(answer)
    for role in answer.roles:
        if why := list(_short_reasons(answer, role)):
            yield Paragraph(joined([said("utter_reason", role=strong(role.title)), *why], " "))


# By how a list was narrowed.
_LEADS: Mapping[str, str] = {"more": "utter_recommendation_more", "schooling": "utter_recommendation_schooling"}


def _narrowed(answer: Answer) -> str:
    return next((fact.text for fact in answer.facts if fact.kind is FactKind.narrowed), "")


def result_of(answer: Answer) -> Iterator[Block]:
    """The whole result, as somebody keeps it: the person first, then each role under its name."""
    yield from profile(answer)
    yield from _limits(answer)
    for role in answer.roles:
        yield Heading(strong(role.title))
        line = _line(answer, role)
        if line:
            yield Paragraph(said("utter_result_line", facts=line))
        if why := list(_short_reasons(answer, role)):
            yield Paragraph(joined(why, " "))
        missing = answer.of(role).get(FactKind.missing_skill, ())
        if missing:
            yield Paragraph(
                said("utter_result_missing", facts=all_of([named(fact.text) for fact in missing[:MISSING]]))
            )


# Each of Holland's types as something that one may like.
_TYPES: Mapping[str, str] = {
    "realistic": "utter_profile_realistic",
    "investigative": "utter_profile_investigative",
    "artistic": "utter_profile_artistic",
    "social": "utter_profile_social",
    "enterprising": "utter_profile_enterprising",
    "conventional": "utter_profile_conventional",
}
# By how a job grows beside all jobs together.
_GROWTH: Mapping[str, str] = {
    "much_faster": "utter_result_much_faster",
    "faster": "utter_result_faster",
    "average": "utter_result_average",
    "slower": "utter_result_slower",
    "declining": "utter_result_declining",
}


def profile(answer: Answer) -> Iterator[Block]:
    """How one likes each of the six types of work, drawn, with the strongest in words."""
    found = sorted((fact for fact in answer.facts if fact.kind is FactKind.profile), key=lambda fact: -(fact.need or 0))
    if not found:
        return
    bars = tuple(Bar(text_of(said(_TYPES[fact.ref])), fact.need or 0) for fact in found)
    strongest = [bar.label[:1].lower() + bar.label[1:] for bar in bars if bar.value > NEITHER][:2]
    above = said("utter_profile", facts=all_of(strongest)) if strongest else said("utter_profile_flat")
    yield Bars(bars, above)


def _limits(answer: Answer) -> Iterator[Block]:
    """What is left out for the person's sake, and what of that nothing tells."""
    kinds = ((FactKind.avoided, "utter_result_avoided"), (FactKind.untold, "utter_finder_untold"))
    for kind, response in kinds:
        things = [fact.text for fact in answer.facts if fact.kind is kind and not fact.role]
        if things:
            yield Paragraph(said(response, facts=any_of(things)))


def _line(answer: Answer, role: RoleRef) -> Words:
    """What a role takes and gives, in a few words; nothing where nothing is known."""
    facts = answer.of(role)
    parts: list[Words] = []
    for fact in facts.get(FactKind.entry_education, ())[:1]:
        parts.append(said(ENTRY[fact.text]))
    for fact in facts.get(FactKind.pay_median, ())[:1]:
        unit = next((each.text for each in facts.get(FactKind.pay_unit, ())), "")
        parts.append(said("utter_result_pay", amount=fact.text, unit=unit))
    for fact in facts.get(FactKind.outlook_growth, ())[:1]:
        parts.append(said(_GROWTH[fact.text]))
    return joined(parts, "; ") if parts else ()


def _short_reasons(answer: Answer, role: RoleRef) -> Iterator[Words]:
    """What speaks for a role among others, and whether its preparation is missing."""
    yield from _reasons(answer, role, LISTED)
    zone = zone_of(answer.of(role).get(FactKind.missing_steps, ()))
    if zone:
        yield said("utter_lacks_steps", zone=zone)


def _listed(answer: Answer, role: RoleRef) -> Words:
    line = _line(answer, role)
    return joined([strong(role.title), line], ": ") if line else strong(role.title)


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


def _method(answer: Answer) -> Iterator[Block]:
    """How recommendations come about, and the figures of the one that is told of."""
    role = answer.roles[0]
    facts = answer.of(role)
    count = next(fact.text for fact in answer.facts if fact.kind is FactKind.compared)
    yield Paragraph(said("utter_method", count=count))
    parts = [
        said(response, figure=all_of([fact.text for fact in facts[kind]]))
        for kind, response in (
            (FactKind.correlation, "utter_method_interests"),
            (FactKind.share, "utter_method_strengths"),
            (FactKind.total, "utter_method_total"),
        )
        if kind in facts
    ]
    if parts:
        yield Listing(tuple(parts), said("utter_method_of", role=strong(role.title)))
    yield from profile(answer)


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
    AnswerKind.method: _method,
    AnswerKind.finder_offer: _ending_in("utter_offer_finder", "utter_suggest_finder"),
    AnswerKind.no_answers: _ending_in("utter_no_answers", "utter_suggest_finder"),
    AnswerKind.nothing_left: _ending_in("utter_nothing_left", "utter_choose_anew"),
}
