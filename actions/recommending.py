"""Which roles suit a person by what they told the career finder, and why."""

from collections.abc import Iterator
from dataclasses import replace

from actions.answer import role_ref, source_refs
from actions.knowledge import Known
from actions.pay import tell_pay
from actions.question import Question, focus_of, picked
from actions.ranking import tell_outlook
from bot.guidance.avoiding import Judged, avoidance
from bot.guidance.finder import AVOID, EDUCATION, RATINGS, STRENGTHS, Progress
from bot.guidance.recommend import ANY, Fit, Person, Within, explain, interests_of, recommend
from bot.knowledge.model import Sourced
from bot.reading.limits import Limit
from bot.saying.answer import Answer, FactRef
from bot.saying.kinds import AnswerKind, FactKind
from bot.search.profiles import TYPES


def person_of(progress: Progress) -> Person:
    """Who someone is, by their answers."""
    strengths, avoid = progress.further.get(STRENGTHS) or {}, progress.further.get(AVOID) or {}
    return Person(
        progress.ratings,
        progress.things(STRENGTHS),
        tuple(strengths.get("roles", ())),
        progress.further.get(EDUCATION) or 0,
        progress.things(AVOID),
        tuple(avoid.get("roles", ())),
    )


def recommended(known: Known, person: Person, says_something: bool, within: Within = ANY) -> Answer:
    """The roles that suit a person, with why and what is missing, what they earn and how their prospects are.

    facts beside those of each role: profile, how one likes a type of work (ref), 0 to 100; avoided and untold, what is
    left out and what nothing tells of; narrowed, to 'schooling' or to 'more'.
    """
    if not says_something:
        return Answer(AnswerKind.no_answers)
    fits = recommend(known, person, within=within)
    if not fits:
        return Answer(AnswerKind.nothing_left)
    told = _told(known, AnswerKind.recommendation, fits)
    figures = [part for fit in fits for part in (tell_pay(known, [fit.role]), tell_outlook(known, [fit.role]))]
    facts = [fact for part in figures for fact in part.facts if fact.kind in _FIGURES]
    sources = {source.id: source for part in (told, *figures) for source in part.sources}
    about = (*_profile(known, person), *_limits(known, person))
    return replace(told, facts=(*about, *told.facts, *facts), sources=tuple(sources.values()))


# Of what roles earn and how they grow, a line has these.
_FIGURES = frozenset(
    (
        *(FactKind.pay_median, FactKind.pay_unit, FactKind.pay_year),
        *(FactKind.outlook_growth, FactKind.outlook_change, FactKind.outlook_until, FactKind.entry_education),
    )
)


def _profile(known: Known, person: Person) -> Iterator[FactRef]:
    """How one likes each type of work, 0 to 100, where any activity was rated."""
    if any(rating in RATINGS for rating in person.ratings):
        for kind, value in zip(TYPES, interests_of(person.ratings, known), strict=True):
            yield FactRef(FactKind.profile, "", kind.value, ref=kind.value, need=round(50 + 50 * float(value)))


def _limits(known: Known, person: Person) -> Iterator[FactRef]:
    for phrase in person.avoid:
        judged = avoidance(known, phrase).judged
        yield FactRef(FactKind.avoided if judged is Judged.told else FactKind.untold, "", phrase)


def reason(known: Known, person: Person, role: str) -> Answer:
    """Why one role was recommended, with the figures behind it."""
    fit = explain(known, person, role)
    told = _told(known, AnswerKind.reason, [fit])
    figures = [FactRef(FactKind.correlation, role, f"{fit.interest:.2f}")] if fit.interest is not None else []
    figures += [FactRef(FactKind.share, role, f"{strength.phrase}: {strength.share:.2f}") for strength in fit.strengths]
    return replace(told, facts=(*told.facts, *figures, FactRef(FactKind.total, role, f"{fit.score:.2f}")))


def _told(known: Known, kind: AnswerKind, fits: list[Fit]) -> Answer:
    facts: list[FactRef] = []
    sourced: list[Sourced] = []
    for fit in fits:
        role = known.store.role(fit.role)
        sourced.append(role.summary)
        texts: dict[str, str] = {activity.id: activity.text for activity in known.store.activities}
        facts += [FactRef(FactKind.liked, role.id, texts[activity]) for activity in fit.liked]
        for strength in fit.strengths:
            if strength.role:
                facts.append(FactRef(FactKind.strength_role, role.id, strength.phrase, ref=strength.role))
            elif strength.what:
                facts.append(FactRef(FactKind.strength, role.id, _named(strength.phrase, strength.what)))
            elif strength.duty is not None:
                duty = known.store.duty(strength.duty)
                facts.append(FactRef(FactKind.strength_duty, role.id, f"“{strength.phrase}”: {duty.statement}"))
            else:
                facts.append(FactRef(FactKind.strength, role.id, strength.phrase))
        facts += [FactRef(FactKind.missing_skill, role.id, name, need=importance) for name, importance in fit.missing]
        if fit.steps:
            facts.append(FactRef(FactKind.missing_steps, role.id, str(fit.zone)))
        elif fit.zone:
            facts.append(FactRef(FactKind.enough_steps, role.id, str(fit.zone)))
        # Interests, skills and preparation are read in the place the interests are.
        sourced += role.interests[:1]
    return Answer(
        kind,
        tuple(role_ref(known.store, fit.role, max(0.0, fit.score)) for fit in fits),
        facts=tuple(facts),
        sources=source_refs(known.store, sourced),
    )


def _named(phrase: str, what: str) -> str:
    return phrase if phrase.lower() in what.lower() else f"{phrase} ({what})"


def recommended_asked(question: Question, known: Known) -> Answer:
    """The roles that suit the person who asks: the best, further ones, or those that their schooling is enough for."""
    person, reading, offered = person_of(question.progress), question.reading, question.memory.recommended
    most = person.education if reading.result == "schooling" else reading.level
    if Limit.no_degree in reading.limits:
        most = NO_DEGREE
    is_more = reading.result == "more" and bool(offered)
    within = Within(most, frozenset(offered) if is_more else frozenset())
    told = recommended(known, person, question.progress.says_something, within)
    narrowed = [name for name, holds in (("more", is_more), ("schooling", bool(most))) if holds]
    return replace(told, facts=(*(FactRef(FactKind.narrowed, "", name) for name in narrowed), *told.facts))


# The level of schooling just below a bachelor's degree.
NO_DEGREE = 3


def offer_finder(question: Question, known: Known) -> Answer:
    """What is said to somebody who asks what would suit them: that the finder, or what they like, tells."""
    return Answer(AnswerKind.finder_offer)


def method_asked(question: Question, known: Known) -> Answer:
    """How the recommendations were worked out, with the figures of the best one."""
    told = reason_asked(question, known)
    if told.kind is not AnswerKind.reason:
        return told
    person = person_of(question.progress)
    return replace(
        told,
        kind=AnswerKind.method,
        facts=(*_profile(known, person), FactRef(FactKind.compared, "", f"{len(known.profiles.roles):,}"), *told.facts),
    )


def reason_asked(question: Question, known: Known) -> Answer:
    """Why a role was recommended: the one named or picked, else the one talked about, or the best."""
    offered = tuple(role for role in question.memory.recommended if role in known.store)
    if not offered or not question.progress.says_something:
        return Answer(AnswerKind.no_answers)
    # 'The second one' was made out before.
    talked = [role for role in (*question.named, *focus_of(question, known)[:1]) if role in known.store]
    chosen = question.named[:1] or picked(question.reading, offered, known)
    chosen = chosen or tuple(role for role in talked if role in offered) or offered
    return reason(known, person_of(question.progress), chosen[0])
