"""Whether a message tells of whoever speaks, so that jobs for them are the answer, whatever its intent seems to be."""

from collections.abc import Sequence

from bot.reading.described import asks_its_name
from bot.reading.limits import ENTRY, limits_in
from bot.reading.marks import Mark
from bot.reading.questions import asking_part
from bot.reading.reading import OF_ROLES, Asked
from bot.reading.stretches import Mentioned
from bot.reading.told import Tells, Told
from bot.reading.words import pattern

# What is asked of no role, so that what is told of oneself may be what it is about.
_OF_NO_ROLE = frozenset(
    (
        *(Asked.roles, Asked.skill_users, Asked.who, Asked.related, Asked.become, Asked.path, Asked.unclear),
        *(Asked.out_of_scope, Asked.follow_up, Asked.ladder, Asked.check, Asked.person, Asked.suited, Asked.onwards),
        *(Asked.like, Asked.dislike, Asked.unsure, Asked.affirm, Asked.deny),
    )
)
# What anything may be taken for that is no question; what answers the career finder; what a past may be told for.
_LOOSE = frozenset((Asked.unclear, Asked.out_of_scope, Asked.follow_up, Asked.like, Asked.dislike, Asked.tell_self))
_RATING = frozenset((Asked.like, Asked.dislike, Asked.unsure, Asked.affirm, Asked.deny))
_OF_PAST = frozenset((Asked.path, Asked.become, Asked.ladder, Asked.check, Asked.person, Asked.related, Asked.onwards))
_TAKEN_BACK = frozenset((Tells.unwanted, Tells.unsaid))
# Words for a wish or a past that only somebody who tells of themselves says.
_FIRST = pattern(r"\b(?:i|i'?m|i'?ve|i'?d|my|me|myself)\b")
_FOR_SELF = pattern(
    r"\b(?:some|any)thing\b|\bjobs?\b|\bwork\b|\bcareers?\b|\bwhat (?:else )?(?:can|could|should) i\b"
    r"|\broles?\b|\bsuits?\b"
)
# What asks whether a role would be open to whoever speaks.
_COULD_BE = pattern(
    r"\b(?:could|can|would|will|may|should|am)\s+(?:i|u|(?:some(?:one|body)|people|a person) like me)\b"
    r"|\b(?:take|hire|accept|have) me\b|\benough (?:to|for)\b"
)
_BEING = pattern(r"\b(?:be|become|as|into|do)\s+(?:an?\s+|the\s+)?$")
_SPEAKS = pattern(r"\bi\b")
_ASKS_WHO = pattern(r"(?:^|[,.;!?]\s*)\W*(?:and\s+|so\s+)?(?:who|whom|whose)\b")


def could_be(text: str, mentions: Sequence[Mentioned]) -> bool:
    """Whether a text asks if whoever speaks could be what it names: 'I sew. Could I work as a tailor'."""
    asks = _COULD_BE.search(text)
    return asks is not None and any(each.start >= asks.end() and _BEING.search(text[: each.start]) for each in mentions)


def tells_of_self(
    asked: Asked, told: Sequence[Told], mentions: Sequence[Mentioned], text: str, marks: frozenset[Mark]
) -> bool:
    """Whether what a message tells of somebody is what it asks jobs for: 'I love animals but can't stand blood'.

    A question about a role that it names besides is none, nor is one that asks for somebody.
    """
    if asked is Asked.tell_self:
        return True
    if asked is Asked.feedback_bad and any(each.sure and each.tells in _TAKEN_BACK for each in told):
        # 'I said not nursing!' puts right what was heard.
        return True
    if asks_its_name(text) or (asked in OF_ROLES and could_be(text, mentions)):
        return False
    if Mark.else_for_me in marks and asked in _OF_NO_ROLE | OF_ROLES and not any(each.roles for each in mentions):
        # 'What else could I do with my licence', 'is there a job near to mine that I can begin now'.
        return True
    # 'My tooth hurts' is no telling of what is wanted.
    sure = [each for each in told if each.sure and each.tells is not Tells.trait]
    asks = Mark.asked in marks or asked in OF_ROLES
    if _asks_of_others(asked, sure, mentions, text, marks, asks):
        return False
    if asked is Asked.unclear and not asks and any(each.tells is Tells.done and each.roles for each in told):
        # 'Bus driver for twenty years, back gone.'
        return True
    if asked is Asked.unclear and not asks and told and _SPEAKS.search(text):
        # 'I type fast and moderate a server'.
        return True
    if asked in _RATING:
        # 'Not my cup of tea' may answer the finder.
        return bool(sure) and bool(_SPEAKS.search(text))
    if asked in _OF_NO_ROLE:
        # What jobs have to do with something is a question of its own.
        return bool(sure) and (_is_personal(sure) or bool(_FIRST.search(text)))
    return asked in OF_ROLES and _wants(sure, text, marks)


def _asks_of_others(
    asked: Asked,
    sure: Sequence[Told],
    mentions: Sequence[Mentioned],
    text: str,
    marks: frozenset[Mark],
    asks: bool,
) -> bool:
    """Whether a message is about a role that it does not only tell of, or about somebody else."""
    about = {each.words for each in sure}
    if any(mention.roles and mention.text not in about for mention in mentions) and (asks or asked not in _LOOSE):
        return True
    # 'I was a waiter, how do I become a cook' asks for a way.
    is_limited = bool(ENTRY.intersection(limits_in(text)))
    is_past = asked in _OF_PAST and not is_limited and all(each.tells is Tells.done for each in sure)
    # 'My qualification is B.Com., they say three of us will go' asks nothing, whoever 'they' are.
    points = Mark.back in marks and (Mark.asked in marks or not _tells_past(sure, text))
    return is_past or bool(_ASKS_WHO.search(text)) or (asked in OF_ROLES and points and not is_limited)


def _tells_past(told: Sequence[Told], text: str) -> bool:
    """Whether somebody tells of their schooling in no more than statements."""
    return bool(_FIRST.search(text)) and asking_part(text) is None and any(each.tells is Tells.studied for each in told)


def _is_personal(told: Sequence[Told]) -> bool:
    """Whether any of it is told of somebody where nobody says 'I': 'jobs without maths', 'with a history degree'."""
    return any(each.tells in (Tells.dislike, Tells.studied, Tells.unwanted, Tells.done) for each in told)


def _wants(sure: Sequence[Told], text: str, marks: frozenset[Mark]) -> bool:
    """Whether what looks like a question about a role asks jobs for somebody.

    'I'm good at writing' may look like one about skills, 'I want good money' like one about pay.
    """
    limited = bool(ENTRY.intersection(limits_in(text)))
    if not _FIRST.search(text) or not (sure or limited) or any(each.tells is Tells.done for each in sure):
        return False
    return Mark.asked not in marks or bool(_FOR_SELF.search(text))
