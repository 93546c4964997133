"""What is said of prospects, and of rankings by them."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from bot.saying.answer import Answer, FactRef, RoleRef
from bot.saying.asking import first_of
from bot.saying.blocks import Piece, all_of, in_turn
from bot.saying.counting import is_counted_as
from bot.saying.document import Block, Listing, Paragraph, Words
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.limits import which_jobs
from bot.saying.words import Value, choice, joined, plain, said, strong

# By how a job grows beside all jobs together.
_GROWTH: Mapping[str, str] = {
    "much_faster": "utter_outlook_much_faster",
    "faster": "utter_outlook_faster",
    "average": "utter_outlook_average",
    "slower": "utter_outlook_slower",
    "declining": "utter_outlook_declining",
}
# What the projections call schooling and training, in words that one says.
ENTRY: Mapping[str, str] = {
    "Doctoral or professional degree": "utter_entry_doctorate",
    "Master's degree": "utter_entry_master",
    "Bachelor's degree": "utter_entry_bachelor",
    "Associate's degree": "utter_entry_associate",
    "Postsecondary nondegree award": "utter_entry_certificate",
    "Some college, no degree": "utter_entry_some_college",
    "High school diploma or equivalent": "utter_entry_secondary",
    "No formal educational credential": "utter_entry_none",
    "Internship/residency": "utter_training_internship",
    "Apprenticeship": "utter_training_apprenticeship",
    "Long-term on-the-job training": "utter_training_long",
    "Moderate-term on-the-job training": "utter_training_moderate",
    "Short-term on-the-job training": "utter_training_short",
}


def _outlook(answer: Answer) -> Iterator[Piece]:
    yield from _machines(answer)
    yield from in_turn(answer.roles, partial(_growth, answer), partial(_openings, answer))


def _machines(answer: Answer) -> Iterator[Block]:
    """That what machines will do is in no figure by itself, where it was asked."""
    if any(fact.kind is FactKind.machines for fact in answer.facts):
        yield Paragraph(said("utter_machines"))


def _found(answer: Answer, role: RoleRef) -> Mapping[FactKind, str]:
    return {kind: facts[0].text for kind, facts in answer.of(role).items()}


def _growth(answer: Answer, role: RoleRef) -> Iterator[Block]:
    found = _found(answer, role)
    if FactKind.no_outlook in found:
        yield Paragraph(said("utter_no_outlook_for", role=strong(role.title)))
    elif FactKind.outlook_growth in found:
        yield Paragraph(
            said(
                _GROWTH[found[FactKind.outlook_growth]],
                role=strong(role.title),
                # 'Fall by 3 %', not by -3.
                change=found[FactKind.outlook_change].removeprefix("-"),
                overall=found[FactKind.outlook_overall],
                year=found[FactKind.outlook_year],
                until=found[FactKind.outlook_until],
            )
        )


def _openings(answer: Answer, role: RoleRef) -> Iterator[Block]:
    """Openings, what it takes to enter, and what the role is counted in where that is another thing."""
    found = _found(answer, role)
    if FactKind.outlook_openings in found:
        response = "utter_outlook_opening" if found[FactKind.outlook_openings] == "1" else "utter_outlook_openings"
        yield Paragraph(said(response, openings=found[FactKind.outlook_openings]))
    if FactKind.entry_education in found:
        training = entry_words(found.get(FactKind.entry_training, ""))
        response = "utter_entry_trained" if training else "utter_entry"
        yield Paragraph(said(response, education=entry_words(found[FactKind.entry_education]), training=training))
    occupation = found.get(FactKind.outlook_occupation, role.title)
    if not is_counted_as(role.title, occupation):
        yield Paragraph(said("utter_outlook_counted", occupation=occupation))


def entry_words(text: str) -> Words:
    """What the projections call schooling or training, as one says it."""
    return said(ENTRY[text]) if text in ENTRY else plain(text) if text else ()


# By how a ranking was asked: what it lists, how an entry says it, and what is said of one alone.
_RANKINGS: Mapping[str, tuple[FactKind, str, str, str]] = {
    "": (FactKind.outlook_change, "utter_ranking_growing", "utter_ranked_percent", "utter_ranking_growing_one"),
    "falling": (FactKind.outlook_change, "utter_ranking_falling", "utter_ranked_percent", "utter_ranking_falling_one"),
    "openings": (
        FactKind.outlook_openings,
        "utter_ranking_openings",
        "utter_ranked_openings",
        "utter_ranking_openings_one",
    ),
}


def _ranking(answer: Answer) -> Iterator[Piece]:
    if answer.asked == "nothing":
        yield Paragraph(said("utter_ranking_nothing", which=which_jobs(answer)))
        yield choice("utter_suggest_finder")
        return
    yield from _machines(answer)
    kind, above, entry, one = _RANKINGS[answer.asked]
    figures = {fact.role: fact for fact in answer.facts if fact.kind is kind}
    lines = [
        (strong(role.title), said(entry, figure=figures[role.id].text)) for role in answer.roles if role.id in figures
    ]
    values: dict[str, Value] = {"which": which_jobs(answer), **_span(answer.facts)}
    if len(lines) == 1:
        yield Paragraph(said(one, role=lines[0][0], figure=lines[0][1], **values))
    elif lines:
        yield Listing(tuple(joined(line, ": ") for line in lines), said(above, **values))
        yield from first_of(answer)


def _span(facts: tuple[FactRef, ...]) -> dict[str, str]:
    """From which year to which figures are, and what they are for all jobs together."""
    found = {fact.kind: fact.text for fact in facts}
    kinds = {
        "year": FactKind.outlook_year,
        "until": FactKind.outlook_until,
        "overall": FactKind.outlook_overall,
    }
    return {name: found.get(kind, "") for name, kind in kinds.items()}


def _no_outlook(answer: Answer) -> Iterator[Block]:
    titles = [strong(role.title) for role in answer.roles]
    yield Paragraph(said("utter_no_outlook_of", roles=all_of(titles)) if titles else said("utter_no_outlook"))


SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Piece]]] = {
    AnswerKind.outlook: _outlook,
    AnswerKind.ranking: _ranking,
    AnswerKind.no_outlook: _no_outlook,
}
