"""The tables of knowledge/facts: as the releases have them, sorted, small, and read with all problems named."""

import shutil
from pathlib import Path

import pytest

from benchmarks.stores import SHARED
from bot.errors import InvalidKnowledge, ReleaseError
from bot.knowledge.facts import TABLES, read_facts, write_table
from bot.knowledge.refresh_bls import refresh_bls
from bot.knowledge.refresh_onet import refresh_onet
from bot.knowledge.tables import Release
from bot.settings import ROOT

KNOWLEDGE = ROOT / "knowledge"
ONET = SHARED / "onet/db_29_text.zip"
BLS = (SHARED / "bls/national_M2024_dl.xlsx", SHARED / "bls/employment_projections_2024-34.xlsx")


def needed(*paths: Path) -> pytest.MarkDecorator:
    missing = [str(path) for path in paths if not path.is_file()]
    return pytest.mark.skipif(bool(missing), reason=f"not beside the project (ROLEWISE_SHARED): {', '.join(missing)}")


def same_as_the_project_s(tree: Path, tables: dict[str, int]) -> None:
    for table, rows in tables.items():
        made = (tree / f"facts/{table}.tsv").read_text(encoding="utf-8")
        assert made == (KNOWLEDGE / f"facts/{table}.tsv").read_text(encoding="utf-8"), table
        assert made.count("\n") == rows + 1


@needed(ONET)
def test_the_tables_of_onet_are_what_its_release_says(tmp_path: Path):
    made = refresh_onet(Release(ONET), tmp_path)
    assert (made["occupations"], made["names"], made["tasks"]) == (1016, 56560, 18796)
    same_as_the_project_s(tmp_path, made)


@needed(*BLS)
def test_pay_and_prospects_are_what_the_bureau_says(tmp_path: Path):
    made = refresh_bls([Release(path) for path in BLS], tmp_path)
    assert made.keys() == {"pay", "outlook"}
    same_as_the_project_s(tmp_path, made)


@needed(*BLS)
def test_two_files_of_one_kind_are_refused_and_nothing_is_written(tmp_path: Path):
    with pytest.raises(ReleaseError, match="second file of 'pay'"):
        refresh_bls([Release(BLS[0]), Release(BLS[0])], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_tables_are_small_and_each_names_its_source():
    assert sum(path.stat().st_size for path in (KNOWLEDGE / "facts").iterdir()) < 12_000_000
    facts = read_facts(KNOWLEDGE)
    assert facts.sources.keys() == facts.rows.keys() == TABLES.keys()
    assert all(source.release and source.licence for source in facts.sources.values())


def test_what_was_not_measured_is_absent_and_never_nought():
    skills = read_facts(KNOWLEDGE).rows["skills"]
    assert any(row["level"] == "" for row in skills)
    assert all(float(row["importance"]) >= 1 for row in skills)


def test_rows_are_written_once_and_in_the_order_of_numbers(tmp_path: Path):
    write_table(tmp_path, "related", [("a", "10", "x"), ("a", "9", "y"), ("a", "10", "x")])
    assert (tmp_path / "facts/related.tsv").read_text() == "code\trank\trelated\na\t9\ty\na\t10\tx\n"


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (lambda text: text.replace("core", "heart", 1), "line 1: its columns must be code, task, core"),
        (lambda text: text.replace("\ty\n", "\n", 1), "line 2: 2 cells, not 3"),
    ],
)
def test_a_damaged_table_is_named_with_the_line_and_what_to_do(tmp_path: Path, damage, problem: str):
    shutil.copytree(KNOWLEDGE / "facts", tmp_path / "facts")
    table = tmp_path / "facts/tasks.tsv"
    lines = table.read_text().split("\n", 2)
    lines[1] = lines[1] if lines[1].endswith("y") else lines[1] + "y"
    table.write_text(damage("\n".join(lines)))
    with pytest.raises(InvalidKnowledge) as raised:
        read_facts(tmp_path)
    assert problem in str(raised.value)
    assert "rolewise knowledge refresh" in str(raised.value)
