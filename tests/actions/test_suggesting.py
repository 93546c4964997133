"""What may be asked after an answer, and of which role."""

import pytest

from actions.knowledge import Known
from actions.memory import Memory
from actions.suggesting import suggested
from bot.reading.reading import Asked
from bot.saying.answer import Answer, RoleRef
from bot.saying.kinds import OF_COMPANY, AnswerKind

BAKER, MANAGER = RoleRef("head-baker", "Head Baker"), RoleRef("shop-manager", "Shop Manager")


def ways(answer: Answer, memory: Memory, known: Known) -> tuple[list[str], str]:
    names, about = suggested(answer, memory, known.store)
    return [name.removeprefix("utter_suggest_") for name in names], about


@pytest.mark.parametrize("told", sorted(set(AnswerKind) - OF_COMPANY))
def test_there_is_something_after_every_answer_that_asks_nothing(guided: Known, told: AnswerKind):
    names, _ = ways(Answer(told, (BAKER,)), Memory(topic=Asked.duties), guided)
    assert 0 < len(names) <= 3


@pytest.mark.parametrize(
    ("answer", "memory", "names", "about"),
    [
        (Answer(AnswerKind.role, (BAKER,)), Memory(), ["pay", "become", "day"], "Head Baker"),
        # Where the way leads is what one asks about next.
        (Answer(AnswerKind.path, (BAKER, MANAGER)), Memory(), ["become", "pay"], "Shop Manager"),
        # 'How do I become one' would be of either.
        (Answer(AnswerKind.skills, (BAKER, MANAGER)), Memory(), ["difference", "pay_both", "shared"], "Head Baker"),
        (Answer(AnswerKind.pay, (BAKER, MANAGER)), Memory(), ["difference", "shared"], "Head Baker"),
        (Answer(AnswerKind.no_company, (BAKER,)), Memory(), ["duties", "become", "finder"], "Head Baker"),
        (Answer(AnswerKind.sources), Memory(topic=Asked.setting), ["roles", "finder"], ""),
        (Answer(AnswerKind.sources), Memory(focus=("gone",), topic=Asked.setting), ["roles", "finder"], ""),
    ],
)
def test_it_fits_what_was_answered(guided: Known, answer: Answer, memory: Memory, names: list[str], about: str):
    assert ways(answer, memory, guided) == (names, about)


def test_after_its_sources_one_goes_on_with_the_role(guided: Known):
    role, title = next(iter(guided.store.titles.items()))
    memory = Memory(focus=(role,), topic=Asked.setting)
    assert ways(Answer(AnswerKind.sources), memory, guided) == (["day", "pay"], title)


@pytest.mark.parametrize("told", sorted(OF_COMPANY))
def test_whoever_asks_for_a_colleague_is_offered_no_career(guided: Known, told: AnswerKind):
    assert ways(Answer(told, (BAKER,)), Memory(topic=Asked.duties), guided)[0] == []


@pytest.mark.parametrize("told", [AnswerKind.unknown_duty, AnswerKind.fallback])
def test_where_nothing_is_found_again_and_again_it_is_something_else_each_time(guided: Known, told: AnswerKind):
    offered = [ways(Answer(told), Memory(misunderstood=times), guided)[0] for times in range(4)]
    assert len({tuple(names) for names in offered[:3]}) == 3
    assert offered[3] == offered[2]
    assert all("finder" in names for names in offered)
