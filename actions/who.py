"""Who handles a duty, and whether a role does."""

from collections.abc import Collection, Sequence

from actions.answer import duty_ref, role_ref, source_refs
from actions.extent import extent_of
from actions.here import with_people
from actions.knowledge import Known
from actions.question import Question, roles_asked_about
from bot.knowledge.model import Sourced
from bot.reading.reading import Duty
from bot.saying.answer import IN_SHORT, Answer, DutyRef
from bot.saying.kinds import AnswerKind
from bot.search.duties import FITTING, Match, is_answer

# A role's own duty answers a yes-or-no question only if it fits nearly as well as the best one anywhere, or if
# the role as a whole does nearly as well as the one that does best.
OWN_ENOUGH, ROLE_ENOUGH = 0.72, 0.9
# Another role's must be a duty that somebody surely has for the answer to be no: 'shout at you' is none.
SURE_OF_OTHER = 0.55
# A role that does less than this part as well as the best one surely does not do it, whoever does.
FAR = 0.25
# A duty that fits less says little about why its role was named: the role's summary is told instead.
TELLING = 0.4


def find_roles(known: Known, asked: Sequence[Duty], among: Collection[str] | None = None) -> Answer:
    """Who handles each of the duties asked about; among: of these roles alone."""
    roles, duties, sourced, unanswered = [], [], [], []
    parts = [(part, duty.kind) for duty in asked for part in known.duties.split(duty.text, duty.parts)]
    for phrase, kind in parts:
        matches = _of_kind(known, phrase, kind) if among is None else _best_among(known, phrase, among)
        # A group of leftovers does it only where no one job does.
        matches = known.without_leftovers(matches)
        if not matches:
            unanswered.append(phrase)
        for match in matches:
            roles.append(role_ref(known.store, match.role, match.score))
            told, source = _told(known, match, phrase)
            duties.append(told)
            sourced.append(source)
    return Answer(
        AnswerKind.who_handles if duties else AnswerKind.unknown_duty,
        tuple({role.id: role for role in reversed(roles)}[key] for key in dict.fromkeys(role.id for role in roles)),
        tuple(duties),
        sources=source_refs(known.store, sourced),
        asked="; ".join(phrase for phrase, _ in parts),
        unanswered=tuple(unanswered),
    )


def _of_kind(known: Known, phrase: str, kind: str) -> list[Match]:
    """The roles that do what a phrase says; the one of the kind that is asked for, where none of them is of it."""
    matches = known.duties.answer(phrase)
    among = known.names.of_kind(kind.split()[-1]) if kind else frozenset()
    if not among or any(match.role in among for match in matches[:1]):
        return matches
    return _best_among(known, phrase, among) or matches


def _best_among(known: Known, phrase: str, roles: Collection[str]) -> list[Match]:
    """The role among some that comes nearest to doing what a phrase says; empty if none does."""
    return [match for match in known.duties.rank(phrase, roles, limit=1) if is_answer(match) or match.fit >= FITTING]


def _told(known: Known, match: Match, phrase: str) -> tuple[DutyRef, Sourced]:
    """What is told of a role that was found, and where it is sourced: the duty that fits, else the role in short."""
    if match.duty is not None and match.fit >= TELLING:
        duty = known.store.duty(match.duty)
        return duty_ref(match.role, duty, phrase), duty
    summary = known.store.role(match.role).summary
    return DutyRef("summary", summary.text, match.role, IN_SHORT, asked=phrase), summary


def check_duty(known: Known, role: str, phrase: str, thing: str = "") -> Answer:
    """Whether a role does something: yes with the duty, no with the role that surely does, if one does, or unknown.

    thing: what the phrase is about; of what people want or avoid it is told how much of that the role has.
    """
    ranked = known.duties.rank(phrase)
    fit = max(match.fit for match in ranked)
    own = known.duties.rank(phrase, {role})[0]
    asked_of = role_ref(known.store, role, own.score)
    if own.fit >= max(FITTING, OWN_ENOUGH * fit) or (is_answer(own) and own.score >= ROLE_ENOUGH * ranked[0].score):
        verdict, match = "yes", own
    elif extent := extent_of(known, role, thing):
        return extent
    elif is_answer(ranked[0]) and ranked[0].score >= SURE_OF_OTHER:
        verdict, match = "no", ranked[0]
    elif is_answer(ranked[0]) and own.score <= FAR * ranked[0].score:
        return Answer(AnswerKind.verdict, (asked_of,), asked=phrase, verdict="no")
    else:
        return Answer(AnswerKind.verdict, (asked_of,), asked=phrase, verdict="unknown")
    others = () if match.role == role else (role_ref(known.store, match.role, match.score),)
    told, source = _told(known, match, phrase)
    return Answer(
        AnswerKind.verdict,
        (asked_of, *others),
        (told,),
        sources=source_refs(known.store, [source]),
        asked=phrase,
        verdict=verdict,
    )


def role_asked(question: Question, known: Known) -> Answer:
    """Who handles what a question asks for, and who that is here."""
    duties = question.reading.duties or (Duty(question.reading.text),)
    if question.memory.duty and all(duty.is_reference for duty in duties):
        # 'Whom do I write to about it?'
        duties = (Duty(question.memory.duty),)
    return with_people(known, find_roles(known, duties), question.site)


def duty_checked(question: Question, known: Known) -> Answer:
    """Whether the role that a question is about does what it asks."""
    asked = question.reading.duties
    phrase = asked[0].text if asked else question.memory.duty
    roles = roles_asked_about(question, known)
    if isinstance(roles, Answer):
        # 'Is hiring part of the job?' with no job in sight asks who does the hiring.
        return roles if question.mentions or not phrase else find_roles(known, (Duty(phrase),))
    return check_duty(known, roles[0], phrase or question.reading.text, asked[0].thing if asked else "")
