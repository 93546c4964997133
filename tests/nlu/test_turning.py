"""What turns in mid-conversation are about, by the trained model: turns of strangers that nothing is learnt from."""

from pathlib import Path

import pytest

from benchmarks.turning import TURNS, Asked, read_turns
from bot.nlu.turning import EXAMPLES, LearntTurns, examples_in
from bot.reading.normal import normal
from bot.reading.turn import ELSEWHERE, Turn
from bot.settings import Settings
from tests.nlu.learnt import learnt_file

# What is possible in any conversation; the rest where something was told of, or listed.
ANYWHERE = {Turn.work, Turn.role, Turn.self, Turn.aside}


@pytest.fixture(scope="module")
def learnt(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> LearntTurns:
    return LearntTurns.load(learnt_file(settings, tmp_path_factory, "turns.npz").parent)


def possible(row: Asked) -> set[Turn]:
    told, listed = row.before.startswith("told"), row.before.startswith("listed")
    return ANYWHERE | ({Turn.back} if told or listed else set()) | ({Turn.listed} if listed else set())


def test_what_strangers_turn_to_is_mostly_told_and_surely_where_much_speaks_for_it(learnt: LearntTurns):
    rows = read_turns(TURNS)
    found = [(row.to, *learnt.turned(normal(row.text)).among(possible(row))) for row in rows]
    right = [to is row or {to, row} <= ELSEWHERE for row, to, _ in found]
    sure = [fits for fits, (_, _, lead) in zip(right, found, strict=True) if lead >= 0.2]
    # Measured: 0.90, and 0.95 of 0.8.
    assert sum(right) >= 0.87 * len(rows)
    assert sum(sure) >= 0.93 * len(sure)
    assert len(sure) >= 0.7 * len(rows)


def test_the_words_that_say_which_work_are_found_in_the_text(learnt: LearntTurns):
    rows = [row for row in read_turns(TURNS) if row.to is Turn.work]
    found = [(row.words.lower().split(), learnt.words_of_work(normal(row.text)).lower()) for row in rows]
    # Measured: 0.8.
    assert sum(any(word in said for word in words if len(word) > 3) for words, said in found) >= 0.7 * len(rows)
    assert all(said in normal(row.text).lower() for row, (_, said) in zip(rows, found, strict=True))


@pytest.mark.parametrize(
    "text", ["what about work at \udfff\ud800 the docks", "\ud800", "a\u2028b", "\U0001f600 " * 50, "x " * 400]
)
def test_anything_that_can_be_sent_turns_to_something(learnt: LearntTurns, text: str):
    plain = normal(text)
    assert not plain or learnt.turned(plain).likely
    assert learnt.words_of_work(plain) in plain


def test_no_turn_that_is_measured_is_learnt(learnt: LearntTurns):
    assert not {row.text for row in read_turns(TURNS)} & {example.text for example in examples_in()}


def test_each_thing_that_may_be_turned_to_has_examples_and_their_words_are_in_them():
    examples = list(examples_in())
    assert {example.to for example in examples} == set(Turn)
    marked = [example for example in examples if example.words]
    assert {example.to for example in marked} == ELSEWHERE
    # A mark that is no part of the plain text would be lost.
    of_elsewhere = EXAMPLES.read_text(encoding="utf-8").count("[[")
    assert len(marked) >= 0.98 * of_elsewhere
    assert all(0 <= first < last <= len(each.text) for each in marked for first, last in [each.words or (0, 0)])


def test_what_was_learnt_is_the_same_when_it_is_loaded(tmp_path: Path):
    learnt = LearntTurns.learn(list(examples_in())[::10], tmp_path)
    learnt.save(tmp_path)
    again = LearntTurns.load(tmp_path)
    for text in ("and what does that pay", "what about working on the railway tracks?", "thanks mate", "...", "é"):
        # Vectors are kept in half as many bits.
        assert dict(again.turned(text).likely) == pytest.approx(dict(learnt.turned(text).likely), abs=2e-3)
        assert again.words_of_work(text) == learnt.words_of_work(text)
