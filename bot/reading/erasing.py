"""Whether a text that speaks of erasing forbids it, or tells of what somebody else erases or the person forgets."""

from collections.abc import Sequence

from bot.reading.grammar import Sentence, sentences
from bot.reading.reading import Asked
from bot.reading.words import words_of

_ERASING = words_of("erasing", "reference")
# What is no surer than that, and has no word for erasing, is taken for what else it may be.
SURE = 0.5
_PASSIVE = frozenset(("VBN", "VBD"))
_INNER = frozenset(("xcomp", "ccomp"))
_UNDER = _INNER | {"advcl"}


def asked_of_erasing(text: str, sure: float, likely: Sequence[tuple[Asked, float]]) -> Asked:
    """What is asked by a text whose intent is erasing, so surely; likely: what else it may be, likeliest first."""
    if forbids_erasing(text):
        return Asked.deny
    others = (other for other, _ in likely if other is not Asked.forget_me)
    says_otherwise = sure < SURE and not any(map(_erasing, sentences(text)))
    return next(others, Asked.unclear) if says_otherwise or erases_by_other(text) else Asked.forget_me


def forbids_erasing(text: str) -> bool:
    """Whether it is denied: "don't delete anything", 'I never said you should erase it'."""
    return any(_is_denied(sentence, verb) for sentence in sentences(text) for verb in _erasing(sentence))


def erases_by_other(text: str) -> bool:
    """Whether somebody else erases or forgets: 'can an administrator delete my data', 'I forget names'."""
    return any(_is_told(sentence, verb) for sentence in sentences(text) for verb in _erasing(sentence))


def _erasing(sentence: Sentence) -> list[int]:
    return [place for place, word in enumerate(sentence.words) if word.is_verb and word.lemma in _ERASING]


def _is_told(sentence: Sentence, verb: int) -> bool:
    """Whether it is something else than the bot that a verb, or the nearest one above it with a subject, is said of."""
    words = sentence.words
    subjects = [words[child] for child in sentence.children(verb) if words[child].role == "nsubj"]
    is_erasing = words[verb].lemma in _ERASING
    if subjects and not (is_erasing and words[verb].tag in _PASSIVE):
        is_finite = words[verb].tag == "VBP" and not any(
            words[child].role == "aux" for child in sentence.children(verb)
        )
        return subjects[0].is_noun or (is_erasing and is_finite and subjects[0].lemma == "i")
    return words[verb].role in _UNDER and _is_told(sentence, words[verb].head)


def _is_denied(sentence: Sentence, verb: int) -> bool:
    """Whether a verb or one that it hangs on is denied."""
    words = sentence.words
    if any(words[child].role == "neg" for child in sentence.children(verb)):
        return True
    return words[verb].role in _INNER and _is_denied(sentence, words[verb].head)
