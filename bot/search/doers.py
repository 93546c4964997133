"""Text to the one role whose work it tells of without its name: 'on the tills at Aldi', 'an officer on a ship'.

docs/decisions/0030 has the figures behind every number here.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Set
from functools import lru_cache

from bot.search.duties import DutySearch, Match
from bot.search.titles import TitleMatch, TitleSearch
from bot.search.works import WorkSearch

# How much what a role does, and what it is called, counts beside what people say of it; from so like on.
BESIDE, LIKE = 0.6, 0.3
# So much must speak for a role, and so much more than for any other, for it to be the one that does that.
DOES, LEADS = 0.3, 0.1
# How long it was says nothing of what it was.
_SPAN = re.compile(
    r"\b(?:for |since )?(?:about |over |nearly )?[\w-]+ ?(?:years?|yrs?|months?|decades?)\b", re.IGNORECASE
)
# So many roles are looked at by each way of searching.
_LOOKED_AT = 12
# So many of the last texts are looked up once.
REMEMBERED = 256


class DoerSearch:
    """Finds the role whose work a text tells of."""

    def __init__(self, works: WorkSearch, duties: DutySearch, titles: TitleSearch, residual: Set[str]):
        self._works, self._duties, self._titles, self._residual = works, duties, titles, residual
        # What somebody told is asked for again with every message of theirs.
        self._ranked = lru_cache(maxsize=REMEMBERED)(self._rank)

    def role_of(self, text: str, among: Container[str] | None = None) -> str | None:
        """The role, as its id, of all or some; None where no one role is likely enough."""
        ranked = [(role, score) for role, score in self._ranked(text) if among is None or role in among]
        if not ranked or ranked[0][1] < DOES:
            return None
        leads = len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= LEADS
        return ranked[0][0] if leads else None

    def _rank(self, text: str) -> tuple[tuple[str, float], ...]:
        """The roles that may do it, best first, with how much speaks for each."""
        work = _SPAN.sub("", text).strip(" ,.")
        if not work:
            return ()
        likely = Counter({match.role: match.score for match in self._works.rank(work, limit=_LOOKED_AT)})
        for matches in (self._duties.rank(work)[:_LOOKED_AT], self._titles.rank(work, _LOOKED_AT)):
            likely.update(_beside(matches))
        return tuple((role, score) for role, score in likely.most_common() if role not in self._residual)


def _beside(matches: Iterable[Match | TitleMatch]) -> dict[str, float]:
    return {match.role: BESIDE * max(0.0, match.score - LIKE) for match in matches}
