"""Which roles there are, and where answers come from."""

from collections.abc import Collection

from actions.answer import role_ref, source_ref
from actions.groups import of_group
from actions.knowledge import Known
from actions.question import Question
from actions.ranking import Limits, limits_of, rank_by_openings
from actions.users import find_users
from bot.reading.marks import Mark
from bot.saying.answer import Answer, FactRef
from bot.saying.kinds import AnswerKind, FactKind


def list_roles(
    known: Known, words: Collection[str] = (), kinds: tuple[str, ...] = (), limits: Limits | None = None
) -> Answer:
    """All roles by family; or those of the department or family that words name, or of the kinds given.

    limits: what is left out, where something is.
    """
    families = known.store.families
    chosen = [role for role in families if role in kinds] or of_group(known, words) or list(families)
    limits = limits or Limits()
    chosen = [role for role in chosen if role not in limits.without]
    left_out = (FactRef(FactKind.left_out, "", name) for name in limits.left_out)
    return Answer(
        AnswerKind.roles,
        tuple(role_ref(known.store, role) for role in chosen),
        facts=(*left_out, *(FactRef(FactKind.family, role, families[role]) for role in chosen)),
    )


def cite(known: Known, cited: tuple[str, ...]) -> Answer:
    """The sources of the last answer; all there are, before there was one."""
    sources = known.store.sources
    chosen = [key for key in cited if key in sources]
    return Answer(AnswerKind.sources, sources=tuple(source_ref(known.store, key) for key in chosen))


def roles_listed(question: Question, known: Known) -> Answer:
    """The roles that a question wants listed: of a kind or field, about something, within limits, or all."""
    reading = question.reading
    limits = limits_of(known, reading)
    if (limits.narrow or reading.shows(Mark.openings)) and known.store.outlooks:
        return rank_by_openings(known, limits)
    # 'Which managers do you know' names all managers at once.
    kinds = tuple(role for mention in question.mentions if not mention.is_nearest for role in mention.roles)
    if reading.about and not kinds and not limits.group:
        return find_users(known, reading.about)
    return list_roles(known, reading.words, kinds, limits)


def sources_asked(question: Question, known: Known) -> Answer:
    return cite(known, question.memory.cited)
