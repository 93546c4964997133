"""Which of the company's own duties somebody means: the one that fits, or the few that may be.

docs/decisions/0023 and 0026 have the figures.
"""

from collections.abc import Sequence

from actions.company_map import CompanyMap
from bot.reading.here import Asks, Here
from bot.search.own_duties import (
    AGREED,
    AGREED_LEAD,
    BOTH,
    CLEAR_LEAD,
    ENOUGH,
    LEAD,
    LEADING_ASKED,
    LEADING_NEEDED,
    NEEDED,
    NEEDED_LEAD,
    OF_AREA,
    OF_AREA_LEADING,
    OF_MATTER,
    SEVERAL,
    SURELY_ASKED,
    SURELY_NEEDED,
    SURELY_OFFERED,
    TRUSTED,
    OwnMatch,
    by_title,
    clear,
    own_duties_of,
)

# So many occupations that do what was asked may speak for somebody who has one of them.
LIKELY = 5
# What tells that somebody needs it.
NEEDS = frozenset((Asks.need, Asks.trust))


def ranked_for(here: Here, found: CompanyMap) -> list[OwnMatch]:
    """The duties by how well each fits; what surely is nothing that is told in confidence is no confidant's."""
    duties = own_duties_of(found.company, found.known.encoder)
    phrases = (here.duty, *here.phrases, *_by_title(here, found))
    ranked = duties.rank(phrases, dict(here.alike) if here.surely else None)
    is_open = here.surely and here.asks is not Asks.trust and not (here.is_private or here.matter)
    return [match for match in ranked if not (is_open and match.is_confidential)]


def _by_title(here: Here, found: CompanyMap) -> tuple[str, ...]:
    """What is asked for with the title of whoever it names in place of the name, which says nothing of what is done."""
    title = next((found.company.people[key].title for key in here.people if key in found.company.people), None)
    if not here.name or not title or here.asks is not Asks.duty:
        return ()
    return (by_title(here.duty, here.name, title),)


def meant(ranked: Sequence[OwnMatch], here: Here) -> list[OwnMatch]:
    """The duty that is meant, or the few that may be; of one that leads all others less is enough."""
    if not here.surely:
        return clear(ranked, _enough(here))
    is_need = here.asks in NEEDS
    leads = len(ranked) < 2 or ranked[0].fit - ranked[1].fit >= CLEAR_LEAD
    leading = LEADING_NEEDED if is_need else LEADING_ASKED
    return clear(
        ranked,
        leading if leads else _enough(here),
        others=SURELY_OFFERED,
        lead=NEEDED_LEAD if is_need else LEAD,
        most=SEVERAL if is_need else BOTH,
    )


def _enough(here: Here) -> float:
    """How well a duty must fit to be what is meant."""
    if here.surely:
        return SURELY_NEEDED if here.asks in NEEDS else SURELY_ASKED
    return NEEDED if here.asks in NEEDS or here.own else ENOUGH


def agreed(ranked: Sequence[OwnMatch], here: Here, found: CompanyMap) -> list[OwnMatch]:
    """A duty that comes near and is of the same area of work, or done by those whose occupation does what was asked."""
    if not ranked or ranked[0].fit < (NEEDED if here.surely else AGREED):
        return []
    lead = ranked[0].fit - ranked[1].fit if len(ranked) > 1 else 1.0
    of_area = OF_AREA_LEADING if lead >= CLEAR_LEAD else OF_AREA
    if not here.surely and dict(here.alike).get(ranked[0].duty, 0.0) >= of_area:
        return list(ranked[:1])
    if lead < AGREED_LEAD:
        # What is as near as another is meant by neither, whoever may do such work.
        return []
    roles = found.known.duties.rank(here.duty, limit=LIKELY)
    able = {key for match in roles for held in found.company.holders(match.role) for key in held.people}
    doing = {key for entry in ranked[0].entries for key in (*entry.responsible, entry.accountable)}
    return [ranked[0]] if able & doing else []


def of_matter(ranked: Sequence[OwnMatch], here: Here) -> list[OwnMatch]:
    """The one duty that is for what is told in confidence: of the same area of work, marked so before any other.

    Where none is, one that is marked and comes nearest: who is bullied may speak of nothing but their sleep.
    """
    alike = dict(here.alike)
    near = [match for match in ranked if alike.get(match.duty, 0.0) >= OF_MATTER]
    return sorted(near, key=lambda match: not match.is_confidential)[:1] or marked(ranked)


def marked(ranked: Sequence[OwnMatch]) -> list[OwnMatch]:
    """What is confidential, where it comes nearest of all."""
    return [match for match in ranked[:1] if match.fit >= TRUSTED and match.is_confidential]
