"""What words of schooling and hiring mean."""

from actions.knowledge import Known
from actions.question import Question
from bot.knowledge.terms import read_terms
from bot.saying.answer import Answer, FactRef, SourceRef
from bot.saying.kinds import AnswerKind, FactKind
from bot.settings import load_settings


def terms_asked(question: Question, known: Known) -> Answer:
    """What the terms that a question asks for mean.

    facts, of a term: term, what it means; term_like, what comes near it elsewhere, if that is known; ref: its name.
    """
    tables = read_terms(load_settings().knowledge)
    asked = [tables.terms[key] for key in question.reading.terms]
    facts = []
    for term in asked:
        facts.append(FactRef(FactKind.term, "", term.means, ref=term.called[0]))
        facts += [FactRef(FactKind.term_like, "", term.like, ref=term.called[0])] if term.like else []
    sources = tuple(
        SourceRef(key, f"{source.title} ({source.publisher})", source.url)
        for key, source in ((key, tables.sources[key]) for key in dict.fromkeys(term.source for term in asked))
    )
    return Answer(
        AnswerKind.term, facts=tuple(facts), sources=sources, asked=", ".join(each.called[0] for each in asked)
    )
