"""ESCO releases, whole and damaged."""

import os
from pathlib import Path

import pytest

from bot.errors import ReleaseError
from bot.knowledge.esco import read_esco
from bot.knowledge.tables import Release
from bot.settings import ROOT
from tests.knowledge.releases import ESCO, esco_tables, write_csv

SHARED = Path(os.environ.get("ROLEWISE_SHARED") or ROOT.parent / "shared") / "esco"


def test_occupations_are_read_with_names_sentences_and_skills(tmp_path: Path):
    found = read_esco(Release(write_csv(tmp_path, esco_tables())))
    head, manager = found.roles
    assert (head.id, head.title, head.family) == ("esco_ab_1", "Head of Bread", "Craft and related trades")
    assert head.code == ESCO + "AB-1"
    assert head.aliases == ("bread boss", "baker/bakeress", "baker", "bakeress")
    assert [duty.statement for duty in head.duties] == ["Heads of bread choose flour.", "They taste every loaf."]
    assert [(skill.name, skill.ref) for skill in head.skills] == [("taste bread", "essential skill")]
    assert (manager.title, manager.duties) == ("Shop Manager", ())
    assert found.sources[head.id].url == head.esco_uri
    assert found.sources[head.id].publisher == "European Commission"


def test_skills_are_left_out_where_their_files_are_missing(tmp_path: Path):
    tables = {"occupations_en": esco_tables()["occupations_en"]}
    assert [role.skills for role in read_esco(Release(write_csv(tmp_path, tables))).roles] == [(), ()]


@pytest.mark.parametrize(
    ("table", "change", "message"),
    [
        ("occupations_en", {"preferredLabel": ""}, "occupations_en.csv, row 2, column 'preferredLabel': the cell is"),
        ("occupations_en", {"conceptUri": ""}, "occupations_en.csv, row 2, column 'conceptUri': the cell is empty"),
        ("occupationSkillRelations_en", {"skillUri": "s9"}, "row 2, column 'skillUri': skill s9 is not in"),
        ("occupationSkillRelations_en", {"occupationUri": "o"}, "row 2, column 'occupationUri': occupation o is not"),
    ],
)
def test_a_damaged_release_says_where(tmp_path: Path, table: str, change: dict[str, str], message: str):
    tables = esco_tables()
    tables[table][0].update(change)
    with pytest.raises(ReleaseError) as caught:
        read_esco(Release(write_csv(tmp_path, tables)))
    assert message in str(caught.value)


def test_a_file_that_was_cut_off_inside_a_quotation_is_refused(tmp_path: Path):
    write_csv(tmp_path, esco_tables())
    path = tmp_path / "occupations_en.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("every loaf")], encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"occupations_en.csv, row 2"):
        read_esco(Release(tmp_path))


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"the ESCO release is not at {SHARED}")
def test_the_whole_release_is_read():
    found = read_esco(Release(SHARED))
    assert len(found.roles) == 3039
    labels = sum(1 + len(role.aliases) for role in found.roles)
    assert labels >= 33000
