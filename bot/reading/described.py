"""Which job is meant by what is said of it: 'the one with the trees', 'the hearing one', 'the man who checks bridges'.

Pure functions over bot.reading.grammar.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.reading.grammar import Sentence, sentences
from bot.reading.words import pattern, words_of
from bot.search.language import content_lemmas

# What stands for one of several, and for anything; what begins a description of it, and what describes none.
_ONES, _THINGS, _POINTING, _UNTELLING = map(words_of, ("one", "thing", "pointing", "untelling"), ["described"] * 4)
# Whoever does something, without saying what kind.
_ANYONE = words_of("anyone", "grammar")
_BEFORE = 5
_ITS_NAME = pattern(
    r"\b(?:how|what)(?:'s|\s+(?:is|are|do\s+(?:you|they|we|people)\s+call))\s+(?:that|it|this|they|those|he|she|the)\b"
    r"(?:\s+(?:job|role|work|position|person))?(?:\s+called)?\W*$"
)
# What a description may be made of: nouns, what describes them, and what joins them.
_DESCRIBING = ("NN", "JJ", "VBG", "VBN", "HYPH", "CC", "POS", "IN", ",", ":")
_NAMING = ("NN", "VBG")
# What says of somebody how they are, rather than what they do.
_BEING = frozenset("be have like love want need know think get".split())
_LEADING = frozenset("with about for in of involving like".split())


@dataclass(frozen=True)
class Described:
    """What is said of the one that is meant, text[start:end].

    names: whether it says what the job is or does, by which any job can be found; 'the easy one', 'the records thing'
    are only one of those that were offered.
    """

    text: str
    start: int
    end: int
    names: bool


def asks_its_name(text: str) -> bool:
    """Whether a text asks what a job is called that was described: 'the man who tunes pianos, what is he called'."""
    return bool(_ITS_NAME.search(text))


def described_in(text: str) -> Described | None:
    """The first description of one of several in a text; None where there is none."""
    return next((found for sentence in sentences(text) for found in _in_sentence(sentence)), None)


def _in_sentence(sentence: Sentence) -> Iterator[Described]:
    for place, word in enumerate(sentence.words):
        if word.text in _THINGS:
            found = _before(sentence, place)
        elif word.text in _ONES:
            found = _before(sentence, place) or _after(sentence, place)
        elif word.lemma in _ANYONE:
            found = _doing(sentence, place)
        else:
            continue
        if found and (described := _made(sentence, *found, word.text not in _THINGS)):
            yield described


def _before(sentence: Sentence, place: int) -> tuple[int, int] | None:
    """The words between a determiner and the 'one': 'the social worker kind'."""
    first = place
    while first and place - first <= _BEFORE and _describes(sentence, first - 1):
        first -= 1
    begins = first > 0 and sentence.words[first - 1].text in _POINTING
    return (first, place - 1) if begins and first < place else None


def _describes(sentence: Sentence, place: int) -> bool:
    word = sentence.words[place]
    return word.tag.startswith(_DESCRIBING) and word.text not in _POINTING


def _after(sentence: Sentence, place: int) -> tuple[int, int] | None:
    """What follows a 'the one': 'with the trees', 'where you fix lifts'; None where nothing does."""
    if not place or sentence.words[place - 1].text not in _POINTING:
        return None
    for child in sentence.children(place):
        word = sentence.words[child]
        if child > place and word.role == "prep" and word.text in _LEADING:
            things = [thing for thing in sentence.children(child) if sentence.words[thing].role in ("pobj", "pcomp")]
            if things:
                return sentence.front(things[0]), things[0]
    return _relative(sentence, place)


def _relative(sentence: Sentence, place: int) -> tuple[int, int] | None:
    """The clause that says what somebody does: 'who answers the phone'; None where none does."""
    child = next((at for at in sentence.children(place) if at > place and sentence.words[at].role == "relcl"), None)
    if child is None:
        return None
    last = sentence.subtree(child)[-1]
    # 'The one who answers the phone, which one pays better' ends at the mark.
    marks = (at for at in range(child + 1, last) if sentence.words[at].is_punct and _asks_next(sentence, at))
    return child, next((at - 1 for at in marks), last)


def _doing(sentence: Sentence, place: int) -> tuple[int, int] | None:
    """What the somebody that is pointed at does: 'the lady who helps the dentist'.

    'Somebody who has no degree', and 'the people who were kind', are of no work.
    """
    points = any(sentence.words[at].text in _POINTING for at in sentence.children(place))
    found = _relative(sentence, place) if points else None
    return found if found and sentence.words[found[0]].lemma not in _BEING else None


def _asks_next(sentence: Sentence, place: int) -> bool:
    return place + 1 < len(sentence.words) and sentence.words[place + 1].tag in ("WDT", "WP", "WRB")


def _made(sentence: Sentence, first: int, last: int, may_name: bool) -> Described | None:
    words = sentence.words
    while first <= last and (words[first].text in _UNTELLING or words[first].tag in ("DT", "PRP$")):
        first += 1
    if first > last:
        return None
    said = sentence.said(first, last)
    if not any(lemma not in _UNTELLING for lemma in content_lemmas(said)):
        return None
    start = sentence.at + sentence.text.index(said, words[first].start)
    names = may_name and any(
        words[place].tag.startswith(_NAMING) or words[place].role == "relcl" for place in range(first, last + 1)
    )
    return Described(said, start, start + len(said), names)
