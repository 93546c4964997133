"""The duty that a question asks for: who does it, or whether a role does it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.reading.clauses import duty_asked_in
from bot.reading.reading import Duty
from bot.reading.reference import PRONOUN, refers_back
from bot.reading.words import any_of, pattern
from bot.search.language import content_lemmas

# [politeness] who [auxiliaries] [handles] [about] DUTY [ending]
POLITE = rf"(?:{any_of('duty', 'polite')}[\s,:;.!-]*)*"
_AUXILIARY = rf"(?:(?:'s\b|{any_of('duty', 'auxiliary')})\s*)*"
_HANDLES = rf"(?:{any_of('duty', 'handles')}\s*)?"
_LINK = rf"(?:{any_of('duty', 'link')}\s*)*"
_WHO_DOES = pattern(rf"^\s*{POLITE}(?:who|whom|whose|hwo)\b(?!\s*(?:is|are|was|were|'s)\s+(?:an?|the)\b)")
_WHO_OPENING = pattern(rf"^\s*{POLITE}{any_of('duty', 'who')}\s*{_AUXILIARY}{_HANDLES}{_LINK}")
# A follow-up that names no 'who': 'what about the budget', 'and customer complaints?'
_ABOUT_OPENING = pattern(
    rf"^\s*{POLITE}(?:(?:and|or|but|so|then|now|ok|okay)\b[\s,]*)*"
    r"(?:(?:(?:what|how|wat|wot)\s+about|what\s+of|same\s+for|same\s+question\s+for|for|about)\b\s*)?"
)
# Other ways of asking who: 'what do you call someone who ...', 'what is a scientist called that ...'.
_CALLED = pattern(
    rf"^\s*{POLITE}(?:"
    r"what\s+(?:do|would|does)\s+(?:you|we|they|u|one|people)\s+call\s+(?:(?:an?|the|some|those)\s+)?\w+"
    r"|what(?:'?s|\s+is|\s+are)\s+(?:(?:an?|the|those|it)\s+)?(?:\w+\s+){0,2}called(?:\s+when\s+\w+)?"
    r"|(?:(?:what(?:'?s|\s+is)|how\s+is)\s+)?(?:called\s+)?(?:the\s+)?(?:name|title|job|word|term)(?:\s+title)?\s+(?:of|for)\s+"
    r"(?:(?:an?|the)\s+)?(?:person|people|someone|somebody|one|man|woman|guy|job)"
    r"|who(?:'s|\s+is)\s+the\s+\w+"
    r")\s+(?:(?:who|that|which|where\s+you)\s+|(?<=someone\s)|(?<=somebody\s))"
)
_ENDING = pattern(rf"(?:[\s,]*\b{any_of('duty', 'ending')})*[\s?!.,;:]*$")
# A case, then a question about it: 'my laptop is broken, who can help'.
_TOLD_FIRST = pattern(
    r"^(?P<case>.+?)[,.;:!-]+\s+(?:so\s+|and\s+)?(?P<question>(?:who|whom|whose|which|what)\b.{0,60})$"
)
_ASKS = pattern(r"\b(?:who\w*|which|what|how\s+about)\b")
_NEXT_QUESTION = pattern(
    r"(?:\s*[?;.!]\s+|\s*,\s*|\s+)(?:(?:and|also|plus|or|as\s+well\s+as|&)\s+)*"
    r"(?=(?:who|whom|whose|which\s+(?:role|job|person|manager|department)|what\s+(?:role|job))\b)"
)
_AND = pattern(r"\s*(?:,\s*and also|,\s*and|\band also\b|\bas well as\b|\band\b|&|\bplus\b|;|,)\s*")
# 'Who at our place ...': the duty comes after what the wording takes for it.
_LEADS_AWAY = pattern(r"(?:at|in|on|around|of|among|within)\b")
_LITTLE = pattern(rf"^(?:{any_of('check', 'little')}\s+)+")
# 'The link between management and staff' is one thing.
_BETWEEN = pattern(r"\bbetween\b")
_IF_TRUE = pattern(
    r"(?<=\w)[.!?,;:]+\s*(?:but\s+|so\s+)?(?:is|isn't)\s+(?:that|it|this)\s+(?:really\s+)?(?:true|so|right|correct)\b.*$"
)
_CHECK_OPENING = pattern(rf"^\s*{POLITE}(?:{any_of('check', 'opening')}\s*)*")
_CHECK_BEFORE_ROLE = pattern(rf"(?:\s*\b{any_of('check', 'before_role')})*\s*$")
_CHECK_AFTER_ROLE = pattern(rf"^(?:'s|s'|')?\s*(?:{any_of('check', 'after_role')}\s*)*")


def asks_if_true(text: str) -> bool:
    """Whether a text says something of a role and asks whether it is so: 'I heard nurses work nights. Is that true?'"""
    return bool(_IF_TRUE.search(text))


def asks_who(text: str) -> bool:
    """Whether a text asks who does something, rather than what somebody with a name is."""
    return bool(_WHO_DOES.match(as_who(text)))


def begins_with_who(text: str) -> bool:
    return bool(_WHO_OPENING.match(text))


def as_who(text: str) -> str:
    """A question for what somebody is called as one who it is: 'who studies space'."""
    return _CALLED.sub("who ", text)


def asks_what_called(text: str) -> bool:
    """Whether a text asks what somebody is called who does something: 'what is the doctor called that does kidneys'."""
    return bool(_CALLED.match(text))


def duty_phrase(text: str) -> str:
    """The duty that a 'who ...' or 'what about ...' question asks for: 'customer grievances'.

    Where a case is told first and the question only points at it ('my pay is wrong, who corrects it'), the case.
    """
    text = as_who(text)
    told = None if _WHO_OPENING.match(text) else _TOLD_FIRST.match(text)
    if told:
        points_at_case = len(content_lemmas(duty_phrase(told["question"]))) <= 1 and content_lemmas(told["case"])
        text = told["case" if points_at_case else "question"]
    opening = _WHO_OPENING.match(text) or _ABOUT_OPENING.match(text)
    rest = text[opening.end() :] if opening else text
    return _trim(rest) or _trim(text)


def duty_in(text: str) -> Duty:
    """The duty that one question for who does something asks for: by its wording, by its grammar where that says more.

    'We need somebody who can design a brochure' and 'who at our place is in charge of fire safety' open in ways that
    no list of openings has.
    """
    phrase = duty_phrase(text)
    found = duty_asked_in(text) if phrase else None
    if found is None or not content_lemmas(found.bare):
        return as_duty(phrase)
    opens = _WHO_OPENING.match(as_who(text)) or _TOLD_FIRST.match(text) or _LEADS_AWAY.match(phrase)
    if (not opens or _LEADS_AWAY.match(phrase)) and not refers_back(found.bare):
        phrase = found.bare
    duty = replace(as_duty(phrase), kind=found.kind)
    return replace(duty, parts=found.parts) if phrase == found.bare and len(found.parts) > 1 else duty


def as_duty(phrase: str) -> Duty:
    """A phrase as a duty: cut where it may be several, and whether it only points back at one."""
    points_back = refers_back(phrase) and not content_lemmas(phrase)
    return Duty(phrase, joined_parts(phrase), points_back, thing=_bare(phrase))


def duty_parts(text: str) -> list[str]:
    """The questions in a text that joins several: 'who hires people and who pays them' has two."""
    text = as_who(text)
    pieces = [piece for piece in _NEXT_QUESTION.split(text) if _ASKS.search(piece)]
    return pieces if len(pieces) > 1 else [text]


def joined_parts(phrase: str) -> tuple[str, ...]:
    """A phrase cut at every 'and' or comma, if it has any: ('customer complaints', 'the budget')."""
    if _BETWEEN.search(phrase):
        return (phrase,)
    return tuple(part for part in (_trim(piece) for piece in _AND.split(phrase)) if content_lemmas(part))


def _bare(phrase: str) -> str:
    """What a phrase asks about, without what says little: 'a lot of maths', 'see blood'."""
    return _LITTLE.sub("", phrase).strip()


def duty_in_check(text: str, roles: Sequence[tuple[int, int]]) -> str:
    """The duty in a yes-or-no question about a role: 'recruiting' in 'does a general manager do recruiting'.

    roles: where the text names roles; without one, a pronoun is taken for it. The duty is on the side of
    the role that says more.
    """
    said = _IF_TRUE.sub("", text)
    is_heard, text = said != text, said
    pronoun = PRONOUN.search(text)
    # Without either, everything is before the role that is left unsaid: 'is hiring part of the job'.
    start, end = roles[0] if roles else pronoun.span() if pronoun else (len(text), len(text))
    before = _trim(_CHECK_BEFORE_ROLE.sub("", _CHECK_OPENING.sub("", _trim(text[:start]))))
    after = _trim(_CHECK_AFTER_ROLE.sub("", text[end:].replace("\u2019", "'")))
    if is_heard and content_lemmas(after):
        # What stands before only says who said it: 'I have read that nurses work at night'.
        return after
    return max(before, after, key=lambda side: len(content_lemmas(side)))


def _trim(text: str) -> str:
    return _ENDING.sub("", text).strip(" \t\n,.;:!?\"'")
