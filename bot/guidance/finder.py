"""The career finder's questions: what was answered, and which comes next.

A frozen Progress holds what was answered; every change makes a new one, so that nothing is lost on the way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

# How far an activity appeals, on the five points of O*NET's Interest Profiler: the answers, and what each counts. A
# skipped one counts as not asked. Conversations from when there were three points hold the middle three of these.
RATINGS = {"strongly_dislike": -1.0, "dislike": -0.5, "unsure": 0.0, "like": 0.5, "strongly_like": 1.0}
LIKED = frozenset(("like", "strongly_like"))
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
    noted: what was told of STRENGTHS and AVOID while something else was asked, as things in the person's words.
    """

    ratings: tuple[str | None, ...]
    further: Mapping[str, Any]
    noted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def current(self) -> str | None:
        """The question to ask now: the number of an activity, counted from 1, or one of FURTHER; None when done."""
        if None in self.ratings:
            return str(self.ratings.index(None) + 1)
        return next((question for question in FURTHER if question not in self.further), None)

    @property
    def begun(self) -> bool:
        return any(self.ratings) or bool(self.further) or any(self.noted.values())

    @property
    def says_something(self) -> bool:
        """Whether any answer tells something about the person, rather than skipping the question."""
        liked = any(rating in RATINGS for rating in self.ratings)
        return liked or bool(self.things(STRENGTHS)) or bool((self.further.get(STRENGTHS) or {}).get("roles"))

    def things(self, question: str) -> tuple[str, ...]:
        """What was told of STRENGTHS or AVOID, in answer or in between, in the person's words."""
        answered = (self.further.get(question) or {}).get("things", ())
        return tuple(dict.fromkeys((*self.noted.get(question, ()), *answered)))

    def noting(self, question: str, things: Sequence[str]) -> "Progress":
        """With things told that are of another question than the one that is asked."""
        return replace(self, noted={**self.noted, question: (*self.noted.get(question, ()), *things)})

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


def resume(
    ratings: Sequence[str | None],
    further: Mapping[str, Any],
    activities: int,
    noted: Mapping[str, Sequence[str]] | None = None,
) -> Progress:
    """What was answered before, as a conversation kept it; begun anew where the questions have changed since."""
    if len(ratings) != activities:
        return begin(activities)
    return Progress(tuple(ratings), further, {question: tuple(things) for question, things in (noted or {}).items()})
