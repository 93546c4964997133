"""What is said of roles: who does something, what one does and takes, how two differ, which there are."""

from collections.abc import Callable, Iterator, Mapping

from bot.saying.answer import Answer, DutyRef
from bot.saying.document import Block, Choice, Listing, Paragraph
from bot.saying.kinds import AnswerKind
from bot.saying.words import joined, plain, said, strong


def _who_handles(answer: Answer) -> Iterator[Block]:
    titles = answer.titles
    asked = list(dict.fromkeys(duty.asked for duty in answer.duties))
    for phrase in asked:
        best, *others = [duty for duty in answer.duties if duty.asked == phrase]
        if len(asked) > 1:
            yield Paragraph(said("utter_about", asked=phrase))
        yield Paragraph(said(f"utter_handles_{best.involvement}", role=strong(titles[best.role]), duty=best.statement))
        if others:
            yield Listing(tuple(_sharing(titles[duty.role], duty) for duty in others), said("utter_also_handle"))
    yield from unanswered(answer)


def _sharing(title: str, duty: DutyRef):
    return joined((strong(title), plain(duty.statement)), ": ")


def unanswered(answer: Answer) -> Iterator[Block]:
    """The words for which nobody was found."""
    for phrase in answer.unanswered:
        yield Paragraph(said("utter_unknown_duty", asked=phrase))


SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Block | Choice]]] = {
    AnswerKind.who_handles: _who_handles,
    AnswerKind.unknown_duty: unanswered,
}
