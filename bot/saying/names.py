"""What is said of a name that somebody used: what it is counted under, what stands in for it, what goes against it."""

from collections.abc import Iterator

from bot.saying.answer import Answer, FactRef
from bot.saying.blocks import all_of
from bot.saying.document import Block, Choice, Paragraph
from bot.saying.kinds import FactKind
from bot.saying.prospects import entry_words
from bot.saying.words import joined, linked, quoted, said, strong, titles


def before(answer: Answer) -> Iterator[Block]:
    """Said before the answer, so that it is read as what it is."""
    for fact in _facts(answer, FactKind.nearest):
        role = strong(answer.titles[fact.role])
        # Who only hints at work gives no name of it.
        named = said("utter_nearest", asked=quoted(fact.text), role=role)
        yield Paragraph(named if fact.text else said("utter_sounds_like", role=role))
    counted = _facts(answer, FactKind.counted)
    if len(counted) == 1:
        yield Paragraph(
            said("utter_counted", asked=quoted(counted[0].text), role=strong(answer.titles[counted[0].role]))
        )
    yield from _against(answer)
    yield from map(_elsewhere, _facts(answer, FactKind.entry_elsewhere))


def _against(answer: Answer) -> Iterator[Block]:
    """What goes against what was told of oneself."""
    for fact in _facts(answer, FactKind.against_degree):
        yield Paragraph(said("utter_against_degree", education=entry_words(fact.text)))
    if avoided := [fact.text for fact in _facts(answer, FactKind.against_avoided)]:
        yield Paragraph(said("utter_against_avoided", things=all_of(avoided)))


def _elsewhere(fact: FactRef) -> Paragraph:
    """Of which country the answer is, and who tells of the other one."""
    text = said("utter_entry_elsewhere", country=fact.text)
    if not fact.url:
        return Paragraph(text)
    return Paragraph(
        joined([text, said("utter_entry_elsewhere_look", look=fact.place, url=linked(fact.url, fact.url))], " ")
    )


def after(answer: Answer) -> Iterator[Block | Choice]:
    """Said after it: the others of that name."""
    others = [fact.text for fact in _facts(answer, FactKind.or_else)]
    if others:
        yield Paragraph(said("utter_or_else", roles=titles(others)))
        yield from (Choice(title, title) for title in others)


def _facts(answer: Answer, kind: FactKind) -> list[FactRef]:
    return [fact for fact in answer.facts if fact.kind is kind]
