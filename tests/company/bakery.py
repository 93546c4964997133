"""A small company by the roles of tests/small_tree.yml, and what is wrong with it once it is changed."""

from copy import deepcopy
from datetime import date
from typing import Any

from bot.company.files import parse_company
from bot.errors import InvalidKnowledge
from bot.knowledge.files import Knowledge
from bot.knowledge.parsing import Problem
from bot.knowledge.store import Store

TODAY = date(2026, 6, 15)
GOOD: dict[str, Any] = {
    "name": "Crumb & Sons",
    "sites": {"hill": {"name": "Hill", "aliases": ["the mill"]}, "quay": {"name": "Quay"}},
    "teams": {"counter": {"name": "Counter", "site": "quay", "channel": "#counter"}},
    "people": {
        "ann": {"name": "Ann Loaf", "slack": "U01ANN0001", "site": "hill"},
        "bob": {"name": "Bob Rye", "email": "bob@crumb.example", "site": "quay", "deputy": "ann"},
        "cid": {"name": "Cid Bun", "slack": "@cid", "team": "counter", "deputy": "bob",
                "away": {"until": "2026-07-01"}},
        "eve": {"name": "Eve Oat", "left": "2026-01-31"},
    },
    "roles": [
        {"role": "head_baker", "site": "hill", "people": ["ann"]},
        {"role": "head_baker", "site": "quay", "people": ["bob"]},
        {"role": "shop_manager", "team": "counter"},
    ],
    "duties": [
        {"role": "head_baker", "duty": "bread", "site": "hill", "accountable": "ann",
         "responsible": ["bob", "counter"]},
        {"role": "shop_manager", "duty": "till", "accountable": "cid"},
    ],
}  # fmt: skip


def changed(*changes: tuple[str, Any]) -> dict[str, Any]:
    """GOOD, edited."""
    return edited(GOOD, *changes)


def edited(before: dict[str, Any], *changes: tuple[str, Any]) -> dict[str, Any]:
    """A copy with values put at paths such as 'people.ann.slack'; ... removes one, and a list grows by its length."""
    content = deepcopy(before)
    for path, value in changes:
        *parents, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        place: Any = content
        for parent in parents:
            place = place[parent]
        if value is ...:
            del place[last]
        elif isinstance(place, list) and last == len(place):
            place.append(value)
        else:
            place[last] = value
    return content


def problems(content: Any, knowledge: Knowledge | Store, today: date | None = TODAY) -> list[tuple[str, str]]:
    try:
        parse_company(content, "company.yml", knowledge, today)
    except InvalidKnowledge as error:
        return [(problem.path, problem.message) for problem in error.problems if isinstance(problem, Problem)]
    return []
