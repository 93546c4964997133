"""Questions that only make sense after another: 'and a general manager?', 'what about the budget?'."""

from collections.abc import Callable, Sequence

from actions import compare, roles
from actions.answer import Answer
from actions.base import AnswerAction
from actions.knowledge import Known
from actions.question import Question, unknown_role, which_role
from actions.who import check_duty, find_roles
from bot.search.language import content_lemmas

# What to say of the roles a follow-up names, by the topic it continues.
DESCRIBE: dict[str, Callable[[Known, Sequence[str]], Answer]] = {
    "role": roles.describe_duties,
    "summary": roles.summarise,
    "scope": roles.describe_scope,
    "contacts": roles.describe_contacts,
    "skills": roles.describe_skills,
    "qualification": roles.describe_qualification,
    "interests": roles.describe_interests,
    "related": roles.describe_related,
    "comparison": compare.compare,
    "shared": compare.share,
}
_PAIRS = ("comparison", "shared")
_ORDINALS = {"first": 0, "1st": 0, "1": 0, "second": 1, "2nd": 1, "2": 1, "third": 2, "3rd": 2, "3": 2, "last": -1}


def continue_topic(question: Question, known: Known) -> Answer:
    """The last question again, for the role or the duty that this one names."""
    chosen = question.named or choose(question.text, question.choices, known)
    if chosen:
        return _of_roles(question, known, chosen)
    unclear = question.unclear
    if unclear:
        return which_role(known, unclear.roles, unclear.text) if unclear.roles else unknown_role(known, unclear.text)
    phrases = question.duties or (question.text,)
    focus = [role for role in question.focus if role in known.store]
    if focus and question.topic != "who_handles":
        return check_duty(known, focus[0], phrases[0])
    return find_roles(known, phrases)


def _of_roles(question: Question, known: Known, chosen: tuple[str, ...]) -> Answer:
    if question.topic in ("who_handles", "verdict") and question.duty:
        return check_duty(known, chosen[0], question.duty)
    if question.topic in _PAIRS and len(chosen) == 1:
        others = [role for role in (*question.recent, *question.focus) if role not in chosen and role in known.store]
        if not others:
            return Answer("need_two", which_role(known, chosen).roles)
        chosen = (others[0], *chosen)
    return DESCRIBE.get(question.topic, roles.describe_duties)(known, chosen)


def choose(text: str, choices: Sequence[str], known: Known) -> tuple[str, ...]:
    """The one of the roles just offered that a short answer picks: 'the operations one', 'the second'."""
    words = set(content_lemmas(text)) | set(text.lower().split())
    offered = [role for role in choices if role in known.store]
    fitting = [role for role in offered if words & set(content_lemmas(known.store.titles[role])[:-1])]
    if len(fitting) == 1:
        return (fitting[0],)
    for word, place in _ORDINALS.items():
        if word in words and -len(offered) <= place < len(offered):
            return (offered[place],)
    return ()


class ActionFollowUp(AnswerAction):
    def answer(self, question: Question, known: Known) -> Answer:
        return continue_topic(question, known)

    def topic_after(self, question: Question) -> str:
        return question.topic or ("role" if question.mentions else "who_handles")
