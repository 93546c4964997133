"""The career finder's questions: which comes next, and what a short answer to one means.

A frozen Progress holds what was answered; every change makes a new one, so that nothing is lost on the way.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

# How far an activity appeals: the answers, and what each counts. A skipped one counts as not asked.
RATINGS = {"like": 1.0, "unsure": 0.0, "dislike": -1.0}
SKIP = "skip"
# The questions after the activities, in order.
STRENGTHS, EDUCATION, AVOID = "strengths", "education", "avoid"
FURTHER = (STRENGTHS, EDUCATION, AVOID)
LIKES = "likes"


@dataclass(frozen=True)
class Progress:
    """Answers so far.

    ratings: one for each activity, in order: a key of RATINGS, SKIP, or None where it was not answered yet.
    further: the answers to the questions of FURTHER that were answered; an empty one was skipped.
    """

    ratings: tuple[str | None, ...]
    further: Mapping[str, Any]

    @property
    def current(self) -> str | None:
        """The question to ask now: the number of an activity, counted from 1, or one of FURTHER; None when done."""
        if None in self.ratings:
            return str(self.ratings.index(None) + 1)
        return next((question for question in FURTHER if question not in self.further), None)

    @property
    def begun(self) -> bool:
        return any(self.ratings) or bool(self.further)

    @property
    def says_something(self) -> bool:
        """Whether any answer tells something about the person, rather than skipping the question."""
        liked = any(rating in RATINGS for rating in self.ratings)
        return liked or any((self.further.get(STRENGTHS) or {}).values())

    def rated(self, rating: str) -> "Progress":
        """With the current activity rated."""
        return self._with_rating(self.ratings.index(None), rating)

    def told(self, question: str, answer: Any) -> "Progress":
        """With one of the further questions answered."""
        return replace(self, further={**self.further, question: answer})

    def without_last(self) -> "Progress":
        """With the last answer taken back, so that it is asked again; the same where there is none."""
        if None in self.ratings:
            now = self.ratings.index(None)
            return self._with_rating(now - 1, None) if now else self
        for question in reversed(FURTHER):
            if question in self.further:
                return replace(self, further={key: value for key, value in self.further.items() if key != question})
        return self._with_rating(len(self.ratings) - 1, None) if self.ratings else self

    def without(self, number: int) -> "Progress":
        """With the answer to an activity, counted from 1, taken back; the same where there is no such activity."""
        return self._with_rating(number - 1, None) if 0 < number <= len(self.ratings) else self

    def corrected(self, rating: str) -> "Progress":
        """With the activity answered last rated anew; the same where there is none."""
        before = self.without_last()
        return self if before.ratings == self.ratings else before.rated(rating)

    def _with_rating(self, place: int, rating: str | None) -> "Progress":
        return replace(self, ratings=(*self.ratings[:place], rating, *self.ratings[place + 1 :]))


def begin(activities: int) -> Progress:
    """Nothing answered yet."""
    return Progress((None,) * activities, {})


def resume(ratings: Sequence[str | None], further: Mapping[str, Any], activities: int) -> Progress:
    """What was answered before, as a conversation kept it; begun anew where the questions have changed since."""
    return Progress(tuple(ratings), further) if len(ratings) == activities else begin(activities)


_RATING_WORDS = {
    "like": """yes,y,yep,yeah,yup,yea,ya,sure,like,love,1,definitely,absolutely,of course,totally,very much,a lot,great,
        sounds good,sounds great,sounds fun,good,nice,i do,i would,i like it,i like that,i love it,i love that,
        i'd like that,i'd love that,i would like that,i would love to,i'd love to,i'd like to,very,always,
        fun,cool,love it,absolutely,ok,okay,i think so,👍""",
    "unsure": """unsure,not sure,maybe,2,perhaps,so so,so-so,meh,neutral,don't know,dont know,i don't know,idk,depends,
        it depends,sometimes,neither,don't mind,i don't mind,could be,possibly,kind of,kinda,sort of,a bit,a little,
        no idea,hm,hmm,i'm not sure,im not sure,🤷""",
    "dislike": """no,n,nope,nah,dislike,3,never,hate,hate it,boring,not really,no way,no thanks,not for me,not at all,
        i don't,i wouldn't,i don't like it,i don't like that,i hate it,i hate that,i'd hate that,not my thing,not me,
        awful,rather not,don't like,absolutely not,no thank you,i'd rather not do that,👎""",
    SKIP: "skip,s,pass,next,4,skip it,skip this,skip this one,next one,next question,rather not say",
}
_WORD_RATINGS = {" ".join(word.split()): rating for rating, words in _RATING_WORDS.items() for word in words.split(",")}
_OPENINGS = (
    r"(?:(?:oh|well|hm+|honestly|actually|sorry|no wait|wait|i meant?|i think|i guess|it's|that's"
    r"|no(?= (?:i meant?|like|dislike|not sure|unsure)\b))[\s:]+)*"
)
_PLAIN = re.compile(rf"^{_OPENINGS}(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
_CORRECTS = re.compile(r"^\s*(?:no[,\s]+)?(?:actually[,\s]+)?(?:sorry|wait|i meant?)\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:\b(?:number|no\.?|question|nr\.?|answer)|#)\s*(?P<number>\d{1,2})\b|\b(?P<nth>\d{1,2})(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)


def rating_in(text: str) -> str | None:
    """What a short answer to 'would you like to ...' says: a key of RATINGS, SKIP, or None where it says neither."""
    said = " ".join(text.replace("’", "'").lower().replace(",", " ").split()).strip(" .!?")
    plain = _PLAIN.match(said)
    rest = (plain["rest"] if plain else "").removesuffix(" please")
    # 'Nah, machines bore me' says it at once, and then why.
    first = re.split(r"[,.;!]", text.replace("’", "'").lower())[0].strip()
    return _WORD_RATINGS.get(said) or _WORD_RATINGS.get(rest) or _WORD_RATINGS.get(first)


def corrects_last(text: str) -> bool:
    """Whether a short answer is about the question before: 'no, I meant dislike'."""
    return bool(_CORRECTS.match(text.replace("’", "'")))


def question_named(text: str) -> int | None:
    """The number in 'change number 4', 'the 4th answer'; None without one."""
    found = _NUMBER.search(text)
    return int(found["number"] or found["nth"]) if found else None
