"""How much preparation a role takes, in words: O*NET's five job zones."""

from collections.abc import Iterable, Mapping

from bot.saying.answer import FactRef
from bot.saying.document import Words
from bot.saying.words import said

_ZONES: Mapping[str, str] = {
    "1": "utter_zone_1",
    "2": "utter_zone_2",
    "3": "utter_zone_3",
    "4": "utter_zone_4",
    "5": "utter_zone_5",
}

_SHORT: Mapping[str, str] = {
    "1": "utter_zone_1_short",
    "2": "utter_zone_2_short",
    "3": "utter_zone_3_short",
    "4": "utter_zone_4_short",
    "5": "utter_zone_5_short",
}


def zone_of(facts: Iterable[FactRef]) -> Words:
    """The time that the first of some facts, the number of a job zone, stands for; nothing where there is none."""
    return next((said(_ZONES[fact.text]) for fact in facts), ())


def short_zone_of(facts: Iterable[FactRef]) -> Words:
    """The same without what it is spent on: 'two to four years'."""
    return next((said(_SHORT[fact.text]) for fact in facts), ())
