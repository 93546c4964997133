"""What is said of whether a job is worth it, and of which one is the best, where nobody measured that."""

from collections.abc import Callable, Iterator, Mapping

from bot.saying.answer import Answer
from bot.saying.asking import first_of
from bot.saying.blocks import Piece
from bot.saying.document import Block, Listing, Paragraph
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.limits import which_jobs
from bot.saying.pay import dollars
from bot.saying.preparation import zone_of
from bot.saying.prospects import growth_of
from bot.saying.words import choice, joined, said, strong

_STRAIN: Mapping[str, str] = {
    "much": "utter_strain_much",
    "some": "utter_strain_some",
    "little": "utter_strain_little",
}
# By the trait that a list is made by.
_TRAITS: Mapping[str, str] = {
    "Stress Tolerance": "utter_traits_stress",
    "least Stress Tolerance": "utter_traits_calm",
    "Achievement": "utter_traits_fulfilment",
    "least Achievement": "utter_traits_unfulfilling",
}


def _worth(answer: Answer) -> Iterator[Block]:
    (role,) = answer.roles
    facts, title = answer.of(role), strong(role.title)
    yield Paragraph(said("utter_worth", role=title))
    for fact in facts.get(FactKind.pay_median, ()):
        unit, year = (facts[kind][0].text for kind in (FactKind.pay_unit, FactKind.pay_year))
        yield Paragraph(said("utter_pay", role=title, median=dollars(fact), unit=unit, year=year))
    yield from growth_of(answer, role)
    zone = zone_of(facts.get(FactKind.preparation, ()))
    if zone:
        yield Paragraph(said("utter_duration", role=title, zone=zone))
    for fact in facts.get(FactKind.strain, ()):
        yield Paragraph(said(_STRAIN[fact.text], level=f"{fact.value:.0f}"))


def _trait_ranking(answer: Answer) -> Iterator[Piece]:
    levels = {fact.role: fact.text for fact in answer.facts if fact.kind is FactKind.trait}
    if not levels:
        yield Paragraph(said("utter_ranking_nothing", which=which_jobs(answer)))
        yield choice("utter_suggest_finder")
        return
    items = tuple(joined([strong(role.title), levels[role.id]], ": ") for role in answer.roles)
    yield Listing(items, said(_TRAITS[answer.asked], which=which_jobs(answer)))
    yield from first_of(answer)


def _no_best(answer: Answer) -> Iterator[Piece]:
    """That no job is the best or the easiest, and what can be asked instead."""
    yield Paragraph(said("utter_no_easiest" if answer.asked == "easy" else "utter_no_best"))
    yield choice("utter_choice_little_training" if answer.asked == "easy" else "utter_choice_best_paid")
    yield choice("utter_choice_calm" if answer.asked == "easy" else "utter_choice_growing")
    yield choice("utter_suggest_finder")


SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Piece]]] = {
    AnswerKind.worth: _worth,
    AnswerKind.trait_ranking: _trait_ranking,
    AnswerKind.no_best: _no_best,
}
