"""What things are to whoever names them, by the trained model: messages of a stranger that nothing is learnt from."""

from collections import Counter
from pathlib import Path

import pytest

from bot.nlu.stances import EXAMPLES, LearntStances, StanceSensor, example_of, examples_in
from bot.reading.stance import Stance
from bot.reading.standing import SURE
from bot.settings import ROOT, Settings
from tests.nlu.learnt import learnt_file

APART = ROOT / "tests/cases/stances_apart.txt"


@pytest.fixture(scope="module")
def learnt(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> LearntStances:
    return StanceSensor.read(learnt_file(settings, tmp_path_factory, "stances.npz").parent)


def lines_apart() -> list[str]:
    return APART.read_text(encoding="utf-8").splitlines()


def test_what_strangers_name_is_mostly_heard_as_they_mean_it(learnt: LearntStances):
    found: Counter[tuple[Stance, Stance, bool]] = Counter()
    for example in map(example_of, lines_apart()):
        stretches = [(start, end) for start, end, _ in example.things]
        for (_, _, meant), stood in zip(example.things, learnt.stood(example.text, stretches), strict=True):
            found[meant, stood.stance, stood.lead >= SURE] += 1
    every, right = found.total(), sum(count for (meant, heard, _), count in found.items() if meant is heard)
    refused = sum(count for (_, heard, sure), count in found.items() if sure and heard is Stance.refused)
    # Measured: 0.78, and 0.86 of those that are surely refused.
    assert right >= 0.74 * every
    assert found[Stance.refused, Stance.refused, True] >= 0.82 * refused


def test_no_message_that_is_measured_is_learnt():
    assert not {example_of(line).text for line in lines_apart()} & {example.text for example in examples_in()}


def test_each_stance_has_many_examples_and_what_is_marked_is_found_in_their_text():
    examples = list(examples_in())
    things = [(each.text[start:end], stance) for each in examples for start, end, stance in each.things]
    assert min(Counter(stance for _, stance in things).values()) >= 200
    assert all(thing.strip() for thing, _ in things)
    marked = EXAMPLES.read_text(encoding="utf-8").count("{") - 5
    assert len(things) >= 0.97 * marked


def test_a_line_with_marks_is_the_message_and_where_its_things_stand():
    example = example_of("i said  NOT {-stuck at a desk}. what about {?dog grooming}?")
    assert example.text == "i said NOT stuck at a desk. what about dog grooming?"
    assert [(example.text[start:end], stance) for start, end, stance in example.things] == [
        ("stuck at a desk", Stance.refused),
        ("dog grooming", Stance.asked),
    ]


@pytest.mark.parametrize("text", ["\ud800 x", "a\u2028b", "x " * 400, "..."])
def test_any_stretch_of_anything_has_a_stance(learnt: LearntStances, text: str):
    assert len(learnt.stood(text, [(0, 1), (1, len(text))])) == 2
    assert learnt.stood(text, []) == []


def test_what_was_learnt_is_the_same_when_it_is_loaded(tmp_path: Path):
    learnt = LearntStances.learn(list(examples_in())[::10])
    learnt.stances.save(tmp_path / "stances.npz")
    text = "lol biomass manager. nah"
    (before,), (after,) = (each.stood(text, [(4, 19)]) for each in (learnt, StanceSensor.read(tmp_path)))
    assert after.stance is before.stance
    # Vectors are kept in half as many bits.
    assert after.lead == pytest.approx(before.lead, abs=2e-3)
