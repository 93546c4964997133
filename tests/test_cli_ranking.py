"""`rolewise match` and `rolewise titles`: what they read and print."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.test_cli import rolewise


def lines(*arguments: str, given: str | None = None) -> list[dict[str, Any]]:
    """What the command prints with --json; given: its standard input."""
    command = [str(Path(sys.executable).with_name("rolewise")), *arguments, "--json"]
    done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=120, check=True, cwd="/")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_question_gets_a_line_of_ranked_roles():
    first, second = lines("match", "who handles customer grievances", "who zorbles the quux", "--top", "3")
    assert set(first) == {"question", "roles", "answered"}
    assert (first["question"], first["answered"]) == ("who handles customer grievances", True)
    best = first["roles"][0]
    assert set(best) == {"id", "title", "code", "score", "because"}
    assert (best["id"], best["title"], best["code"]) == ("operations_manager", "Operations Manager", "11-1021.00")
    assert best["because"] == ["Deals with customers' queries and grievances about the products and services offered."]
    scores = [role["score"] for role in first["roles"]]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)
    assert second["answered"] is False


def test_questions_come_one_a_line_from_standard_input():
    found = lines("match", given="who fixes laptops\n\n  who bakes bread  \n")
    assert [each["question"] for each in found] == ["who fixes laptops", "who bakes bread"]
    assert "it_support_specialist" in [role["id"] for role in found[0]["roles"][:2]]
    assert len(found[0]["roles"]) == 5


def test_titles_are_ranked_the_same_way():
    (found,) = lines("titles", "Sr. Ops Mgr - ACME", "--top", "2")
    best = found["roles"][0]
    assert (found["answered"], best["id"], best["because"]) == (True, "operations_manager", ["Operations Manager"])
    (nothing,) = lines("titles", "photosynthesis")
    assert nothing["answered"] is False


def test_people_are_told_when_nothing_is_sure():
    done = rolewise("match", "who fixes laptops", "who zorbles the quux")
    assert done.returncode == 0
    assert done.stderr == ""
    laptops, nobody = (line for line in done.stdout.splitlines() if not line.startswith(" "))
    assert laptops == "who fixes laptops"
    assert nobody == "who zorbles the quux: none for sure; the nearest are"


@pytest.mark.parametrize("top", ["0", "101", "many"])
def test_a_number_of_roles_that_makes_no_sense_is_refused(top: str):
    done = rolewise("match", "who bakes bread", "--top", top)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Invalid value for '--top'" in done.stderr


def test_another_store_can_be_asked(tmp_path: Path):
    done = rolewise("match", "who bakes bread", "--knowledge", str(tmp_path / "none.db"))
    assert done.returncode == 1
    assert "a store that does not exist" in done.stderr
