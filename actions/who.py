"""Who handles a duty, and whether a role does."""

from collections.abc import Sequence

from actions.answer import Answer, duty_ref, role_ref, source_refs
from actions.base import AnswerAction
from actions.knowledge import Known
from actions.question import Question, roles_asked_about
from bot.search.duties import ENOUGH

# A role's own duty answers a yes-or-no question only if it fits nearly as well as the best one anywhere.
OWN_ENOUGH = 0.75


def find_roles(known: Known, phrases: Sequence[str]) -> Answer:
    """Who handles each of the duties asked about."""
    roles, duties, unanswered = [], [], []
    parts = [part for phrase in phrases for part in known.duties.split(phrase)]
    for phrase in parts:
        matches = known.duties.answer(phrase)
        if not matches:
            unanswered.append(phrase)
        for match in matches:
            roles.append(role_ref(known.store, match.role, match.score))
            duties.append((match.role, match.duty, phrase))
    return Answer(
        "who_handles" if duties else "unknown_duty",
        tuple({role.id: role for role in reversed(roles)}[key] for key in dict.fromkeys(role.id for role in roles)),
        tuple(duty_ref(role, duty, phrase) for role, duty, phrase in duties),
        sources=source_refs(known.store, (duty for _, duty, _ in duties)),
        asked="; ".join(parts),
        unanswered=tuple(unanswered),
    )


def check_duty(known: Known, role: str, phrase: str) -> Answer:
    """Whether a role does something: yes with the duty, no with the role that does, or unknown."""
    best = known.duties.rank(phrase, limit=1)[0]
    # Some imported occupations come without any duty.
    own = next(iter(known.duties.rank(phrase, {role})), None)
    asked_of = role_ref(known.store, role, own.score if own else 0.0)
    if own and own.score >= ENOUGH and own.score >= OWN_ENOUGH * best.score:
        verdict, match = "yes", own
    elif best.score >= ENOUGH:
        verdict, match = "no", best
    else:
        return Answer("verdict", (asked_of,), asked=phrase, verdict="unknown")
    others = () if match.role == role else (role_ref(known.store, match.role, match.score),)
    return Answer(
        "verdict",
        (asked_of, *others),
        (duty_ref(match.role, match.duty, phrase),),
        sources=source_refs(known.store, [match.duty]),
        asked=phrase,
        verdict=verdict,
    )


class ActionFindRole(AnswerAction):
    topic = "who_handles"

    def answer(self, question: Question, known: Known) -> Answer:
        return find_roles(known, question.duties or (question.text,))


class ActionCheckDuty(AnswerAction):
    topic = "verdict"

    def answer(self, question: Question, known: Known) -> Answer:
        phrase = question.duties[0] if question.duties else question.duty
        roles = roles_asked_about(question, known)
        if isinstance(roles, Answer):
            # 'Is hiring part of the job?' with no job in sight asks who does the hiring.
            named = question.mentions or not phrase
            return roles if named else find_roles(known, (phrase,))
        return check_duty(known, roles[0], phrase or question.text)
