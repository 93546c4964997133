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
from bot.knowledge.model import Role, SkillKind
from bot.knowledge.onet import STYLES
from bot.settings import ROOT

RELEASE = Path(os.environ.get("ROLEWISE_SHARED") or ROOT.parent / "shared") / "onet" / "db_29_text.zip"
pytestmark = pytest.mark.skipif(not RELEASE.is_file(), reason=f"the O*NET release is not at {RELEASE}")
# From which importance on a role tells a skill or field of knowledge, and how many it tells at most.
IMPORTANT, MOST_SKILLS = 50, 24
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
            "Work Styles",
            "Job Zones",
            "Technology Skills",
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


def measures(rows: list[dict[str, str]], role: Role, scale: str = "IM", most: int = 5) -> dict[tuple[str, str], int]:
    """What a scale from 1 to most measures of an occupation, from 0 to 100: by element's name and number."""
    return {
        (row["Element Name"], f"element {row['Element ID']}"): round((float(row["Data Value"]) - 1) / (most - 1) * 100)
        for row in rows
        if row["O*NET-SOC Code"] == role.onet_code and row["Scale ID"] == scale
    }


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.id)
def test_every_measured_skill_is_as_important_as_the_release_says(role: Role, onet):
    for kind, table in ((SkillKind.skill, "Skills"), (SkillKind.knowledge, "Knowledge")):
        measured = measures(onet[table], role)
        for skill in role.skills:
            if skill.kind is kind and skill.importance is not None:
                assert measured.get((skill.name, skill.ref or "")) == skill.importance, skill.name


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.id)
def test_no_important_skill_or_field_of_knowledge_is_left_out(role: Role, onet):
    measured = measures([*onet["Skills"], *onet["Knowledge"]], role)
    told = {(skill.name, skill.ref): skill.importance for skill in role.skills if skill.importance is not None}
    left = [level for key, level in measured.items() if level >= IMPORTANT and key not in told]
    # Of very many the most important are enough.
    assert not left or (len(told) >= MOST_SKILLS and max(left) <= min(told.values())), left


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.id)
def test_tools_are_the_occupation_s_and_no_skills(role: Role, onet):
    tools = {row["Example"] for row in onet["Technology Skills"] if row["O*NET-SOC Code"] == role.onet_code}
    for tool in role.technology:
        if source_id(role) in tool.sources:
            assert tool.name in tools
    names = [tool.name.lower() for tool in role.technology]
    assert len(set(names)) == len(names)
    assert not [skill.name for skill in role.skills if skill.ref == "Technology Skills"]


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.id)
def test_styles_are_the_most_important_in_order(role: Role, onet):
    measured = measures(onet["Work Styles"], role)
    told = {(style.name, style.ref): style.importance for style in role.styles}
    assert list(told.values()) == sorted(measured.values(), reverse=True)[:STYLES]
    assert told.items() <= measured.items()


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.id)
def test_the_preparation_is_as_the_release_says(role: Role, onet):
    zones = [int(row["Job Zone"]) for row in onet["Job Zones"] if row["O*NET-SOC Code"] == role.onet_code]
    assert role.job_zone == next(iter(zones), None)


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
def test_all_six_interests_are_told_strongest_first(role: Role, onet):
    measured = measures(onet["Interests"], role, "OI", 7)
    told = [(link.type.value.title(), link.ref) for link in role.interests]
    assert {key: link.level for key, link in zip(told, role.interests, strict=True)} == measured
    assert [link.level for link in role.interests] == sorted(measured.values(), reverse=True)


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.id)
def test_related_roles_are_related_occupations(role: Role, onet):
    codes = {other.id: other.onet_code for other in ROLES}
    related = {
        row["Related O*NET-SOC Code"] for row in onet["Related Occupations"] if row["O*NET-SOC Code"] == role.onet_code
    }
    for link in (*role.related, *role.next_roles):
        if source_id(role) in link.sources:
            assert codes[link.role] in related, link.role
