"""What a sentence asks somebody to do, leaves out, or says of a person.

Pure functions over bot.reading.grammar.
"""

from dataclasses import dataclass

from bot.reading.grammar import Sentence
from bot.reading.phrases import ASKING, phrases_at
from bot.reading.words import lines_of, words_of

_ANYONE, _ASPECTS, _TURNED_TO, _ENDINGS = map(words_of, ("anyone", "aspects", "turned_to", "endings"))
_LEADS = [lead.split() for lead in sorted(lines_of("leads"), key=len, reverse=True)]
_BE = frozenset("is are was were be been being am 's 're 'm".split())
_HAVE = frozenset("has have had holds".split())
_DO = frozenset(("do", "does", "did"))
# What it says of a person that somebody is called: 'what is a doctor called who ...', 'the name for a person that ...'.
_CALLING = frozenset("call called named name title word term".split())
_OBJECTS = frozenset("dobj pobj attr".split())


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


def duty_asked(sentence: Sentence) -> Duty | None:
    """What a question for who does something asks for; None where it is not such a question."""
    doer = _relative(sentence) or _subject(sentence) or _turned_to(sentence)
    if doer is None:
        return None
    first, last, kind = doer
    words = sentence.words
    while last >= first and (words[last].is_punct or words[last].lemma in _ENDINGS or words[last].tag in ("IN", "TO")):
        last -= 1
    while first <= last and (words[first].tag in ("MD", "RB", "TO") or words[first].is_punct):
        first += 1
    bare = _led(sentence, first, last)
    # 'What construction workers do' asks for no duty.
    if bare > last or (first == last and words[first].text in _DO):
        return None
    parts = tuple(dict.fromkeys(_parts(sentence, bare, last)))
    return Duty(sentence.said(first, last), sentence.said(bare, last), parts, kind)


def _relative(sentence: Sentence) -> tuple[int, int, str] | None:
    """Where a clause about somebody begins and ends: 'what do you call someone who ...', 'who is the person to ...'."""
    words = sentence.words
    opening = next((place for place, word in enumerate(words) if word.text in ASKING), None)
    if opening is None:
        return None
    for place in range(opening + 1, len(words)):
        word = words[place]
        asked = {word.text for word in words[opening:place]}
        if not asked & (_BE | _CALLING):
            continue
        before = _noun_before(sentence, place)
        named = before is not None and (words[before].lemma in _ANYONE or asked & _CALLING)
        if not named or before is None:
            continue
        kind = "" if words[before].lemma in _ANYONE else _kind(sentence, before)
        if word.text in ("who", "that", "which") and word.role in ("nsubj", "nsubjpass", "mark"):
            return place + 1, len(words) - 1, kind
        if place == before + 1 and (word.tag in ("VBG", "TO") or word.text in ("in", "responsible", "with")):
            return place, len(words) - 1, kind
    return None


def _noun_before(sentence: Sentence, place: int) -> int | None:
    """The last noun or 'someone' before a place, after the question word."""
    for before in range(place - 1, 0, -1):
        word = sentence.words[before]
        if word.is_noun or word.lemma in _ANYONE:
            return before
    return None


def _subject(sentence: Sentence) -> tuple[int, int, str] | None:
    """The same for 'who ...' and 'which doctor ...', where they are the subject."""
    words = sentence.words
    for place, word in enumerate(words):
        if word.text == "whose" and place + 1 < len(words) and words[place + 1].lemma in _ANYONE:
            to = next((later for later in range(place, len(words)) if words[later].tag == "TO"), None)
            return (to + 1, len(words) - 1, "") if to else None
        if word.text == "who":
            return _after_who(sentence, place)
        if word.text in ("which", "what") and place + 1 < len(words):
            return _after_kind(sentence, place)
    return None


def _after_who(sentence: Sentence, place: int) -> tuple[int, int, str] | None:
    words = sentence.words
    if place + 1 >= len(words) or _is_inverted(sentence, place):
        return None
    after = words[place + 1]
    if after.text in _BE:
        # 'Who is the ceo' asks for a person, 'who is a utilization manager' for what that is.
        rest = [word for word in words[place + 2 :] if not word.is_punct]
        if not rest or rest[0].tag in ("DT", "PRP", "PRP$", "NN", "NNS", "NNP"):
            return None
    return place + 1, len(words) - 1, ""


def _is_inverted(sentence: Sentence, place: int) -> bool:
    """Whether a question word is what is done to, not who does it: 'who do you see', 'which does she use'."""
    words = sentence.words
    return (
        place + 2 < len(words)
        and (words[place + 1].tag == "MD" or words[place + 1].text in _DO)
        and any(
            words[later].role in ("nsubj", "nsubjpass") and words[later].tag != "WP"
            for later in range(place + 2, min(place + 5, len(words)))
        )
        and words[place].role != "nsubj"
    )


def _after_kind(sentence: Sentence, place: int) -> tuple[int, int, str] | None:
    """For 'which doctor does eye exams': the clause, and 'doctor'."""
    words = sentence.words
    verb = next(
        (later for later in range(place + 1, len(words)) if words[later].is_verb or words[later].tag == "MD"), None
    )
    if verb is None or verb == place + 1 or words[verb].text in _BE:
        return None
    named = [later for later in range(place + 1, verb) if words[later].is_noun]
    if not named or _is_inverted(sentence, verb - 1) or any(words[later].tag == "PRP" for later in range(place, verb)):
        return None
    head = words[named[-1]]
    if words[verb].text in _DO and any(words[later].role == "nsubj" for later in range(verb + 1, len(words))):
        return None
    if head.lemma in _ANYONE:
        return verb, len(words) - 1, ""
    return None if head.lemma in _ASPECTS else (verb, len(words) - 1, _kind(sentence, named[-1]))


def _kind(sentence: Sentence, place: int) -> str:
    phrase = next(iter(phrases_at(sentence, place)), None)
    return phrase.text if phrase else ""


def _turned_to(sentence: Sentence) -> tuple[int, int, str] | None:
    """The same for 'who do I see about ringworm', and for a case told first: 'my pay is wrong, who do I ask'."""
    words = sentence.words
    who = next((place for place, word in enumerate(words) if word.text in ("who", "whom")), None)
    if who is None or not _is_inverted(sentence, who):
        return None
    subject = next(place for place in range(who + 2, len(words)) if words[place].role in ("nsubj", "nsubjpass"))
    verb = subject + 1
    while verb < len(words) and (words[verb].tag in ("RB", "TO") or words[verb].text in ("need", "have")):
        verb += 1
    if verb < len(words) and words[verb].text in _TURNED_TO:
        for place in range(verb + 1, len(words)):
            if words[place].text in ("about", "for", "regarding", "with") and place + 1 < len(words):
                return place + 1, len(words) - 1, ""
        rest = [place for place in range(verb + 1, len(words)) if words[place].tag not in ("IN", "TO")]
        if who and not any(not words[place].is_punct for place in rest):
            return 0, who - 1, ""
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
        if not joined or not (words[place].is_verb or words[place].role in _OBJECTS):
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
        shared = sentence.text[words[first].start : words[min(_before(sentence, place))].start]
        return [sentence.said(first, end), *(shared + piece for piece in rest)]
    return [sentence.said(first, last)]


def _before(sentence: Sentence, place: int) -> list[int]:
    """A word and what hangs on it in front, without a break."""
    under = set(sentence.subtree(place))
    first = place
    while first - 1 in under:
        first -= 1
    return list(range(first, place + 1))
