"""Which words are for people at work, told by how they end: a guess for names that the store does not have."""

import re

from bot.reading.grammar import Word
from bot.reading.words import words_of
from bot.search.language import is_english_word

_PEOPLE, _THINGS = words_of("people"), words_of("things")
_ENDING = re.compile(r"(?:[a-z]{2}(?:er|or|ist|ian|ant|eer|smith|wright)|(?:^|[a-z])(?:man|woman|men|women))$")

_SHORT = 4
_DOER = re.compile(r"(?P<root>\w+)(?:er|or)")


def is_person(word: Word) -> bool:
    """Whether a noun is likely a word for somebody at work: 'geologist', 'clerk', 'engineers'."""
    forms = _forms(word)
    if forms & _PEOPLE:
        return True
    return not word.is_verb and not forms & _THINGS and any(map(_ENDING.search, forms))


def is_surely_person(word: Word) -> bool:
    """The same where there is a word, too, for what somebody does: 'baker', but not 'cyber'."""
    return is_person(word) and (bool(_forms(word) & _PEOPLE) or all(map(_is_of_verb, _forms(word))))


def _forms(word: Word) -> set[str]:
    """The word as it may be in a list; the lemma of 'engineering' is for somebody, but the word is not."""
    return {word.text, word.text.removesuffix("s"), *(() if word.text.endswith("ing") else (word.lemma,))}


def _is_of_verb(word: str) -> bool:
    found = _DOER.fullmatch(word)
    if not found:
        return True
    root = found["root"]
    if root.endswith("e") and len(root) > _SHORT:
        # 'Engineer', 'auctioneer'; 'cheer' is none.
        return True
    single = root[:-1] if root[-1:] == root[-2:-1] else root
    return any(map(is_english_word, (root, single, f"{root}e", f"{root[:-1]}y")))
