"""Which roles there are, and where answers come from."""

from actions.answer import Answer, FactRef, SourceRef, role_ref
from actions.base import AnswerAction
from actions.knowledge import Known
from actions.question import Question
from bot.knowledge.model import Role
from bot.search.language import content_lemmas, read


def list_roles(known: Known, text: str = "", kinds: tuple[str, ...] = ()) -> Answer:
    """All roles by family; or those of the department or family that the text names, or of the kinds given."""
    roles = [known.store.role(role_id) for role_id in known.store.titles]
    chosen = [role for role in roles if role.id in kinds] or _of_group(known, roles, text) or roles
    return Answer(
        "roles",
        tuple(role_ref(known.store, role.id) for role in chosen),
        facts=tuple(FactRef("family", role.id, role.family) for role in chosen),
    )


def _of_group(known: Known, roles: list[Role], text: str) -> list[Role]:
    # Little words too: 'it' may be the department.
    asked = {token.lemma_ for token in read(text)}
    groups = {
        key
        for key, department in known.store.departments.items()
        for name in (department.title, *department.aliases)
        if asked.issuperset(token.lemma_ for token in read(name))
    }
    return [role for role in roles if role.department in groups or asked.intersection(content_lemmas(role.family))]


def cite(known: Known, cited: tuple[str, ...]) -> Answer:
    """The sources of the last answer; all there are, before there was one."""
    sources = known.store.sources
    chosen = [key for key in cited if key in sources]
    return Answer("sources", sources=tuple(SourceRef(key, sources[key].title, sources[key].url) for key in chosen))


class ActionListRoles(AnswerAction):
    topic = "roles"

    def answer(self, question: Question, known: Known) -> Answer:
        # 'Which managers do you know' names all managers at once.
        kinds = tuple(role for mention in question.mentions for role in mention.roles)
        return list_roles(known, question.text, kinds)


class ActionCiteSources(AnswerAction):
    def answer(self, question: Question, known: Known) -> Answer:
        return cite(known, question.cited)

    def topic_after(self, question: Question) -> str:
        return question.topic
