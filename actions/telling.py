"""What a message tells of whoever speaks, remembered; and what such a message is about in its conversation."""

from collections.abc import Sequence
from dataclasses import replace

from actions.knowledge import Known
from actions.question import Question, focus_of, listed_for, named_together
from bot.guidance.aims import aims_of
from bot.reading.having import SPANS
from bot.reading.limits import ENTRY, INTERESTS
from bot.reading.marks import Mark
from bot.reading.reading import Asked, Named, Reading
from bot.reading.told import Tells, Told

# So many things are remembered of somebody, the newest.
MOST_TOLD = 24
# What a message that only goes on telling may look like.
_LOOSE = frozenset((Asked.follow_up, Asked.unclear, Asked.out_of_scope, Asked.like, Asked.dislike, Asked.deny))
# What asks of all jobs, and so may go on as well.
_ASKING = frozenset(
    (Asked.suited, Asked.pay, Asked.roles, Asked.skill_users, Asked.find_role, Asked.outlook, Asked.who)
)
# What says that things are liked or not, of which a newer one replaces an older one of the same thing.
_TASTES = frozenset((Tells.like, Tells.dislike, Tells.accept, Tells.trait))
# What asks or tells nothing of a role, so that whatever limits it names are of the jobs that are looked for.
_LIMITING = frozenset((Asked.tell_self, Asked.follow_up, Asked.unclear, Asked.told))
# What says that further jobs are wanted.
_FURTHER = frozenset("else other others another different more instead alternative alternatives".split())
# What somebody brings to a role that is talked about, rather than what they look for.
_BROUGHT = frozenset((Tells.done, Tells.studied, Tells.level))


def with_more_told(question: Question, known: Known) -> Question:
    """The question with what it tells of somebody remembered, asking what such a message asks in its conversation."""
    before = question.memory.told
    if _goes_on(question):
        question = _asking(question, Asked.tell_self)
    if question.reading.asked is Asked.tell_self and (named := _named_alone(question)):
        # 'Archivist! I never thought of that.'
        left = tuple(each for each in question.reading.told if each.words != named.text)
        question = _asking(replace(question, reading=replace(question.reading, told=left)), Asked.duties, named)
    told = gathered(before, _without_said_back(question), known)
    question = replace(question, memory=replace(question.memory, told=told), tells_more=told != before)
    if question.reading.asked is not Asked.tell_self or _wants_jobs(question.reading):
        return question
    if ENTRY.intersection(question.reading.limits) and named_together(question, known):
        # 'Any of them well paid' looks for no other jobs.
        return _asking(question, Asked.pay)
    if brought := [each for each in told if each not in before]:
        return _of_focus(question, known, brought)
    # The same list again would be no answer to what tells nothing.
    return question if not before or question.reading.told else _asking(question, Asked.unclear)


def _asking(question: Question, asked: Asked, *named: Named) -> Question:
    """The same question, asking something else, of roles where some are named."""
    return replace(question, reading=replace(question.reading, asked=asked, roles=named or question.mentions))


def _wants_jobs(reading: Reading) -> bool:
    """Whether a message asks for jobs, or for further ones."""
    return reading.shows(Mark.jobs, Mark.all_jobs, Mark.else_for_me) or not _FURTHER.isdisjoint(reading.words)


def _named_alone(question: Question) -> Named | None:
    """The one role that a message only names in the middle of a conversation, saying nothing of a past in it."""
    reading = question.reading
    if question.memory.topic is None or len(question.named) != 1:
        return None
    if reading.shows(Mark.asked) and not any(each.roles for each in reading.told):
        # 'What about the estimator? I did plenty of that.'
        return next(mention for mention in question.mentions if len(mention.roles) == 1)
    doubtful = {each.words for each in reading.told if each.tells is Tells.done and not each.sure}
    named = [mention for mention in question.mentions if mention.text in doubtful]
    return named[0] if named and not reading.shows(Mark.past) else None


def _of_focus(question: Question, known: Known, told: Sequence[Told]) -> Question:
    """What somebody brings to the one role that is talked about asks for the way there, or what it takes."""
    focus = focus_of(question, known)
    if len(focus) != 1 or listed_for(question, known) or any(each.tells not in _BROUGHT for each in told):
        return question
    had = {role for each in told for role in each.roles}
    named = Named(known.store.titles[focus[0]], focus)
    if had and focus[0] not in had:
        return _asking(question, Asked.path, named)
    return question if had else _asking(question, Asked.qualification, named)


def _without_said_back(question: Question) -> Reading:
    """What a message says, without a role that it only says back and that is no past: 'Waiter? My knees are bad'."""
    reading, memory = question.reading, question.memory
    if not SPANS.isdisjoint(reading.words):
        return reading
    brought_up = {*memory.choices, *memory.suggested, *memory.focus}

    def is_said_back(told: Told) -> bool:
        return told.tells is Tells.done and not told.sure and bool(brought_up.intersection(told.roles))

    return replace(reading, told=tuple(each for each in reading.told if not is_said_back(each)))


def gathered(before: Sequence[Told], reading: Reading, known: Known) -> tuple[Told, ...]:
    """What is known of somebody after a message: what it tells, and what was told before and is not taken back."""
    unsaid = [each for each in reading.told if each.tells is Tells.unsaid]
    before = [each for each in before if not any(_is_of(known, back, each) for back in unsaid)]
    said = [_as_role(known, each) for each in reading.told if each not in unsaid]
    new = [each for each in said if each.sure or _counts(known, reading, each)]
    if any(each.tells is not Tells.level for each in new):
        # 'School hours' tells nothing of schooling.
        new = [each for each in new if each.sure or each.tells is not Tells.level]
    if reading.asked in _LIMITING or reading.shows(Mark.own):
        # 'I didn't mean an office clerk' asks for no orderly work.
        interests = {limit for limit in reading.limits if limit in INTERESTS and not (new or unsaid)}
        new += [Told(Tells.limit, limit.value) for limit in reading.limits if limit in ENTRY | interests]
    new = [each for each in new if _says_something(known, each)]
    kept = [each for each in before if not any(_replaces(known, later, each) for later in new)]
    added = [each for each in new if each.tells is not Tells.accept]
    return tuple({(each.tells, each.wish or each.words.lower()): each for each in (*kept, *added)}.values())[
        -MOST_TOLD:
    ]


def _says_something(known: Known, told: Told) -> bool:
    """Whether what is told says anything of any role: '7 years' does not."""
    aims = aims_of(known, [told])
    return not aims.unknown and (told.tells not in (Tells.done, Tells.does) or bool(aims.done or aims.near))


def _as_role(known: Known, told: Told) -> Told:
    """What somebody did, as the role that it is, where it is one: 'stacked shelves in Tesco nights'.

    Of several of one name the one in which most people work.
    """
    if told.tells is not Tells.done or len(told.roles) == 1:
        return told
    if told.roles:
        return replace(told, roles=(known.commonest(told.roles),))
    role = known.doers.role_of(told.words)
    return replace(told, roles=(role,)) if role else told


def _counts(known: Known, reading: Reading, told: Told) -> bool:
    """Whether what may tell something does: a word alone that is known as a wish, a role that somebody begins with."""
    if reading.asked is not Asked.tell_self:
        return False
    if told.tells in (Tells.level, Tells.does, Tells.unwanted):
        return True
    if told.tells is Tells.done:
        return bool(told.roles) or not any(each.sure for each in reading.told)
    return any(meant.score >= 0.9 for meant in known.wishes.find(told.words))


def _is_of(known: Known, one: Told, other: Told) -> bool:
    """Whether two things that are told are of the same role or about the same thing."""
    return not set(one.roles).isdisjoint(other.roles) or not _subject(known, one).isdisjoint(_subject(known, other))


def _replaces(known: Known, new: Told, old: Told) -> bool:
    if new.tells is Tells.level and old.tells is Tells.level:
        return True
    if (new.tells is Tells.done and old.tells is Tells.unwanted) or (
        new.tells is Tells.unwanted and old.tells is Tells.done
    ):
        return False
    if {new.tells, old.tells} <= _TASTES and (new.tells is not old.tells or new.words.lower() == old.words.lower()):
        return bool(_subject(known, new) & _subject(known, old))
    return False


def _subject(known: Known, told: Told) -> set[str]:
    """What a thing is about: the wishes that it names, else its words."""
    if told.wish:
        return {told.wish}
    return {meant.key for meant in known.wishes.find(told.words) if meant.score == 1.0} or {told.words.lower()}


def _goes_on(question: Question) -> bool:
    """Whether a message that names no role narrows the jobs just listed: 'what about something better paid?'."""
    reading = question.reading
    if question.memory.topic is not Asked.tell_self or question.mentions or reading.shows(Mark.back):
        return False
    limited = bool(ENTRY.intersection(reading.limits) or reading.level)
    if reading.asked in _ASKING:
        return limited or any(each.sure for each in reading.told)
    return reading.asked in _LOOSE and (limited or bool(reading.told))
