"""What is said of the names in a question: which role stands in for one, counts its job, or could have been meant."""

from collections.abc import Iterator
from dataclasses import replace

from actions.knowledge import Known
from actions.question import Question
from bot.knowledge.model import Role
from bot.reading.reading import Named
from bot.saying.answer import Answer, FactRef
from bot.saying.kinds import FactKind
from bot.search.language import content_lemmas, key_of

# So many others are named.
MOST_OTHERS = 2
_OF_NAMES = frozenset((FactKind.nearest, FactKind.or_else, FactKind.counted))


def remarks(found: Answer, question: Question, known: Known) -> Answer:
    """The answer, saying of the roles it tells of what is to be said of the names they were asked by; once.

    facts: counted, the job as it was named; nearest, the name that no role has; or_else, the title of a name's other
    role, by ref.
    """
    if any(fact.kind in _OF_NAMES for fact in found.facts):
        return found
    # Of very many that are named only some are told of.
    told = {role.id for role in found.roles}
    facts = [
        fact
        for mention in question.mentions
        if len(mention.roles) == 1 and mention.roles[0] in told
        for fact in _of_name(mention, mention.roles[0], question, known)
    ]
    return replace(found, facts=(*facts, *found.facts)) if facts else found


def _of_name(mention: Named, role: str, question: Question, known: Known) -> Iterator[FactRef]:
    title = known.store.titles[role]
    if is_counted(mention.text, known.store.role(role)):
        # Who goes on about the role has been told.
        if role not in question.memory.focus:
            yield FactRef(FactKind.counted, role, mention.text)
    elif mention.is_nearest and mention.text.lower().removeprefix("the ") != title.lower():
        yield FactRef(FactKind.nearest, role, mention.text)
    for other in mention.others[:MOST_OTHERS]:
        yield FactRef(FactKind.or_else, role, known.store.titles[other], ref=other)


def is_counted(name: str, role: Role) -> bool:
    """Whether a name is of a job counted in a role, rather than another name for it.

    So is what sources list as another name, where it shares no word with the title: 'driving instructor' among the
    self-enrichment teachers. A single word may well be a word for the same: 'cop'.
    """
    key, words, title = key_of(name), set(content_lemmas(name)), set(content_lemmas(role.title))
    if words <= title:
        # 'Event planner' of 'Meeting, Convention, or Event Planner'.
        return False
    if key in map(key_of, role.counted):
        return True
    return key in map(key_of, role.aliases) and " " in key and words.isdisjoint(title)
