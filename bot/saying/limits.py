"""What narrows a list of jobs, as part of the sentence above it."""

from collections.abc import Mapping

from bot.saying.answer import Answer
from bot.saying.blocks import all_of
from bot.saying.document import Words
from bot.saying.kinds import FactKind
from bot.saying.words import plain, said

# By limit, and by the interest that it names.
_LIMITS: Mapping[tuple[str, str], str] = {
    ("among", ""): "utter_limit_among",
    ("field", ""): "utter_limit_field",
    ("no_degree", ""): "utter_limit_no_degree",
    ("no_experience", ""): "utter_limit_no_experience",
    ("little_preparation", ""): "utter_limit_little_preparation",
    ("interest", "realistic"): "utter_limit_interest_realistic",
    ("interest", "investigative"): "utter_limit_interest_investigative",
    ("interest", "artistic"): "utter_limit_interest_artistic",
    ("interest", "social"): "utter_limit_interest_social",
    ("interest", "enterprising"): "utter_limit_interest_enterprising",
    ("interest", "conventional"): "utter_limit_interest_conventional",
}


def which_jobs(answer: Answer) -> Words:
    """What follows 'of the jobs': the limits of a list, or that they are those known."""
    named = {(fact.text, fact.ref) for fact in answer.facts if fact.kind is FactKind.limit}
    limits = [said(response) for limit, response in _LIMITS.items() if limit in named]
    return all_of([*limits, *without(answer)]) or said("utter_limit_none")


def without(answer: Answer) -> list[Words]:
    """That some are left out, in one piece; none where none are."""
    names = [plain(fact.text) for fact in answer.facts if fact.kind is FactKind.left_out]
    return [said("utter_limit_without", names=all_of(names))] if names else []
