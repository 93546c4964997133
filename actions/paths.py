"""From one role to another: the way, the ladder, and which stands above the other."""

from collections.abc import Sequence

from actions.answer import role_ref, source_refs
from actions.knowledge import Known
from actions.pay import as_amount
from actions.question import (
    Question,
    names_in,
    need_two,
    roles_asked_about,
    same_role,
    talked_of,
    unclear_role,
    unknown_role,
)
from actions.roles import FEW, Stated, licences, tell
from bot.guidance.aims import aims_of
from bot.guidance.onwards import onwards
from bot.guidance.paths import find_path, is_above, ladder
from bot.knowledge.model import Role, Sourced
from bot.reading.marks import Mark
from bot.reading.parts import Part
from bot.reading.told import Tells
from bot.saying.answer import Answer, FactRef
from bot.saying.kinds import AnswerKind, FactKind

# So many roles to go on to are told.
ONWARDS = 4


def tell_ladder(known: Known, ids: Sequence[str]) -> Answer:
    """The steps above and below a role."""

    def stated(role: Role) -> Stated:
        found = ladder(known, role.id)
        for link in role.reports_to:
            yield FactRef(FactKind.reports_to, role.id, known.store.titles[link.role], ref=link.role), link
        for link in role.next_roles:
            yield FactRef(FactKind.next_roles, role.id, known.store.titles[link.role], ref=link.role), link
        for kind, others in (
            (FactKind.step_up, found.more),
            (FactKind.led, found.inferiors),
            (FactKind.step_down, found.less),
        ):
            for other in others:
                yield FactRef(kind, role.id, known.store.titles[other], ref=other), role.summary
        if not (role.reports_to or role.next_roles or found.more or found.inferiors or found.less):
            yield FactRef(FactKind.no_ladder, role.id, role.title), role.summary
            for link in role.related:
                yield FactRef(FactKind.related, role.id, known.store.titles[link.role], ref=link.role), link

    return tell(known, AnswerKind.ladder, ids, stated)


def tell_order(known: Known, upper: str, lower: str) -> Answer:
    """Whether one role stands above another: verdict yes or no where a source says so, else unknown, with what each
    takes."""
    roles = [known.store.role(role_id) for role_id in (upper, lower)]
    above = is_above(known, upper, lower)
    zones = [role.job_zone or 0 for role in roles]
    facts: list[FactRef] = []
    if above is None and all(zones):
        facts = [FactRef(FactKind.preparation, role.id, str(role.job_zone)) for role in roles]
        kind = FactKind.same_zone if zones[0] == zones[1] else FactKind.higher_zone
        facts.append(FactRef(kind, roles[zones[0] < zones[1]].id, ""))
    sourced: list[Sourced] = [link for role in roles for link in role.reports_to] if above is not None else []
    return Answer(
        AnswerKind.order,
        tuple(role_ref(known.store, role.id) for role in roles),
        facts=tuple(facts),
        sources=source_refs(known.store, sourced or [role.summary for role in roles]),
        verdict="unknown" if above is None else "yes" if above else "no",
    )


def tell_path(known: Known, start: str, goal: str) -> Answer:
    """From one role to another: the way, what it takes, what carries over, what is missing.

    facts: way, a bot.guidance.paths.Way; of the goal education, licence, missing_skill, carries_over and first_skill,
    what it needs most where nobody measured the start; preparation of every role on the way.
    """
    path = find_path(known, start, goal)
    first, last = known.store.role(start), known.store.role(goal)
    on_way = [known.store.role(role) for role in path.roles]
    facts = [FactRef(FactKind.way, goal, path.way.value)]
    facts += [FactRef(FactKind.preparation, role.id, str(role.job_zone)) for role in on_way if role.job_zone]
    facts += [FactRef(FactKind.education, goal, fact.text) for fact in last.education]
    licensed = list(licences(last))
    facts += [fact for fact, _ in licensed]
    for kind, gaps in (
        (FactKind.missing_skill, path.missing[: FEW + 3]),
        (FactKind.carries_over, path.carries_over[:FEW]),
        (FactKind.first_skill, path.unmeasured[:FEW]),
    ):
        facts += [FactRef(kind, goal, gap.name, need=gap.need, have=gap.have) for gap in gaps]
    measured: list[Sourced] = [*first.skills[:1], *last.skills[:1], *last.education, *(fact for _, fact in licensed)]
    return Answer(
        AnswerKind.path,
        tuple(role_ref(known.store, role) for role in path.roles),
        facts=tuple(facts),
        sources=source_refs(known.store, [*measured, *(role.summary for role in on_way)]),
    )


def tell_onwards(known: Known, ids: Sequence[str]) -> Answer:
    """The nearest roles that use what one knows from a role; that one comes first among the answer's.

    facts: of it onward, each role by ref; of each of them carries_over, missing_skill to learn first, more_preparation,
    the job zone where it takes more, and pay_compared, how much more or less it pays a year.
    """
    start = known.store.role(ids[0])
    found = onwards(known, start.id, ONWARDS)
    titles, medians = known.store.titles, known.store.yearly_medians
    facts = [FactRef(FactKind.onward, start.id, titles[each.role], ref=each.role) for each in found]
    for each in found:
        facts += [FactRef(FactKind.carries_over, each.role, name) for name in each.carries]
        facts += [FactRef(FactKind.missing_skill, each.role, each.missing)] if each.missing else []
        if each.more:
            zone = known.profiles.zones[known.profiles.place[each.role]]
            facts.append(FactRef(FactKind.more_preparation, each.role, str(zone)))
        mine, theirs = (pay.dollars if (pay := medians.get(role)) else None for role in (start.id, each.role))
        if mine and theirs and mine != theirs:
            apart = theirs - mine
            facts.append(FactRef(FactKind.pay_compared, each.role, as_amount(abs(apart)), value=apart, unit="a year"))
    roles = [start, *(known.store.role(each.role) for each in found)]
    sourced: list[Sourced] = [*start.skills[:1], *(role.pay for role in roles if role.pay), start.summary]
    return Answer(
        AnswerKind.onwards,
        tuple(role_ref(known.store, role.id) for role in roles),
        facts=tuple(facts),
        sources=source_refs(known.store, sourced),
    )


def order_asked(question: Question, known: Known) -> Answer:
    """Which of two roles stands above the other, or whether one does."""
    found = pair(question, known, plays(question, Part.upper))
    if isinstance(found, Answer):
        return found
    upper, lower = found
    if question.reading.shows(Mark.which_one) and is_above(known, lower, upper):
        # 'Which of them is higher' is answered yes for the one that is.
        upper, lower = lower, upper
    return tell_order(known, upper, lower)


def plays(question: Question, part: Part) -> bool:
    """Whether the first role named plays a part; none named, the one talked of last does not."""
    return bool(question.mentions) and question.mentions[0].part is part


def had_by(question: Question, known: Known) -> str:
    """The id of the role that somebody told they have or had, the newest; empty where they told none."""
    # What else was told takes a search for each thing, and says nothing of this.
    done = aims_of(known, [each for each in question.memory.told if each.tells is Tells.done]).done
    return done[-1].role if done else ""


def pair(question: Question, known: Known, named_first: bool) -> tuple[str, str] | Answer:
    """Two roles, as named or remembered; or what asks for the missing one.

    named_first: whether the role named first comes first, before another that is named or remembered.
    """
    named, unclear, reading = question.named, question.unclear, question.reading
    if len(named) == 1 and len(names_in(question)) > 1 and not unclear:
        return same_role(known, question)
    if unclear and len(named) < 2:
        return unclear_role(known, unclear)
    before = talked_of(question, known)
    if len(named) >= 2:
        return (named[0], named[1]) if named_first else (named[1], named[0])
    if len(named) == 1:
        others = [role for role in before if role not in named]
        if others:
            return (named[0], others[0]) if named_first else (others[0], named[0])
        is_other = reading.other and not reading.shows(Mark.back) and len(reading.other.split()) <= 2
        return unknown_role(known, reading.other) if is_other and not before else need_two(known, named)
    if len(before) >= 2 and reading.shows(Mark.both):
        return before[1], before[0]
    asked = roles_asked_about(question, known)
    return asked if isinstance(asked, Answer) else need_two(known, asked)
