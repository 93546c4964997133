"""What a text asks about, by its grammar."""

from dataclasses import replace
from functools import lru_cache

from bot.reading.grammar import asking, sentences
from bot.reading.phrases import Phrase, asked_about, named_in


@lru_cache(maxsize=256)
def phrases_in(text: str, everything: bool = False) -> tuple[Phrase, ...]:
    """What the sentence of a text is about that asks, with its places in the text; everything: all that it names."""
    found = sentences(text)
    if not found:
        return ()
    sentence = asking(found)
    return tuple(
        replace(phrase, start=phrase.start + sentence.at, end=phrase.end + sentence.at)
        for phrase in (named_in if everything else asked_about)(sentence)
    )
