"""What a text asks about, by its grammar."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from bot.reading.grammar import asking, sentences
from bot.reading.phrases import Phrase, asked_about, named_in, points_back


@lru_cache(maxsize=256)
def phrases_in(text: str, everything: bool = False) -> tuple[Phrase, ...]:
    """What the sentence of a text is about that asks, with its places in the text; everything: all that it names."""
    found = sentences(text)
    if not found:
        return ()
    named = named_in if everything else asked_about
    sentence = asking(found)
    # 'I want to get into medical coding. How do I start?' asks about what was said before.
    before = [] if named(sentence) and not points_back(sentence) else found[: found.index(sentence)]
    return next((phrases for each in (*reversed(before), sentence) if (phrases := _placed(named(each), each.at))), ())


def _placed(phrases: Sequence[Phrase], at: int) -> tuple[Phrase, ...]:
    return tuple(replace(phrase, start=phrase.start + at, end=phrase.end + at) for phrase in phrases)
