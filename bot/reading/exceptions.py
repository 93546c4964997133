"""What a sentence leaves out, and what it says a person is like.

Pure functions over bot.reading.grammar.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.reading.grammar import Sentence, sentences
from bot.reading.reading import Named
from bot.reading.stretches import Mentioned
from bot.reading.words import lines_of, words_of

_ANYONE, _QUALITIES = map(words_of, ("anyone", "qualities"))
_EXCEPTIONS = lines_of("exceptions")
_BE = frozenset("is are was were be being am 's 're 'm".split())
_OBJECTS = frozenset("dobj pobj attr".split())


@dataclass(frozen=True)
class LeftOut:
    """Something that a sentence denies or excepts; by: the word that does, such as 'without' or 'not'."""

    by: str
    text: str


def left_out(sentence: Sentence) -> tuple[LeftOut, ...]:
    """What is not meant, not had or not wanted, in order: 'teaching' in 'but not teaching', 'degree' in 'no degree'."""
    words = sentence.words
    found: list[LeftOut] = []
    for place, word in enumerate(words):
        length = _exception_at(sentence, place)
        if length:
            by = " ".join(word.text for word in words[place : place + length])
            found += _things(sentence, by, place + length)
        elif word.text in ("no", "not", "never", "n't") or word.role == "neg":
            by = "no" if word.text == "no" else "not"
            after = place + 1
            direct = after < len(words) and (word.text == "no" or not _denies_verb(sentence, place))
            found += _things(sentence, by, after if direct or word.head == place else _denied(sentence, word.head))
    return tuple(found)


def _exception_at(sentence: Sentence, place: int) -> int:
    """How many words from a place on make an exception, 0 where none do."""
    texts = [word.text for word in sentence.words[place : place + 2]]
    return next((len(texts[:size]) for size in (2, 1) if " ".join(texts[:size]) in _EXCEPTIONS), 0)


def _denies_verb(sentence: Sentence, place: int) -> bool:
    """Whether a 'not' belongs to a verb that has a helper or stands for one: "don't want", "am not"."""
    word = sentence.words[place]
    head = sentence.words[word.head]
    return place > 0 and (sentence.words[place - 1].tag == "MD" or sentence.words[place - 1].is_verb) and head.is_verb


def _denied(sentence: Sentence, verb: int) -> int:
    """Where what a denied verb is about begins: 'teacher' in "don't want to be a teacher", else the verb itself."""
    words = sentence.words
    inner = next((child for child in sentence.children(verb) if words[child].role == "xcomp" and child > verb), None)
    if inner is not None:
        return inner if words[inner].tag == "VBG" else _denied(sentence, inner)
    thing = next(
        (
            child
            for child in sentence.children(verb)
            if words[child].role in (*_OBJECTS, "acomp", "prep") and child > verb
        ),
        verb,
    )
    return min(sentence.subtree(thing)) if thing != verb else verb


def _things(sentence: Sentence, by: str, first: int) -> list[LeftOut]:
    """What begins at a place, up to the end of its phrase, each of the things that are joined in it."""
    words = sentence.words
    while first < len(words) and (words[first].tag in ("DT", "PRP$", "IN", "TO") or words[first].text == "any"):
        first += 1
    if first >= len(words):
        return []
    last = first
    while last + 1 < len(words) and not _ends_thing(sentence, first, last + 1):
        last += 1
    return [LeftOut(by, piece) for piece in _pieces(sentence, first, last) if piece]


def _ends_thing(sentence: Sentence, first: int, place: int) -> bool:
    """Whether what began at a place is over: at a mark, at 'but', at a preposition or where another clause begins."""
    word = sentence.words[place]
    if word.text in ("or", "and", "nor") and place + 1 < len(sentence.words):
        # 'Without a degree and I love animals' goes on with something else.
        return sentence.words[place + 1].tag in ("PRP", "WP", "MD", "IN", "RB")
    takes = sentence.words[first].is_verb or sentence.words[first].tag == "JJ" or word.text == "of"
    own = word.tag in ("IN", "TO") and not takes
    return word.is_punct or word.text == "but" or own or word.tag in ("PRP", "WP", "WRB", "WDT", "MD", "UH")


def _pieces(sentence: Sentence, first: int, last: int) -> list[str]:
    pieces = [first - 1, *(place for place in range(first, last) if sentence.words[place].tag == "CC"), last + 1]
    return [sentence.said(start + 1, end - 1) for start, end in pairwise(pieces) if start + 1 <= end - 1]


# ---- what a person is like


def traits(sentence: Sentence) -> tuple[str, ...]:
    """The adjectives said of a person or of whoever speaks: 'arty' in 'an arty person', 'shy' in "I'm shy"."""
    words = sentence.words
    found: list[int] = []
    for place, word in enumerate(words):
        head = words[word.head]
        beside = word.role in ("amod", "compound", "acl") and head.lemma in _ANYONE and abs(word.head - place) <= 3
        told = word.role == "acomp" and head.text in _BE and _of_person(sentence, word.head)
        with_another = word.role == "conj" and word.head in found
        if (beside or told or with_another) and word.tag in ("JJ", "NN", "VBN", "NNP") and word.lemma not in _QUALITIES:
            found.append(place)
    return tuple(words[place].text for place in found)


def _of_person(sentence: Sentence, verb: int) -> bool:
    """Whether somebody is the subject of a verb that is not denied."""
    words = sentence.words
    under = [words[child] for child in sentence.children(verb)]
    if any(word.role == "neg" for word in under):
        return False
    by = next((word for word in under if word.role == "nsubj"), None)
    told = words[verb].role == "relcl" and words[words[verb].head].lemma in _ANYONE
    return by is not None and (by.text == "i" or (by.text in ("who", "that") and told))


def without_in(text: str, mentions: Sequence[Mentioned]) -> tuple[Named, ...]:
    """What a list is not to have: 'jobs in health except nursing'.

    mentions: the roles that the text names.
    """
    found = [
        (sentence.at + sentence.text.find(left.text), left.text)
        for sentence in sentences(text)
        for left in left_out(sentence)
        if left.by not in ("no", "without")
    ]
    named = []
    for start, words in found:
        end = start + len(words)
        roles = [mention.roles for mention in mentions if start <= mention.start and mention.end <= end]
        named.append(Named(words, roles[0] if roles else (), start, end))
    return tuple(named)
