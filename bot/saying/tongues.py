"""What is said to whoever does not write English, in their own language."""

from collections.abc import Callable, Iterator, Mapping

from bot.saying.answer import Answer
from bot.saying.document import Block, Choice, Paragraph
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.words import linked, said

Piece = Block | Choice


def before(answer: Answer) -> Iterator[Block]:
    """Said before an answer: that it is in English."""
    for fact in answer.facts:
        if fact.kind is FactKind.tongue and answer.kind is not AnswerKind.other_tongue:
            yield Paragraph(said(f"utter_in_english_{fact.text}"))


def _other_tongue(answer: Answer) -> Iterator[Piece]:
    yield Paragraph(said(f"utter_tongue_{answer.asked}"))
    for fact in answer.facts:
        if fact.kind is FactKind.read_on:
            address = linked(fact.text.removeprefix("https://"), fact.text)
            yield Paragraph(said(f"utter_read_on_{answer.asked}", address=address))


SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Piece]]] = {AnswerKind.other_tongue: _other_tongue}
