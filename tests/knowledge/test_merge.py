"""Built-in roles and imported occupations in one store, none twice."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.esco import read_esco
from bot.knowledge.files import Knowledge, read_knowledge
from bot.knowledge.merge import merged
from bot.knowledge.model import Activity, Role
from bot.knowledge.onet import read_onet
from bot.knowledge.tables import Release
from tests.knowledge.releases import BAKERS, CLERKS, CODE, OTHERS, esco_tables, onet_tables, write_csv, write_text

SUPERVISORS = "51-1011.00"


@pytest.fixture
def onet(tmp_path: Path) -> Knowledge:
    return read_onet(Release(write_text(tmp_path / "onet", onet_tables())))


def built_in(tree: Path, **changes: dict[str, Any]) -> Knowledge:
    """The small tree, with some fields of some roles changed."""
    knowledge = read_knowledge(tree)
    roles = tuple(Role.parse_obj(role.dict() | changes.get(role.id, {})) for role in knowledge.roles)
    return Knowledge(roles, knowledge.sources, knowledge.departments)


def by_id(knowledge: Knowledge) -> dict[str, Role]:
    return {role.id: role for role in knowledge.roles}


def test_what_corresponds_to_nothing_stands_beside_the_built_in_roles(tree: Path, onet: Knowledge):
    roles = by_id(merged(built_in(tree), onet))
    assert len(roles) == 3 + 3
    assert roles["head_baker"] == by_id(built_in(tree))["head_baker"]


def test_a_built_in_role_takes_in_the_occupation_it_corresponds_to(tree: Path, onet: Knowledge):
    own = built_in(tree, head_baker={"onet_code": BAKERS})
    roles = by_id(merged(own, onet))
    baker = roles["head_baker"]
    assert "onet_51_3011_00" not in roles
    assert (baker.title, baker.summary) == ("Head Baker", by_id(own)["head_baker"].summary)
    assert [duty.id for duty in baker.duties] == ["bread", "apprentices", "complaints", "task_1", "task_2"]
    assert {"Certified Master Baker", "master baker"} <= set(baker.aliases)
    assert [skill.name for skill in baker.skills] == [
        "Kneading",
        "Patience",
        "Listening",
        "Food Production",
        "Reading",
    ]
    assert baker.job_zone == 2


def test_a_skill_and_a_field_of_knowledge_of_one_name_are_two(tree: Path, onet: Knowledge):
    own = {"name": "food production", "importance": 5, "sources": ["handbook"]}
    for kind, gained in (("skill", True), ("knowledge", False)):
        told = built_in(tree, head_baker={"onet_code": BAKERS, "skills": [own | {"kind": kind}]})
        skills = by_id(merged(told, onet))["head_baker"].skills
        assert next((each.name, each.importance) for each in skills if each.kind.value == kind) == (own["name"], 5)
        assert ("Food Production" in [skill.name for skill in skills]) is gained


def test_a_tool_that_a_role_names_is_not_told_twice(tree: Path, onet: Knowledge):
    own = [{"name": name, "sources": ["handbook"]} for name in ("Peel", "oven timer SOFTWARE")]
    roles = by_id(merged(built_in(tree, head_baker={"onet_code": BAKERS, "technology": own}), onet))
    assert [tool.name for tool in roles["head_baker"].technology] == ["Peel", "oven timer SOFTWARE"]
    roles = by_id(merged(built_in(tree, head_baker={"onet_code": BAKERS, "technology": own[:1]}), onet))
    assert [tool.name for tool in roles["head_baker"].technology] == ["Peel", "Oven timer software"]


@pytest.mark.parametrize("field", ["styles", "settings"])
def test_what_a_role_says_of_itself_comes_before_the_occupation_s(tree: Path, onet: Knowledge, field: str):
    occupation = getattr(by_id(onet)["onet_51_3011_00"], field)
    roles = by_id(merged(built_in(tree, head_baker={"onet_code": BAKERS}), onet))
    assert getattr(roles["head_baker"], field) == occupation != ()
    own = [{"name": "Early hours", "sources": ["handbook"]}]
    roles = by_id(merged(built_in(tree, head_baker={"onet_code": BAKERS, field: own}), onet))
    # Styles are added to, as skills are; a setting is one.
    added = [each.name for each in occupation] if field == "styles" else []
    assert [each.name for each in getattr(roles["head_baker"], field)] == ["Early hours", *added]


def test_the_interests_a_role_states_stay_as_they_are(tree: Path, onet: Knowledge):
    own = built_in(tree, head_baker={"onet_code": BAKERS})
    assert by_id(merged(own, onet))["head_baker"].interests == by_id(own)["head_baker"].interests


@pytest.fixture
def supervised(tmp_path: Path) -> Knowledge:
    """The release with supervisors of the bakers' group."""
    tables = onet_tables()
    supervisors = {CODE: SUPERVISORS, "Title": "First-Line Supervisors of Bakers", "Description": "Supervise."}
    tables["Occupation Data"].append(supervisors)
    return read_onet(Release(write_text(tmp_path / "supervised", tables)))


def test_whom_a_role_reports_to_follows_into_the_built_in_role(tree: Path, supervised: Knowledge):
    def superiors(**changes: dict[str, Any]) -> dict[str, list[str]]:
        roles = by_id(merged(built_in(tree, **changes), supervised))
        return {role.id: [link.role for link in role.reports_to] for role in roles.values() if role.reports_to}

    own = {"shop_manager": ["head_baker"]}
    assert superiors() == own | {"onet_51_3011_00": ["onet_51_1011_00"]}
    assert superiors(mill_manager={"onet_code": SUPERVISORS}) == own | {"onet_51_3011_00": ["mill_manager"]}
    assert superiors(head_baker={"onet_code": BAKERS}) == own | {"head_baker": ["onet_51_1011_00"]}
    # A superior that a role names itself is kept, and nobody reports to themselves.
    assert superiors(shop_manager={"onet_code": BAKERS}) == own
    alike = {"head_baker": {"onet_code": BAKERS}, "mill_manager": {"onet_code": SUPERVISORS}}
    assert superiors(**alike) == own | {"head_baker": ["mill_manager"]}


def test_the_finder_s_activities_stay_what_people_wrote(tree: Path, onet: Knowledge):
    asked = (Activity.parse_obj({"id": "bake", "type": "realistic", "text": "bake bread"}),)
    assert merged(replace(built_in(tree), activities=asked), onet).activities == asked


def test_a_task_that_a_built_in_duty_stands_for_is_not_told_again(tree: Path, onet: Knowledge):
    duty = {"id": "knead", "statement": "Kneads.", "area": "baking", "involvement": "responsible"}
    cited = duty | {"sources": ["onet_51_3011_00"], "ref": "tasks 1, 7"}
    own = built_in(tree, head_baker={"onet_code": BAKERS, "duties": [cited]})
    assert [duty.id for duty in by_id(merged(own, onet))["head_baker"].duties] == ["knead", "task_2"]


def test_an_occupation_of_two_built_in_roles_gives_both_its_names_alone(tree: Path, onet: Knowledge):
    own = built_in(tree, head_baker={"onet_code": CLERKS}, shop_manager={"onet_code": CLERKS})
    roles = by_id(merged(own, onet))
    assert "onet_43_4151_00" not in roles
    for role in ("head_baker", "shop_manager"):
        assert "Order Taker" in roles[role].shared_aliases
        assert roles[role].duties == by_id(own)[role].duties


def test_links_follow_an_occupation_into_the_built_in_role(tree: Path, onet: Knowledge):
    own = built_in(tree, shop_manager={"onet_code": CLERKS})
    assert [link.role for link in by_id(merged(own, onet))["onet_51_3011_00"].related] == ["shop_manager"]


def test_a_name_of_a_built_in_role_means_that_role(tree: Path, onet: Knowledge):
    own = built_in(tree, head_baker={"aliases": ("Order Taker",)})
    assert "Order Taker" not in by_id(merged(own, onet))["onet_43_4151_00"].aliases


def test_other_classifications_correspond_by_title(tree: Path, onet: Knowledge, tmp_path: Path):
    esco = read_esco(Release(write_csv(tmp_path / "esco", esco_tables())))
    together = merged(built_in(tree), onet, esco)
    roles = by_id(together)
    assert "esco_cd_2" not in roles
    assert (roles["shop_manager"].esco_uri or "").endswith("cd-2")
    assert {"onet_51_3011_00", "esco_ab_1", "handbook"} <= together.sources.keys()


def test_a_name_that_occupations_share_stays_with_each(tree: Path, tmp_path: Path):
    tables = onet_tables()
    tables["Alternate Titles"] += [
        {CODE: code, "Alternate Title": "Early Riser", "Short Title": ""} for code in (BAKERS, OTHERS)
    ]
    onet = read_onet(Release(write_text(tmp_path / "onet", tables)))
    roles = by_id(merged(built_in(tree, head_baker={"onet_code": BAKERS}), onet))
    assert all("Early Riser" in roles[role].aliases for role in ("head_baker", "onet_43_9199_00"))
