"""What is said of getting there: schooling, ways, days, ladders."""

from collections.abc import Callable, Iterator, Mapping

from bot.saying.answer import Answer
from bot.saying.document import Block, Choice
from bot.saying.kinds import AnswerKind

SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Block | Choice]]] = {}
