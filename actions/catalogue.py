"""Which roles there are, and where answers come from."""

from actions.answer import Answer, FactRef, SourceRef, role_ref
from actions.base import AnswerAction
from actions.knowledge import Known
from actions.question import Question
from bot.search.language import content_lemmas, read


def list_roles(known: Known, text: str = "", kinds: tuple[str, ...] = ()) -> Answer:
    """All roles by family; or those of the department or family that the text names, or of the kinds given."""
    families = known.store.families
    chosen = [role for role in families if role in kinds] or of_group(known, text) or list(families)
    return Answer(
        "roles",
        tuple(role_ref(known.store, role) for role in chosen),
        facts=tuple(FactRef("family", role, families[role]) for role in chosen),
    )


def group_named(known: Known, text: str) -> tuple[str, ...]:
    """The roles of the department that a text names: those that sit in it; empty if it names none."""
    groups = _departments(known, text)
    return tuple(role for role, department in known.store.role_departments.items() if department in groups)


def _departments(known: Known, text: str) -> set[str]:
    # Little words too: 'it' may be the department.
    asked = {token.lemma_ for token in read(text)}
    return {
        key
        for key, department in known.store.departments.items()
        for name in (department.title, *department.aliases)
        if asked.issuperset(token.lemma_ for token in read(name))
    }


def of_group(known: Known, text: str) -> list[str]:
    """The roles of the departments and families that a text names; none if it names none."""
    asked = {token.lemma_ for token in read(text)}
    groups = _departments(known, text)
    departments = known.store.role_departments
    return [
        role
        for role, family in known.store.families.items()
        if departments[role] in groups or asked.intersection(content_lemmas(family))
    ]


def cite(known: Known, cited: tuple[str, ...]) -> Answer:
    """The sources of the last answer; all there are, before there was one."""
    sources = known.store.sources
    chosen = [key for key in cited if key in sources]
    return Answer("sources", sources=tuple(SourceRef(key, sources[key].title, sources[key].url) for key in chosen))


class ActionListRoles(AnswerAction):
    intent, topic = "list_roles", "roles"

    def answer(self, question: Question, known: Known) -> Answer:
        # 'Which managers do you know' names all managers at once.
        kinds = tuple(role for mention in question.mentions for role in mention.roles)
        return list_roles(known, question.text, kinds)


class ActionCiteSources(AnswerAction):
    intent = "ask_source"

    def answer(self, question: Question, known: Known) -> Answer:
        return cite(known, question.cited)

    def topic_after(self, question: Question) -> str:
        return question.topic
