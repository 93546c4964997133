"""Which of a company's own duties a message needs, by the trained model, over a company nothing is learnt from."""

import csv
from pathlib import Path

import pytest

from benchmarks.colleagues import SECOND, write_second_company
from bot.company.files import read_company
from bot.nlu.needing import DutyAreas, LearntNeeds, ordinary_needs
from bot.reading.here import Need
from bot.search.known import open_known
from bot.search.likeness import LearntClasses
from bot.settings import Settings
from tests.nlu.learnt import learnt_file


@pytest.fixture(scope="module")
def duties(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> DutyAreas:
    known = open_known(settings.store, settings.encoder)
    path = tmp_path_factory.mktemp("lumbrook") / "company.yml"
    write_second_company(path, known)
    learnt = LearntNeeds(LearntClasses.load(learnt_file(settings, tmp_path_factory, "needs.npz")))
    return DutyAreas(read_company(path, known.store), learnt)


def asked(kind: str) -> list[str]:
    with Path(SECOND, "questions.tsv").open(encoding="utf-8") as file:
        return [
            row["question"]
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if row["kind"] == kind
        ]


def test_needs_are_for_a_colleague_and_talk_of_professions_is_not(duties: DutyAreas):
    # Measured: all but one, and none.
    needs = [duties.needed(text).own > 0 for text in asked("duty")]
    assert sum(needs) >= 0.95 * len(needs)
    assert [text for text in asked("apart") if duties.needed(text).own > 0] == []


@pytest.mark.parametrize(
    ("text", "duty"),
    [
        ("the fob is still lying on the train", "Badges & keys"),
        ("got 200 less than in march", "Payroll"),
        ("it blinks and says descale", "Coffee machine"),
        ("they want us to sign 14 pages by friday", "Legal check"),
        ("my laptop got a glass of water", "Laptops & phones"),
    ],
)
def test_a_duty_is_found_without_a_word_of_it(duties: DutyAreas, text: str, duty: str):
    assert duty in [name for name, _ in duties.needed(text).duties[:3]]


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("someone takes goods home from the store without paying", "wrongdoing"),
        ("he keeps touching my shoulder and I don't want it", "harassment"),
        ("I can't sleep since the accident and I am at the end of my strength", "wellbeing"),
    ],
)
def test_what_is_told_in_confidence_is_known_as_that(duties: DutyAreas, text: str, matter: str):
    needed = duties.needed(text)
    assert (needed.is_private, needed.matter) == (True, matter)


@pytest.mark.parametrize(("text", "is_private"), [("I have a fever", True), ("the radiator is cold", False)])
def test_of_illness_reports_keep_nothing_though_anybody_may_hear_of_it(duties: DutyAreas, text: str, is_private: bool):
    needed = duties.needed(text)
    assert (needed.is_private, needed.matter) == (is_private, "")


def test_likeness_is_from_nothing_to_one_and_best_first(duties: DutyAreas):
    likeness = [each for _, each in duties.needed("the radiator is cold").duties]
    assert likeness == sorted(likeness, reverse=True)
    assert all(0 <= each <= 1.001 for each in likeness)


def test_a_company_without_duties_of_its_own_has_none_that_fit(duties: DutyAreas):
    bare = DutyAreas(duties.company.copy(update={"own_duties": ()}), duties._learnt)
    found = bare.needed("the radiator is cold")
    assert isinstance(found, Need)
    assert found.own > 0
    assert found.duties == ()


def test_nobody_in_trouble_teaches_what_is_ordinary():
    said = ordinary_needs()
    assert len(said) > 3000
    assert not [text for text in said if "harass" in text.lower()]
