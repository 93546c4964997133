"""How much a role has of what people want of a job or avoid: 'is it a lot of maths', 'does a zookeeper see blood'."""

from actions.answer import role_ref, source_refs
from actions.knowledge import Known
from bot.saying.answer import Answer
from bot.saying.kinds import AnswerKind

# From so much of a wish on, 0 to 1, a role has much of it, or some.
MUCH, SOME = 0.5, 0.15


def extent_of(known: Known, role: str, thing: str) -> Answer | None:
    """How much of it a role has, where a thing is the name of a wish of knowledge/wishes.yml; None where it is none.

    verdict: much, some, little, or unmeasured, where nothing we hold says it of any role. asked: the wish's own name.
    """
    named = [meant for meant in known.wishes.find(thing) if meant.score == 1.0 and not meant.turns]
    if not named:
        return None
    key = named[0].key
    shares = known.wishes.share(key)
    verdict = "unmeasured"
    if shares is not None:
        share = float(shares[known.profiles.place[role]])
        verdict = "much" if share >= MUCH else "some" if share >= SOME else "little"
    held = known.store.role(role)
    return Answer(
        AnswerKind.verdict,
        (role_ref(known.store, role),),
        sources=source_refs(known.store, held.interests[:1] or (held.summary,)) if shares is not None else (),
        asked=known.store.wishes[key].called,
        verdict=verdict,
    )
