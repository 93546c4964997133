"""How much a phrase, a field of study or a role that somebody had says of each role, 0 to 1."""

import numpy as np

from bot.search.duties import FITTING, is_answer
from bot.search.known import Known
from bot.search.profiles import Sort

# How many roles a phrase that names no skill may fit: the search for duties looks closely at as many.
FITTING_ROLES = 24
# From so surely on, a phrase names a skill; what only comes near one, roles that do it tell better.
BY_NAME_OF_SKILL = 0.85
# So many roles are near a tool by what they do; what a role that uses it counts where it is none of them.
NEAR_ROLES, NOT_NEAR = 50, 0.5
# The scores of a role that has nothing to do with a phrase, and of one that does what it says.
DISTANT, DOES = 0.3, 0.5
# What the names of roles and what they do say of a field, and what a field of knowledge that it is says.
BY_NAME, BY_KNOWLEDGE = 0.6, 0.6
# So like a field a role's best names are where they say nothing of it, and where they say all.
UNLIKE, ALIKE = 0.25, 0.6


def share_of_phrase(known: Known, phrase: str) -> np.ndarray | None:
    """By the skills, tools or fields of knowledge that a phrase names, else by what roles do; None for neither."""
    found = known.skills.find(phrase)
    if found and found.score >= BY_NAME_OF_SKILL:
        standing = known.profiles.standing_of_any(found.skills)
        tools = all(known.profiles.skills[skill][0] is Sort.tool for skill in found.skills)
        # Many use a tool: those come first whose duties have to do with it.
        return standing * _nearness(known, phrase) if tools else standing
    shares, _ = doing(known, phrase)
    return shares if shares.any() else None


def near_to_doing(known: Known, phrase: str, least: float) -> np.ndarray | None:
    """Of each role how near what it does comes to a phrase, 1 where it does it; None where none is as near as least."""
    matches = known.duties.rank(phrase, limit=FITTING_ROLES)
    if not matches or matches[0].score < least:
        return None
    near = np.zeros(len(known.profiles.roles), dtype=np.float32)
    nearest = max(DOES, matches[0].score)
    for match in matches:
        near[known.profiles.place[match.role]] = max(0.0, (match.score - DISTANT) / (nearest - DISTANT))
    return near


def _nearness(known: Known, phrase: str) -> np.ndarray:
    """Of each role how near what it does comes to a phrase beside the nearest one; NOT_NEAR for most."""
    near = np.zeros(len(known.profiles.roles), dtype=np.float32)
    for match in known.duties.rank(phrase, limit=NEAR_ROLES):
        near[known.profiles.place[match.role]] = max(0.0, match.score)
    return NOT_NEAR + (1 - NOT_NEAR) * near / max(float(near.max()), 1e-6)


def doing(known: Known, phrase: str) -> tuple[np.ndarray, dict[int, int | None]]:
    """Of each role how well it does what a phrase says, and of those that do, by place, the duty that says so."""
    shares = np.zeros(len(known.profiles.roles), dtype=np.float32)
    duties: dict[int, int | None] = {}
    for match in known.duties.rank(phrase, limit=FITTING_ROLES):
        if is_answer(match):
            place = known.profiles.place[match.role]
            shares[place] = max(match.score, match.fit)
            duties[place] = match.duty if match.fit >= FITTING else None
    return shares, duties


def share_of_field(known: Known, field: str) -> np.ndarray:
    """By the field of knowledge that a field of study is, by names of roles, and by what they do."""
    found = known.skills.find(field)
    knows = known.profiles.standing_of_any(found.skills) if found else np.zeros(len(known.profiles.roles))
    alike = np.clip((known.likeness_of_names(field) - UNLIKE) / (ALIKE - UNLIKE), 0, 1)
    does, _ = doing(known, field)
    return np.clip(BY_KNOWLEDGE * knows + BY_NAME * np.maximum(alike, does), 0, 1).astype(np.float32)


def share_of_role(known: Known, role: str) -> np.ndarray:
    """What having had a role says of others: how alike what they need is, beside what all roles need."""
    return np.clip(known.profiles.likeness_to(known.profiles.place[role]), 0, 1)
