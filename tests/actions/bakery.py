"""The roles of the small tree and of the guided one, and messages that name them."""

import re
from collections.abc import Sequence
from typing import Any

from bot.reading.reading import Named
from bot.saying.answer import Answer
from tests.actions.asking import Said, said

BAKER, SHOP, HAND, MILL = "head_baker", "shop_manager", "dough_hand", "mill_manager"
# What each name may mean: one role, several, or none that the trees have.
_NAMES = {
    "head baker": (BAKER,),
    "master baker": (BAKER,),
    "shop manager": (SHOP,),
    "store manager": (SHOP,),
    "dough hand": (HAND,),
    "mill manager": (MILL,),
    "bank manager": (),
    "manager": (SHOP, MILL),
}
_NAME = re.compile(rf"\b({'|'.join(_NAMES)})s?\b", re.IGNORECASE)


def bakery(text: str, duties: Sequence[str] | None = None, *, at: str = "", **memory: Any) -> Said:
    """A message that names what it does of these, as it stands in the text; the rest as said() takes it."""
    mentions = [Named(found[0], _NAMES[found[1].lower()]) for found in _NAME.finditer(text)]
    return said(text, mentions, duties, at=at, **memory)


def ids(answer: Answer) -> list[str]:
    return [role.id for role in answer.roles]


def facts(answer: Answer, *kinds: str) -> list[tuple[str, str]]:
    """What is told, of these kinds where some are given."""
    return [(fact.kind, fact.text) for fact in answer.facts if not kinds or fact.kind in kinds]
