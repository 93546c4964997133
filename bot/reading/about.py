"""What a text asks about, by its grammar."""

from dataclasses import replace
from functools import lru_cache

from bot.reading.grammar import asking, sentences
from bot.reading.phrases import Phrase, asked_about


@lru_cache(maxsize=256)
def phrases_in(text: str) -> tuple[Phrase, ...]:
    """The phrases that the sentence of a text asks about that asks, with their places in the text."""
    found = sentences(text)
    if not found:
        return ()
    sentence = asking(found)
    return tuple(
        replace(phrase, start=phrase.start + sentence.at, end=phrase.end + sentence.at)
        for phrase in asked_about(sentence)
    )
