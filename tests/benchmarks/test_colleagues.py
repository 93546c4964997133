"""The invented companies that questions of colleagues are asked of, and what is expected of them."""

from pathlib import Path

import pytest

from benchmarks.colleagues import CASES, write_company_in
from bot.company.files import read_company
from bot.runtime.colleagues import read_asked
from bot.search.known import open_known
from bot.settings import Settings

FOLDERS = sorted(each.parent for each in CASES.glob("*/staff.csv"))
# What is expected beside people.
OTHERS = frozenset(("NOBODY", "GENERAL", "YES", "NO", "ASK"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda each: each.name)
def test_a_company_of_the_cases_has_everybody_whom_its_questions_expect(
    folder: Path, settings: Settings, tmp_path: Path
):
    known, path = open_known(settings.store, settings.encoder), tmp_path / "company.yml"
    write_company_in(folder, path, known)
    company = read_company(path, known.store)
    here = {person.name for person in company.people.values() if not person.left}
    channels = {entry.channel for entry in (*company.own_duties, *company.teams.values()) if entry.channel}
    expected = {
        name
        for file in folder.glob("questions*.tsv")
        for row in read_asked(file)
        for either in row.expected.split("|")
        for name in either.split("&")
        if name not in OTHERS and not name.startswith("LEFT ")
    }
    teams = {f"TEAM {team.name}" for team in company.teams.values()}
    assert expected - here - channels - teams == set()


def test_what_a_keeper_adds_by_hand_is_in_the_company(settings: Settings, tmp_path: Path):
    known, path = open_known(settings.store, settings.encoder), tmp_path / "company.yml"
    write_company_in(CASES / "skerry", path, known)
    company = read_company(path, known.store)
    assert company.teams["fleet"].channel == "#fleet"
    assert (set(company.rotas), set(company.systems)) == ({"duty_engineer"}, {"ferrypoint"})
