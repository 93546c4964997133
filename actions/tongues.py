"""Messages that are not English: what can be done for whoever wrote them, said in their language."""

from dataclasses import replace

from bot.knowledge.tongues import read_tongues
from bot.reading.reading import Asked, Reading
from bot.saying.answer import Answer, FactRef
from bot.saying.kinds import AnswerKind, FactKind
from bot.settings import load_settings


def in_tongue(reading: Reading, found: Answer) -> Answer:
    """The answer to a message in any language: where that is not English, the answer says so in it."""
    if not reading.tongue:
        return found
    if reading.asked is not Asked.unclear:
        return replace(found, facts=(FactRef(FactKind.tongue, "", reading.tongue), *found.facts))
    link = read_tongues(load_settings().knowledge).links.get(reading.tongue)
    facts = (FactRef(FactKind.read_on, "", link),) if link else ()
    return Answer(AnswerKind.other_tongue, asked=reading.tongue, facts=facts)
