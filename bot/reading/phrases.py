"""Noun phrases, without determiners, asking words and what asks of a role.

Pure functions over bot.reading.grammar.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.reading.grammar import Sentence, Word
from bot.reading.people import is_person, is_surely_person
from bot.reading.words import words_of

_ASPECTS, _QUALITIES, ANYONE, _COMPARING = map(words_of, ("aspects", "qualities", "anyone", "comparing"))
ASKING = frozenset("what which who whom whose when where why how whats whos".split())
# Tags of words that a noun phrase does not begin or end with.
EDGES = frozenset("DT PDT WDT WP WP$ WRB PRP PRP$ CD CC IN TO POS EX MD RB RBR RBS JJR JJS UH RP".split())
PERSON = "person"
# After these comes where or when something is.
PLACES = frozenset("in at near within during from by while on".split())


@dataclass(frozen=True)
class Phrase:
    """A stretch of a sentence's text, text[start:end], that a question is about.

    head: its last word as a lemma, or the one that a complement hangs on; wider: the same with what follows it of or
    in what: 'clerk in a court' for 'clerk'; is_person: whether its head is likely a word for somebody at work.
    """

    start: int
    end: int
    text: str
    head: str
    wider: str
    is_person: bool
    is_bare: bool = False


def compares(sentence: Sentence) -> bool:
    """Whether it holds things against each other: 'differ', 'higher than', 'chef or cook'."""
    return any(word.text in _COMPARING or word.lemma in _COMPARING or word.tag == "JJR" for word in sentence.words)


def phrases_at(sentence: Sentence, place: int) -> list[Phrase]:
    """The phrase around a noun, or those around what is joined to it in front; empty where nothing is left of them."""
    first = sentence.front(place)
    owner = [child for child in sentence.children(place) if sentence.words[child].role == "poss" and child >= first]
    if owner and sentence.words[owner[-1]].is_noun:
        # What somebody has is asked of its owner, who is a phrase of its own.
        return []
    cuts = [cut for cut in range(first, place) if parts_nouns(sentence, cut)]
    edges = zip([first, *(cut + 1 for cut in cuts)], [*(cut - 1 for cut in cuts), place], strict=True)
    found = [phrase for edge in edges if (phrase := _phrase(sentence, *edge))]
    return _sharing(found)


def _sharing(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Phrases of which each has the noun that it shares with the next: 'physical and occupational therapy'."""
    found: list[Phrase] = []
    for phrase in reversed(phrases):
        after = found[-1] if found else phrase
        shares = phrase.is_bare or (after.is_person and not phrase.is_person)
        if shares and " " in after.text and " " not in phrase.text:
            text = f"{phrase.text} {after.text.rpartition(' ')[2]}"
            phrase = replace(phrase, text=text, wider=text, head=after.head, is_person=after.is_person, is_bare=False)
        found.append(phrase)
    return found[::-1]


def parts_nouns(sentence: Sentence, place: int) -> bool:
    """Whether an 'and', 'or' or comma stands between two things, not inside the name of one."""
    words = sentence.words
    if place == 0 or place + 1 >= len(words) or not (words[place].tag == "CC" or words[place].text in (",", "/", "vs")):
        return False
    whole = words[place - 1].is_noun and (words[place].text in ("or", "/") or compares(sentence))
    return whole or words[place + 1].tag == "DT"


def _phrase(sentence: Sentence, first: int, place: int) -> Phrase | None:
    first, last = trimmed(sentence, first, place)
    if not says(sentence, first, last):
        return None
    whole = widest = last
    for child in sentence.children(place) if last == place else ():
        if child > place and sentence.words[child].role == "prep":
            widest = max(sentence.subtree(child))
            whole = _end_of_name(sentence, child) or whole
    return made(sentence, first, whole, max(whole, widest), last)


def _end_of_name(sentence: Sentence, of: int) -> int | None:
    """Where a name ends that goes on with 'of': 'captain of the ship', but not 'ceo of our company'."""
    words = sentence.words
    under = sentence.subtree(of)
    if words[of].text != "of" or len(under) < 2 or words[of + 1].tag == "PRP$":
        return None
    last = next((place for place in under[1:] if words[place].tag in ("IN", "TO") and words[place].text != "of"), None)
    return last - 1 if last else under[-1]


def says(sentence: Sentence, first: int, last: int) -> bool:
    """Whether anything is left that says who or what, more than 'people'."""
    return first < last or (first == last and sentence.words[first].lemma not in ANYONE)


def made(sentence: Sentence, first: int, last: int, widest: int, head: int) -> Phrase:
    text = sentence.said(first, last)
    start = sentence.text.index(text, sentence.words[first].start)
    word = sentence.words[head]
    wider = sentence.said(first, widest)
    return Phrase(
        start, start + len(text), text, word.lemma, wider, _is_of_person(sentence, first, head), _describes(word)
    )


def _is_of_person(sentence: Sentence, first: int, head: int) -> bool:
    """Whether a phrase is for somebody at work: a word alone must be a surer sign, and 'an arty person' is none."""
    word = sentence.words[head]
    if word.lemma == PERSON:
        return False
    return is_person(word) if first < head else is_surely_person(word)


def _describes(word: Word) -> bool:
    return word.tag.startswith("JJ") or word.role == "amod"


def trimmed(sentence: Sentence, first: int, last: int, left: Iterable[str] = ()) -> tuple[int, int]:
    """The edges of a phrase without what asks; left: further words that it does not begin with."""
    words = sentence.words
    begun = [place + 1 for place in range(first, last) if words[place].tag == "DT" and words[place - 1].text != "of"]
    first = max(begun, default=first)
    while last >= first and _is_edge(words[last], _ASPECTS | _QUALITIES):
        last -= 1
    # 'Engineer training', 'manager London': what follows a word for somebody asks or says where.
    if not any(words[place].text == "of" for place in range(first, last)):
        last = max((place for place in range(first, last + 1) if is_surely_person(words[place])), default=last)
    while first <= last and (
        _is_edge(words[first], _QUALITIES | frozenset(left))
        or words[first].text[0].isdigit()
        or (first and words[first].lemma == "year" and words[first - 1].text[0].isdigit())
    ):
        first += 1
    return first, last


def _is_edge(word: Word, asking: frozenset[str]) -> bool:
    return word.tag in EDGES or word.is_punct or word.lemma in asking or word.text in asking
