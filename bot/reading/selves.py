"""Whether a message tells of whoever speaks, so that jobs for them are the answer, whatever its intent seems to be."""

from collections.abc import Sequence

from bot.reading.limits import ENTRY, limits_in
from bot.reading.marks import Mark
from bot.reading.reading import OF_ROLES, Asked
from bot.reading.stretches import Mentioned
from bot.reading.told import Tells, Told
from bot.reading.words import pattern

# What is asked of no role, so that what is told of oneself may be what it is about.
_OF_NO_ROLE = frozenset(
    (
        *(
            Asked.find_role,
            Asked.roles,
            Asked.skill_users,
            Asked.who,
            Asked.related,
            Asked.become,
            Asked.path,
            Asked.unclear,
        ),
        *(
            Asked.out_of_scope,
            Asked.follow_up,
            Asked.like,
            Asked.dislike,
            Asked.unsure,
            Asked.pause,
            Asked.affirm,
            Asked.deny,
        ),
        *(Asked.ladder, Asked.check, Asked.person, Asked.suited, Asked.onwards),
    )
)
# Words for a wish or a past that only somebody who tells of themselves says.
_FIRST = pattern(r"\b(?:i|i'?m|i'?ve|i'?d|my|me|myself)\b")
_FOR_SELF = pattern(
    r"\b(?:some|any)thing\b|\bjobs?\b|\bwork\b|\bcareers?\b|\bwhat (?:else )?(?:can|could|should) i\b"
    r"|\broles?\b|\bsuits?\b"
)
_ASKS_WHO = pattern(r"^\W*(?:and\s+|so\s+)?(?:who|whom|whose)\b")


def tells_of_self(
    asked: Asked, told: Sequence[Told], mentions: Sequence[Mentioned], text: str, marks: frozenset[Mark]
) -> bool:
    """Whether what a message tells of somebody is what it asks jobs for: 'I love animals but can't stand blood'.

    A question about a role that it names besides is none, nor is one that asks for somebody.
    """
    if asked is Asked.tell_self:
        return True
    sure = [each for each in told if each.sure]
    about = {each.words for each in sure}
    others = [mention for mention in mentions if mention.text not in about]
    asks = Mark.asked in marks or asked in OF_ROLES
    if (others and asks) or _ASKS_WHO.search(text) or (asked in OF_ROLES and Mark.back in marks):
        return False
    if asked is Asked.unclear and not asks and any(each.tells is Tells.done and each.roles for each in told):
        # 'Bus driver for twenty years, back gone.'
        return True
    if asked in _OF_NO_ROLE:
        # What jobs have to do with something is a question of its own.
        return bool(sure) and (_is_personal(sure) or bool(_FIRST.search(text)))
    # 'I'm good at writing' may look like a question about skills, 'I want good money' like one about pay.
    limited = ENTRY.intersection(limits_in(text)) and _FIRST.search(text)
    asks_of_role = asked in OF_ROLES and any(each.tells is Tells.done for each in sure)
    return (
        asked in OF_ROLES
        and not asks_of_role
        and bool(_FIRST.search(text))
        and bool(sure or limited)
        and _wants(text, marks)
    )


def _is_personal(told: Sequence[Told]) -> bool:
    """Whether any of it is told of somebody where nobody says 'I': 'jobs without maths', 'with a history degree'."""
    return any(each.tells in (Tells.dislike, Tells.studied, Tells.unwanted, Tells.done) for each in told)


def _wants(text: str, marks: frozenset[Mark]) -> bool:
    return Mark.asked not in marks or bool(_FOR_SELF.search(text))
