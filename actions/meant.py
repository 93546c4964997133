"""Which role is meant by a name that could mean several or none, as far as names alone can say."""

from dataclasses import replace

from actions.knowledge import Known
from actions.question import Question, in_context, other_named
from bot.reading.reading import Named
from bot.saying.answer import Answer, FactRef
from bot.saying.kinds import FactKind

# One of several roles is meant by their common name if its names are so much more like it than the next one's.
LEAD = 0.025
# A name that no role has is taken for one that is at least so like it; for one that is less so, if it leads by so much.
STANDS_IN, NEARLY, LEADS = 0.57, 0.5, 0.05
# So many others are named.
MOST_OTHERS = 2


def understood(question: Question, known: Known) -> Question:
    """The question in its conversation, each name of it meaning one role where one is far the likeliest."""
    question = in_context(question, known)
    return question.naming(tuple(_nearest(_led(mention, known), known) for mention in question.mentions))


def about_something(question: Question, known: Known) -> Question:
    """A question about a role that names none, with the role that is nearest to what it names instead, if one is."""
    if question.mentions or not other_named(question, known):
        return question
    named = [_nearest(Named(words, ()), known) for words in question.reading.stretches]
    found = tuple(mention for mention in named if mention.roles)
    return question.naming(found[:1]) if found else question


def _led(mention: Named, known: Known) -> Named:
    # 'Scientist' is a kind of role, and no scientist leads the others.
    if len(mention.roles) < 2 or mention.is_kind:
        return mention
    ranked = [match for match in known.titles.rank(mention.text, 50) if match.role in mention.roles]
    if not ranked or (len(ranked) > 1 and ranked[0].score - ranked[1].score < LEAD):
        return mention
    first, *others = ranked
    return replace(mention, roles=(first.role,), others=tuple(match.role for match in others))


def stand_in(known: Known, name: str) -> str | None:
    """The role whose names are so like a name that it can be told of in its place; None where there is none."""
    ranked = [match for match in known.titles.rank(name, 5) if match.role not in known.store.residual]
    if not ranked:
        return None
    lead = ranked[0].score - ranked[1].score if len(ranked) > 1 else 1.0
    stands_in = ranked[0].score >= (NEARLY if " " in name and lead >= LEADS else STANDS_IN)
    return ranked[0].role if stands_in else None


def _nearest(mention: Named, known: Known) -> Named:
    role = None if mention.roles else stand_in(known, mention.text)
    return replace(mention, roles=(role,), is_nearest=True) if role else mention


def remarks(found: Answer, question: Question, known: Known) -> Answer:
    """The answer, saying which roles stand in for a name, and which others a name could have meant; once.

    facts: nearest, the name that no role has; or_else, the title of a name's other role, by ref.
    """
    if any(fact.kind in (FactKind.nearest, FactKind.or_else) for fact in found.facts):
        return found
    told = {role.id for role in found.roles}
    facts: list[FactRef] = []
    for mention in question.mentions:
        if len(mention.roles) != 1 or mention.roles[0] not in told:
            continue
        if mention.is_nearest:
            facts.append(FactRef(FactKind.nearest, mention.roles[0], mention.text))
        facts += [
            FactRef(FactKind.or_else, mention.roles[0], known.store.titles[other], ref=other)
            for other in mention.others[:MOST_OTHERS]
        ]
    return replace(found, facts=(*facts, *found.facts)) if facts else found
