"""What is asked in confidence, of which reports keep nothing: trouble with others at work, wrongdoing, health."""

from actions import people
from actions.knowledge import Known
from bot.company.model import Company
from bot.reading.here import Asks, Here
from bot.reading.marks import Mark
from bot.reading.reading import Asked, Reading
from bot.saying.answer import Answer
from bot.saying.kinds import FactKind
from bot.search.own_duties import own_duties_of

# What an outcome, or an opinion, is marked with that bot.runtime.broker is to leave out.
CONFIDENTIAL = "confidential"
# A duty that a question is so much like is near it.
CLOSE = 0.5
# Whoever asks these tells of themselves what they may tell to nobody else.
_PRIVATE = frozenset((Asked.rights, Asked.situation, Asked.distress))


def is_confidential(reading: Reading, answer: Answer, known: Known) -> bool:
    """Whether a question, or its answer, is of what people tell in confidence.

    That is trouble at work or what may shut somebody out of it; what a colleague says of wrongdoing, of how they are
    treated or of their health; and whatever is nearest to a duty of the company's that its map calls confidential,
    whether or not that was told.
    """
    if reading.asked in _PRIVATE or reading.trouble or reading.situation or reading.shows(Mark.minded):
        return True
    if any(fact.kind is FactKind.relation and fact.text in ("confidential", "trusted") for fact in answer.facts):
        return True
    here = reading.here
    if here is None:
        return False
    if here.is_private or here.asks is Asks.trust:
        return True
    company = people.open_company(known.store)
    kept = {entry.duty for entry in company.own_duties if entry.confidential} if company else set()
    if not company or not kept:
        return False
    told = {fact.text for fact in answer.facts if fact.kind in (FactKind.own_duty, FactKind.near_duty)}
    alike = {duty for duty, likeness in here.alike if likeness >= CLOSE}
    return bool(kept & (told | alike)) or _named(here, company, known) in kept


def _named(here: Here, company: Company, known: Known) -> str:
    """The duty that comes nearest by its words, where it is near; else empty."""
    ranked = own_duties_of(company, known.encoder).rank((here.duty, *here.phrases))
    return next((match.duty for match in ranked[:1] if match.fit >= CLOSE), "")
