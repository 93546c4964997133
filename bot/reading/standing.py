"""Notes on a reading what the things in it are to whoever writes: roles, and wishes that may be on the wrong side."""

from dataclasses import replace

from bot.reading.normal import normal
from bot.reading.reading import Asked, Named, Reading
from bot.reading.stance import Stance, Standing, Stood
from bot.reading.told import Tells, Told

# How much more must speak for a stance than for any other to go by it; and to turn round what the wording says.
SURE, TURNS_ROUND = 0.2, 0.3
# A wish in more words is a whole clause, in which several things may be named.
_LONGEST_WISH = 6
# What may be said beside a question.
_SAID_BESIDE = frozenset((Asked.feedback_bad, Asked.feedback_good, Asked.thank, Asked.greet))
_SIDES = {Stance.refused: Tells.dislike, Stance.liked: Tells.like}


def with_stances(reading: Reading, standing: Standing) -> Reading:
    """The reading, with what each role that it names is to whoever writes, and each wish on the side it is meant on."""
    plain = normal(reading.text) or reading.text
    places = [(each.start, each.end) for each in reading.roles]
    wishes = {told: place for told in reading.told if (place := _place_of(told, plain))}
    stretches = [*places, *wishes.values()]
    if not stretches:
        return reading
    stood = dict(zip(stretches, standing(plain, stretches), strict=True))
    roles = tuple(_stood(each, stood[place]) for each, place in zip(reading.roles, places, strict=True))
    told = tuple(_on_side(each, stood[wishes[each]]) if each in wishes else each for each in reading.told)
    # 'You're useless. Motorcycle mechanic' asks about that one.
    is_asked = any(each.stance is Stance.asked and each.roles for each in roles)
    asked = Asked.duties if is_asked and reading.asked in _SAID_BESIDE else reading.asked
    return replace(reading, asked=asked, roles=roles, told=tuple(dict.fromkeys(told)))


def _place_of(told: Told, plain: str) -> tuple[int, int] | None:
    """Where the words of a wish stand, if they do and are few."""
    is_wish = told.tells in _SIDES.values() and 0 < len(told.words.split()) <= _LONGEST_WISH
    start = plain.lower().find(told.words.lower()) if is_wish else -1
    return (start, start + len(told.words)) if start >= 0 else None


def _stood(named: Named, stood: Stood) -> Named:
    return replace(named, stance=stood.stance if stood.lead >= SURE else None)


def _on_side(told: Told, stood: Stood) -> Told:
    side = _SIDES.get(stood.stance)
    return replace(told, tells=side) if side and stood.lead >= TURNS_ROUND else told
