"""Whether a job is worth it, is hard, or is the best there is: what is measured that bears on it, and what is not."""

from collections.abc import Sequence

from actions.answer import role_ref, source_refs
from actions.careers import entry_time
from actions.extent import extent_asked
from actions.knowledge import Known
from actions.pay import tell_pay
from actions.question import Question, focus_of
from actions.ranking import RANKED, limits_of, tell_outlook, within
from actions.roles import of_roles
from bot.knowledge.model import Role
from bot.reading.marks import Mark
from bot.saying.answer import Answer, FactRef
from bot.saying.kinds import AnswerKind, FactKind

# What people ask about a job that no source measures, and the trait measured that comes nearest: of work styles what
# matters in a job, of work values what it gives.
STRESS, FULFILMENT = ("styles", "Stress Tolerance"), ("values", "Achievement")
# From so much on, of 100, bearing stress matters more than in three quarters of all roles; up to so much, less.
MUCH, LITTLE = 83, 68
_TOLD = (FactKind.pay_median, FactKind.pay_unit, FactKind.pay_year)


def weigh(known: Known, ids: Sequence[str]) -> Answer:
    """What speaks for a role and against it, as far as that is measured: pay, prospects, preparation, strain.

    facts: those of pay and prospects; preparation; strain, how much bearing stress matters in it, 0 to 100.
    """
    role = known.store.role(ids[0])
    pay, outlook = tell_pay(known, [role.id]), tell_outlook(known, [role.id])
    facts = [*(fact for fact in pay.facts if fact.kind in _TOLD), *outlook.facts, *entry_time(role), *_strain(role)]
    sourced = [fact for fact in (role.pay, role.outlook) if fact]
    return Answer(
        AnswerKind.worth,
        (role_ref(known.store, role.id),),
        facts=tuple(facts),
        sources=source_refs(known.store, [*sourced, *role.styles[:1], role.summary]),
    )


def _strain(role: Role) -> list[FactRef]:
    _, name = STRESS
    return [
        FactRef(FactKind.strain, role.id, _extent(style.importance), value=style.importance)
        for style in role.styles
        if style.name == name and style.importance is not None
    ]


def _extent(importance: int) -> str:
    return "much" if importance >= MUCH else "little" if importance <= LITTLE else "some"


def rank_by_trait(known: Known, question: Question, trait: tuple[str, str], lowest: bool) -> Answer:
    """The roles in which a trait matters most, or least, among those that a question's limits leave.

    facts: limit; of a role trait, with its value. asked: the trait's name, after 'least' where those were asked for.
    """
    part, name = trait
    levels = known.store.traits(part, name)
    limits = limits_of(known, question.reading)
    chosen = [role for role in within(known, limits) if role in levels]
    chosen.sort(key=lambda role: levels[role], reverse=not lowest)
    roles = [known.store.role(role) for role in chosen[:RANKED]]
    facts = [FactRef(FactKind.trait, role.id, str(levels[role.id]), value=levels[role.id]) for role in roles]
    sourced = [style for role in roles for style in getattr(role, part) if style.name == name]
    return Answer(
        AnswerKind.trait_ranking,
        tuple(role_ref(known.store, role.id) for role in roles),
        facts=(*limits.facts(), *facts),
        sources=source_refs(known.store, sourced),
        asked=f"least {name}" if lowest else name,
    )


def worth_asked(question: Question, known: Known) -> Answer:
    """What bears on whether a role is worth it, or which of all jobs is; honest that none is the best."""
    reading = question.reading
    at_large = reading.shows(Mark.highest, Mark.lowest, Mark.jobs, Mark.all_jobs)
    if question.mentions or (not at_large and (focus_of(question, known) or reading.other)):
        # 'Is it dangerous' asks for one thing that bears on it.
        return extent_asked(question, known) or of_roles(question, known, weigh)
    is_least = reading.shows(Mark.lowest)
    if reading.shows(Mark.stress):
        return rank_by_trait(known, question, STRESS, is_least)
    if reading.shows(Mark.fulfilment):
        return rank_by_trait(known, question, FULFILMENT, is_least)
    return Answer(AnswerKind.no_best, asked="easy" if reading.shows(Mark.ease) else "")
