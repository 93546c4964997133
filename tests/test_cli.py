"""The rolewise command: what it prints, where errors go, and how it ends."""

import json
import os
import socket
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest
import yaml

from bot.settings import ROOT
from tests.conftest import SMALL_TREE, write_tree

COMMANDS = [
    [],
    ["setup"],
    ["train"],
    ["chat"],
    ["serve"],
    ["ask"],
    ["read"],
    ["match"],
    ["titles"],
    ["knowledge"],
    ["knowledge", "validate"],
    ["knowledge", "build"],
    ["knowledge", "show"],
    ["knowledge", "schema"],
    ["knowledge", "import"],
    ["knowledge", "import", "onet"],
    ["knowledge", "import", "esco"],
    ["knowledge", "import", "pay"],
    ["company"],
    ["company", "import"],
    ["company", "sync"],
    ["company", "matrix"],
    ["company", "titles"],
    ["company", "check"],
    ["company", "proposals"],
    ["report"],
    ["report", "gaps"],
    ["forget"],
    ["evaluate"],
    ["evaluate", "nlu"],
    ["evaluate", "data"],
    ["evaluate", "questions"],
    ["evaluate", "company"],
    ["evaluate", "talks"],
    ["knowledge", "refresh"],
    ["knowledge", "refresh", "onet"],
    ["knowledge", "refresh", "bls"],
]


def rolewise(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(Path(sys.executable).with_name("rolewise")), *arguments],
        env={**os.environ, **env},
        cwd="/",
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(command: list[str]):
    done = rolewise(*command, "--help")
    assert done.returncode == 0
    assert "Usage: rolewise" in done.stdout
    assert len(done.stdout.splitlines()) >= 5
    assert done.stderr == ""


def test_every_command_is_tested_for_its_help():
    groups = ((), ("knowledge",), ("knowledge", "import"), ("company",), ("report",), ("evaluate",))
    listed = "".join(rolewise(*group, "--help").stdout for group in groups)
    names = {line.split()[1] for line in listed.splitlines() if line.startswith("│ ") and line[2].isalpha()}
    assert names <= {word for command in COMMANDS for word in command}


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--loud"], 2, "No such option: --loud See 'rolewise --help'."),
        (["chat", "--loud"], 2, "No such option: --loud See 'rolewise chat --help'."),
        (["dance"], 2, "No such command 'dance'."),
        (["ask"], 2, "Missing argument 'QUESTION'."),
        (["ask", "  "], 2, "The question is empty"),
        (["read", "  "], 2, "There is nothing to read"),
        (["chat", "--port", "70000"], 2, "Invalid value for '--port'"),
        (["knowledge", "validate", "--from", "/no/such"], 2, "There is no folder /no/such"),
        (["knowledge", "show", "--knowledge", "/no/such.db"], 1, "There is no knowledge store at /no/such.db"),
        (["ask", "hi", "--knowledge", "/no/such.db"], 1, "names a store that does not exist: /no/such.db"),
        (["knowledge", "show", "astronaut"], 2, "No single role is called 'astronaut'"),
    ],
)
def test_a_mistake_is_one_clear_sentence_and_a_failure(arguments: list[str], code: int, message: str):
    done = rolewise(*arguments)
    assert done.returncode == code
    assert message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("ROLEWISE_PORT", "http", "ROLEWISE_PORT is 'http'; it must be a port number"),
        ("ROLEWISE_ACTIONS_PORT", "-1", "ROLEWISE_ACTIONS_PORT is '-1'"),
        ("ROLEWISE_ACTIONS_PORT", "5005", "are both 5005"),
        ("ROLEWISE_ACTION_TIMEOUT", "soon", "ROLEWISE_ACTION_TIMEOUT is 'soon'"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str, message: str):
    done = rolewise("serve", **{name: value})
    assert done.returncode == 1
    assert message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("command", ["serve", "chat"])
@pytest.mark.parametrize("name", ["ROLEWISE_PORT", "ROLEWISE_ACTIONS_PORT"])
def test_a_busy_port_is_named(command: str, name: str):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = rolewise(command, **{"ROLEWISE_PORT": "15005", "ROLEWISE_ACTIONS_PORT": "15055", name: str(port)})
    assert done.returncode == 1
    assert f"Cannot listen on 127.0.0.1:{port} (Address already in use)" in done.stderr
    assert name in done.stderr


def test_the_project_s_knowledge_is_valid():
    done = rolewise("knowledge", "validate")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("The knowledge is valid: ")


def test_all_problems_of_a_tree_are_listed_and_the_old_store_stays(tmp_path: Path):
    store = tmp_path / "a.db"
    good = write_tree(tmp_path / "good", SMALL_TREE)
    built = rolewise("knowledge", "build", "--from", str(good), "--out", str(store))
    assert (built.returncode, built.stdout) == (0, f"Wrote 3 roles to {store}\n")
    before = store.read_bytes()
    tree = deepcopy(SMALL_TREE)
    tree["roles"]["head_baker"]["dutys"] = []
    tree["roles"]["mill_manager"]["duties"][0]["sources"] = ["bible"]
    bad = write_tree(tmp_path / "bad", tree)
    for command in (["validate"], ["build", "--out", str(store)]):
        done = rolewise("knowledge", *command, "--from", str(bad))
        assert done.returncode == 1
        assert done.stderr.splitlines() == [
            "2 problems in the knowledge files:",
            "  roles/head_baker.yml: dutys: unknown field 'dutys'; did you mean 'duties'?",
            "  roles/mill_manager.yml: duties[0].sources[0]: there is no source 'bible'; "
            "add it or correct the source's id",
        ]
    assert store.read_bytes() == before


def test_a_role_is_shown_by_id_or_by_name():
    by_id = rolewise("knowledge", "show", "general_manager")
    by_name = rolewise("knowledge", "show", "General Manager")
    assert by_id.returncode == 0
    assert by_id.stdout == by_name.stdout
    shown = yaml.safe_load(by_id.stdout)
    assert shown == yaml.safe_load((ROOT / "knowledge/roles/general_manager.yml").read_text()) | {
        key: value for key, value in shown.items() if key in ("aliases", "duties", "pay", "outlook")
    }
    assert "operations_manager\tOperations Manager" in rolewise("knowledge", "show").stdout.splitlines()


def test_ask_answers_as_the_chat_does_and_as_data():
    text = rolewise("ask", "who handles customer grievances")
    assert text.returncode == 0, text.stderr
    assert "Operations Manager" in text.stdout
    assert "Source: Difference between Operations Managers and General Managers" in text.stdout
    data = rolewise("ask", "who handles customer grievances", "--json")
    answered = json.loads(data.stdout)
    assert answered["answer"]["kind"] == "who_handles"
    assert answered["answer"]["roles"][0]["id"] == "operations_manager"
    assert answered["answer"]["duties"][0]["role"] == "operations_manager"
    assert answered["answer"]["sources"][0]["id"] == "malkov_article"
    assert "\n".join(answered["text"]) == text.stdout.rstrip("\n")


def test_read_prints_what_each_question_of_a_message_means():
    printed = rolewise("read", "what does a chef do? and who cleans the kitchen", "WHICH DOCTOR DOES EYE EXAMS")
    assert printed.returncode == 0, printed.stderr
    found = json.loads(f"[{printed.stdout.strip().replace('}' + chr(10) + '{', '},{')}]")
    assert [reading["asked"] for reading in found] == ["ask_duties", "ask_who", "ask_who"]
    assert [role["roles"] for role in found[0]["roles"]] == [["chef"]]
    assert [duty["text"] for duty in found[1]["duties"]] == ["cleans the kitchen"]
    assert (found[2]["text"], found[2]["duties"][0]["kind"]) == ("WHICH DOCTOR DOES EYE EXAMS", "doctor")


def test_cross_validation_prints_accuracy_and_confusions(tmp_path: Path):
    # Some of the bot's intents: all of them take minutes.
    examples = yaml.safe_load((ROOT / "data" / "nlu.yml").read_text(encoding="utf-8"))
    intents = [part for part in examples["nlu"] if "intent" in part]
    few = tmp_path / "few.yml"
    few.write_text(yaml.safe_dump({"version": "3.1", "nlu": intents[::8]}, allow_unicode=True), encoding="utf-8")
    done = rolewise("evaluate", "nlu", "--folds", "2", "--examples", str(few))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Intent accuracy: 0.")
    assert "\nTaken for another" in done.stdout
    assert float(done.stdout.split()[2]) > 0.8


def test_the_conversation_data_agree_with_each_other():
    done = rolewise("evaluate", "data")
    assert done.returncode == 0, done.stderr
