"""Whom colleagues name is kept for the keeper, shown as a patch, and written only where the keeper says so."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.company import proposals
from bot.company.beside import beside
from bot.company.files import read_company
from bot.company.proposals import (
    Proposal,
    add_proposal,
    apply_proposals,
    person_meant,
    proposals_file,
    proposals_text,
    read_proposals,
    write_proposals,
)
from bot.errors import InvalidKnowledge, SettingError
from bot.knowledge.store import Store

ANN = Proposal("2026-11-30", "orders flour", "Ann Loaf", "U1", "bob", "since May")
BOB = Proposal("2026-11-30", "feeds the cat", "Robert", "U2", "ann")
LOST = Proposal("2026-11-30", "waters the plants", "Nobody Here", "U9", "ann")
CONTENT: dict[str, Any] = {
    "name": "Crumb",
    "sites": {"hull": {"name": "Hull"}},
    "people": {
        "ann": {"name": "Ann Loaf"},
        "bob": {"name": "Bob Rye", "slack": "U2"},
        "gone": {"name": "Robert", "left": "2020-01-01"},
        "cid": {"name": "Cid Bun"},
        "cid_2": {"name": "Cid Bun"},
    },
}
DUTIES = """\
duty,also,site,accountable,responsible,link
feeds the cat,,Hull,Ann Loaf,,
Feeds the Cat,miaow,,Ann Loaf,Ann Loaf,
"""


@pytest.fixture
def store(small: Any) -> Store:
    return small.store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "company.yml"
    found.write_text(yaml.safe_dump(CONTENT), encoding="utf-8")
    return found


def test_what_is_added_is_read_in_its_order(path: Path):
    assert read_proposals(path) == []
    assert add_proposal(path, ANN)
    assert add_proposal(path, BOB)
    assert read_proposals(path) == [ANN, BOB]
    write_proposals(path, [BOB])
    assert read_proposals(path) == [BOB]
    write_proposals(path, [])
    assert not proposals_file(path).exists()


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=40))
def test_whatever_is_written_stays_one_proposal_and_is_no_formula(path: Path, written: str):
    write_proposals(path, [])
    add_proposal(path, Proposal("2026-11-30", written, written, "U1", "ann", written))
    [found] = read_proposals(path)
    assert found.duty.replace("'", "") == written.replace("'", "")
    assert not found.duty.startswith(("=", "+", "-", "@"))


def test_when_there_are_too_many_no_more_are_kept(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(proposals, "MOST", 1)
    assert add_proposal(path, ANN)
    assert not add_proposal(path, BOB)
    assert read_proposals(path) == [ANN]


@pytest.mark.parametrize(
    ("proposal", "key"),
    [
        (ANN, "ann"),
        (BOB, "bob"),
        (LOST, ""),
        (Proposal("", "x", "Cid Bun", "U7", ""), ""),
        (Proposal("", "x", "ann  loaf", "", ""), ""),
        (Proposal("", "x", "ANN LOAF", "", ""), "ann"),
    ],
)
def test_a_person_is_meant_by_member_id_or_by_a_name_that_one_alone_has(
    path: Path, store: Store, proposal: Proposal, key: str
):
    assert person_meant(proposal, read_company(path, store)) == key


def test_the_patch_says_who_is_nobody(path: Path, store: Store):
    shown = proposals_text([ANN, LOST], read_company(path, store))
    assert "+ ann" in shown
    assert "? Nobody Here is nobody in the map" in shown


def test_applied_it_is_a_row_of_the_table_and_counts(path: Path, store: Store):
    apply_proposals(path, [ANN], store)
    [duty] = read_company(path, store).own_duties
    assert (duty.duty, duty.responsible, duty.accountable) == ("orders flour", ("ann",), None)


def test_of_a_duty_that_there_is_the_row_for_all_sites_gets_one_more(path: Path, store: Store):
    beside(path)["own_duties"].write_text(DUTIES, encoding="utf-8")
    for _ in range(2):
        apply_proposals(path, [BOB], store)
        hull, everywhere = read_company(path, store).own_duties
        assert (hull.responsible, everywhere.responsible) == ((), ("ann", "bob"))
        assert (everywhere.duty, everywhere.also, everywhere.accountable) == ("Feeds the Cat", ("miaow",), "ann")


def test_a_proposal_of_nobody_changes_nothing(path: Path, store: Store):
    beside(path)["own_duties"].write_text(DUTIES, encoding="utf-8")
    with pytest.raises(SettingError, match="Nobody Here"):
        apply_proposals(path, [ANN, LOST], store)
    assert beside(path)["own_duties"].read_text(encoding="utf-8") == DUTIES


def test_a_table_that_would_not_be_valid_stays_as_it_is(path: Path, store: Store, monkeypatch: pytest.MonkeyPatch):
    beside(path)["own_duties"].write_text(DUTIES, encoding="utf-8")
    monkeypatch.setattr(proposals, "person_meant", lambda *_: "nobody_at_all")
    with pytest.raises(InvalidKnowledge):
        apply_proposals(path, [ANN], store)
    assert beside(path)["own_duties"].read_text(encoding="utf-8") == DUTIES


@pytest.mark.parametrize("content", ["a,b\n1,2\n", ",".join(proposals._COLUMNS) + "\n1,2\n"])
def test_a_file_that_is_none_of_ours_is_said(path: Path, content: str):
    proposals_file(path).write_text(content, encoding="utf-8")
    with pytest.raises(InvalidKnowledge, match=r"company\.proposals\.csv"):
        read_proposals(path)
