"""What is said of roles found for a person: by skills, by the career finder, and why."""

from collections.abc import Callable, Iterator, Mapping

from bot.saying.answer import Answer
from bot.saying.document import Block, Choice
from bot.saying.kinds import AnswerKind

SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Block | Choice]]] = {}
