"""The person who asks: their schooling."""

from bot.reading.words import any_of, pattern

# The level of each list of words; they are tried in this order.
_LEVELS = {
    "unfinished_studies": 3,
    "little": 1,
    "secondary": 2,
    "beyond_bachelor": 5,
    "vocational": 3,
    "bachelor": 4,
    "school": 2,
}
# The last list says something only to whoever was asked: 'school' alone is also where somebody works.
_SAID = [(level, pattern(rf"(?<!\w){any_of('schooling', name)}")) for name, level in _LEVELS.items()]


def level_in(text: str) -> int:
    """The level of education, 1 to 5, that a person's words mean: 'I have a bachelor's in physics' is 4.

    0 where they mean none. A plain number from 1 to 5 means itself.
    """
    plain = text.strip(" .!)")
    if plain in ("1", "2", "3", "4", "5"):
        return int(plain)
    return next((level for level, said in _SAID if said.search(plain)), 0)


def level_told(text: str) -> int:
    """The same of what somebody says unasked, in which a number or 'school' alone tells nothing of theirs."""
    return next((level for level, said in _SAID[:-1] if said.search(text)), 0)
