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
_SAID = [(level, pattern(rf"(?<!\w){any_of('schooling', name)}")) for name, level in _LEVELS.items()]
# The last list says something only to whoever was asked: 'school' alone is also where somebody works.
_ASKED_FOR = _SAID[-1]


def level_told(text: str) -> int:
    """The same of what somebody says unasked, in which 'school' alone tells nothing of theirs."""
    level = level_in(text)
    is_vague = not any(said.search(text) for _, said in _SAID if said is not _ASKED_FOR[1])
    return 0 if is_vague else level


def level_in(text: str) -> int:
    """The level of education, 1 to 5, that a person's words mean: 'I have a bachelor's in physics' is 4.

    0 where they mean none. A plain number from 1 to 5 means itself.
    """
    plain = text.strip(" .!)")
    if plain in ("1", "2", "3", "4", "5"):
        return int(plain)
    return next((level for level, said in _SAID if said.search(plain)), 0)
