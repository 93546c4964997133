"""What a sentence asks about: its noun phrases, without determiners, asking words and what asks of a role.

Pure functions over bot.reading.grammar. Where a text is a list of search words its grammar is bad: the stretches are
those between asking words, and the names of the store should decide.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.reading.grammar import Sentence, Word, is_sentence
from bot.reading.people import is_person, is_surely_person
from bot.reading.words import words_of

_ASPECTS, _LEADING, _QUALITIES, _SEARCHED, _ANYONE, _COMPARING = map(
    words_of, ("aspects", "leading", "qualities", "searched", "anyone", "comparing")
)
ASKING = frozenset("what which who whom whose when where why how whats whos".split())
# Tags of words that a noun phrase does not begin or end with.
_EDGES = frozenset("DT PDT WDT WP WP$ WRB PRP PRP$ CD CC IN TO POS EX MD RB RBR RBS JJR JJS UH RP".split())
_NOUN_ROLES = frozenset("nsubj nsubjpass attr dobj pobj oprd conj appos poss ROOT npadvmod dative compound".split())
_PLACES = frozenset("in at near within during from by while on".split())
_BECOMING = frozenset("become be being becoming became becomes".split())
_POINTING = frozenset("it they them these those two both that this".split())
# How surely a noun is what is asked about.
_BECOME, _TOLD, _BESIDE, _ASIDE = range(4)


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


def asked_about(sentence: Sentence) -> tuple[Phrase, ...]:
    """The noun phrases that a sentence asks about, in order: several where it asks about several.

    'What does a 3rd year anesthesiologist resident make' is about 'anesthesiologist resident'.
    """
    ranked = []
    for place in range(len(sentence.words)):
        rank = _rank(sentence, place)
        if rank is not None:
            ranked += [(rank, phrase) for phrase in phrases_at(sentence, place)]
    best = min((rank for rank, _ in ranked), default=_ASIDE)
    if best > _BECOME and not is_sentence(sentence):
        return _people_first(_searched(sentence))
    beside = _people_first([phrase for rank, phrase in ranked if rank <= _BESIDE])
    told = [phrase for rank, phrase in ranked if rank <= best and phrase in beside]
    if best > _BECOME and (not told or (compares(sentence) and len(told) < 2)):
        told = list(beside)
    return _outermost(told or [phrase for _, phrase in ranked]) or _people_first(_searched(sentence))


def points_back(sentence: Sentence) -> bool:
    """Whether what it is about was named before: 'how do those two differ'."""
    return any(word.text in _POINTING and word.role in ("nsubj", "pobj", "dobj") for word in sentence.words)


def named_in(sentence: Sentence) -> tuple[Phrase, ...]:
    """Every noun phrase of a sentence, also those that only say where, when or from what."""
    found = (phrase for place in range(len(sentence.words)) for phrase in _phrases_of(sentence, place))
    return _outermost(tuple(found))


def _phrases_of(sentence: Sentence, place: int) -> list[Phrase]:
    return [] if _rank(sentence, place) is None else phrases_at(sentence, place)


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


def compares(sentence: Sentence) -> bool:
    """Whether it holds things against each other: 'differ', 'higher than', 'chef or cook'."""
    return any(word.text in _COMPARING or word.lemma in _COMPARING or word.tag == "JJR" for word in sentence.words)


def _rank(sentence: Sentence, place: int) -> int | None:
    """How surely a noun is what the sentence asks about; None where it is not at all."""
    word = sentence.words[place]
    head = sentence.words[word.head]
    if word.role == "conj" and word.head < place and head.role in _NOUN_ROLES:
        return _rank(sentence, word.head)
    if word.role not in _NOUN_ROLES or word.tag in _EDGES or (word.role == "compound" and head.is_noun):
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
        if word.role == "prep" and (word.text in _PLACES or (word.text == "as" and place == 0)):
            return not (word.text == "from" and compares(sentence))
        place = word.head
    return False


def phrases_at(sentence: Sentence, place: int) -> list[Phrase]:
    """The phrase around a noun, or those around what is joined to it in front; empty where nothing is left of them."""
    first = sentence.front(place)
    owner = [child for child in sentence.children(place) if sentence.words[child].role == "poss" and child >= first]
    if owner and sentence.words[owner[-1]].is_noun:
        # What somebody has is asked of its owner, who is a phrase of its own.
        return []
    cuts = [cut for cut in range(first, place) if _parts_nouns(sentence, cut)]
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


def _parts_nouns(sentence: Sentence, place: int) -> bool:
    """Whether an 'and', 'or' or comma stands between two things, not inside the name of one."""
    words = sentence.words
    if place == 0 or place + 1 >= len(words) or not (words[place].tag == "CC" or words[place].text in (",", "/", "vs")):
        return False
    whole = words[place - 1].is_noun and (words[place].text in ("or", "/") or compares(sentence))
    return whole or words[place + 1].tag == "DT"


def _phrase(sentence: Sentence, first: int, place: int) -> Phrase | None:
    first, last = _trimmed(sentence, first, place)
    if not _says(sentence, first, last):
        return None
    whole = widest = last
    for child in sentence.children(place) if last == place else ():
        if child > place and sentence.words[child].role == "prep":
            widest = max(sentence.subtree(child))
            whole = _end_of_name(sentence, child) or whole
    return _made(sentence, first, whole, max(whole, widest), last)


def _end_of_name(sentence: Sentence, of: int) -> int | None:
    """Where a name ends that goes on with 'of': 'captain of the ship', but not 'ceo of our company'."""
    words = sentence.words
    under = sentence.subtree(of)
    if words[of].text != "of" or len(under) < 2 or words[of + 1].tag == "PRP$":
        return None
    last = next((place for place in under[1:] if words[place].tag in ("IN", "TO") and words[place].text != "of"), None)
    return last - 1 if last else under[-1]


def _says(sentence: Sentence, first: int, last: int) -> bool:
    """Whether anything is left that says who or what, more than 'people'."""
    return first < last or (first == last and sentence.words[first].lemma not in _ANYONE)


def _made(sentence: Sentence, first: int, last: int, widest: int, head: int) -> Phrase:
    text = sentence.said(first, last)
    start = sentence.text.index(text, sentence.words[first].start)
    word = sentence.words[head]
    wider = sentence.said(first, widest)
    return Phrase(start, start + len(text), text, word.lemma, wider, is_person(word), _describes(word))


def _describes(word: Word) -> bool:
    return word.tag.startswith("JJ") or word.role == "amod"


def _trimmed(sentence: Sentence, first: int, last: int, left: Iterable[str] = ()) -> tuple[int, int]:
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
    return word.tag in _EDGES or word.is_punct or word.lemma in asking or word.text in asking


# ---- lists of search words


def _searched(sentence: Sentence) -> tuple[Phrase, ...]:
    """The stretches that asking words leave of a search: 'fire chief' of 'fire chief job description texas salary'."""
    found = []
    for first, last in _runs(sentence):
        start, end = _trimmed(sentence, _after_aspects(sentence, first, last), last)
        if end == last:
            # 'job coach salary' asks for the salary, 'job medical technologist' for the job.
            start, end = _trimmed(sentence, start, last, _LEADING)
        led = sentence.words[first - 1].text if first else ""
        if _says(sentence, start, end):
            found.append((led in _PLACES, _made(sentence, start, end, end, end)))
    sure = tuple(phrase for is_place, phrase in found if not is_place)
    return sure or tuple(phrase for _, phrase in found)


def _after_aspects(sentence: Sentence, first: int, last: int) -> int:
    """Where a stretch goes on after what is asked in front of it, in the plural: 'entry requirements accountant'."""
    words = sentence.words
    asked = (place for place in range(first, last) if words[place].lemma in _ASPECTS and words[place].tag == "NNS")
    return max(asked, default=first - 1) + 1


def _runs(sentence: Sentence) -> list[tuple[int, int]]:
    """Where stretches begin and end that no preposition, asking word or mark cuts; 'of' and 'and' join."""
    runs: list[tuple[int, int]] = []
    words = sentence.words
    joins = False
    for place, word in enumerate(words):
        if _parts_nouns(sentence, place):
            joins = False
        elif word.text == "of" or word.tag == "CC":
            # 'Captain of the ship' is one, 'content of training' is not.
            joins = bool(runs) and runs[-1][1] == place - 1 and (word.tag == "CC" or is_person(words[place - 1]))
        elif not _is_cut(word):
            if runs and (joins or runs[-1][1] == place - 1):
                runs[-1] = (runs[-1][0], place)
            else:
                runs.append((place, place))
            joins = False
        elif word.tag != "DT":
            joins = False
    return runs


def _is_cut(word: Word) -> bool:
    return word.tag in _EDGES or word.text in _SEARCHED or (word.is_punct and word.text not in "-/&")
