"""The likeliest of the roles that a name could mean, as far as names, and how many work in each, can say."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from actions.knowledge import Known
from bot.reading.reading import Named

# One of several roles is meant by their common name if its names are so much more like it than the next one's.
LEAD = 0.025
# A name that no role has is taken for one that is at least so like it; for one that is less so, if it leads by so much.
STANDS_IN, NEARLY, LEADS = 0.57, 0.5, 0.05
# What it adds that ten times as many people work in one role as in another: 'clerk' is the commonest of clerks.
COMMON = 0.05
# Of the roles of a kind one is meant if at least this part of all who work in them work in it.
MOST = 0.45


def likeliest(mention: Named, known: Known) -> Named:
    """The name with the one role that it means, where one is far the likeliest."""
    return _nearest(_led(_by_whole(_single(mention, known), known), known), known)


def _single(mention: Named, known: Known) -> Named:
    """The name without a role that is no one job, such as 'Managers, All Other', where any other is near enough."""
    titles = [known.store.titles[role].lower() for role in mention.roles]
    if not mention.roles or not known.store.residual.issuperset(mention.roles) or mention.text.lower() in titles:
        return mention
    role = known.doers.role_of(mention.whole or mention.text) or stand_in(known, mention.text)
    return replace(mention, roles=(role,), is_nearest=True) if role else mention


def commonest(mention: Named, known: Known) -> Named:
    """The name with the one of its roles that most people work in, if any are counted, and the others it could mean."""
    if len(mention.roles) < 2:
        return mention
    first, *others = sorted(mention.roles, key=lambda role: -known.employed(role))
    return replace(mention, roles=(first,), others=tuple(others))


def _by_whole(mention: Named, known: Known) -> Named:
    """The name with the role that it means with all that says which: 'officer on a ship', 'mechanic for planes'.

    Of what does that by its work, one of that kind, else the one whose names are likest to it as well.
    """
    if not mention.whole:
        return mention
    kind = known.names.of_kind(mention.text.lower())
    role = known.doers.role_of(mention.whole, kind) if mention.is_kind else None
    if not role and (any_role := known.doers.role_of(mention.whole)) == known.nearest(mention.whole)[0]:
        role = any_role
    if not role or mention.roles == (role,):
        return mention
    return replace(mention, text=mention.whole, roles=(role,), is_kind=False, is_nearest=True)


def _led(mention: Named, known: Known) -> Named:
    """The name, where it may mean several roles, with that which leads: by how like it they are, then by who works."""
    if len(mention.roles) < 2:
        return mention
    if mention.is_kind:
        return _mostly(mention, known)
    likeness = {match.role: match.score for match in known.titles.rank(mention.text, 50) if match.role in mention.roles}
    led = _led_by(mention, likeness, LEAD)
    if len(led.roles) == 1:
        return led
    common = {role: score + COMMON * math.log10(max(1.0, known.employed(role))) for role, score in likeness.items()}
    return _led_by(mention, common, LEAD)


def _mostly(mention: Named, known: Known) -> Named:
    """The name of a kind with the role that most of that kind work in, if one is: 'cook' is mostly a restaurant's.

    'Scientist' and 'officer' name a kind, too, of which none is that common.
    """
    one = commonest(mention, known)
    most = known.employed(one.roles[0])
    return one if most and most >= MOST * sum(known.employed(role) for role in mention.roles) else mention


def _led_by(mention: Named, scores: Mapping[str, float], lead: float) -> Named:
    """The name with the role that leads by so much, if one does, and the others it could mean."""
    ranked = sorted(scores, key=lambda role: (-scores[role], role))
    if not ranked or (len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < lead):
        return mention
    return replace(mention, roles=(ranked[0],), others=tuple(ranked[1:]))


def stand_in(known: Known, name: str) -> str | None:
    """The role whose names are so like a name that it can be told of in its place; None where there is none."""
    ranked = [match for match in known.titles.rank(name, 5) if match.role not in known.store.residual]
    if not ranked:
        return None
    lead = ranked[0].score - ranked[1].score if len(ranked) > 1 else 1.0
    stands_in = ranked[0].score >= (NEARLY if " " in name and lead >= LEADS else STANDS_IN)
    return ranked[0].role if stands_in else None


def _nearest(mention: Named, known: Known) -> Named:
    """The name, where no role has it, with the role of the field that it is of, or that whose names are likest."""
    if mention.roles:
        return mention
    of_field = tuple(role for role in known.names.of_field(mention.text) if role not in known.store.residual)
    if of_field:
        return _led(replace(mention, roles=of_field), known)
    role = stand_in(known, mention.text)
    return replace(mention, roles=(role,), is_nearest=True) if role else mention


def of_sides(known: Known, stretches: Sequence[str], enough: float) -> Named | None:
    """The longest of some stretches that is a field's name, or at least so like a role's, with that role; else None.

    A word that is no English one may be a short name, such as 'ux', where one role has it far more than any other.
    """
    return next((found for words in stretches if (found := _side(known, words, enough))), None)


def _side(known: Known, words: str, enough: float) -> Named | None:
    found = likeliest(Named(words, ()), known)
    if found.roles:
        return found
    short = known.titles.short(words)
    role, score = (short.role, 1.0) if short else known.nearest(words)
    return Named(words, (role,), is_nearest=True) if role and score >= enough else None
