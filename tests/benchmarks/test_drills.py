"""The drills' own judgement: what they must find, they find, and nothing else."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from benchmarks.drills.asked import Asked, Fate, Kept, Try, read_kept, read_only
from benchmarks.drills.asking import kind_sentences, rest_try, web_try
from benchmarks.drills.checking import Findings, check
from benchmarks.drills.clock import Clock
from benchmarks.drills.faults import FAULTS
from benchmarks.drills.holding_up import held_up_again_and_again
from benchmarks.drills.log_watch import LogWatch
from benchmarks.drills.server import Server
from benchmarks.drills.shared_faults import shared
from bot.runtime.kept import databases
from bot.settings import ROOT, load_settings

OWNERS = {"nurse": "ann", "chef": "ann", "baker": "bob"}


def tried(role: str, began: float, fate: Fate = Fate.answered) -> Try:
    return Try(began, began + 0.5, fate, 200, ((role,),) if fate is Fate.answered else ())


def asked(role: str, began: float, id: str = "", *fates: Fate, who: str = "ann") -> Asked:
    """A question about a role, sent so often with such fates."""
    tries = tuple(tried(role, began + number, fate) for number, fate in enumerate(fates or (Fate.answered,)))
    return Asked(who, f"what does a {role} do", role, id, tries)


def kept(role: str, id: str = "", *about: str) -> Kept:
    return Kept(f"what does a {role} do", id, tuple((each,) for each in about or (role,)))


def found(
    messages: Sequence[Asked], kept: Mapping[str, Sequence[Kept]] | None, forgotten: Sequence[str] = ()
) -> set[str]:
    """The sorts of what is wrong."""
    return {sort for sort, told in vars(check(messages, kept, OWNERS, forgotten)).items() if told}


NURSE, CHEF = asked("nurse", 0, "1"), asked("chef", 1, "2")
FAILED_ONCE = asked("nurse", 0, "1", Fate.told, Fate.answered)


@pytest.mark.parametrize(
    ("messages", "conversation"),
    [
        ([NURSE, CHEF], [kept("nurse", "1"), kept("chef", "2")]),
        ([FAILED_ONCE], [kept("nurse", "1")]),
        ([asked("nurse", 0, "1", Fate.cut)], []),
        ([asked("nurse", 0, "1", Fate.cut)], [kept("nurse", "1")]),
        ([asked("nurse", 0, "1", Fate.told)], [Kept("what does a nurse do", "1", ())]),
        # Over REST nobody knows whether the first one was.
        ([asked("nurse", 0, "", Fate.cut), asked("nurse", 2)], [kept("nurse", "x"), kept("nurse", "y")]),
        ([asked("nurse", 0, "", Fate.cut), asked("nurse", 2)], [kept("nurse", "x")]),
        # Asked at once: any order is right.
        ([asked("nurse", 0, "1"), asked("chef", 0.1, "2")], [kept("chef", "2"), kept("nurse", "1")]),
    ],
)
def test_nothing_is_found_where_nothing_is_wrong(messages: list[Asked], conversation: list[Kept]):
    assert found(messages, {"ann": conversation}) == set()


@pytest.mark.parametrize(
    ("sort", "messages", "conversation"),
    [
        ("lost", [asked("nurse", 0, "1", Fate.silent)], []),
        ("lost", [asked("nurse", 0, "1", Fate.silent, Fate.answered)], [kept("nurse", "1")]),
        ("lost", [NURSE, CHEF], [kept("chef", "2")]),
        ("lost", [asked("nurse", 0), asked("nurse", 2)], [kept("nurse", "x")]),
        ("doubled", [FAILED_ONCE], [kept("nurse", "1"), kept("nurse", "1")]),
        ("doubled", [asked("nurse", 0)], [kept("nurse", "x"), kept("nurse", "y")]),
        ("doubled", [NURSE], [kept("nurse", "1", "nurse", "nurse")]),
        (
            "doubled",
            [replace(NURSE, tries=(Try(0, 1, Fate.answered, 200, (("nurse",), ("nurse",))),))],
            [kept("nurse", "1")],
        ),
        ("crossed", [NURSE], [kept("nurse", "1"), kept("baker", "7")]),
        ("disordered", [NURSE, CHEF], [kept("chef", "2"), kept("nurse", "1")]),
        ("disordered", [NURSE, CHEF], [kept("nurse", "1", "chef"), kept("chef", "2", "nurse")]),
        ("disordered", [replace(NURSE, tries=CHEF.tries)], [kept("nurse", "1")]),
    ],
)
def test_what_is_wrong_is_found_by_its_sort(sort: str, messages: list[Asked], conversation: list[Kept]):
    assert found(messages, {"ann": conversation}) == {sort}


def test_an_answer_that_another_conversation_asked_for_is_found():
    assert "crossed" in found([replace(NURSE, tries=(tried("baker", 0),))], {"ann": [kept("nurse", "1")]})
    assert "crossed" in found([NURSE], {"ann": [kept("nurse", "1", "baker")]})


def test_what_a_fault_took_is_not_missed_but_what_is_kept_twice_still_is():
    assert found([NURSE], {}, ["ann"]) == set()
    assert found([NURSE], {"ann": [kept("nurse", "1")] * 2}, ["ann"]) == {"doubled"}
    assert found([NURSE, asked("baker", 0, "3", who="bob")], {}, ["ann"]) == {"lost"}


def test_nothing_found_is_false():
    assert not Findings()
    assert Findings(lost=["one"])


def test_what_is_kept_is_read_from_rasas_file_in_order(tmp_path: Path):
    def bot(*roles: str) -> dict[str, object]:
        return {"data": {"custom": {"answer": {"roles": [{"id": role} for role in roles]}}}}

    rows = [
        ("ann", "action", {"name": "action_listen"}),
        ("ann", "user", {"text": "one", "message_id": "1"}),
        ("bob", "user", {"text": "two", "message_id": "2"}),
        ("ann", "bot", {"text": "words", "data": {"custom": None}}),
        ("ann", "bot", bot("nurse", "chef")),
        ("bob", "bot", bot()),
        ("ann", "user", {"text": "three", "message_id": "3"}),
    ]
    path = tmp_path / "conversations.db"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id, type_name, data)")
        written = [(sender, kind, json.dumps(data)) for sender, kind, data in rows]
        database.executemany("INSERT INTO events (sender_id, type_name, data) VALUES (?, ?, ?)", written)
        database.execute("INSERT INTO events (sender_id, type_name, data) VALUES ('bob', 'user', '{\"text\": \"hal')")
    assert read_kept(read_only(path)) == {
        "ann": [Kept("one", "1", (("nurse", "chef"),)), Kept("three", "3", ())],
        "bob": [Kept("two", "2", ((),))],
    }


ANSWER = {"answer": {"roles": [{"id": "nurse"}]}}
KIND = sorted(kind_sentences())[0]


def events(*pairs: tuple[str, object]) -> str:
    return ": \n\n" + "".join(f"event: {name}\ndata: {json.dumps(data)}\n\n" for name, data in pairs)


@pytest.mark.parametrize(
    ("status", "body", "fate", "about"),
    [
        (200, events(("message", {"text": "words", **ANSWER}), ("done", {})), Fate.answered, (("nurse",),)),
        (200, events(("message", {"text": "words", **ANSWER})), Fate.silent, ()),
        (200, events(("done", {})), Fate.silent, ()),
        (200, "", Fate.silent, ()),
        (200, events(("message", {"text": "words", **ANSWER}), ("error", {"text": KIND})), Fate.told, ()),
        (200, events(("message", {"text": KIND}), ("done", {})), Fate.told, ()),
        (503, json.dumps({"error": {"code": "not_ready", "text": "Soon."}}), Fate.told, ()),
        (502, "<html>", Fate.refused, ()),
    ],
)
def test_what_came_over_the_web_is_told_apart(status: int, body: str, fate: Fate, about: tuple[tuple[str, ...], ...]):
    tried = web_try(0, status, {}, body)
    assert (tried.fate, tried.about) == (fate, about)


@pytest.mark.parametrize(
    ("status", "messages", "fate", "about"),
    [
        (200, [{"text": "words"}, {"custom": ANSWER}], Fate.answered, (("nurse",),)),
        (
            200,
            [{"text": "words", "custom": ANSWER}, {"text": "more", "custom": ANSWER}],
            Fate.answered,
            (("nurse",),) * 2,
        ),
        (200, [], Fate.silent, ()),
        (200, "<html>", Fate.silent, ()),
        (200, [{"text": KIND}], Fate.told, ()),
        (500, "oh", Fate.refused, ()),
    ],
)
def test_what_came_over_rest_is_told_apart(
    status: int, messages: object, fate: Fate, about: tuple[tuple[str, ...], ...]
):
    tried = rest_try(0, status, {"Retry-After": "7"}, json.dumps(messages))
    assert (tried.fate, tried.about) == (fate, about)
    assert tried.wait == (0 if status == 200 else 7)


def test_a_clock_is_moved_on_and_back_for_those_who_go_by_it(tmp_path: Path):
    clock = Clock(tmp_path)
    asked = "import time\nfor _ in range(3):\n    print(time.time(), flush=True)\n    input()"
    environ = {**os.environ, **clock.environment()}
    with subprocess.Popen(
        [sys.executable, "-c", asked], env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        for moved in (0, 7200, -7200):
            clock.move(moved)
            if moved:
                process.stdin.write("\n")
                process.stdin.flush()
            assert float(process.stdout.readline()) == pytest.approx(time.time() + moved, abs=60)
        process.kill()


def test_the_bot_would_use_both_servers_and_nothing_else_of_its_own_is_changed(tmp_path: Path):
    with shared(tmp_path) as storage:
        own, used = (
            yaml.safe_load(path.read_text(encoding="utf-8")) for path in (ROOT / "endpoints.yml", storage.endpoints)
        )
        assert {part for part in own if own[part] != used[part]} == {"tracker_store", "lock_store"}
        settings = load_settings().but(endpoints=storage.endpoints)
        assert databases(settings).conversations.render_as_string(hide_password=False) == storage.conversations
        names = [fault.name for fault in (*FAULTS, *storage.faults)]
        assert len(set(names)) == len(names)


def test_processes_that_are_slow_stand_still_again_and_again():
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as process:
        stat = Path(f"/proc/{process.pid}/stat")
        with held_up_again_and_again(lambda: [process.pid]):
            seen = {stat.read_text().rpartition(")")[2].split()[0] for _ in range(120) if not time.sleep(0.01)}
        assert "T" in seen
        assert seen - {"T"}
        assert stat.read_text().rpartition(")")[2].split()[0] != "T"
        process.kill()


def test_errors_that_are_new_in_a_log_are_found_once_also_where_it_is_begun_anew(tmp_path: Path):
    settings = load_settings().but(state=tmp_path)
    log = settings.logs / "rasa.log"
    log.parent.mkdir()
    (tmp_path / "serve.out").touch()
    log.write_text("Traceback (most recent call last):\n")
    watch = LogWatch(Server(settings))
    assert watch.bad() == ""
    with log.open("a") as file:
        file.write("A request is of no form that is known (BoltUnhandledRequestError).\n")
    assert watch.bad() == ""
    with log.open("a") as file:
        file.write("Unhandled exception in event loop\n")
    assert "Unhandled" in watch.bad()
    with log.open("a") as file:
        file.write("all is well\n" * 9 + "Task exception was never retrieved\n")
    assert "never retrieved" in watch.bad()
    assert watch.bad() == ""
    log.write_text('  File "bot/settings.py", line 1, in f\n')
    assert "line 1" in watch.bad()
