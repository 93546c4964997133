"""What is said to ask for what is missing, or to regret it: which role, what is not known, what was not followed."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from bot.saying.answer import Answer
from bot.saying.comfort import contact
from bot.saying.document import Block, Choice, Paragraph
from bot.saying.kinds import AnswerKind
from bot.saying.words import choice, quoted, said, strong, titles
from bot.settings import load_settings

Piece = Block | Choice


def _which_role(answer: Answer) -> Iterator[Piece]:
    names = [role.title for role in answer.roles]
    if not names:
        yield Paragraph(said("utter_which_any"))
        yield from map(choice, ("utter_suggest_roles", "utter_suggest_finder"))
    elif len(names) == 1:
        yield Paragraph(said("utter_which_one", asked=quoted(answer.asked), role=strong(names[0])))
    elif answer.asked:
        yield Paragraph(said("utter_which_of", asked=quoted(answer.asked), roles=titles(names, "utter_or")))
    else:
        yield Paragraph(said("utter_which_work", roles=titles(names, "utter_or")))
    yield from picked(names)


def _which_listed(answer: Answer) -> Iterator[Piece]:
    names = [role.title for role in answer.roles]
    yield Paragraph(said("utter_which_listed", roles=titles(names, "utter_or")))
    yield from picked(names)


def _not_told(answer: Answer) -> Iterator[Piece]:
    yield Paragraph(said("utter_not_told", role=strong(answer.roles[0].title)))


def _no_more(answer: Answer) -> Iterator[Piece]:
    yield Paragraph(said("utter_no_more", role=strong(answer.roles[0].title)))


def _lost_in_list(answer: Answer) -> Iterator[Piece]:
    yield Paragraph(said("utter_lost_in_list"))
    yield from first_of(answer)


def _unknown_role(answer: Answer) -> Iterator[Piece]:
    yield Paragraph(said("utter_unknown_role", asked=quoted(answer.asked)))
    names = [role.title for role in answer.roles]
    if names:
        yield Paragraph(said("utter_nearest_roles", roles=titles(names, "utter_or")))
        yield from picked(names)


# So many of a list's roles are offered to go on with.
_MOST_CHOICES = 3


def picked(names: Iterable[str]) -> Iterator[Choice]:
    """Choices that say what is read on them."""
    return (Choice(name, name) for name in names)


def first_of(answer: Answer) -> Iterator[Choice]:
    """The first roles of a list, to go on with one of them."""
    return picked(role.title for role in answer.roles[:_MOST_CHOICES])


def _same_role(answer: Answer) -> Iterator[Piece]:
    yield Paragraph(said("utter_same_role", role=strong(answer.roles[0].title), asked=answer.asked))


def _need_two(answer: Answer) -> Iterator[Piece]:
    yield Paragraph(said("utter_need_two", role=strong(answer.roles[0].title)))


def _no_cost(answer: Answer) -> Iterator[Piece]:
    names = [role.title for role in answer.roles]
    yield Paragraph(said("utter_no_cost_of", roles=titles(names, "utter_or")) if names else said("utter_no_cost"))


def _no_company(answer: Answer) -> Iterator[Piece]:
    yield Paragraph(said("utter_no_company", role=strong(answer.asked)))


def _rest(answer: Answer) -> Iterator[Piece]:
    return iter(answer.blocks)


def _told(response: str, *ways: str) -> Callable[[Answer], Iterator[Piece]]:
    """Says one thing, and offers ways on: responses whose button says one."""

    def say(answer: Answer) -> Iterator[Piece]:
        yield Paragraph(said(response))
        yield from map(choice, ways)

    return say


def _stuck(answer: Answer) -> Iterator[Piece]:
    """Ways on, and a person, where the settings name one."""
    ways = ("utter_suggest_roles", "utter_suggest_finder", "utter_suggest_nurse", "utter_suggest_help")
    yield from _told("utter_stuck", *ways)(answer)
    yield from contact(load_settings())


SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Piece]]] = {
    AnswerKind.which_role: _which_role,
    AnswerKind.which_listed: _which_listed,
    AnswerKind.unknown_role: _unknown_role,
    AnswerKind.same_role: _same_role,
    AnswerKind.need_two: _need_two,
    AnswerKind.no_cost: _no_cost,
    AnswerKind.no_company: _no_company,
    AnswerKind.rest: _rest,
    AnswerKind.nothing_more: _told("utter_nothing_more"),
    AnswerKind.fallback: _told("utter_fallback"),
    AnswerKind.not_told: _not_told,
    AnswerKind.no_more: _no_more,
    AnswerKind.lost_in_list: _lost_in_list,
    AnswerKind.out_of_scope: _told("utter_out_of_scope"),
    AnswerKind.stuck: _stuck,
    AnswerKind.lost: _told(
        "utter_help",
        *("utter_suggest_finder", "utter_suggest_roles", "utter_suggest_grievances"),
        *("utter_suggest_compare", "utter_suggest_best_paid"),
    ),
    AnswerKind.finder_hint: _told("utter_finder_hint"),
}
