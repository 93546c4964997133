"""What is said to whoever asks what a word of schooling or hiring means."""

from collections.abc import Callable, Iterator, Mapping

from bot.saying.answer import Answer
from bot.saying.blocks import Piece
from bot.saying.document import Paragraph
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.words import plain, said, strong


def _terms(answer: Answer) -> Iterator[Piece]:
    for fact in answer.facts:
        if fact.kind is FactKind.term:
            name = fact.ref[:1].upper() + fact.ref[1:]
            yield Paragraph(said("utter_term", term=strong(name), meaning=plain(fact.text)))
        elif fact.kind is FactKind.term_like:
            yield Paragraph(said("utter_term_like", near=plain(fact.text)))


SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Piece]]] = {AnswerKind.term: _terms}
