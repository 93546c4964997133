"""What somebody needs rather than asks of a role: their rights at work, a person, or whether work is open to them."""

from dataclasses import replace

from actions.answer import role_ref
from actions.careers import tell_duration
from actions.elsewhere import country_of
from actions.here import find_people
from actions.knowledge import Known
from actions.question import Question
from actions.roles import tell_licence
from bot.knowledge.aid import Topic, read_aid
from bot.knowledge.countries import COUNTRIES
from bot.saying.answer import Answer, FactRef
from bot.saying.kinds import AnswerKind, FactKind
from bot.settings import load_settings

# Who deals with it inside a company, first whoever decides; of roles that the store has.
_PEOPLE = ("human_resources_manager", "human_resources_specialist")
_INSIDE = {
    Topic.safety: ("onet_19_5011_00", *_PEOPLE),
    Topic.wages: ("payroll_clerk", *_PEOPLE),
}
_MOST_INSIDE = 2


def rights_asked(question: Question, known: Known) -> Answer:
    """Who helps with trouble at work: roles inside a company, and who has them here; the public body of the country."""
    topic = Topic(question.reading.trouble or Topic.any)
    inside = tuple(role for role in _INSIDE.get(topic, _PEOPLE) if role in known.store)[:_MOST_INSIDE]
    country = country_of(question)
    body = read_aid(load_settings().knowledge).body_for(topic, country)
    fact = FactRef(FactKind.public_body, "", body.name, ref=body.url, place=COUNTRIES.get(country, ""))
    found = Answer(
        AnswerKind.rights, tuple(role_ref(known.store, role) for role in inside), facts=(fact,), asked=topic.value
    )
    here = find_people(known, inside, question.site) if inside else found
    return replace(found, people=here.people, choices=here.choices, choice_of=here.choice_of)


def confided_told(question: Question) -> Answer:
    """What is said to what is told in confidence where the company names nobody for it: no name, no role of one."""
    matter = question.reading.here.matter if question.reading.here else ""
    country = country_of(question)
    body = read_aid(load_settings().knowledge).body_for(Topic.harassment, country)
    facts = (FactRef(FactKind.public_body, "", body.name, ref=body.url, place=COUNTRIES.get(country, "")),)
    # The bodies that are known look after those who work, not after what is stolen.
    return Answer(AnswerKind.confided, facts=facts if matter == "harassment" else (), asked=matter)


def human_asked(question: Question, known: Known) -> Answer:
    """Whom to turn to instead of the bot: where advisers for careers are found in the country."""
    return Answer(AnswerKind.human, facts=(_advisers(question),))


def situation_asked(question: Question, known: Known) -> Answer:
    """Whether work is open to somebody: of a role that is named its preparation and licence; where advisers are."""
    about = question.named[:1]
    found = Answer(AnswerKind.situation, asked=question.reading.situation)
    if about:
        preparation, licence = tell_duration(known, about), tell_licence(known, about)
        sources = tuple(dict.fromkeys((*preparation.sources, *licence.sources)))
        found = replace(found, roles=preparation.roles, facts=(*preparation.facts, *licence.facts), sources=sources)
    return replace(found, facts=(*found.facts, _advisers(question)))


def _advisers(question: Question) -> FactRef:
    country = country_of(question)
    page = read_aid(load_settings().knowledge).careers_in(country)
    return FactRef(FactKind.advisers, "", page.name, ref=page.url, place=COUNTRIES.get(country, ""))
