"""A row of the table of kinds: what a kind of question needs, who answers it, what it leaves, what may follow."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from actions.compare import Describe
from actions.knowledge import Known
from actions.question import Question
from bot.reading.reading import Asked
from bot.saying.answer import Answer
from bot.saying.kinds import AnswerKind

Answering = Callable[[Question, Known], Answer]


class Needs(Enum):
    """What a question is about, named or remembered: nothing, a role or several, two roles, or a duty."""

    nothing = "nothing"
    roles = "roles"
    two_roles = "two_roles"
    duty = "duty"


class Leaves(Enum):
    """Which of an answer's roles are 'they' afterwards: all, the first, the last, the first for each duty, or none."""

    all = "all"
    first = "first"
    last = "last"
    of_duties = "of_duties"
    nothing = "nothing"


@dataclass(frozen=True)
class Kind:
    """A kind of question.

    answer: who answers it. tells: what the answer may tell, most usual first. needs: what it is about.
    describe: what is said of roles when a follow-up names them ('and a nurse?').
    leaves: which roles the conversation is about afterwards; offers: of what it tells,
    the lists from which one may be picked ('the second').
    more: what 'tell me more' tells next. follows: responses that may be asked next, by their button.
    keeps_topic: whether a follow-up goes on with what was asked before.
    """

    answer: Answering
    tells: tuple[AnswerKind, ...] = ()
    needs: Needs = Needs.roles
    describe: Describe | None = None
    leaves: Leaves = Leaves.all
    offers: tuple[AnswerKind, ...] = ()
    more: Asked | None = None
    follows: tuple[str, ...] = ()
    keeps_topic: bool = False
