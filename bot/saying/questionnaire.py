"""The career finder's own questions as documents: how far one has come is a heading, the answers are choices."""

from collections.abc import Sequence

from bot.saying.document import Document, Heading, Paragraph
from bot.saying.words import choice, said

# How an activity is rated, and what schooling one may have.
_RATINGS = ("utter_choose_like", "utter_choose_unsure", "utter_choose_dislike", "utter_choose_skip")
_SCHOOLING = (
    "utter_choose_less",
    "utter_choose_secondary",
    "utter_choose_vocational",
    "utter_choose_bachelor",
    "utter_choose_master",
    "utter_choose_skip",
)


def ask_activity(number: int, total: int, activity: str) -> Document:
    """Whether one would like an activity, the number-th of so many."""
    progress = Heading(said("utter_progress", number=str(number), total=str(total)))
    return _question("utter_ask_activity", _RATINGS, progress, activity=activity)


def ask_strengths() -> Document:
    return _question("utter_ask_strengths", ("utter_choose_skip",))


def ask_education() -> Document:
    return _question("utter_ask_education", _SCHOOLING)


def ask_avoid() -> Document:
    return _question("utter_ask_avoid", ("utter_choose_nothing",))


def _question(response: str, answers: Sequence[str], *above: Heading, **values: str) -> Document:
    return Document((*above, Paragraph(said(response, **values))), choices=tuple(map(choice, answers)))
