"""What it takes to enter a role, as the projections say it."""

from bot.knowledge.model import Outlook

# What the projections call typical schooling that is no degree.
NO_DEGREE = frozenset(
    (
        "No formal educational credential",
        "High school diploma or equivalent",
        "Some college, no degree",
        "Postsecondary nondegree award",
    )
)


# How much schooling each takes, on the scale of bot.guidance.preparation; more than a master's is beyond it.
_LEVELS = {
    "No formal educational credential": 1,
    "High school diploma or equivalent": 2,
    "Some college, no degree": 3,
    "Postsecondary nondegree award": 3,
    "Associate's degree": 3,
    "Bachelor's degree": 4,
    "Master's degree": 5,
    "Doctoral or professional degree": 6,
}
# How much related work each takes.
_EXPERIENCE = {"None": 0, "Less than 5 years": 1, "5 years or more": 2}
# Training on the job that takes years.
_LONG = frozenset(("Long-term on-the-job training", "Apprenticeship", "Internship/residency"))


def level_of(outlook: Outlook | None, zone: int) -> int:
    """The schooling that a role is typically entered with, 1 to 6; by its job zone where that is not projected."""
    return _LEVELS.get((outlook.education if outlook else None) or "", zone)


def experience_of(outlook: Outlook | None) -> int:
    """How much related work a role typically takes: 0 none or unknown, 1 less than five years, 2 five years or more."""
    return _EXPERIENCE.get((outlook.experience if outlook else None) or "", 0)


def is_soon(outlook: Outlook | None) -> bool:
    """Whether a role can be entered without years of training or of work in another; no where that is not known."""
    return has_no_experience(outlook) and outlook is not None and outlook.training not in _LONG


def has_no_degree(outlook: Outlook | None) -> bool:
    """Whether a role is typically entered without a degree; no where that is not known."""
    return outlook is not None and outlook.education in NO_DEGREE


def has_no_experience(outlook: Outlook | None) -> bool:
    """Whether a role is typically entered without experience in another; no where that is not known."""
    return outlook is not None and outlook.experience == "None"
