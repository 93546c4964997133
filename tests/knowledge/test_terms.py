"""What words of schooling and hiring mean: the table and what is wrong in one."""

from pathlib import Path

import pytest

from bot.errors import InvalidKnowledge
from bot.knowledge.terms import FILE, read_terms
from bot.settings import ROOT

SOURCES = "sources:\n  here: {title: A page, publisher: Somebody, url: 'https://here.example'}\n"


def written(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def test_every_term_of_the_project_has_its_source_and_says_what_it_means():
    tables = read_terms(ROOT / "knowledge")
    assert len(tables.terms) > 40
    assert {term.source for term in tables.terms.values()} == set(tables.sources)
    assert all(term.means.endswith(".") and len(term.means) < 300 for term in tables.terms.values())


def test_a_folder_without_the_file_has_no_terms(tmp_path: Path):
    assert read_terms(tmp_path).terms == {}


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("terms: []\n" + SOURCES, "terms", "mapping"),
        ("terms: {}\n", "sources", "mapping"),
        ("[", "line", ""),
        ("terms:\n  ged: {called: [GED], means: A test., source: there}\n" + SOURCES, "terms.ged.source", "there"),
        ("terms:\n  ged: {called: [], means: A test., source: here}\n" + SOURCES, "terms.ged.called", "name"),
        ("terms:\n  ged: {called: [GED], source: here}\n" + SOURCES, "terms.ged", "means"),
        (
            "terms:\n  a: {called: [GED], means: A., source: here}\n  b: {called: [ged], means: B., source: here}\n"
            + SOURCES,
            "terms",
            "'ged'",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, place: str, problem: str):
    with pytest.raises(InvalidKnowledge) as told:
        read_terms(written(tmp_path, text))
    assert FILE in str(told.value)
    assert place in str(told.value)
    assert problem in str(told.value)
