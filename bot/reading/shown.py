"""All that the wording of a text shows, beside what it names."""

from collections.abc import Sequence

from bot.reading.comment import explains
from bot.reading.duty import asks_what_called
from bot.reading.finder import corrects_last
from bot.reading.grammar import sentences
from bot.reading.marks import Mark, marks_in
from bot.reading.questions import looks_asked
from bot.reading.reference import means_both, means_other, means_those_skills, refers_back, says_one
from bot.reading.stretches import Mentioned
from bot.reading.words import pattern
from bot.search.language import is_english_word
from bot.search.language import read as tokens_of

_THAT = pattern(r"\bthat\b")


def marks_of(text: str, names: Sequence[Mentioned] = ()) -> frozenset[Mark]:
    """The marks of a text, by lists of words and by how it is put.

    names: of roles in it, which point at nothing: 'what does it support do'.
    """
    unnamed = _without(text, names)
    holding = {
        Mark.what_called: asks_what_called(text),
        Mark.back: refers_back(_without_joining(unnamed)),
        Mark.other_one: means_other(text),
        Mark.both: means_both(unnamed),
        Mark.those_skills: means_those_skills(text),
        Mark.one: says_one(text),
        Mark.asked: looks_asked(text),
        Mark.english: any(is_english_word(token.text) for token in tokens_of(text) if token.is_alpha),
        Mark.corrects: corrects_last(text),
        Mark.explains: explains(text),
    }
    return marks_in(text) | {mark for mark, holds in holding.items() if holds}


def _without_joining(text: str) -> str:
    """The text without every 'that' which only joins clauses: 'work that is not nursing', 'I think that it pays'."""
    if not _THAT.search(text):
        return text
    for sentence in sentences(text):
        for word in sentence.words:
            if word.text == "that" and (word.tag in ("WDT", "IN") or word.role == "mark"):
                start = sentence.at + word.start
                text = f"{text[:start]}____{text[start + len(word.text) :]}"
    return text


def _without(text: str, names: Sequence[Mentioned]) -> str:
    for each in names:
        if each.roles:
            text = text[: each.start] + "_" * (each.end - each.start) + text[each.end :]
    return text
