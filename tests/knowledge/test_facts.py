"""The built-in facts, checked against the O*NET release that they cite.

The release is not part of the project: without it (ROLEWISE_SHARED, or a folder `shared` beside the
project's) these tests are skipped.
"""

import csv
import io
import os
import re
import zipfile
from collections import defaultdict
from pathlib import Path

import pytest

from bot.knowledge.files import read_knowledge
from bot.knowledge.model import Role
from bot.settings import ROOT

RELEASE = Path(os.environ.get("ROLEWISE_SHARED") or ROOT.parent / "shared") / "onet" / "db_29_text.zip"
pytestmark = pytest.mark.skipif(not RELEASE.is_file(), reason=f"the O*NET release is not at {RELEASE}")
ROLES = [role for role in read_knowledge(ROOT / "knowledge").roles if role.onet_code]


def source_id(role: Role) -> str:
    return "onet_" + re.sub(r"\W", "_", role.onet_code or "")


@pytest.fixture(scope="module")
def onet() -> dict[str, list[dict[str, str]]]:
    """The tables needed, by file name."""
    tables = {}
    with zipfile.ZipFile(RELEASE) as release:
        for name in (
            "Task Statements",
            "Skills",
            "Knowledge",
            "Interests",
            "Related Occupations",
            "Education, Training, and Experience",
        ):
            with release.open(f"db_29_text/{name}.txt") as file:
                tables[name] = list(csv.DictReader(io.TextIOWrapper(file, "utf-8"), delimiter="\t"))
    return tables


@pytest.fixture(scope="module")
def tasks(onet) -> dict[str, dict[str, str]]:
    """Task statements by occupation and task number."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in onet["Task Statements"]:
        found[row["O*NET-SOC Code"]][row["Task ID"]] = row["Task"]
    return found


def words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.id)
def test_every_duty_names_tasks_of_its_occupation_and_says_them_in_other_words(role: Role, tasks):
    for duty in role.duties:
        if source_id(role) not in duty.sources:
            continue
        numbers = re.findall(r"\d+", duty.ref or "")
        assert numbers, f"{duty.id} names no task"
        for number in numbers:
            statement = tasks[role.onet_code].get(number)
            assert statement, f"{duty.id}: {number} is not a task of {role.onet_code}"
            theirs, ours = " ".join(words(statement)), words(duty.statement)
            copied = [" ".join(ours[at : at + 6]) for at in range(len(ours) - 5)]
            assert not [run for run in copied if run in theirs], duty.id


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.id)
def test_every_measured_skill_is_as_important_as_the_release_says(role: Role, onet):
    measured = {
        (row["Element Name"], row["Element ID"]): round((float(row["Data Value"]) - 1) / 4 * 100)
        for row in (*onet["Skills"], *onet["Knowledge"])
        if row["O*NET-SOC Code"] == role.onet_code and row["Scale ID"] == "IM"
    }
    for skill in role.skills:
        if skill.importance is not None:
            assert measured[skill.name, (skill.ref or "").removeprefix("element ")] == skill.importance, skill.name


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.id)
def test_what_the_release_says_of_an_occupation_is_told(role: Role, onet):
    def holds(table: str, **cells: str) -> bool:
        wanted = {"O*NET-SOC Code": role.onet_code, **cells}
        return any(all(row[key] == cell for key, cell in wanted.items()) for row in onet[table])

    codes = {other.onet_code for other in ROLES} - {role.onet_code}
    related = {
        row["Related O*NET-SOC Code"] for row in onet["Related Occupations"] if row["O*NET-SOC Code"] == role.onet_code
    }
    assert bool(role.skills) >= holds("Skills", **{"Scale ID": "IM"})
    assert bool(role.education) >= holds("Education, Training, and Experience", **{"Element ID": "2.D.1"})
    assert bool(role.related) >= bool(related & codes)


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.id)
def test_every_share_of_those_asked_is_as_the_release_says(role: Role, onet):
    for fact in (*role.education, *role.experience):
        element = (fact.ref or "").removeprefix("element ")
        shares = {
            round(float(row["Data Value"]))
            for row in onet["Education, Training, and Experience"]
            if (row["O*NET-SOC Code"], row["Element ID"]) == (role.onet_code, element)
        }
        told = {int(share) for share in re.findall(r"(\d+) (?:%|percent)", fact.text)}
        assert told <= shares, f"{fact.text} ({sorted(shares)})"


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.id)
def test_interests_are_the_strongest_in_order(role: Role, onet):
    measured = {
        row["Element Name"].lower(): float(row["Data Value"])
        for row in onet["Interests"]
        if row["O*NET-SOC Code"] == role.onet_code and row["Scale ID"] == "OI"
    }
    strongest = sorted(measured, key=lambda name: -measured[name])
    assert [link.type.value for link in role.interests] == strongest[: len(role.interests)]


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.id)
def test_related_roles_are_related_occupations(role: Role, onet):
    codes = {other.id: other.onet_code for other in ROLES}
    related = {
        row["Related O*NET-SOC Code"] for row in onet["Related Occupations"] if row["O*NET-SOC Code"] == role.onet_code
    }
    for link in (*role.related, *role.next_roles):
        if source_id(role) in link.sources:
            assert codes[link.role] in related, link.role
