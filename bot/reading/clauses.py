"""What a question for who does something asks for, whatever way it is put.

Pure functions over bot.reading.grammar.
"""

from dataclasses import dataclass

from bot.reading.grammar import Sentence, asking, sentences
from bot.reading.phrases import ASKING, phrases_at
from bot.reading.words import lines_of, words_of

_ANYONE, _ASPECTS, _TURNED_TO, _ENDINGS, _WANTED = map(
    words_of, ("anyone", "aspects", "turned_to", "endings", "wanted")
)
_LEADS = [lead.split() for lead in sorted(lines_of("leads"), key=len, reverse=True)]
_BE = frozenset("is are was were be been being am 's 're 'm".split())
_HAVE = frozenset("has have had holds".split())
_DO = frozenset(("do", "does", "did", "dose"))
# What it says of a person that somebody is called: 'what is a doctor called who ...', 'the name for a person that ...'.
_CALLING = frozenset("call called named name title word term".split())
_OBJECTS = frozenset("dobj pobj attr".split())
_STRANDED = frozenset("to with at for about from".split())
# What points at something said before; alone it is no duty.
_POINTING = frozenset("it that this them these those me us him her".split())


@dataclass(frozen=True)
class Duty:
    """What a question asks who does it.

    text: as it is said, 'does eye exams'; bare: without a verb that says nothing of it, 'eye exams'; parts: that
    cut where several things are joined; kind: what kind of somebody does it, 'doctor', empty where it may be anyone.
    """

    text: str
    bare: str
    parts: tuple[str, ...]
    kind: str


# Where a duty stands in a sentence: its first and last word, and what kind of somebody does it.
_Stretch = tuple[int, int, str]


def duty_asked(sentence: Sentence) -> Duty | None:
    """What a question for who does something asks for; None where it is not such a question.

    Where a case is told first and the question only points at it ('my pay is wrong, who corrects it'), the case.
    """
    found = _told_first(sentence) or _relative(sentence) or _subject(sentence) or _turned_to(sentence)
    if found is None:
        return None
    first, last, kind = found
    words = sentence.words
    while last >= first and (words[last].is_punct or words[last].lemma in _ENDINGS or words[last].text in _STRANDED):
        last -= 1
    while first <= last and (words[first].tag in ("MD", "RB", "TO") or words[first].is_punct):
        first += 1
    if first > last:
        return None
    bare = _led(sentence, first, last)
    if bare > first and words[first].text in _BE:
        first += 1
    # 'What construction workers do' asks for no duty, nor does 'who do they ask'.
    if bare > last or (first == last and (words[first].text in _DO or words[first].text in _POINTING)):
        return None
    parts = tuple(dict.fromkeys(_parts(sentence, bare, last)))
    return Duty(sentence.said(first, last), sentence.said(bare, last), parts, kind)


def duty_asked_in(text: str) -> Duty | None:
    """The same for the sentence of a text that asks."""
    found = sentences(text)
    return duty_asked(asking(found)) if found else None


def _told_first(sentence: Sentence) -> _Stretch | None:
    """A case before a question that names nothing itself: 'my pay is wrong, who corrects it'."""
    words = sentence.words
    who = next((place for place, word in enumerate(words) if word.text in ("who", "whom")), 0)
    if not who or len(words) - who > 8 or not any(words[place].is_noun for place in range(who)):
        return None
    # A relative clause is about its noun: 'the person who decides'.
    if words[who - 1].lemma in _ANYONE or not any(word.is_verb or word.is_punct for word in words[:who]):
        return None
    if any(word.is_noun or word.tag == "CD" for word in words[who + 1 :]):
        return None
    last = who - 1
    while last >= 0 and (words[last].is_punct or words[last].text in ("so", "and", "but")):
        last -= 1
    return (0, last, "") if last >= 0 else None


def _relative(sentence: Sentence) -> _Stretch | None:
    """A clause about somebody who is asked for: 'what do you call someone who ...', 'who is the person to ...'."""
    words = sentence.words
    opening = _opening(sentence)
    if opening is None:
        return None
    if [word.text for word in words[opening : opening + 4] if word.text not in _BE] == ["who", "it", "that"]:
        return opening + 4, len(words) - 1, ""
    for place in range(opening + 1, len(words)):
        word = words[place]
        asked = {word.text for word in words[opening:place]}
        before = _noun_before(sentence, place)
        if before is None or not asked & (_BE | _CALLING | _WANTED | _ANYONE):
            continue
        anyone = words[before].lemma in _ANYONE
        if not anyone and not asked & _CALLING:
            continue
        kind = "" if anyone else _kind(sentence, before)
        if word.text in ("who", "that", "which") and word.role in ("nsubj", "nsubjpass", "mark"):
            return place + 1, len(words) - 1, kind
        charged = word.text == "responsible" or [word.text for word in words[place : place + 2]] == ["in", "charge"]
        if place == before + 1 and (charged or word.tag == "TO" or (word.tag == "VBG" and word.head == before)):
            return place, len(words) - 1, kind
    return None


def _opening(sentence: Sentence) -> int | None:
    """Where a sentence begins to ask for somebody: at its question word, or where somebody is wanted."""
    words = sentence.words
    asking = next((place for place, word in enumerate(words) if word.text in ASKING), None)
    # 'Someone to fix the door', 'I need a person that ...', 'is there anybody who ...'.
    wanted = any(word.text in _WANTED or word.lemma in _ANYONE for word in words[:3])
    return 0 if wanted and not (asking is not None and asking < 3) else asking


def _noun_before(sentence: Sentence, place: int) -> int | None:
    """The last noun or 'someone' before a place."""
    for before in range(place - 1, -1, -1):
        word = sentence.words[before]
        if word.is_noun or (word.lemma in _ANYONE and word.tag != "PRP"):
            return before
    return None


def _subject(sentence: Sentence) -> _Stretch | None:
    """The same for 'who ...' and 'which doctor ...', where they are the subject."""
    words = sentence.words
    for place, word in enumerate(words[:-1]):
        if word.text == "whose" and words[place + 1].lemma in _ANYONE | {"duty", "responsibility", "task", "remit"}:
            to = next((later for later in range(place, len(words)) if words[later].tag == "TO"), None)
            return (to + 1, len(words) - 1, "") if to else _after_kind(sentence, place)
        if word.text == "who":
            return _after_who(sentence, place)
        if word.text in ("which", "what"):
            return _after_kind(sentence, place)
    return None


def _after_who(sentence: Sentence, place: int) -> _Stretch | None:
    words = sentence.words
    last = len(words) - 1
    if words[place + 1].tag == "IN":
        # 'Who in our company approves budgets'.
        verb = next((later for later in range(place + 2, len(words)) if words[later].is_verb), None)
        return (verb, last, "") if verb else None
    if _is_inverted(sentence, place):
        return None
    if words[place + 1].text in _BE and _led(sentence, place + 1, last) == place + 2:
        # 'Who is the ceo' asks for a person, 'who is a utilization manager' for what that is.
        rest = [word for word in words[place + 2 :] if not word.is_punct]
        named = any(words[child].role == "attr" for child in sentence.children(place + 1) if child > place + 1)
        if named or not rest or rest[0].tag in ("DT", "IN", "JJR", "PRP", "PRP$", "NN", "NNS", "NNP"):
            return None
    return place + 1, last, ""


def _is_inverted(sentence: Sentence, place: int) -> bool:
    """Whether a question word is what is done to, not who does it: 'who do you see', 'which does she use'."""
    words = sentence.words
    if place + 2 >= len(words) or not (words[place + 1].tag == "MD" or words[place + 1].text in _DO):
        return False
    if words[place + 1].tag == "MD" or words[place + 1].role.startswith("aux"):
        return _subject_after(sentence, place + 2) is not None
    # 'Who does a nurse report to', where the parser takes 'nurse report' for what is done.
    last = [word for word in words if not word.is_punct][-1]
    return words[place + 2].tag == "PRP" or (words[place + 2].tag == "DT" and last.text in _STRANDED)


def _subject_after(sentence: Sentence, first: int) -> int | None:
    """The last word of the subject within a few words from a place on."""
    words = sentence.words
    later = range(first, min(first + 5, len(words)))
    return next((place for place in later if words[place].role in ("nsubj", "nsubjpass")), None)


def _after_kind(sentence: Sentence, place: int) -> _Stretch | None:
    """For 'which doctor does eye exams': the clause, and 'doctor'."""
    words = sentence.words
    last = len(words) - 1
    after = range(place + 1, len(words))
    verb = next((later for later in after if words[later].is_verb or words[later].tag == "MD"), None)
    named = [later for later in range(place + 1, verb or 0) if words[later].is_noun]
    if verb is None or not named or any(words[later].tag == "PRP" for later in range(place, verb + 2) if later <= last):
        return None
    if words[verb].text in _BE and _led(sentence, verb, last) <= verb + 1:
        return None
    helps = words[verb].text in _DO or words[verb].tag == "MD"
    if helps and any(words[later].role == "nsubj" for later in range(verb + 1, len(words))):
        return None
    if words[named[-1]].lemma in _ANYONE or words[place].text == "whose":
        return verb, last, ""
    return None if words[named[-1]].lemma in _ASPECTS else (verb, last, _kind(sentence, named[-1]))


def _kind(sentence: Sentence, place: int) -> str:
    phrase = next(iter(phrases_at(sentence, place)), None)
    return phrase.text if phrase else ""


def _turned_to(sentence: Sentence) -> _Stretch | None:
    """The same for somebody whom one asks: 'who do I see about ringworm', 'whom do I send an invoice to'."""
    words = sentence.words
    who = next((place for place, word in enumerate(words) if word.text in ("who", "whom")), None)
    if who is None or not _is_inverted(sentence, who):
        return None
    subject = _subject_after(sentence, who + 2)
    # 'Who does a nurse report to' is about the nurse, 'who do they ask' about them.
    if subject is None or words[who + 2].tag == "DT" or words[subject].text in ("he", "she", "they", "that", "it"):
        return None
    verb = subject + 1
    while verb < len(words) and (words[verb].tag in ("RB", "TO") or words[verb].text in ("need", "have")):
        verb += 1
    if verb < len(words) and words[verb].text in _TURNED_TO:
        for place in range(verb + 1, len(words) - 1):
            if words[place].text in ("about", "for", "regarding", "with", "if", "when"):
                return place + 1, len(words) - 1, ""
    return verb, len(words) - 1, ""


def _led(sentence: Sentence, first: int, last: int) -> int:
    """Where a duty begins after the verbs that only lead to it."""
    words = sentence.words
    start = first
    while start <= last and (words[start].text in _BE | _HAVE or words[start].tag == "RB"):
        start += 1
    for lead in _LEADS:
        if [word.text for word in words[start : start + len(lead)]] == lead and start + len(lead) <= last:
            return start + len(lead)
    return start if words[first].text in _BE else first


def _parts(sentence: Sentence, first: int, last: int) -> list[str]:
    """The pieces of a clause that 'and' joins, each with what it shares: 'mends shoes', 'mends bags'."""
    words = sentence.words
    for place in range(first, last + 1):
        joined = [child for child in sentence.children(place) if words[child].role == "conj" and place < child <= last]
        if not joined or not (words[place].is_verb or words[place].role in (*_OBJECTS, "conj")):
            continue
        starts = [min(sentence.subtree(child)) for child in joined]
        ends = [min(max(sentence.subtree(child)), last) for child in joined]
        joins = [child for child in sentence.children(place) if words[child].role == "cc"]
        end = min(*starts, *joins, last) - 1
        if end < first:
            continue
        rest = [piece for begin, stop in zip(starts, ends, strict=True) for piece in _parts(sentence, begin, stop)]
        if words[place].is_verb:
            return [*_parts(sentence, first, end), *rest]
        shared = sentence.text[words[first].start : words[sentence.front(place)].start]
        return [sentence.said(first, end), *(shared + piece for piece in rest)]
    return [sentence.said(first, last)]
