"""Reading the knowledge files: everything wrong is said, all of it, with its place and what to do."""

from collections import Counter
from copy import deepcopy
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.errors import InvalidKnowledge
from bot.knowledge.files import ACTIVITIES_FILE, SCHEMA_FILE, read_knowledge, role_schema
from bot.knowledge.model import Interest
from bot.settings import ROOT
from tests.conftest import SMALL_TREE, write_tree


def test_a_good_tree_is_read_whole(tree: Path):
    knowledge = read_knowledge(tree)
    assert [role.title for role in knowledge.roles] == ["Head Baker", "Mill Manager", "Shop Manager"]
    assert set(knowledge.sources) == {"handbook", "survey"}
    assert knowledge.departments["bakery"].aliases == ("oven room",)


def put(path: str, value: Any):
    """A change to the head baker's file: put('duties.0.sources', [])."""

    def change(role: dict[str, Any]) -> None:
        *parents, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        place: Any = role
        for parent in parents:
            place = place[parent]
        if value is ...:
            del place[last]
        else:
            place[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        (put("dutys", []), "dutys", "unknown field 'dutys'; did you mean 'duties'?"),
        (put("duties.1.colour", "red"), "duties[1].colour", "unknown field 'colour'; remove it or correct its name"),
        (put("duties.0.sources", ...), "duties[0].sources", "the source is missing; name at least one id"),
        (put("duties.0.sources", []), "duties[0].sources", "the source is missing; name at least one id"),
        (put("summary.sources", ["bible"]), "summary.sources[0]", "there is no source 'bible'; add it or correct"),
        (put("scope.sources", ["handbok"]), "scope.sources[0]", "did you mean 'handbook'?"),
        (put("title", ...), "title", "the field 'title' is missing; add it"),
        (put("title", 7), "title", "wrong type; this must be text"),
        (put("title", " "), "title", "'title' is empty"),
        (put("aliases", "baker"), "aliases", "wrong type; this must be a list"),
        (put("summary", "A baker."), "summary", "wrong type; this must be a mapping"),
        (put("skills.0.importance", 101), "skills[0].importance", "out of range"),
        (put("skills.0.importance", "high"), "skills[0].importance", "this must be a whole number"),
        (put("duties", []), "duties", "'duties' is empty; add at least one entry"),
        (put("duties.2.statement", ""), "duties[2].statement", "'statement' is empty"),
        (put("duties.2.statement", None), "duties[2].statement", "'statement' is empty"),
        (put("duties.0.involvement", "owns"), "duties[0].involvement", "use one of: accountable, responsible"),
        (put("duties.1.id", "bread"), "duties", "2 duties have the id 'bread'"),
        (put("related.0.role", "miller"), "related[0].role", "there is no role 'miller'"),
        (put("related.0.role", "head_baker"), "related[0].role", "a role cannot refer to itself"),
        (put("department", "bakry"), "department", "there is no department 'bakry'; did you mean 'bakery'?"),
        (put("works_with.0.department", "moon"), "works_with[0].department", "there is no department 'moon'"),
        (put("aliases.0", "store manager"), "aliases[0]", "'store manager' also names shop_manager"),
        (put("aliases.0", "bread chief"), "aliases[0]", "given more than once in this file"),
        (put("title", "Mill Manager"), "title", "'mill manager' also names mill_manager; change one"),
        (put("id", "Head-Baker"), "id", "wrong form"),
        (put("id", "mill_manager"), "id", "is the id of"),
        (put("id", "chief_baker"), "id", "must equal the file's name"),
        (put("onet_code", "11-1021"), "onet_code", "wrong form"),
        (put("reviewed", "yesterday"), "reviewed", "wrong form"),
    ],
)
def test_each_kind_of_bad_data_is_named(tmp_path: Path, change, place: str, message: str):
    tree = deepcopy(SMALL_TREE)
    change(tree["roles"]["head_baker"])
    with pytest.raises(InvalidKnowledge) as error:
        read_knowledge(write_tree(tmp_path, tree))
    found = [problem for problem in error.value.problems if message in problem.message]
    assert found, str(error.value)
    if "is the id of" not in message:
        assert [(problem.file, problem.path) for problem in found] == [("roles/head_baker.yml", place)]


@pytest.mark.parametrize(
    ("file", "content", "place", "message"),
    [
        ("roles/head_baker.yml", b"id: [broken\ntitle: x", "line 2, column 6", "not valid YAML"),
        ("roles/head_baker.yml", b"id: a\nid: b\n", "line 2, column 1", "the field 'id' is given twice"),
        ("roles/head_baker.yml", b"title: \xff\xfe", "byte 7", "not UTF-8"),
        ("roles/head_baker.yml", b"- a list\n", "", "wrong type"),
        ("roles/head_baker.yml", b"", "", "empty"),
        ("roles/head_baker.yaml", b"id: x", "", "must end in '.yml'"),
        ("sources.yml", b"just text", "", "must be a mapping"),
        ("sources.yml", b"handbook: {title: x}", "handbook.publisher", "the field 'publisher' is missing"),
        ("departments.yml", b"bakery: {title: }", "bakery.title", "'title' is empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tree: Path, file: str, content: bytes, place: str, message: str):
    (tree / file).write_bytes(content)
    with pytest.raises(InvalidKnowledge) as error:
        read_knowledge(tree)
    assert any(
        problem.file == file and problem.path == place and message in problem.message
        for problem in error.value.problems
    ), str(error.value)


def activities(*changes: tuple[int, str, Any]) -> bytes:
    """A list of two activities of each type, with some fields of some changed, as a file."""
    items = [
        {"id": f"{kind.value}_{number}", "type": kind.value, "text": f"do {kind.value} things"}
        for number in (1, 2)
        for kind in Interest
    ]
    for number, field, value in changes:
        items[number][field] = value
    return yaml.safe_dump(items).encode()


def test_what_the_finder_asks_is_read_in_order(tree: Path):
    assert read_knowledge(tree).activities == ()
    (tree / ACTIVITIES_FILE).write_bytes(activities())
    found = read_knowledge(tree).activities
    assert [activity.type for activity in found] == [*Interest, *Interest]
    assert [activity.id for activity in found][::6] == ["realistic_1", "realistic_2"]
    assert found[-1].text == "do conventional things"


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        (b"bake: {type: realistic}", [("", "the file must be a list of activities")]),
        (b"", [("", "the file must be a list of activities")]),
        (b"- [broken\n", [("line 2, column 1", "not valid YAML")]),
        (activities((3, "type", "sociable")), [("[3].type", "use one of: realistic, investigative")]),
        (activities((4, "text", "")), [("[4].text", "'text' is empty")]),
        (activities((0, "txet", "x")), [("[0].txet", "unknown field 'txet'; did you mean 'text'?")]),
        (activities((7, "id", "Not an id")), [("[7].id", "wrong form")]),
        (b"- bake bread", [("[0]", "wrong type; this must be a mapping of fields")]),
        (activities((6, "id", "social_1")), [("social_1", "2 activities have this id; give each its own")]),
        (
            activities((0, "type", "social")),
            [
                (kind.value, f"there are {count} activities of this type and 3 of another")
                for kind, count in zip(Interest, (1, 2, 2, 3, 2, 2), strict=True)
                if count < 3
            ],
        ),
        (b"[]", []),
    ],
)
def test_what_is_wrong_with_the_finder_s_questions_is_named(tree: Path, content: bytes, problems):
    (tree / ACTIVITIES_FILE).write_bytes(content)
    if not problems:
        assert read_knowledge(tree).activities == ()
        return
    with pytest.raises(InvalidKnowledge) as error:
        read_knowledge(tree)
    found = [str(problem) for problem in error.value.problems]
    assert len(found) == len(problems), found
    for told, (place, message) in zip(found, sorted(problems), strict=True):
        assert told.startswith(f"{ACTIVITIES_FILE}: {place}: " if place else f"{ACTIVITIES_FILE}: ")
        assert message in told


def test_the_project_s_finder_asks_three_activities_of_each_type():
    found = read_knowledge(ROOT / "knowledge").activities
    assert Counter(activity.type for activity in found) == dict.fromkeys(Interest, 3)
    assert all(before.type != after.type for before, after in pairwise(found))


def test_missing_sources_file_is_one_problem_and_not_one_for_each_fact(tree: Path):
    (tree / "sources.yml").unlink()
    with pytest.raises(InvalidKnowledge) as error:
        read_knowledge(tree)
    assert [str(problem) for problem in error.value.problems] == ["sources.yml: the file is missing; create it"]


def test_an_empty_folder_says_what_to_add(tmp_path: Path):
    write_tree(tmp_path, {"roles": {}, "sources": {}, "departments": {}})
    with pytest.raises(InvalidKnowledge, match="there is no role file"):
        read_knowledge(tmp_path)


def test_all_problems_are_reported_at_once(tmp_path: Path):
    tree = deepcopy(SMALL_TREE)
    tree["roles"]["head_baker"]["title"] = 1
    tree["roles"]["shop_manager"]["duties"][0]["sources"] = ["bible"]
    tree["roles"]["mill_manager"] = "id: ["
    with pytest.raises(InvalidKnowledge) as error:
        read_knowledge(write_tree(tmp_path, tree))
    assert {problem.file for problem in error.value.problems} == {
        "roles/head_baker.yml",
        "roles/shop_manager.yml",
        "roles/mill_manager.yml",
    }
    assert str(error.value).startswith("3 problems in the knowledge files:")


def test_a_name_may_be_shared_where_every_role_says_so(tree: Path):
    names = [role.shared_aliases for role in read_knowledge(tree).roles]
    assert names == [("bread chief",), (), ("bread chief",)]


def test_the_schema_for_editors_is_that_of_the_model():
    assert (ROOT / "knowledge" / SCHEMA_FILE).read_text(encoding="utf-8") == role_schema()
