"""Whether a text that speaks of erasing forbids it, or asks whether somebody else may do it."""

from bot.reading.grammar import Sentence, sentences
from bot.reading.words import words_of

_ERASING = words_of("erasing", "reference")
_PASSIVE = frozenset(("VBN", "VBD"))
_INNER = frozenset(("xcomp", "ccomp"))


def forbids_erasing(text: str) -> bool:
    """Whether it is denied: "don't delete anything", 'I never said you should erase it'."""
    return any(_is_denied(sentence, verb) for sentence in sentences(text) for verb in _erasing(sentence))


def erases_by_other(text: str) -> bool:
    """Whether somebody else would do it: 'can a database administrator delete my data'."""
    return any(
        sentence.words[child].role == "nsubj" and sentence.words[child].is_noun
        for sentence in sentences(text)
        for verb in _erasing(sentence)
        if sentence.words[verb].tag not in _PASSIVE
        for child in sentence.children(verb)
    )


def _erasing(sentence: Sentence) -> list[int]:
    return [place for place, word in enumerate(sentence.words) if word.is_verb and word.lemma in _ERASING]


def _is_denied(sentence: Sentence, verb: int) -> bool:
    """Whether a verb or one that it hangs on is denied."""
    words = sentence.words
    if any(words[child].role == "neg" for child in sentence.children(verb)):
        return True
    return words[verb].role in _INNER and _is_denied(sentence, words[verb].head)
