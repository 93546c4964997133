"""What is said to somebody in distress, and of the person that one can turn to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.saying.document import Block, Document, Listing, Paragraph, Words
from bot.saying.text import text_of
from bot.saying.words import Value, joined, linked, said, series, strong
from bot.settings import Settings


@dataclass(frozen=True)
class Turning:
    """Where somebody turns: country: its name, empty where nothing is known of it. crisis, violence: (name, number).

    ambulance: empty where the emergency number is its own. pages: (name, address) of those that hold for everywhere.
    """

    country: str
    emergency: str
    ambulance: str
    crisis: Sequence[tuple[str, str]]
    violence: Sequence[tuple[str, str]]
    pages: Sequence[tuple[str, str]]


def comfort(turning: Turning, settings: Settings) -> Document:
    """Warm words, where to turn at once, and that one may go on later; no role, nothing to press."""
    above = said("utter_comfort_here", country=turning.country) if turning.country else said("utter_comfort_anywhere")
    blocks: list[Block] = [
        Paragraph(said("utter_comfort")),
        Listing(tuple(_ways(turning)), above),
        *contact(settings),
        Paragraph(said("utter_comfort_later")),
    ]
    return Document(tuple(blocks))


def comfort_beside(turning: Turning) -> Document:
    """That somebody is there to talk to, in a line beside an answer, for who may be in trouble.

    The lines are not named: what some are called startles everybody who only sighed.
    """
    ways: list[Value] = [strong(number) for _, number in turning.crisis]
    ways += [linked(*page) for page in turning.pages[:1]]
    return Document((Paragraph(said("utter_comfort_beside", ways=series(ways, "utter_or"))),))


def _ways(turning: Turning) -> Iterator[Words]:
    if turning.ambulance:
        numbers = {"number": strong(turning.emergency), "ambulance": strong(turning.ambulance)}
        yield said("utter_comfort_emergency_ambulance", **numbers)
    else:
        emergency = "utter_comfort_emergency" if turning.country else "utter_comfort_emergency_anywhere"
        yield said(emergency, number=strong(turning.emergency))
    for response, lines in (("utter_comfort_crisis", turning.crisis), ("utter_comfort_violence", turning.violence)):
        if lines:
            yield said(response, lines=series([_line(*each) for each in lines], "utter_or"))
    pages = series([linked(*each) for each in turning.pages], "utter_or")
    yield said("utter_comfort_pages" if turning.country else "utter_comfort_pages_anywhere", pages=pages)


def _line(name: str, number: str) -> Words:
    return joined([strong(number), f" ({name})"], "")


def contact(settings: Settings) -> Iterator[Block]:
    """How a person can be reached that the settings name; nothing where they name none."""
    ways: list[Value] = [settings.contact_email, settings.contact_phone, settings.contact_channel]
    ways = [way for way in ways if way]
    if settings.contact_link:
        ways.append(linked(settings.contact_link, settings.contact_link))
    if ways:
        yield Paragraph(said("utter_contact", person=settings.contact_name, ways=series(ways, "utter_or")))


def kept_instead() -> str:
    """What stands in a conversation's history in place of what is not kept."""
    return text_of(said("utter_not_kept"))
