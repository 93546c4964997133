"""What may be asked after an answer: the responses of domain.yml that say it, and which role they are about."""

from actions.kind import Leaves
from actions.kinds import ANYWHERE, ASKED, KINDS, follows
from actions.memory import Memory
from bot.knowledge.store import Store
from bot.reading.reading import Asked
from bot.saying.answer import Answer
from bot.saying.kinds import OF_COMPANY, AnswerKind

# These tell of roles one by one, so that of two of them one asks next how they differ.
_OF_EACH = frozenset(
    told
    for asked, kind in KINDS.items()
    if kind.describe and asked not in (Asked.comparison, Asked.shared)
    for told in kind.tells
)
_OF_TWO = ("utter_suggest_difference", "utter_suggest_pay_both", "utter_suggest_shared")
# What is not known of a role leaves what is.
_NOT_KNOWN = frozenset(
    (AnswerKind.no_pay, AnswerKind.no_outlook, AnswerKind.no_company, AnswerKind.nobody_here, AnswerKind.same_role)
)
_OF_ROLE = ("utter_suggest_duties", "utter_suggest_become", "utter_suggest_finder")
_TOLD_OF_ROLE = ("utter_suggest_duties", "utter_suggest_pay", "utter_suggest_become")
# Where nothing was found, again and again: other examples each time, then what there is.
_MISSED = (
    ("utter_suggest_grievances", "utter_suggest_nurse", "utter_suggest_finder"),
    ("utter_suggest_invoices", "utter_suggest_best_paid", "utter_suggest_finder"),
    ("utter_suggest_finder", "utter_suggest_roles", "utter_suggest_help"),
)
_NOTHING_FOUND = frozenset(
    (AnswerKind.unknown_duty, AnswerKind.unknown_skill, AnswerKind.fallback, AnswerKind.out_of_scope)
)


def suggested(answer: Answer, memory: Memory, store: Store) -> tuple[tuple[str, ...], str]:
    """The responses that may be asked next, most fitting first, and the title of the role that they are about.

    memory: as it was before the answer.
    """
    about = _about(answer, memory, store)
    return _ways(answer, memory, about), about


def _ways(answer: Answer, memory: Memory, about: str) -> tuple[str, ...]:
    if answer.kind in OF_COMPANY:
        # Colleagues who ask for a person look for no career.
        return ()
    if answer.kind in _NOTHING_FOUND:
        return _MISSED[min(memory.misunderstood, len(_MISSED) - 1)]
    if answer.kind in (AnswerKind.not_told, AnswerKind.no_more):
        return _TOLD_OF_ROLE
    if answer.kind in _NOT_KNOWN and about:
        return _OF_ROLE
    if answer.kind in _OF_EACH and len(answer.roles) == 2:
        return tuple(way for way in _OF_TWO if answer.kind is not AnswerKind.pay or way != "utter_suggest_pay_both")
    if answer.kind is AnswerKind.sources:
        # Whoever asked where something came from goes on with it.
        return KINDS[memory.topic].follows if memory.topic and memory.topic in KINDS and about else ANYWHERE
    return follows(answer.kind, memory.topic)


def _about(answer: Answer, memory: Memory, store: Store) -> str:
    """The role that the conversation is about after an answer, or still is; empty where it is about none."""
    asked = ASKED.get(answer.kind)
    if answer.roles:
        return answer.roles[-1 if asked and KINDS[asked].leaves is Leaves.last else 0].title
    return store.titles[memory.focus[0]] if memory.focus and memory.focus[0] in store.titles else ""
