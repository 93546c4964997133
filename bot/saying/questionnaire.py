"""The career finder's own questions as documents: how far one has come is a heading, the answers are choices."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.saying.blocks import all_of, any_of
from bot.saying.document import Document, Heading, Paragraph, Words
from bot.saying.text import text_of
from bot.saying.words import choice, quoted, said

# How an activity is rated, and what schooling one may have.
_RATINGS = (
    "utter_choose_strongly_dislike",
    "utter_choose_dislike",
    "utter_choose_unsure",
    "utter_choose_like",
    "utter_choose_strongly_like",
    "utter_choose_skip",
)
_SCHOOLING = (
    "utter_choose_less",
    "utter_choose_secondary",
    "utter_choose_vocational",
    "utter_choose_bachelor",
    "utter_choose_master",
    "utter_choose_skip",
)
# The questions after the activities: whole, in a line, and what may be pressed.
_FURTHER = {
    "strengths": ("utter_ask_strengths", "utter_ask_strengths_again", ("utter_choose_skip",)),
    "education": ("utter_ask_education", "utter_ask_education_again", _SCHOOLING),
    "avoid": ("utter_ask_avoid", "utter_ask_avoid_again", ("utter_choose_nothing",)),
}
# What somebody may do who is not understood again and again.
_WAYS_OUT = ("utter_choose_skip", "utter_choose_pause", "utter_choose_result")


@dataclass(frozen=True)
class Notes:
    """What was told in somebody's own words: things they avoid and bring, what nothing tells of, what is not known."""

    avoided: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        return any((self.avoided, self.wanted, self.untold, self.unknown))


def ask_activity(number: int, total: int, activity: str) -> Document:
    """How much one would like an activity, the number-th of so many."""
    progress = Heading(said("utter_progress", number=str(number), total=str(total)))
    return _question(said("utter_ask_activity", question=would_like(activity)), _RATINGS, progress)


def would_like(activity: str) -> str:
    """The question whether one would like an activity, by itself."""
    return text_of(said("utter_would_like", activity=activity))


def ask_activity_again(number: int, total: int, activity: str) -> Document:
    """The same in a line, below what was said to something else."""
    values = {"number": str(number), "total": str(total), "activity": activity}
    return _question(said("utter_ask_activity_again", **values), _RATINGS)


def ask_further(question: str) -> Document:
    """One of the questions after the activities: strengths, education or avoid."""
    response, _, answers = _FURTHER[question]
    return _question(said(response), answers)


def further_alone(question: str) -> str:
    """Such a question without how it is answered: its first sentence."""
    return text_of(said(_FURTHER[question][0])).partition("?")[0] + "?"


def ask_further_again(question: str) -> Document:
    _, again, answers = _FURTHER[question]
    return _question(said(again), answers)


def offer_ways_out() -> Document:
    """What may be done instead of answering, where nothing that was said is understood."""
    return _question(said("utter_finder_ways_out"), _WAYS_OUT)


def acknowledge(notes: Notes) -> Document:
    """What was noted, what cannot be judged, and what was not understood, a sentence each."""
    sentences = []
    if notes.avoided:
        sentences.append(said("utter_finder_noted_avoided", facts=any_of(notes.avoided)))
    if notes.wanted:
        sentences.append(said("utter_finder_noted_wanted", facts=all_of(notes.wanted)))
    if notes.untold:
        sentences.append(said("utter_finder_untold", facts=any_of(notes.untold)))
    if notes.unknown:
        unknown = any_of([f"“{quoted(each)}”" for each in notes.unknown])
        sentences.append(said("utter_finder_unknown", facts=unknown))
    return Document(tuple(map(Paragraph, sentences)))


def _question(words: Words, answers: Sequence[str], *above: Heading) -> Document:
    return Document((*above, Paragraph(words)), choices=tuple(map(choice, answers)))
