"""What is said to ask for what is missing, or to regret it: which role, which place, what is not known."""

from collections.abc import Callable, Iterator, Mapping

from bot.saying.answer import Answer
from bot.saying.document import Block, Choice
from bot.saying.kinds import AnswerKind

SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Block | Choice]]] = {}
