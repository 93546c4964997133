"""How much a role has of what people want of a job or avoid: 'is it a lot of maths', 'does a zookeeper see blood'."""

from dataclasses import replace

from actions.answer import role_ref, source_refs
from actions.knowledge import Known
from actions.question import Question, focus_of
from bot.guidance.aims import aims_of
from bot.reading.marks import Mark
from bot.saying.answer import Answer
from bot.saying.kinds import AnswerKind

# From so much of a wish on, 0 to 1, a role has much of it, or some.
MUCH, SOME = 0.5, 0.15
# That it has none says no duty: it may still be so.
_TOLD = ("much", "some")
# So surely a wish is named in a question: as it is called, or in a few words around that.
NAMED = 0.9


def extent_of(known: Known, role: str, thing: str, least: float = 1.0) -> Answer | None:
    """How much of it a role has, where a thing names a wish of knowledge/wishes.yml; None where it names none.

    least: how surely, 1 where it is the very name.

    verdict: much, some, little, or unmeasured, where nothing we hold says it of any role. asked: the wish's own name.
    """
    named = [meant for meant in known.wishes.find(thing) if meant.score >= least and not meant.turns]
    return _extent(known, role, named[0].key) if named else None


def _extent(known: Known, role: str, key: str) -> Answer:
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


def extent_asked(question: Question, known: Known) -> Answer | None:
    """That a role has much of what a question names, or some: 'is it dangerous', 'do they climb ladders'.

    None where it names nothing of the kind, or is about no one role; and where duties hardly speak of it, or nothing
    says it, which tells nothing of what surrounds a job. Who says that they'd rather not is told if that matters.
    """
    roles = question.named or focus_of(question, known)
    if len(roles) != 1 or question.unclear:
        return None
    found = (extent_of(known, roles[0], thing, NAMED) for thing in question.reading.things)
    answer = next((answer for answer in found if answer and answer.verdict in _TOLD), None)
    return answer or _against(question, known, roles[0])


def _against(question: Question, known: Known, role: str) -> Answer | None:
    """Whether what somebody says against themselves, or a thing, matters in a role: 'I'm bad at maths, will it matter'.

    None where they say nothing of the kind that anything is measured of.
    """
    told = question.reading.told if question.reading.shows(Mark.own) else ()
    aims = [aim for aim in aims_of(known, told).avoided if aim.key and aim.share is not None]
    if not aims:
        return None
    answer = _extent(known, role, aims[0].key)
    return replace(answer, verdict=f"{answer.verdict}_against") if answer.verdict in _TOLD else answer
