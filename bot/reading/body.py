"""What somebody's body no longer does, by the part of it that they speak of: 'knees are going', 'with this back'."""

from collections.abc import Iterator

from bot.reading.clause import Clause, is_of_others
from bot.reading.told import Says, Tells, Told
from bot.reading.words import pairs_of

# What each part of the body is called by where it is bad, as knowledge/wishes.yml has it among what makes people avoid.
_PARTS = pairs_of("body", "telling")
# What a clause is heard to tell that speaks of a part of the body as of something bad.
_AILING = frozenset((Tells.trait, Tells.dislike, Tells.limit))
# From so far on the side of what is wanted, nothing is wrong with it: 'my knees are fine'.
SOUND = 0.4
_OF_OTHERS = frozenset("his her their your its".split())


def ailments_in(clause: Clause, says: Says | None) -> Iterator[Told]:
    """The parts of the body that a clause says are bad, as traits.

    says: what the clause was heard to tell; nothing is said of a body where it was heard to tell of something else.
    """
    if says is None or says.tells not in _AILING or not says.sure or says.leans >= SOUND:
        return
    for place, word in enumerate(clause):
        called = _PARTS.get(word.lemma) or _PARTS.get(word.text)
        before = clause[place - 1] if place else None
        is_own = before is None or (before.text not in _OF_OTHERS and before.tag != "POS")
        if called and word.is_noun and is_own and not is_of_others(clause, place):
            yield Told(Tells.trait, called)
