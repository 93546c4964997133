"""The part that each role plays in a question: where one comes from and gets to, the upper and the lower."""

from collections.abc import Sequence
from enum import Enum

from bot.reading.marks import Mark, marks_in
from bot.reading.words import pattern


class Part(Enum):
    """subject: asked about; start, goal: of a way; side: of a comparison; upper, lower: of an order."""

    subject = "subject"
    start = "start"
    goal = "goal"
    side = "side"
    upper = "upper"
    lower = "lower"


# Which of two roles in a question is the one that one is in now, or the lower one.
_FROM = (
    r"\b(?:from|as|am|i'm|was|were|being|after|leaving|left|quit|currently|than|below|under|over|above|outrank\w*"
    r"|beyond)\b"
)
_START = pattern(rf"{_FROM}\s+(?:an?\s+|the\s+|my\s+|being\s+(?:an?\s+)?|working\s+as\s+(?:an?\s+)?|\w+\s+){{0,2}}$")
_GOAL = pattern(
    r"\b(?:to|into|become|becoming|be|towards|for|an?)\s+(?:be\s+|become\s+)?(?:an?\s+|the\s+)?$"
    # 'Would they take me on as a porter', but 'with my years as a porter'.
    r"|\b(?:could|can|would|will|get|got|taken?|hired|enough|start|begin|train|retrain|qualify|apply)\b(?:\s+\w+){0,4}?"
    r"\s+as\s+(?:an?\s+|the\s+)?$",
)
# 'How can a guard become this': the one that was talked about is the goal.
_GOES_ON = pattern(
    r"^\W*(?:\w+\s+){0,2}?(?:become|be|get\s+into|move\s+(?:in)?to|switch\s+to|go\s+into)\s+(?:this|that|one|it)\b"
)
_COMPARES = pattern(
    r"\b(?:above|below|over|under|outrank\w*|higher|lower|senior|junior|beneath|report\w*|subordinate|rank\w*"
    r"|(?:managed|supervised|led|run|overseen|directed) by)\b"
)


def parts_of_way(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Part, ...]:
    """Which of the roles at spans is where one comes from, and which the goal: 'become a midwife after being a nurse'.

    The one named is the goal unless it is said to be where one comes from; of several the first is the start.
    """
    if not spans:
        return ()
    before = text[: spans[0][0]]
    if len(spans) == 1:
        if _GOES_ON.search(text[spans[0][1] :]):
            return (Part.start,)
        comes_from = _START.search(before) and not _GOAL.search(before.removesuffix("a ").removesuffix("an "))
        return (Part.start if comes_from else Part.goal,)
    turned = _START.search(text[: spans[1][0]]) and not _START.search(before)
    first, second = (Part.goal, Part.start) if turned else (Part.start, Part.goal)
    return (first, second, *[Part.goal] * (len(spans) - 2))


def ranks(text: str) -> bool:
    """Whether a text asks which of two is above the other, by its words."""
    return bool(_COMPARES.search(text))


def parts_of_order(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Part, ...]:
    """Which of the roles at spans is asked to be above the other: 'is a chef above a cook'.

    Of one role alone: lower where it is only the measure of the one talked about, 'are they above a nurse'.
    """
    if not spans:
        return ()
    first, second = Part.upper, Part.lower
    compares = _COMPARES.search(text)
    if len(spans) == 1 and compares is not None and spans[0][0] > compares.start():
        first = Part.lower
    if Mark.below in marks_in(text):
        first, second = (Part.lower if first is Part.upper else Part.upper), Part.upper
    return (first, *[second] * (len(spans) - 1))
