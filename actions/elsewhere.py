"""That how a role is entered is known of the United States alone, for who asks from or about another country."""

from dataclasses import replace

from actions.knowledge import Known
from actions.question import Question
from bot.knowledge.countries import COUNTRIES
from bot.saying.answer import Answer, FactRef
from bot.saying.kinds import AnswerKind, FactKind
from bot.settings import load_settings

# What tells what a role takes, as people in the United States said.
_OF_ENTRY = frozenset((AnswerKind.qualification, AnswerKind.duration, AnswerKind.become, AnswerKind.licence))
# Where what the sources of its survey and projections tell was found out.
HERE, _PUBLISHER = "US", "U.S. "


def country_of(question: Question) -> str:
    """The ISO 3166 code of the country that a question is about; of the one that the settings name, where none is."""
    return question.country or load_settings().country


def of_elsewhere(found: Answer, question: Question, known: Known) -> Answer:
    """The answer, saying first of which country its figures are, and who tells of the one that was named or is set.

    facts: entry_elsewhere, the country; place, url: who tells of courses there, empty where the store knows nobody.
    """
    country = country_of(question)
    read_in = (known.store.sources[source.id].publisher for source in found.sources)
    if found.kind not in _OF_ENTRY or country == HERE or not any(name.startswith(_PUBLISHER) for name in read_in):
        return found
    entry = known.store.countries.get(country)
    site = next(iter(entry.courses), None) if entry else None
    look = FactRef(
        FactKind.entry_elsewhere,
        "",
        COUNTRIES[country],
        place=site.name if site else "",
        url=site.url if site else "",
    )
    return replace(found, facts=(look, *found.facts))
