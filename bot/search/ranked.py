"""A question or a title with the roles ranked for it, as data: what `rolewise match` and `rolewise titles` print."""

from collections.abc import Iterable
from typing import Any

from bot.search.duties import is_answer
from bot.search.known import Known
from bot.search.titles import ENOUGH

# {"question": what was asked, "roles": best first, each {"id", "title", "code", "score", "because"}, "answered": bool}
Ranked = dict[str, Any]


def match_question(known: Known, question: str, duty: str, top: int) -> Ranked:
    """The roles that do what a question asks for, the duty in it; because holds the duty of each that is nearest."""
    # A group of leftovers does it only where no one job does.
    found = known.without_leftovers(known.duties.rank(duty, limit=2 * top))[:top]
    rows = (
        (match.role, match.score, "" if match.duty is None else known.store.duty(match.duty).statement)
        for match in found
    )
    return _ranked(known, question, rows, bool(found) and is_answer(found[0]))


def match_title(known: Known, title: str, top: int) -> Ranked:
    """The roles that a job title may mean; because holds the name of each that comes nearest."""
    found = known.titles.rank(title, limit=top)
    rows = ((match.role, match.score, match.name) for match in found)
    return _ranked(known, title, rows, bool(found) and found[0].score >= ENOUGH)


def _ranked(known: Known, asked: str, rows: Iterable[tuple[str, float, str]], answered: bool) -> Ranked:
    roles = [
        {
            "id": role,
            "title": known.store.titles[role],
            "code": known.store.codes[role],
            "score": round(score, 4),
            "because": [because] if because else [],
        }
        for role, score, because in rows
    ]
    return {"question": asked, "roles": roles, "answered": answered}


def as_text(ranked: Ranked) -> str:
    """The same for people, one line a role."""
    head = ranked["question"] + ("" if ranked["answered"] else ": none for sure; the nearest are")
    lines = (
        f"  {role['score']:.2f}  {role['title']} ({role['code'] or role['id']})  {' '.join(role['because'])}"
        for role in ranked["roles"]
    )
    return "\n".join([head, *lines])
