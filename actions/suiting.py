"""Which jobs suit what somebody told in talk: gathered, narrowed, shown, corrected and forgotten."""

from collections.abc import Iterable, Iterator, Sequence

from actions.answer import role_ref, source_refs
from actions.compare import compare
from actions.knowledge import Known
from actions.paths import tell_onwards
from actions.pay import pay_asked
from actions.question import Question, chosen_of, focus_of, named_together
from actions.recommending import reason_asked, recommended_asked
from actions.roles import describe_related
from actions.users import users_asked
from bot.guidance.aims import Aim, Aims, aims_of, unwanted_by
from bot.guidance.suiting import Suited, goes_against, suited, suited_of, suiting
from bot.knowledge.model import Sourced
from bot.reading.marks import Mark
from bot.reading.told import Tells, Told
from bot.saying.answer import Answer, FactRef
from bot.saying.kinds import AnswerKind, FactKind

# So many roles are named at once.
SUITED = 4
# So much of what a role needs carries over from a role that somebody had for it to be told.
CARRIES = 0.4
# What was not understood is said back where it has at most so many words.
MOST_WORDS = 3


def suited_asked(question: Question, known: Known) -> Answer:
    """The jobs that come nearest to all that somebody has told so far, this message included.

    Where those are the ones that were named last, they are named_before, and the ones that come after them are listed.
    """
    told, shown = question.memory.told, question.memory.suggested
    aims = aims_of(known, told)
    if not aims.measured:
        # Nothing of it says anything of a job: what is missing is asked for.
        return Answer(AnswerKind.told_nothing, facts=tuple(_said_back(known, told, aims, question.reading.told)))
    if aims.only_done and (aims.only_done in question.named or question.memory.focus != (aims.only_done,)):
        # Of a past alone it is said first where it leads.
        return tell_onwards(known, [aims.only_done])
    found = suited(known, aims, SUITED)
    before = [each.role for each in found]
    if before and set(before) == set(shown[: len(before)]) and (next_best := suited(known, aims, SUITED, shown)):
        # The same jobs again would be no answer.
        found = next_best
    else:
        before = []
    facts = [
        *_said_back(known, told, aims, question.reading.told),
        *[FactRef(FactKind.told_anew, "", "")] * question.tells_more,
        *(FactRef(FactKind.named_before, "", known.store.titles[role], ref=role) for role in before),
        *(fact for each in found for fact in _of_role(known, each)),
    ]
    if not found:
        return Answer(AnswerKind.suits_nothing, facts=tuple(facts))
    return Answer(
        AnswerKind.suited,
        tuple(role_ref(known.store, each.role, max(0.0, each.score)) for each in found),
        facts=(*facts, *_missing(aims)),
        sources=source_refs(known.store, _sourced(known, found)),
    )


def helped_choosing(question: Question, known: Known) -> Answer:
    """What is said to somebody who asks what would suit them: jobs for what they told, else that the finder tells.

    Who names several, or points at several that were named, chooses among those.
    """
    among = question.named or named_together(question, known)
    if len(among) > 1:
        return best_among(question, known, among)
    if question.memory.told:
        return suited_asked(question, known)
    role = focus_of(question, known)
    if role and question.reading.shows(Mark.those_skills):
        # 'What could I become with those skills'.
        return describe_related(known, role)
    return Answer(AnswerKind.finder_offer)


def best_among(question: Question, known: Known, roles: Sequence[str]) -> Answer:
    """Some roles by how well they suit what was told; side by side where nothing was that tells them apart.

    facts: among; what was told; of each role what it meets and lacks, has of what is avoided, pays and takes.
    """
    told = question.memory.told
    aims = aims_of(known, told)
    found = suited_of(known, aims, roles) if aims.measured else []
    if len(found) < 2:
        return compare(known, roles)
    return Answer(
        AnswerKind.suited,
        tuple(role_ref(known.store, each.role, max(0.0, each.score)) for each in found),
        facts=(
            FactRef(FactKind.among, "", ""),
            *_said_back(known, told, aims, question.reading.told),
            *(fact for each in found for fact in _of_role(known, each)),
            *(FactRef(FactKind.lacks, each.role, aim.called) for each in found for aim in each.lacks),
            *(
                FactRef(FactKind.much_avoided, each.role, aim.called)
                for each in found
                for aim in goes_against(known, aims, each.role)
            ),
        ),
        sources=source_refs(known.store, _sourced(known, found)),
    )


def users_or_suited(question: Question, known: Known) -> Answer:
    """The roles that use what is named; where nothing uses it and something was told, the jobs for that."""
    found = users_asked(question, known)
    return suited_asked(question, known) if found.kind is AnswerKind.unknown_skill and question.memory.told else found


def pay_or_suited(question: Question, known: Known) -> Answer:
    """What roles earn; the jobs for what was told, with their pay, where it is asked of jobs of a kind: 'with people'.

    Which earn most, or least, is asked of all.
    """
    reading = question.reading
    of_kind = reading.shows(Mark.jobs) and not reading.shows(Mark.highest, Mark.lowest, Mark.of_those)
    if of_kind and not question.mentions and question.memory.told:
        return suited_asked(question, known)
    return pay_asked(question, known)


def result_asked(question: Question, known: Known) -> Answer:
    """What suits by the finder's answers; where it has none yet, by what was told in talk."""
    if question.memory.told and not question.progress.says_something:
        return suited_asked(question, known)
    return recommended_asked(question, known)


def why_asked(question: Question, known: Known) -> Answer:
    """Why a job was named: by what was told in talk, where the finder did not name it."""
    memory = question.memory
    talked = (*question.named, *chosen_of(question, known), *focus_of(question, known))
    role = next(iter(talked), "")
    if not memory.told or role not in known.store or (question.progress.says_something and role in memory.recommended):
        return reason_asked(question, known)
    aims = aims_of(known, memory.told)
    found = suiting(known, aims, role)
    facts = [FactRef(FactKind.lacks, role, aim.called) for aim in found.lacks]
    facts += [
        FactRef(FactKind.strength_role, role, aim.called, ref=aim.role) for aim in aims.done if found.carries >= CARRIES
    ]
    return Answer(
        AnswerKind.suited_reason,
        (role_ref(known.store, role),),
        facts=(*_of_role(known, found), *facts),
        sources=source_refs(known.store, _sourced(known, [found])),
    )


def told_asked(question: Question, known: Known) -> Answer:
    """What somebody has told of themselves, to be corrected."""
    told = question.memory.told
    return Answer(AnswerKind.told, facts=tuple(_said_back(known, told, aims_of(known, told), told)))


def forgetting_asked(question: Question, known: Known) -> Answer:
    """That what was told is forgotten; actions.remembering forgets it."""
    return Answer(AnswerKind.told_forgotten)


def is_short(words: str) -> bool:
    """Whether what was not understood may be a thing, rather than half a sentence or a name."""
    return len(words.split()) <= MOST_WORDS and words.islower()


def _said_back(known: Known, told: Sequence[Told], aims: Aims, now: Sequence[Told]) -> Iterator[FactRef]:
    """What was told, as it was understood, for the answer to repeat; of what is told now also what nothing measures.

    What means nothing at all is said once, and not remembered.
    """
    words = {each.words for each in now}
    newest = [aim for aim in (*aims.wanted, *aims.avoided) if aim.words in words]

    def of(kind: FactKind, aims: Iterable[Aim]) -> Iterator[FactRef]:
        return (FactRef(kind, "", aim.called, ref=aim.key) for aim in aims)

    yield from of(FactKind.told_done, aims.done)
    yield from of(FactKind.told_studied, aims.studied)
    yield from of(FactKind.told_near, (aim for aim in aims.near if is_short(aim.words)))
    yield from of(FactKind.told_like, (aim for aim in aims.wanted if aim.share is not None))
    yield from of(FactKind.told_dislike, (aim for aim in aims.avoided if aim.share is not None))
    for each in told:
        if each.tells is Tells.unwanted and unwanted_by(known, each):
            yield FactRef(FactKind.told_unwanted, "", each.words)
    if aims.level:
        yield FactRef(FactKind.told_level, "", str(aims.level))
    for limit in sorted(aims.limits):
        yield FactRef(FactKind.told_limit, "", limit.value)
    yield from of(FactKind.unmeasured, (aim for aim in newest if aim.share is None))
    # What is liked and not understood is left out quietly; what is to be avoided would be in the list all the same.
    shunned = aims_of(known, [each for each in now if each.tells is Tells.dislike]).unknown
    yield from (FactRef(FactKind.told_unknown, "", said) for said in shunned if is_short(said))
    notes = {known.store.wishes[aim.key].note for aim in newest if aim.key}
    yield from (FactRef(FactKind.told_note, "", note) for note in sorted(notes) if note)


def _of_role(known: Known, each: Suited) -> Iterator[FactRef]:
    """Which wishes a role meets and which it does not, what it pays, and what it takes to enter."""
    yield from (FactRef(FactKind.meets, each.role, aim.called) for aim in each.has)
    yield from (FactRef(FactKind.has_avoided, each.role, aim.called) for aim in each.avoided)
    role = known.store.role(each.role)
    if role.pay and role.pay.annual and role.pay.annual.median.dollars is not None:
        dollars = role.pay.annual.median.dollars
        yield FactRef(
            FactKind.pay_median, each.role, f"{dollars:,.0f}", value=dollars, unit="a year", year=role.pay.year
        )
    if role.outlook and role.outlook.education:
        yield FactRef(FactKind.entry_education, each.role, role.outlook.education)


def _missing(aims: Aims) -> Iterator[FactRef]:
    """What would narrow the list most and was not told: what is liked, what is to be avoided, schooling."""
    lacking = {
        "likes": not (aims.wanted or aims.studied),
        "level": not (aims.level or aims.studied or aims.limits),
        "dislikes": not aims.avoided,
    }
    yield from (FactRef(FactKind.lacking, "", what) for what in [name for name, lacks in lacking.items() if lacks][:1])


def _sourced(known: Known, found: Sequence[Suited]) -> Iterator[Sourced]:
    for each in found:
        role = known.store.role(each.role)
        yield from role.interests[:1] or (role.summary,)
        yield from (fact for fact in (role.pay, role.outlook) if fact)
