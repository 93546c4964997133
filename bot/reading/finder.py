"""Short answers to the career finder's questions: a rating, a level of schooling, the number of a question."""

import re

from bot.reading.words import pattern, words

# A rating of the five points, by word or number, or skip.
SKIP = "skip"
_RATINGS = {word: rating for rating, said in words("ratings").items() for word in said}
_OPENINGS = (
    r"(?:(?:oh|well|hm+|honestly|actually|sorry|no wait|wait|i meant?|i think|i guess|it's|that's"
    r"|no(?= (?:i meant?|like|dislike|not sure|unsure)\b))[\s:]+)*"
)
_PLAIN = re.compile(rf"^{_OPENINGS}(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
_CORRECTS = pattern(r"^\s*(?:no[,\s]+)?(?:actually[,\s]+)?(?:sorry|wait|i meant?)\b")
_NUMBER = pattern(
    r"(?:\b(?:number|no\.?|question|nr\.?|answer)|#)\s*(?P<number>\d{1,2})\b|\b(?P<nth>\d{1,2})(?:st|nd|rd|th)\b"
)
_SCHOOLING = pattern(
    r"\b(?:my|the)\s+(?:\w+\s+)?(?:school\w*|education|qualifications?|training)\b"
    r"|\b(?:without|no)\s+(?:more|further|extra)\s+(?:school\w*|study\w*|stud(?:y|ies)|training|education)\b"
)
_MORE = pattern(r"\b(?:more|others?|further|else|different|next)\b")


def result_wanted(text: str) -> str:
    """Which results are wanted: 'schooling' (those that one's own is enough for), 'more', or any (empty)."""
    if _SCHOOLING.search(text):
        return "schooling"
    return "more" if _MORE.search(text) else ""


def rating_in(text: str) -> str:
    """What a short answer to 'would you like to ...' says: a key of bot.guidance.finder.RATINGS, skip, or nothing."""
    said = " ".join(text.lower().replace(",", " ").split()).strip(" .!?")
    plain = _PLAIN.match(said)
    rest = (plain["rest"] if plain else "").removesuffix(" please")
    # 'Nah, machines bore me' says it at once, and then why.
    first = re.split(r"[,.;!]", text.lower())[0].strip()
    return _RATINGS.get(said) or _RATINGS.get(rest) or _RATINGS.get(first) or ""


def corrects_last(text: str) -> bool:
    """Whether a short answer is about the question before: 'no, I meant dislike'."""
    return bool(_CORRECTS.match(text))


def question_named(text: str) -> int | None:
    """The number in 'change number 4', 'the 4th answer'; None without one."""
    found = _NUMBER.search(text)
    return int(found["number"] or found["nth"]) if found else None
