"""The thoughts of a message in which somebody may speak of being in trouble, and the gravest words for it.

Whether they do, bot/nlu/trouble.py tells by what thoughts are like; docs/safety.md has the figures.
"""

from bot.reading.normal import normal
from bot.reading.words import any_of, pairs_of, pattern
from bot.search.language import is_english_word, split

# Letters of a message that are heard, more than are read of a question, and thoughts that are looked at by themselves.
LONGEST_HEARD, MOST_THOUGHTS = 4000, 32
# Words that a part of a sentence has at least: 'I die' of 'what becomes of my pension when I die' says nothing alone.
SHORTEST_PART = 3

_SENTENCE_END = pattern(r"(?<=[.?!;])\s+|\n+")
# Up to two words may stand before who it is: 'and honestly I', 'but when she'; after a comma it is often left unsaid.
_SUBJECT_NEXT = rf"(?=(?:[\w']+\s+){{0,2}}?\b{any_of('trouble', 'subject')})"
_NEXT = pattern(rf",\s+|\b{any_of('trouble', 'joiner')}\s+{_SUBJECT_NEXT}")
# What is no word of anybody's: markup, a line of a program.
_CODE = pattern(r"\S*[<=][\w\"'/]\S*")
_GRAVE = pattern(rf"(?<!\w){any_of('trouble', 'grave')}")
_OVER = pattern(rf"(?<!\w){any_of('trouble', 'over')}")
_OF_SPEAKER = pattern(rf"(?<![\w']){any_of('trouble', 'speaker')}|^{any_of('trouble', 'unsaid')}")


def thoughts_in(text: str) -> list[str]:
    """The whole text in plain typing, its sentences, and the parts of those that say something of somebody.

    Each once; of a text of very many the first. Empty where there is no text, or nothing but letters at random.
    """
    plain = normal(_CODE.sub(" ", text[:LONGEST_HEARD]))
    sentences = _SENTENCE_END.split(plain)
    parts = [part for sentence in sentences for part in _NEXT.split(sentence) if len(part.split()) >= SHORTEST_PART]
    found = [plain, *sentences, *parts]
    thoughts = dict.fromkeys(part.strip(" ,") for part in found)
    return [thought for thought in thoughts if _is_said(thought)][:MOST_THOUGHTS]


def _is_said(thought: str) -> bool:
    """Whether a thought is one: a word, which may be misspelt, or several of which one is English; letters are none."""
    words = [token for token in split(thought.lower()) if token.is_alpha]
    return len(words) == 1 or any(word.is_stop or is_english_word(word.text) for word in words)


def is_grave(thought: str) -> bool:
    """Whether somebody says of themselves what is grave in any connection: 'suicidal', 'I cut myself'.

    Not where they say as well that it is long over, or an accident: 'years ago', 'on the slicer'.
    """
    return bool(_GRAVE.search(thought) and _OF_SPEAKER.search(thought) and not _OVER.search(thought))


def is_grave_abroad(text: str, tongue: str) -> bool:
    """Whether a text that is not English has words of that language (ISO 639) that are grave in any connection."""
    grave = pairs_of("abroad", "trouble").get(tongue, ())
    plain = text.casefold()
    return any(words in plain for words in grave)
