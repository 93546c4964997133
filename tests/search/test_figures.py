"""The search is as right as when it was last measured, on the real databases; figures.yml has the figures."""

from pathlib import Path

import pytest
import yaml

from benchmarks.baselines import Rank, ours_for_duties, ours_for_titles
from benchmarks.measure import Question, figures, read_questions
from benchmarks.search import OWN_QUESTIONS, onet_codes, slips
from benchmarks.stores import SHARED
from bot.knowledge.store import Store
from bot.search.known import Known

FIGURES = yaml.safe_load((Path(__file__).parent / "figures.yml").read_text(encoding="utf-8"))


def check(name: str, questions: list[Question], rank: Rank) -> None:
    found, expected = figures(questions, rank), FIGURES[name]
    for figure in ("hit1", "hit5", "mrr"):
        assert getattr(found, figure) >= expected[figure] - expected["margin"], (figure, found)


def questions_of(file: Path, codes: dict[str, str] | None = None) -> list[Question]:
    if not file.is_file():
        pytest.skip(f"{file} is not beside the project (ROLEWISE_SHARED)")
    return read_questions(file, codes)


@pytest.fixture(scope="module")
def onet(onet_store, encoder) -> Known:
    return Known(Store(onet_store), encoder)


def test_who_does_it_over_onet(onet: Known):
    questions = questions_of(SHARED / "eval/who_handles_dev.tsv", onet_codes())
    check("who_handles_dev", questions, ours_for_duties(onet))


def test_who_does_it_over_onet_in_the_project_s_own_questions(onet: Known):
    check("who_does", read_questions(OWN_QUESTIONS, onet_codes()), ours_for_duties(onet))


def test_onet_titles_with_a_slip(onet: Known):
    check("slips", slips(onet.store.path, 600), ours_for_titles(onet))


def test_titles_of_job_adverts_over_esco(esco_store, encoder):
    questions = questions_of(SHARED / "eval/jobbert_titles_dev.tsv")
    check("adverts", questions, ours_for_titles(Known(Store(esco_store), encoder)))
