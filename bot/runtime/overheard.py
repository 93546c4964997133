"""What is said beside the bot rather than to it, in a thread that it takes part in: whether it is for the bot.

Where that is doubtful it is not: whoever means the bot can say so, and nobody wants it to join in small talk.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.reading.here import Asks
from bot.reading.marks import Mark
from bot.reading.reading import OF_ROLES, Asked, Reading, from_data
from bot.reading.turn import Turn
from bot.saying.kinds import AnswerKind
from bot.slack.asking import Heard


class NothingTold(Exception):
    """What was said beside the bot gets no answer that tells anything, so its turn is not kept; no failure."""


# So sure must be what is asked, what is asked for without a question, and that somebody is asked for by what they do.
SURE, SURE_OF_WISH, SURE_OF_WHO = 0.5, 0.9, 0.99
_QUESTIONS = OF_ROLES | {
    *(Asked.check, Asked.comparison, Asked.shared, Asked.person, Asked.path, Asked.order, Asked.roles),
    *(Asked.skill_users, Asked.more, Asked.shorter, Asked.suited, Asked.why, Asked.human, Asked.rights),
}
# What only the bot can be meant with, also where it is no question.
_WISHES = frozenset(
    (Asked.more, Asked.shorter, Asked.suited, Asked.find_role, Asked.forget_me, Asked.forget_told, Asked.help)
)
_COURTESIES = frozenset((Asked.greet, Asked.goodbye, Asked.thank, Asked.feedback_good, Asked.bot))
_REPLIES = frozenset(
    (Asked.affirm, Asked.deny, Asked.like, Asked.dislike, Asked.unsure, Asked.skip, Asked.pause, Asked.go_back)
)
# What colleagues also tell each other: whether somebody here takes care of it, its answer says.
_NEEDS = frozenset((Asks.need, Asks.trust))
# Answers that tell nothing of what was asked.
_SILENT = frozenset(
    (
        *(AnswerKind.nobody_known, AnswerKind.unknown_colleague, AnswerKind.unknown_duty, AnswerKind.unknown_role),
        *(AnswerKind.unknown_skill, AnswerKind.out_of_scope, AnswerKind.fallback, AnswerKind.not_told),
        *(AnswerKind.lost_in_list, AnswerKind.stuck, AnswerKind.lost, AnswerKind.finder_hint, AnswerKind.other_tongue),
    )
)
# Answers that ask back.
_ASKING = frozenset(
    (
        *(AnswerKind.which_role, AnswerKind.which_listed, AnswerKind.which_place, AnswerKind.which_colleague),
        *(AnswerKind.need_two, AnswerKind.finder_offer),
    )
)


def heard_in(parsed: Mapping[str, Any]) -> Heard:
    """What a message is, by what Rasa's NLU makes of it."""
    return heard([from_data(each) for each in parsed.get("readings") or ()])


def heard(readings: Sequence[Reading]) -> Heard:
    """What a message of these questions is."""
    if any(map(_asks, readings)):
        return Heard.question
    if readings and all(each.asked in _COURTESIES and each.sure >= SURE for each in readings):
        return Heard.courtesy
    if len(readings) == 1 and (readings[0].rating or (readings[0].asked in _REPLIES and readings[0].sure >= SURE)):
        return Heard.reply
    return Heard.aside if readings and all(map(_is_aside, readings)) else Heard.other


def _asks(reading: Reading) -> bool:
    asked, here = reading.asked, reading.here
    if asked is Asked.distress or (asked in _WISHES and reading.sure >= SURE_OF_WISH):
        return True
    if here and here.asks in _NEEDS:
        return here.surely and not reading.shows(Mark.back, Mark.asked)
    if here and here.asks is not Asks.duty:
        is_said_of_anybody = here.asks is Asks.does and here.points_back
        return here.asks is Asks.again or (reading.shows(Mark.asked) and not is_said_of_anybody)
    # What takes up nothing that was talked of may as well be asked of those who read along: 'who wants coffee?'
    if asked is Asked.who:
        return reading.sure >= SURE_OF_WHO and reading.shows(Mark.asked)
    takes_up = bool(reading.roles) or reading.shows(Mark.back)
    is_asked = reading.shows(Mark.asked) and not _is_aside(reading)
    return reading.sure >= SURE and takes_up and (asked is Asked.follow_up or (asked in _QUESTIONS and is_asked))


def _is_aside(reading: Reading) -> bool:
    """Whether it is likeliest about nothing that was talked of, nor about work."""
    return reading.turned is not None and reading.turned.likely[0][0] is Turn.aside


def tells_nothing(answer: Mapping[str, Any] | None) -> bool:
    """Whether an answer, as data, only regrets."""
    return answer is not None and answer.get("kind") in _SILENT


def asks_back(answer: Mapping[str, Any] | None, buttons: Sequence[Any]) -> bool:
    """Whether what the bot said last waits for a reply: it asks which one is meant, or is a question of a form."""
    return answer["kind"] in _ASKING if answer else bool(buttons)
