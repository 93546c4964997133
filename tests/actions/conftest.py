"""A small tree with all that guidance needs: preparation, links, skills, surroundings, and the finder's questions."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.knowledge import Known
from bot.knowledge.files import read_knowledge
from bot.knowledge.model import Interest
from bot.search.encoder import Encoder
from tests.conftest import SMALL_TREE, opened, write_tree

SOURCE = {"sources": ["survey"]}


def _skill(name: str, importance: int | None = None, kind: str = "skill") -> dict[str, Any]:
    return {"name": name, "kind": kind, **SOURCE, **({} if importance is None else {"importance": importance})}


DOUGH_HAND: dict[str, Any] = {
    "id": "dough_hand",
    "title": "Dough Hand",
    "family": "Production",
    "department": "bakery",
    "summary": {"text": "A dough hand mixes and shapes dough.", **SOURCE},
    "duties": [
        {"id": "mixing", "statement": "Mixes dough in a trough.", "area": "baking", "involvement": "responsible",
         **SOURCE},
        {"id": "oven", "statement": "Holds a certificate to fire the oven.", "area": "baking",
         "involvement": "takes_part", **SOURCE},
    ],
    "skills": [_skill("Kneading", 70), _skill("Patience", 50), _skill("Lifting", 45)],
    "interests": [{"type": "realistic", **SOURCE}, {"type": "conventional", **SOURCE}],
    "related": [{"role": "head_baker", **SOURCE}],
    "reports_to": [{"role": "shop_manager", **SOURCE}],
    "job_zone": 2,
    "reviewed": "2026-01-31",
}  # fmt: skip


def guided_tree() -> dict[str, Any]:
    """The small tree with more said of its bakery: a mill manager of whom nothing is measured stays as it was.

    dough hand (zone 2) - related to the head baker, reports to the shop manager
    shop manager (zone 3) - reports to the head baker
    head baker (zone 4) - leads on to the mill manager
    """
    tree = deepcopy(SMALL_TREE)
    tree["roles"]["head_baker"] |= {
        "job_zone": 4,
        "skills": [_skill("Kneading", 90), _skill("Patience", 60), _skill("Chemistry", 55, "knowledge"),
                   _skill("Geography", 20, "knowledge")],
        "technology": [_skill("Oven Planner")],
        "settings": [_skill("In hot rooms", 80), _skill("Before sunrise")],
        "next_roles": [{"role": "mill_manager", **SOURCE}],
        "interests": [{"type": "realistic", **SOURCE}, {"type": "investigative", **SOURCE}],
    }  # fmt: skip
    tree["roles"]["shop_manager"] |= {
        "job_zone": 3,
        "skills": [_skill("Patience", 80), _skill("Selling", 75)],
        "technology": [_skill("Oven Planner")],
        "education": [{"text": "A trading licence.", **SOURCE}],
        "interests": [{"type": "enterprising", **SOURCE}, {"type": "social", **SOURCE}],
    }
    tree["roles"]["dough_hand"] = deepcopy(DOUGH_HAND)
    return tree


# One activity for each of Holland's types, so that the number of a question is the place of its type.
ACTIVITIES = [
    {"id": f"act_{kind.value}", "type": kind.value, "text": f"do something {kind.value}"} for kind in Interest
]


def opened_tree(tree: dict[str, Any], folder: Path, encoder: Encoder) -> Known:
    """A tree like this one with the finder's questions, in a folder of its own, opened as the actions open it."""
    write_tree(folder, tree)
    (folder / "activities.yml").write_text(yaml.safe_dump(ACTIVITIES), encoding="utf-8")
    return opened(read_knowledge(folder), folder / "guided.db", encoder)


@pytest.fixture(scope="session")
def guided(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Known:
    """That tree, opened as the actions open it."""
    return opened_tree(guided_tree(), tmp_path_factory.mktemp("guided"), encoder)


@pytest.fixture(scope="session")
def same_zone(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Known:
    """The same, but the mill manager takes as much preparation as the head baker."""
    tree = guided_tree()
    tree["roles"]["mill_manager"]["job_zone"] = tree["roles"]["head_baker"]["job_zone"]
    return opened_tree(tree, tmp_path_factory.mktemp("same_zone"), encoder)


@pytest.fixture(autouse=True)
def no_company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a test may write a company file; the developer's own is not read."""
    path = tmp_path / "company.yml"
    monkeypatch.setenv("ROLEWISE_COMPANY", str(path))
    return path
