"""What is said of whether a job is worth it, and of which one is the best, where nobody measured that."""

from collections.abc import Callable, Iterator, Mapping

from bot.saying.answer import Answer, FactRef
from bot.saying.asking import first_of
from bot.saying.blocks import Piece
from bot.saying.document import Block, Listing, Paragraph, Words
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.limits import which_jobs
from bot.saying.pay import dollars
from bot.saying.preparation import zone_of
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
    lines = tuple(_measured({kind: found[0] for kind, found in answer.of(role).items()}))
    if lines:
        yield Listing(lines, said("utter_worth", role=strong(role.title)))
    else:
        yield Paragraph(said("utter_nothing_known", role=strong(role.title)))


def _measured(facts: Mapping[FactKind, FactRef]) -> Iterator[Words]:
    """What bears on it, a line each."""
    if FactKind.pay_median in facts:
        unit, year = facts[FactKind.pay_unit].text, facts[FactKind.pay_year].text
        yield said("utter_worth_pay", median=dollars(facts[FactKind.pay_median]), unit=unit, year=year)
    if FactKind.outlook_change in facts:
        change, overall = facts[FactKind.outlook_change].text, facts[FactKind.outlook_overall].text
        response = "utter_worth_falling" if change.startswith("-") else "utter_worth_growing"
        until = facts[FactKind.outlook_until].text
        yield said(response, change=change.removeprefix("-"), overall=overall, until=until)
    if FactKind.preparation in facts:
        yield said("utter_worth_preparation", zone=zone_of([facts[FactKind.preparation]]))
    if FactKind.strain in facts:
        strain = facts[FactKind.strain]
        yield said(_STRAIN[strain.text], level=f"{strain.value:.0f}")


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
