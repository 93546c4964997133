"""Which words are for people at work, told by how they end: a guess for names that the store does not have."""

import re

from bot.reading.grammar import Word
from bot.reading.words import words_of

_PEOPLE, _THINGS = words_of("people"), words_of("things")
_ENDING = re.compile(r"(?:[a-z]{2}(?:er|or|ist|ian|ant|eer|smith|wright)|(?:^|[a-z])(?:man|woman|men|women))$")


def is_person(word: Word) -> bool:
    """Whether a noun is likely a word for somebody at work: 'geologist', 'clerk', 'engineers'."""
    forms = {word.text, word.lemma, word.text.removesuffix("s")}
    if forms & _PEOPLE:
        return True
    return (
        not word.is_verb
        and not forms & _THINGS
        and any(_ENDING.search(form) for form in (word.lemma, word.text.removesuffix("s")))
    )
