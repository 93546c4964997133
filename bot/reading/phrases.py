"""What a sentence asks about: its noun phrases, without determiners, asking words and what asks of a role.

Pure functions over bot.reading.grammar. Where a text is a list of search words its grammar is bad: the stretches are
those between asking words, and the names of the store should decide.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.reading.grammar import Sentence, Word, is_sentence
from bot.reading.words import words_of

_ASPECTS, _QUALITIES, _SEARCHED, _ANYONE = map(words_of, ("aspects", "qualities", "searched", "anyone"))
ASKING = frozenset("what which who whom whose when where why how whats whos".split())
# Tags of words that a noun phrase does not begin or end with.
_EDGES = frozenset("DT PDT WDT WP WP$ WRB PRP PRP$ CD CC IN TO POS EX MD RB UH RP".split())
_NOUN_ROLES = frozenset("nsubj nsubjpass attr dobj pobj oprd conj appos ROOT npadvmod dative compound".split())
_PLACES = frozenset("in at near within during after before from by as while on".split())
_BECOMING = frozenset("become be being becoming became becomes".split())


@dataclass(frozen=True)
class Phrase:
    """A stretch of a sentence's text, text[start:end], that a question is about.

    head: its last word as a lemma, or the one that a complement hangs on; wider: the same with what follows it of or
    in what: 'clerk in a court' for 'clerk'.
    """

    start: int
    end: int
    text: str
    head: str
    wider: str


def asked_about(sentence: Sentence) -> tuple[Phrase, ...]:
    """The noun phrases that a sentence asks about, in order: several where it asks about several.

    'What does a 3rd year anesthesiologist resident make' is about 'anesthesiologist resident'.
    """
    if not is_sentence(sentence):
        return _searched(sentence)
    ranked = []
    for place in range(len(sentence.words)):
        rank = _rank(sentence, place)
        phrase = phrase_at(sentence, place) if rank is not None else None
        if rank is not None and phrase:
            ranked.append((rank, phrase))
    best = min((rank for rank, _ in ranked), default=None)
    return tuple(phrase for rank, phrase in ranked if rank == best) or _searched(sentence)


def _rank(sentence: Sentence, place: int) -> int | None:
    """How surely a noun is what the sentence asks about, 0 the surest; None where it is not at all."""
    word = sentence.words[place]
    head = sentence.words[word.head]
    if word.role == "conj" and word.head < place:
        return _rank(sentence, word.head)
    if word.role not in _NOUN_ROLES or word.tag in _EDGES or (word.role == "compound" and head.is_noun):
        return None
    if not (word.is_noun or word.role in ("attr", "pobj", "nsubj", "dobj")):
        return None
    if any(sentence.words[child].text in ASKING for child in sentence.children(place)) or word.text in ASKING:
        return None
    if head.text in _BECOMING and head.tag in ("VB", "VBG", "VBN") and word.role in ("attr", "dobj", "oprd", "acomp"):
        return 0
    if _is_aside(sentence, place):
        return 3
    if word.role == "pobj":
        of = sentence.words[head.head]
        return 1 if head.text in ("of", "for", "between") and of.lemma in _ASPECTS else 2
    return 1 if word.role in ("nsubj", "nsubjpass", "attr", "oprd", "ROOT") else 2


def _is_aside(sentence: Sentence, place: int) -> bool:
    """Whether a word only says where, when or how: 'in texas', 'while working full time'."""
    while sentence.words[place].head != place:
        word = sentence.words[place]
        if word.role == "advcl" and any(sentence.words[child].role == "mark" for child in sentence.children(place)):
            return True
        if word.role == "prep" and word.text in _PLACES:
            return True
        place = word.head
    return False


def phrase_at(sentence: Sentence, place: int) -> Phrase | None:
    """The phrase around a noun; None where nothing is left of it."""
    under = set(sentence.subtree(place))
    first = last = place
    while first - 1 in under:
        first -= 1
    first, last = _trimmed(sentence, first, last)
    if first > last or (first == last and sentence.words[first].lemma in _ANYONE):
        return None
    whole = widest = last
    for child in sentence.children(place) if last == place else ():
        if child > place and sentence.words[child].role == "prep":
            end = max(sentence.subtree(child))
            whole = end if sentence.words[child].text == "of" else whole
            widest = end
    return _made(sentence, first, whole, max(whole, widest), last)


def _made(sentence: Sentence, first: int, last: int, widest: int, head: int) -> Phrase:
    start = sentence.words[first].start
    text = sentence.said(first, last)
    return Phrase(start, start + len(text), text, sentence.words[head].lemma, sentence.said(first, widest))


def _trimmed(sentence: Sentence, first: int, last: int, left: Iterable[str] = ()) -> tuple[int, int]:
    """The edges of a phrase without what asks; left: further words that it does not begin with."""
    words = sentence.words
    while last >= first and _is_edge(words[last], _ASPECTS | _QUALITIES):
        last -= 1
    while first <= last and (
        _is_edge(words[first], _QUALITIES | frozenset(left))
        or words[first].text[0].isdigit()
        or (first and words[first].lemma == "year" and words[first - 1].text[0].isdigit())
    ):
        first += 1
    return first, last


def _is_edge(word: Word, asking: frozenset[str]) -> bool:
    return word.tag in _EDGES or word.is_punct or word.lemma in asking or word.text in asking


# ---- lists of search words


def _searched(sentence: Sentence) -> tuple[Phrase, ...]:
    """The stretches that asking words leave of a search: 'fire chief' of 'fire chief job description texas salary'."""
    found = []
    for first, last in _runs(sentence):
        start, end = _trimmed(sentence, first, last)
        if end == last:
            # 'job coach salary' asks for the salary, 'job medical technologist' for the job.
            start, end = _trimmed(sentence, first, last, _ASPECTS)
        led = sentence.words[first - 1].text if first else ""
        if start <= end:
            found.append((led in _PLACES, _made(sentence, start, end, end, end)))
    sure = tuple(phrase for is_place, phrase in found if not is_place)
    return sure or tuple(phrase for _, phrase in found)


def _runs(sentence: Sentence) -> list[tuple[int, int]]:
    """Where stretches begin and end that no preposition, asking word or mark cuts; 'of' and 'and' join."""
    runs: list[tuple[int, int]] = []
    words = sentence.words
    joins = False
    apart = any(word.text in ("between", "vs", "versus", "or") for word in words)
    for place, word in enumerate(words):
        if word.text == "of" or (word.tag == "CC" and not apart):
            joins = bool(runs) and runs[-1][1] == place - 1 and words[place - 1].lemma not in _ASPECTS
            continue
        if word.tag == "DT" and joins:
            continue
        if (
            word.tag in _EDGES
            or word.tag == "MD"
            or word.text in _SEARCHED
            or (word.is_punct and word.text not in "-/&")
        ):
            joins = False
            continue
        if runs and (joins or runs[-1][1] == place - 1):
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
        joins = False
    return runs
