"""Which roles there are, and where answers come from."""

import re

from actions.answer import role_ref, source_ref
from actions.base import AnswerAction
from actions.careers import find_users
from actions.groups import of_group
from actions.knowledge import Known
from actions.question import Question
from actions.ranking import ASKS_FOR_OPENINGS, limits_named, rank_by_openings
from bot.saying.answer import Answer, FactRef
from bot.saying.kinds import AnswerKind, FactKind
from bot.search.phrases import said_of


def list_roles(known: Known, text: str = "", kinds: tuple[str, ...] = ()) -> Answer:
    """All roles by family; or those of the department or family that the text names, or of the kinds given."""
    families = known.store.families
    chosen = [role for role in families if role in kinds] or of_group(known, text) or list(families)
    return Answer(
        AnswerKind.roles,
        tuple(role_ref(known.store, role) for role in chosen),
        facts=tuple(FactRef(FactKind.family, role, families[role]) for role in chosen),
    )


def cite(known: Known, cited: tuple[str, ...]) -> Answer:
    """The sources of the last answer; all there are, before there was one."""
    sources = known.store.sources
    chosen = [key for key in cited if key in sources]
    return Answer(AnswerKind.sources, sources=tuple(source_ref(known.store, key) for key in chosen))


# What the jobs are to have to do with, where that is no field: 'jobs with animals'.
_ABOUT = re.compile(r"\b(?:with|involv\w+|about|around|where\s+(?:you|i|people))\s+(?P<what>.+)", re.IGNORECASE)


class ActionListRoles(AnswerAction):
    intent, topic = "list_roles", "roles"

    def answer(self, question: Question, known: Known) -> Answer:
        limits = limits_named(known, question.text)
        if (limits.narrow or ASKS_FOR_OPENINGS.search(question.text)) and known.store.outlooks:
            return rank_by_openings(known, limits)
        # 'Which managers do you know' names all managers at once.
        kinds = tuple(role for mention in question.mentions if not mention.is_nearest for role in mention.roles)
        about = _ABOUT.search(question.text)
        things = said_of(about["what"]) if about and not kinds and not of_group(known, question.text) else []
        if things:
            return find_users(known, things)
        return list_roles(known, question.text, kinds)


class ActionCiteSources(AnswerAction):
    intent = "ask_source"

    def answer(self, question: Question, known: Known) -> Answer:
        return cite(known, question.cited)

    def topic_after(self, question: Question) -> str:
        return question.topic
