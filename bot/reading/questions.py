"""The questions in a message: several are cut apart, and each is read by itself."""

import re
from collections.abc import Sequence

from bot.reading.duty import begins_with_who
from bot.reading.whom import asks_only_whom
from bot.reading.words import pattern, words_of

# Where a sentence ends, its mark being its own.
_SENTENCE_END = pattern(r"(?<=\?)\s*|(?<=[.!;])\s+|\n+")
_ASKING_WORD = r"(?:what|where|which|who|whose|why|how|when)"
_HELPING_VERB = r"(?:is|are|does|do|did|can|could|would|will|should|has|have)(?:n't)?"
# Whom a question that begins with its verb may be about; in the midst of a sentence only who can do nothing but do it.
_DOER = r"(?:they|he|she|we|you|u|i|there|people)"
_SUBJECT = rf"(?:{_DOER}|it|one|that|this|those|these|an?|the|my|your|any|some(?:one|body))"
# 'What skills do', 'how long is', but not 'what they are'.
_ASKED_WITH_WORD = rf"{_ASKING_WORD}(?:\s+(?!{_SUBJECT}\b)[\w'-]+){{0,3}}?\s+{_HELPING_VERB}\b"
_OPENINGS = (
    _ASKED_WITH_WORD,
    rf"what\s+{_DOER}\s+do(?:es)?\b",
    r"(?:what|how)\s+about\b",
    r"how\s+(?:much|many|long|to)\b",
    # 'A man who runs' asks nothing.
    r"(?<=and\s)who\s+\w+",
    # 'Do that' asks for nothing.
    rf"(?:{_HELPING_VERB}\s+{_DOER}|(?!do\b|have\b){_HELPING_VERB}\s+{_SUBJECT})\b",
    r"(?:tell|show|give)\s+me\b",
    r"(?:explain|describe|compare|list)\b",
    # 'I need who decides on papers.'
    rf"i\s+(?:need|want)(?:\s+to\s+know)?\s+{_ASKING_WORD}\b",
    # 'I asked what it pays me.'
    rf"i(?:'m|\s+am|\s+was)?\s+(?:asked|asking|wonder(?:ing)?)\s+(?:if|whether|{_ASKING_WORD})\b",
)
# 'I have a' asks nothing.
_OPENING = pattern(rf"(?<![\w'])(?<!\bi\s)(?<!\b(?:we|he)\s)(?<!\b(?:you|she)\s)(?<!\bthey\s)(?:{'|'.join(_OPENINGS)})")
_UNJOINED = pattern(rf"(?:{_ASKED_WITH_WORD}\s+{_SUBJECT}\b|{_HELPING_VERB}\s+{_DOER}\b|(?:what|how)\s+about\b)")
_ENDS_ASKING = pattern(rf"(?<=\w)\W+{_HELPING_VERB}\s+(?:that|it|this|they)\s+(?:\w+\s*){{1,5}}\W*$")
# A sentence that ends as no question does is one where so few words stand between its opening and the last comma.
_FEW = 3
# Somebody said by what they do, of whom something is asked then: 'the man who shoes horses, is there work in that'.
_SOMEBODY = "|".join(sorted(words_of("anyone")))
_DESCRIBES = pattern(
    rf"^\W*(?:(?:and|so|ok|but|what about|how about)\W+)*(?:the|that|those|these|an?)\s+(?:\w+\s+){{0,2}}?"
    rf"(?:{_SOMEBODY}|men|women|ladies|ones|guys|people)\s+(?:\w+\s+){{0,4}}?(?:who|that|what|where)\b"
)
# 'My qualification is a degree' states what 'is a degree needed' asks.
_STATES = pattern(rf"{_HELPING_VERB}\s+(?:an?|the|my|your)\b")
_SUBJECT_BEFORE = pattern(r"(?<!\bso)(?<!\band)(?<!\bbut)(?<!\bok)(?<!\bwell)(?<!\bthen)(?<=\w)\s+$")
# What joins another question to the one before it, and what makes what follows a part of the same.
_JOINED = pattern(r"(?:[,:(&-]|,?\s*\b(?:and|n|plus|also|then|so|but))\s*(?:(?:then|also)\s+)?$")
_OTHERWISE = pattern(r"\bor\s*$")
_GOVERNED = pattern(
    r"\b(?:if|whether|when|that|because|than|as|of|about|on|for|with|in|to|or|like|me|i|you|they|we|he|she|it|"
    r"what|who|which|where|how|why)\s*$"
)
# Two things beside each other are one question, whatever it is put in.
_BESIDE = pattern(r"\b(?:differ\w*|in\s+common)\b")
_TOGETHER = pattern(r"\b(?:differ\w*|compar\w*|between|versus|vs|in common|both|or)\b")
# What asks which of two it is that were only set beside each other before.
_WHICH_ALONE = pattern(r"\W*which (?:one|of (?:them|those|these|the two))?\b")
_EITHER = pattern(r"\b(?:or|vs|versus)\b")
# What is asked of whoever answered, or of the answer: 'are you sure', 'is that right'.
_OF_ANSWER = pattern(r"\b(?:you|u|your|that|this|these|those)\b")
# A sentence that only ends as a question does has so many words at least.
_ENOUGH = 3
_AND = pattern(r"\s*(?:,\s*and also|,\s*and|\band also\b|\bas well as\b|\band\b|&|\bplus\b|;|,)\s*")
_LOOKS_ASKED = pattern(
    r"\?\s*$|^\W*(?:and\s+|so\s+|but\s+)*(?:who|whom|whose|what|which|how|why|when|where)\b"
    r"|^\W*(?:does|do|is|are|can|could|should|will|would)\s+(?:they|it|he|she|we|you|i|an?|the|this|that)\b"
    r"|^\W*(?:please\s+)?(?:tell\s+me|list|show|explain|compare|give\s+me|describe)\b"
)


def questions_in(text: str) -> list[str]:
    """The questions of a message, in order: 'what does a nurse do? and how much does she earn' has two.

    What is said before a question belongs to it, and what is said after the last one to that. A message that is no more
    than one question, or questions all of one kind that belong together ('who hires people and who pays them'), is left
    whole.
    """
    told, asked = "", list[str]()
    for piece in _pieces(text):
        if asked and not told and _goes_with(asked[-1], piece):
            asked[-1] = f"{asked[-1]} {piece}"
            continue
        told = f"{told} {piece}".strip()
        if _is_asked(piece):
            asked.append(told)
            told = ""
    if len(asked) < 2 or all(map(begins_with_who, asked)):
        return [text]
    return [*asked[:-1], f"{asked[-1]} {told}".strip()]


def _goes_with(before: str, piece: str) -> bool:
    """Whether a question asks of what the one before only names: 'UX or maybe nursing? Which one pays better?'"""
    return bool(_WHICH_ALONE.match(piece) and _EITHER.search(before))


def asks_at_end(text: str) -> bool:
    """Whether a text ends in asking about what it speaks of: 'I'm rubbish at maths tho will that matter'."""
    return bool(_ENDS_ASKING.search(text))


def asking_part(text: str) -> tuple[int, int] | None:
    """Where the last sentence of several stands that asks, text[start:end]; None where none does, or it is alone."""
    parts, at = list[tuple[int, int]](), 0
    for mark in (*_SENTENCE_END.finditer(text), None):
        end = mark.start() if mark else len(text)
        parts.append((at, end))
        at = mark.end() if mark else end
    whole = [(start, end) for start, end in parts if text[start:end].strip()]
    asked = [(start, end) for start, end in whole if _is_asked(text[start:end].strip())]
    return asked[-1] if asked and len(whole) > 1 else None


def asks_beside(text: str) -> bool:
    """Whether the last sentence of several asks for something, and not for what was said by whom it is put to."""
    part = asking_part(text)
    return part is not None and not _OF_ANSWER.search(text[slice(*part)])


def asks_of_any(text: str, places: Sequence[int]) -> bool:
    """Whether the one sentence of several that asks has any of some places in it."""
    part = asking_part(text)
    return part is not None and any(part[0] <= place < part[1] for place in places)


def _pieces(text: str) -> list[str]:
    """Sentences, those that ask more than one thing cut before each."""
    return [part.strip() for piece in _SENTENCE_END.split(text) for part in _parts(piece) if part.strip()]


def _is_asked(piece: str) -> bool:
    count, opening = len(piece.split()), _OPENING.search(piece)
    if _DESCRIBES.match(piece) and opening is None:
        return True
    if piece.endswith("?"):
        return count >= _ENOUGH or (opening is not None and count > 1)
    if begins_with_who(piece):
        return count > 1
    if opening is None or count < 2:
        return False
    before = piece[: opening.start()]
    return _is_early(before) and not (_STATES.match(opening[0]) and _SUBJECT_BEFORE.search(before))


def _is_early(before: str) -> bool:
    """Whether a sentence opens as a question does, after no more than a few words: 'ok so tell me'."""
    return len(re.split(r"[,:]", before)[-1].split()) <= _FEW


def _parts(sentence: str) -> list[str]:
    """A sentence cut before each question in it but the first."""
    cuts, begin = [0], 0
    openings = list(_OPENING.finditer(sentence))
    for opening in openings if _names_somebody(sentence) else openings[1:]:
        before, after = sentence[begin : opening.start()], sentence[opening.start() :]
        if (_OPENING.search(before) or _names_somebody(before)) and _begins_anew(before, after, opening[0]):
            begin = opening.start()
            cuts.append(begin)
    return [
        _JOINED.sub("", sentence[at:end]).rstrip() for at, end in zip(cuts, [*cuts[1:], len(sentence)], strict=True)
    ]


def _names_somebody(text: str) -> bool:
    """Whether a text begins with somebody of whom more may be asked: 'who decides that, how do you become one'."""
    return bool(_DESCRIBES.match(text)) or begins_with_who(text)


def _begins_anew(before: str, after: str, opening: str) -> bool:
    """Whether a question begins after what stands before it, rather than going on with that one."""
    first, word = before.split()[0].lower(), opening.split()[0].lower()
    if _BESIDE.search(after) or len(after.split()) < 2 or (first == word and word in ("who", "which")):
        return False
    if asks_only_whom(after) and not _OPENING.match(before):
        # What is told before, rather than asked, says what it is about.
        return False
    if _OTHERWISE.search(before):
        # 'Or are they happy' is no other question; 'or what else is there' is.
        return bool(re.match(_ASKING_WORD, opening, re.IGNORECASE))
    return bool(_JOINED.search(before)) or bool(_UNJOINED.match(after) and not _GOVERNED.search(before))


def together(text: str) -> bool:
    """Whether a text may be about two things beside each other."""
    return bool(_TOGETHER.search(text) or _AND.search(text))


def looks_asked(text: str) -> bool:
    """Whether a text asks or requests something, by how it begins or ends."""
    return bool(_LOOKS_ASKED.search(text))
