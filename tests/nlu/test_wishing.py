"""Wishes heard in people's own words, by the trained model, in sentences that nothing is learnt from."""

import csv

import numpy as np
import pytest
import yaml

from bot.nlu.wishing import AVOIDED, EXAMPLES, NOTHING, OF_SELF, SURE_OF_KIND, WANTED, LearntWishes
from bot.nlu.wording import words_and_vectors
from bot.reading.normal import normal
from bot.reading.told import Tells
from bot.settings import ROOT
from tests.nlu.learnt import learnt_file

APART, CLAUSES = ROOT / "tests/cases/wishes_apart.tsv", ROOT / "tests/cases/clauses_apart.tsv"
WISHES = yaml.safe_load((ROOT / "knowledge/wishes.yml").read_text(encoding="utf-8"))
OF_KINDS = yaml.safe_load(OF_SELF.read_text(encoding="utf-8"))
LEARNT = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))
SIGNS = {Tells.like: "+", Tells.dislike: "-"}


@pytest.fixture(scope="module")
def learnt(settings, tmp_path_factory: pytest.TempPathFactory) -> LearntWishes:
    """What the trained model has learnt."""
    return LearntWishes.load(learnt_file(settings, tmp_path_factory, "about.npz").parent)


def heard(learnt: LearntWishes, text: str) -> set[str]:
    return {wished.wish + SIGNS[wished.tells] for wished in learnt.heard_in(normal(text))[0]}


def rows() -> list[tuple[str, set[str]]]:
    with APART.open(encoding="utf-8") as file:
        return [
            (row["said"], set(filter(None, row["wishes"].split(",")))) for row in csv.DictReader(file, delimiter="\t")
        ]


def test_what_strangers_want_and_avoid_is_heard_in_their_own_words(learnt: LearntWishes):
    told = [(heard(learnt, said), gold) for said, gold in rows()]
    right = sum(len(found & gold) for found, gold in told)
    # Of 112 wishes; docs/decisions/0021 has what was measured: 0.65, and 0.85 of them right.
    assert right >= 67
    assert right / sum(len(found) for found, _ in told) >= 0.78


def test_what_is_wanted_is_seldom_heard_as_avoided(learnt: LearntWishes):
    turned = str.maketrans("+-", "-+")
    assert sum(len(heard(learnt, said) & {wish.translate(turned) for wish in gold}) for said, gold in rows()) <= 6


def test_who_tells_of_no_wish_is_seldom_heard_to_have_one(learnt: LearntWishes):
    silent = [said for said, gold in rows() if not gold]
    assert len(silent) >= 40
    assert sum(bool(heard(learnt, said)) for said in silent) <= 6


@pytest.mark.parametrize("text", ["", " ", "?", "...", "a", "I " * 300])
def test_nothing_is_heard_in_nothing(learnt: LearntWishes, text: str):
    assert learnt.heard_in(normal(text))[0] == ()


def test_every_wish_has_examples_of_both_sides_and_no_other_has():
    assert set(LEARNT) == {*WISHES, NOTHING}
    assert all(set(said) == {WANTED, AVOIDED} for key, said in LEARNT.items() if key != NOTHING)


def test_no_sentence_that_is_measured_is_learnt():
    sides = [LEARNT[NOTHING], *(texts for key in WISHES for texts in LEARNT[key].values())]
    examples = {text.lower() for texts in sides for text in texts}
    assert not [said for said, _ in rows() if said.lower() in examples]


def test_what_a_clause_tells_of_somebody_is_mostly_told(learnt: LearntWishes):
    with CLAUSES.open(encoding="utf-8") as file:
        told = [(row["tells"], row["clause"]) for row in csv.DictReader(file, delimiter="\t")]
    scores = learnt.kind.scores(*words_and_vectors([clause for _, clause in told]))
    kinds = [learnt.kind.classes[place] for place in scores.argmax(axis=1)]
    second, first = np.sort(scores, axis=1)[:, -2:].T
    right = [kind == tells for kind, (tells, _) in zip(kinds, told, strict=True)]
    sure = [each for each, lead in zip(right, first - second, strict=True) if lead >= SURE_OF_KIND]
    # docs/decisions/0021 has what was measured: 0.70 of all, 0.81 of the 72 % that are sure.
    assert len(told) >= 800
    assert sum(right) / len(right) >= 0.66
    assert sum(sure) / len(sure) >= 0.77
    assert not set(clause.lower() for _, clause in told) & {
        text.lower() for texts in OF_KINDS.values() for text in texts
    }
