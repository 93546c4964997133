"""What a message turns to in the middle of a conversation, where its names alone would mislead.

"Man said to me railway is good money, like working on the tracks" turns to other work without naming a role.
docs/decisions/0027 has the figures behind every number here.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from actions.knowledge import Known
from actions.question import Question, titled
from bot.reading.marks import Mark
from bot.reading.parts import Part
from bot.reading.reading import OF_ROLES, OF_SEVERAL, Asked, Named, Reading
from bot.reading.stance import Stance
from bot.reading.told import Tells, Told
from bot.reading.turn import ELSEWHERE, Turn, Turned
from bot.search.works import WorkMatch

Way = Callable[[Question, Known, Turned], Question]
# How much more must speak for what a message turns to than for anything else.
SURE = {Turn.work: 0.1, Turn.role: 0.15, Turn.back: 0.05, Turn.listed: 0.0, Turn.self: 0.1, Turn.aside: 0.1}
# The same where a conversation begins with it; and against work that is surely asked about by its name.
BEGINNING = CLEARLY = 0.3
# From how surely something is asked, by its wording, it is asked of what was talked about.
SURELY_ASKED = 0.9
# Work is told of at once that so much speaks for, or so much more than for any other; of less likely work it is asked
# whether it is one of so many.
TOLD, LEADS, OFFERED, MOST_OFFERED = 0.3, 0.15, 0.05, 3
# In the middle of talk about a role, what is at least so like another's name is that one.
SURELY = 0.62
# Where another role is named, it is the one whose names are so like that.
NAMED = 0.45
# What a message that is about a role, or about jobs, may be taken for instead; what else is asked stands.
_MISTAKEN = frozenset(
    (
        *(Asked.tell_self, Asked.unclear, Asked.suited, Asked.who),
        *(Asked.like, Asked.dislike, Asked.skill_users, Asked.roles),
    )
)
_OF_THEM = OF_ROLES | OF_SEVERAL
_POINTED = _OF_THEM | _MISTAKEN
# 'And the ones on the docks?' asks again what was asked before.
_TURNED = _POINTED | {Asked.follow_up}
# What somebody brings to a job, rather than what they look for.
_BROUGHT = frozenset((Tells.done, Tells.studied, Tells.level))
# What they surely like or would rather avoid.
_TASTES = frozenset((Tells.like, Tells.dislike))
# What is said against a thing.
_AGAINST = frozenset((Tells.dislike, Tells.unsaid, Tells.unwanted))
# What can be asked of no role.
_ASIDE = frozenset((Asked.application, Asked.interview, Asked.courses, Asked.vacancies, Asked.cost))


def pointing(question: Question, known: Known) -> Question:
    """The question, of what was talked about or of the person, where its message surely points there; else as it is."""
    reading = question.reading
    # 'Which jobs pay most' is asked of any, unless it says of which.
    of_any = (reading.shows(Mark.jobs) and not reading.shows(Mark.back)) or reading.shows(Mark.else_for_me)
    is_other = _asks_of_role(reading) or bool(titled(question, known)) or _puts_right(reading)
    points = reading.asked in _POINTED and not (of_any or is_other)
    return _as(question, known, _POINTING) if points else question


def _puts_right(reading: Reading) -> bool:
    """Whether a message puts right what was understood of somebody: 'no, I meant I like sport'."""
    return reading.shows(Mark.corrects) and any(each.sure for each in reading.told)


def _asks_of_role(reading: Reading) -> bool:
    """Whether a message surely asks about a role that it names, or how to become that."""
    becomes = reading.asked is Asked.become
    return any(
        len(each.roles) == 1
        and (each.stance is Stance.asked or (becomes and each.part is Part.goal and not each.stance))
        for each in reading.roles
    )


def _asks_of_work(reading: Reading, known: Known) -> bool:
    """Whether a message surely asks about work that it calls like a field, or nearly like a role."""
    words = reading.asked_of
    return bool(words) and (bool(known.names.of_field(words)) or known.nearest(words)[1] >= SURELY)


def turned(question: Question, known: Known) -> Question:
    """The question, of the other work or role that its message surely turns to; else as it is."""
    return _as(question, known, _TURNING) if question.reading.asked in _TURNED else question


def _as(question: Question, known: Known, ways: Mapping[Turn, Way]) -> Question:
    found, reading = question.reading.turned, question.reading
    # Who begins with 'who' asks who does something; and of the company's own map other things are asked.
    is_searched = reading.asked is Asked.who and reading.shows(Mark.which_one)
    if found is None or is_searched or question.is_finding or reading.here or reading.shows(Mark.combined):
        return question
    possible, memory = {Turn.work, Turn.role, Turn.self, Turn.aside}, question.memory
    possible |= {Turn.back} if memory.focus or memory.choices else set()
    possible |= {Turn.listed} if len(memory.choices) > 1 or len(memory.focus) > 1 else set()
    turn, lead = found.among(possible)
    if lead < CLEARLY and reading.asked_of == found.words and _asks_of_work(reading, known):
        turn, lead = Turn.work, 1.0
    sure = BEGINNING if memory.topic is None else SURE[turn]
    return ways[turn](question, known, found) if turn in ways and lead >= sure else question


def _to_work(question: Question, known: Known, found: Turned) -> Question:
    """Of the role that is named, or does the work described, or of those that may."""
    reading = question.reading
    if not found.words and reading.described and reading.described.names:
        # 'The person who counts the stock. How is that called?'
        found = replace(found, words=reading.described.text)
    words = found.words
    if any(each.tells in _AGAINST and each.words in words for each in reading.told):
        # 'Not serving food, lol.'
        return question
    # A name that is asked about says more than what stands around it.
    if not words or _begins(question) or _asks_of_role(reading) or reading.shows(Mark.those_skills):
        return question
    named = _named_by(question, found) or _meant_by(question, known, found)
    if not named:
        return question
    asked = _of_role(question, Asked.duties)
    if asked in OF_SEVERAL:
        named = (*(each for each in reading.roles if each.text not in words), *named)
    return replace(question, reading=replace(reading, asked=asked, roles=named, told=(), other="", stretches=()))


def _begins(question: Question) -> bool:
    """Whether a question begins a conversation: only who tells of themselves may then hint at work unnamed."""
    reading = question.reading
    return question.memory.topic is None and (bool(reading.roles) or reading.asked is not Asked.tell_self)


def _named_by(question: Question, found: Turned) -> tuple[Named, ...]:
    """The roles that the words are names of; where they say what the work is, such as are most of them."""
    within = tuple(each for each in question.mentions if each.roles and each.text in found.words)
    if found.among(ELSEWHERE)[0] is Turn.role:
        return within
    return tuple(
        each
        for each in within
        if len(each.roles) == 1 and not (each.is_kind or each.is_nearest) and 2 * len(each.text) > len(found.words)
    )


def _meant_by(question: Question, known: Known, found: Turned) -> tuple[Named, ...]:
    """The role whose name the words are like, or whose work they hint at; several roles where it may be any of them."""
    names_role = found.among(ELSEWHERE)[0] is Turn.role
    for thing in question.reading.things:
        # The words found may be part of what tells of it: 'front desk at a doctors office'.
        if names_role and found.words in thing and thing != found.words and (role := known.doers.role_of(thing)):
            return (Named(thing, (role,), is_nearest=True),)
    likest = known.titles.rank(found.words, 1) if names_role else []
    if likest and likest[0].score >= NAMED:
        is_field = likest[0].role in known.names.of_field(found.words)
        return (Named(found.words, (likest[0].role,), is_nearest=not is_field),)
    ranked = _hinted_at(known, question.reading.text, found.words)
    likely = tuple(match.role for match in ranked if match.score >= OFFERED)
    leads = len(ranked) > 1 and ranked[0].score - ranked[1].score >= LEADS
    is_sure = bool(likely) and (leads or ranked[0].score >= TOLD)
    # What only hints at work is no name to be said back.
    return (Named("", likely[: 1 if is_sure else MOST_OFFERED], is_nearest=is_sure),) if likely else ()


def _hinted_at(known: Known, said: str, words: str) -> list[WorkMatch]:
    return known.works.rank(said, words)


def _of_role(question: Question, otherwise: Asked) -> Asked:
    """What is asked of a role, where the message may have been taken for something else."""
    asked, of_role = question.reading.asked, question.reading.of_role
    if asked not in _MISTAKEN:
        return asked
    return otherwise if of_role is Asked.unclear else of_role


def _back(question: Question, known: Known, found: Turned) -> Question:
    """Of the role that was talked about, whatever else is named in passing.

    Who asks about a job says what they bring to it; what only may be a wish is mostly none.
    """
    return _of_those(question, _brought(question.reading))


def _to_listed(question: Question, known: Known, found: Turned) -> Question:
    return _of_those(question, question.reading.told)


def _of_those(question: Question, told: tuple[Told, ...]) -> Question:
    reading = question.reading
    asked = _of_role(question, Asked.unclear)
    if asked is Asked.unclear and reading.shows(Mark.for_me):
        # 'Which of those is best for me, I hate blood.'
        return replace(question, reading=replace(reading, asked=Asked.suited, told=told, other="", stretches=()))
    if asked is Asked.unclear and reading.asked is Asked.suited and reading.sure >= SURELY_ASKED:
        # 'What could I do instead' asks for jobs, and not what a role is.
        return question
    roles = reading.roles if asked in OF_SEVERAL else ()
    return replace(question, reading=replace(reading, asked=asked, roles=roles, told=told, other="", stretches=()))


def _brought(reading: Reading) -> tuple[Told, ...]:
    says = reading.shows(Mark.own)
    return tuple(
        each for each in reading.told if each.tells in _BROUGHT or (says and each.sure and each.tells in _TASTES)
    )


def _to_self(question: Question, known: Known, found: Turned) -> Question:
    reading = question.reading
    if reading.asked not in OF_ROLES or question.mentions:
        return question
    return replace(question, reading=replace(reading, asked=Asked.tell_self, other="", stretches=()))


def _aside(question: Question, known: Known, found: Turned) -> Question:
    reading = question.reading
    begins = question.memory.topic is None
    is_asked = reading.shows(Mark.back) or reading.sure >= SURELY_ASKED
    if reading.asked not in OF_ROLES - _ASIDE or question.named or begins or is_asked:
        return question
    told = _brought(reading)
    return replace(question, reading=replace(reading, asked=Asked.unclear, roles=(), told=told, other="", stretches=()))


_TURNING: Mapping[Turn, Way] = {Turn.work: _to_work, Turn.role: _to_work}
_POINTING: Mapping[Turn, Way] = {Turn.back: _back, Turn.listed: _to_listed, Turn.self: _to_self, Turn.aside: _aside}
