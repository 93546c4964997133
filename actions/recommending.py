"""Which roles suit a person by what they told the career finder, and why."""

from dataclasses import replace

from actions.answer import role_ref, source_refs
from actions.knowledge import Known
from actions.question import Question, focus_of, picked
from bot.guidance.finder import AVOID, EDUCATION, STRENGTHS, Progress
from bot.guidance.recommend import Fit, Person, explain, recommend
from bot.knowledge.model import Sourced
from bot.saying.answer import Answer, FactRef
from bot.saying.kinds import AnswerKind, FactKind


def person_of(progress: Progress) -> Person:
    """Who someone is, by their answers."""
    strengths, avoid = progress.further.get(STRENGTHS) or {}, progress.further.get(AVOID) or {}
    return Person(
        progress.ratings,
        tuple(strengths.get("things", ())),
        tuple(strengths.get("roles", ())),
        progress.further.get(EDUCATION) or 0,
        tuple(avoid.get("things", ())),
        tuple(avoid.get("roles", ())),
    )


def recommended(known: Known, person: Person, says_something: bool) -> Answer:
    """The roles that suit a person, with why and what is missing."""
    if not says_something:
        return Answer(AnswerKind.no_answers)
    fits = recommend(known, person)
    if not fits:
        return Answer(AnswerKind.nothing_left)
    return _told(known, AnswerKind.recommendation, fits)


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
    """The roles that suit the person who asks."""
    return recommended(known, person_of(question.progress), question.progress.says_something)


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
