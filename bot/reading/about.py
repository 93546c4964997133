"""What a text asks about, by its grammar: of its noun phrases those that the question is about.

Where a text is a list of search words, bot.reading.searches says what it is about.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from bot.reading.grammar import Sentence, asking, is_sentence, sentences
from bot.reading.having import SPANS
from bot.reading.phrases import ASKING, EDGES, PLACES, Phrase, compares, phrases_at
from bot.reading.searches import searched
from bot.reading.stretches import Mentioned, over
from bot.reading.words import pattern, words_of
from bot.search.language import content_lemmas

_ASPECTS = words_of("aspects")
_NOUN_ROLES = frozenset("nsubj nsubjpass attr dobj pobj oprd conj appos poss ROOT npadvmod dative compound".split())
_BECOMING = frozenset("become be being becoming became becomes".split())
# What leads to that which says which of a kind is meant, rather than to another one: 'a chef above a cook'.
_SAYS_WHICH = pattern(r"\s+(?:of|for|in|at|on|with)\b")
_POINTING = frozenset("it they them these those two both that this".split())
# How surely a noun is what is asked about.
_BECOME, _TOLD, _BESIDE, _ASIDE = range(4)


@lru_cache(maxsize=256)
def phrases_in(text: str, everything: bool = False) -> tuple[Phrase, ...]:
    """What the sentence of a text is about that asks, with its places in the text; everything: all that it names."""
    found = sentences(text)
    if not found:
        return ()
    named = named_in if everything else asked_about
    sentence = asking(found)
    phrases = _placed(named(sentence), sentence.at)
    if phrases and not points_back(sentence):
        return phrases
    # 'I want to get into medical coding. How do I start?' asks about what was said before.
    before = reversed(found[: found.index(sentence)])
    return next((said for each in before if (said := _placed(named(each), each.at))), phrases)


def whole_names(mentions: Sequence[Mentioned], text: str) -> dict[Mentioned, str]:
    """Each name with what follows it to say which: 'teacher of biology'; empty where it is whole as it is.

    A name within what says which is none by itself: 'receptionist at a doctor's'.
    """
    wholes = {mention: _whole_name(mention, text) for mention in mentions}
    within = [
        each
        for each in mentions
        if any(other.start < each.start < other.start + len(whole) for other, whole in wholes.items())
    ]
    return {mention: whole for mention, whole in wholes.items() if mention not in within}


def _whole_name(mention: Mentioned, text: str) -> str:
    """How long somebody was one says nothing of which."""
    if " " in mention.text or not _SAYS_WHICH.match(text[mention.end :]):
        return ""
    within = (each for each in phrases_in(text, everything=True) if over(each, [mention]))
    ends = max((each.start + len(each.wider) for each in within if each.wider in text[each.start :]), default=0)
    further = set(content_lemmas(text[mention.end : ends])) - SPANS
    return text[mention.start : ends] if any(not lemma.isdigit() for lemma in further) else ""


def _placed(phrases: Sequence[Phrase], at: int) -> tuple[Phrase, ...]:
    return tuple(replace(phrase, start=phrase.start + at, end=phrase.end + at) for phrase in phrases)


def asked_about(sentence: Sentence) -> tuple[Phrase, ...]:
    """The noun phrases that a sentence asks about, in order: several where it asks about several.

    'What does a 3rd year anesthesiologist resident make' is about 'anesthesiologist resident'.
    """
    ranked = _ranked(sentence)
    best = min((rank for rank, _ in ranked), default=_ASIDE)
    if best > _BECOME and not is_sentence(sentence):
        return _people_first(searched(sentence))
    beside = _people_first([phrase for rank, phrase in ranked if rank <= _BESIDE])
    told = [phrase for rank, phrase in ranked if rank <= best and phrase in beside]
    if best > _BECOME and (not told or (compares(sentence) and len(told) < 2)):
        told = list(beside)
    return _outermost(told or [phrase for _, phrase in ranked]) or _people_first(searched(sentence))


def points_back(sentence: Sentence) -> bool:
    """Whether what it is about was named before: 'how do those two differ'."""
    return any(word.text in _POINTING and word.role in ("nsubj", "pobj", "dobj") for word in sentence.words)


def named_in(sentence: Sentence) -> tuple[Phrase, ...]:
    """Every noun phrase of a sentence, also those that only say where, when or from what."""
    return _outermost([phrase for _, phrase in _ranked(sentence)])


def _ranked(sentence: Sentence) -> list[tuple[int, Phrase]]:
    """Every noun phrase of a sentence with how surely it is what is asked about."""
    return [
        (rank, phrase)
        for place in range(len(sentence.words))
        if (rank := _rank(sentence, place)) is not None
        for phrase in phrases_at(sentence, place)
    ]


def _people_first(phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """Those that are words for people, where any is: what a job is like is asked by its other words."""
    people = tuple(phrase for phrase in phrases if phrase.is_person)
    return people or tuple(phrases)


def _outermost(phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """Those that are no part of another, in order."""
    found = {
        phrase.start: phrase
        for phrase in phrases
        if not any(
            other.start <= phrase.start
            and phrase.end <= other.end
            and other.end - other.start > phrase.end - phrase.start
            for other in phrases
        )
    }
    return tuple(found[start] for start in sorted(found))


def _rank(sentence: Sentence, place: int) -> int | None:
    """How surely a noun is what the sentence asks about; None where it is not at all."""
    word = sentence.words[place]
    head = sentence.words[word.head]
    if word.role == "conj" and word.head < place and head.role in _NOUN_ROLES:
        return _rank(sentence, word.head)
    if word.role not in _NOUN_ROLES or word.tag in EDGES or (word.role == "compound" and head.is_noun):
        return None
    if not (word.is_noun or word.role in ("attr", "pobj", "nsubj", "dobj")) or word.text in ASKING:
        return None
    if any(sentence.words[child].text in ASKING for child in sentence.children(place)):
        return None
    if head.text in _BECOMING and word.role in ("attr", "dobj", "oprd", "acomp") and _is_wished(sentence, word.head):
        return _BECOME
    if _is_aside(sentence, place):
        return _ASIDE
    if word.role == "pobj":
        asks = sentence.words[head.head].lemma in _ASPECTS
        return _TOLD if (asks and head.text in ("of", "for", "between", "to")) or head.text == "as" else _BESIDE
    if word.role == "poss":
        return _TOLD
    told = word.role in ("nsubj", "nsubjpass", "attr", "oprd", "ROOT") and not _is_matter(sentence, place)
    return _TOLD if told else _BESIDE


def _is_wished(sentence: Sentence, verb: int) -> bool:
    """Whether a 'be' or 'become' is for whoever asks: 'how do I become', but not 'how does a cook become'."""
    if sentence.words[verb].tag not in ("VB", "VBG", "VBN"):
        return False
    subjects = [
        child
        for above in {verb, sentence.words[verb].head}
        for child in sentence.children(above)
        if sentence.words[child].role == "nsubj"
    ]
    return not any(sentence.words[child].is_noun for child in subjects)


def _is_matter(sentence: Sentence, place: int) -> bool:
    """Whether a noun stands alone, as no name of somebody does: 'maths' in 'is maths needed for a nurse'."""
    word = sentence.words[place]
    return word.tag == "NN" and not [child for child in sentence.children(place) if child < place]


def _is_aside(sentence: Sentence, place: int) -> bool:
    """Whether a word only says where, when or how: 'in texas', 'while working full time'."""
    while sentence.words[place].head != place:
        word = sentence.words[place]
        if word.role == "advcl" and any(sentence.words[child].role == "mark" for child in sentence.children(place)):
            return True
        # 'As a senior, what ...' says who asks; 'a day as a nurse' what is asked about.
        if word.role == "prep" and (word.text in PLACES or (word.text == "as" and place == 0)):
            return not (word.text == "from" and compares(sentence))
        place = word.head
    return False
