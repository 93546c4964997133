"""What somebody tells of their circumstances: trouble at work, or what they fear may shut them out of it.

Neither is a duty that is asked for: 'I have a criminal record, which jobs can I do' is not about checking records.
"""

from collections.abc import Sequence

from bot.reading.marks import Mark
from bot.reading.questions import asking_part
from bot.reading.reading import Asked
from bot.reading.reference import ordinal_in
from bot.reading.words import any_of, pattern

_TOPICS = ("discrimination", "harassment", "bullying", "leave", "wages", "safety", "dismissal")
SITUATIONS = ("record", "pregnancy", "neurodivergent", "health", "origin", "gender", "age", "gap")
_OF_TOPIC = {topic: pattern(rf"(?<!\w){any_of('rights', topic)}") for topic in _TOPICS}
_OF_SITUATION = {name: pattern(rf"(?<!\w){any_of('circumstances', name)}") for name in SITUATIONS}
_SPEAKER = pattern(rf"(?<![\w']){any_of('trouble', 'speaker')}")
_OPEN = pattern(rf"(?<!\w){any_of('circumstances', 'open_to_them')}")
# A role may be named by such words: 'Disability Benefits Specialist'.
_HIDDEN = "x"
# Words for it are no more than words where the intent is so surely another.
_LIKELY = 0.03
# What may be meant otherwise, where somebody tells of trouble, or of what may shut them out.
_NOT_TOLD = frozenset((Asked.unclear, Asked.out_of_scope))
_OF_WORK = _NOT_TOLD | frozenset(
    (
        *(Asked.who, Asked.roles, Asked.skill_users, Asked.check, Asked.find_role, Asked.become, Asked.qualification),
        *(Asked.like, Asked.dislike, Asked.unsure, Asked.related, Asked.duration, Asked.licence, Asked.interests),
        *(Asked.vacancies, Asked.courses, Asked.application, Asked.onwards, Asked.suited, Asked.worth),
    )
)


def trouble_in(text: str) -> str:
    """What trouble at work a text tells of: discrimination, wages and so on; empty where it tells of none."""
    return next((topic for topic, said in _OF_TOPIC.items() if said.search(text)), "")


def situation_in(text: str, roles: Sequence[tuple[int, int]], marks: frozenset[Mark]) -> str:
    """What somebody fears may shut them out of work: record, age and so on; empty where it is nothing of that.

    roles: where the text names roles.
    """
    for start, end in sorted(roles, reverse=True):
        text = text[:start] + _HIDDEN + text[end:]
    for name, said in _OF_SITUATION.items():
        if said.search(text) and (_OPEN.search(text) if name == "gender" else _is_own(text, marks)):
            return name
    return ""


def _is_own(text: str, marks: frozenset[Mark]) -> bool:
    return bool(_SPEAKER.search(text)) or not marks.isdisjoint((Mark.jobs, Mark.any_job))


def asked_by(
    asked: Asked, text: str, trouble: str, situation: str, likely: Sequence[tuple[Asked, float]], asks_duty: bool
) -> Asked:
    """What is asked, where somebody tells of their circumstances.

    asks_duty: whether the text asks who does something.
    """
    speaks = bool(_SPEAKER.search(text))
    if asked is Asked.rights and asks_duty and not speaks:
        return Asked.who
    shares = dict(likely)
    if trouble and speaks and asked in _NOT_TOLD and shares.get(Asked.rights, 0.0) >= _LIKELY:
        return Asked.rights
    if asked is Asked.situation and not situation:
        # What shuts somebody out is in the words; without them it is what else it may be.
        return next((other for other, _ in likely if other is not Asked.situation), Asked.unclear)
    start, end = asking_part(text) or (0, 0)
    if ordinal_in(text[start:end]) is not None:
        # 'At my age that is a joke. What was the first one you said?'
        return asked
    if situation and asked in _OF_WORK and not (asks_duty and not speaks):
        return Asked.situation
    return asked
