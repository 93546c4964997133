"""How far somebody is in the career finder."""

from typing import Any

from bot.guidance.finder import SKIP, Progress
from tests.actions.conftest import ACTIVITIES

COUNT = len(ACTIVITIES)
RATED = ("like", "dislike", "unsure", SKIP, "like", "dislike")


def at(*ratings: str | None, **further: Any) -> Progress:
    """Some activities rated, the others not yet; further: answers to the questions after them."""
    return Progress((*ratings, *(None,) * (COUNT - len(ratings))), further)


BEGUN = at("like", "dislike")
AT_STRENGTHS = at(*RATED)
AT_EDUCATION = at(*RATED, strengths={})
AT_AVOID = at(*RATED, strengths={}, education=3)
# Rated as those like it who work with their hands and find things out.
HANDY = at("like", "like", "dislike", "dislike", "dislike", "dislike")
