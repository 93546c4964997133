"""`rolewise serve` with real servers that die, hang and are told to stop: nothing asked is lost or answered twice."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import RunError
from bot.runtime.process import STOP_TIMEOUT, stopping
from bot.runtime.processes import free_port, server_health, start_server, wait_until_well
from bot.runtime.serving import is_serving
from bot.runtime.setup import prepare
from bot.settings import ROOT, Settings
from tests.channels.conftest import web_settings
from tests.channels.talk import PATIENCE, Talk, all_are_answered, every_question_has_one_answer
from tests.channels.visitor import WHO, Visitor, connected
from tests.runtime.test_apology import FakeActions, Handler
from tests.runtime.test_processes import alive, wait_for


class Serving:
    """`rolewise serve`, as an operator has it in a terminal."""

    def __init__(self, settings: Settings, log: Path):
        self.settings, self._log = settings, log
        with log.open("wb") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-c", "from bot.cli import main; main()", "serve"],
                cwd=ROOT,
                env={**os.environ, **settings.environment()},
                stderr=file,
                start_new_session=True,
            )

    @property
    def told(self) -> str:
        return self._log.read_text()

    def pid(self, part: str) -> int:
        """Of the server that it has started: actions_main or rasa_main."""
        found = [pid for pid in self.children() if part in Path(f"/proc/{pid}/cmdline").read_text()]
        return found[0] if found else 0

    def children(self) -> list[int]:
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, text=True, check=False
        ).stdout
        return [int(pid) for pid in listed.split()]

    def hears(self, words: str, times: int = 1) -> bool:
        return wait_for(lambda: self.told.count(words) >= times or self.process.poll() is not None, PATIENCE)


@pytest.fixture(params=[False], ids=["alone"])
def serving(settings: Settings, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Serving]:
    """param: whether with an action server of its own."""
    prepare(settings)
    own = web_settings(settings, tmp_path).but(port=free_port(), actions_port=free_port() if request.param else 0)
    made = Serving(own, tmp_path / "terminal")
    try:
        assert made.hears("Rolewise answers at")
        yield made
    finally:
        made.process.terminate()
        made.process.wait(60)


PARTS = {"actions_main": "action server", "rasa_main": "Rasa server"}


@pytest.mark.parametrize("serving", [False, True], indirect=True, ids=["alone", "with an action server"])
def test_servers_die_and_hang_while_people_talk(serving: Serving):
    parts = {part: name for part, name in PARTS.items() if serving.pid(part)}
    assert len(parts) == (2 if serving.settings.actions_port else 1)
    over = threading.Event()
    talks = [Talk(Visitor(serving.settings)) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        going = [pool.submit(talk.go_on, over) for talk in talks]
        try:
            for part, name in parts.items():
                for times, number in enumerate((signal.SIGKILL, signal.SIGSTOP), 1):
                    all_are_answered(talks)
                    dies_and_comes_back(serving, part, number, f"The {name} answers again.", times)
            all_are_answered(talks)
        finally:
            over.set()
        for each in going:
            each.result()
    for name in parts.values():
        assert f"The {name} stopped unexpectedly: it was killed (SIGKILL" in serving.told
        assert f"The {name} no longer answered and was ended." in serving.told
    for talk in talks:
        every_question_has_one_answer(talk)
    children = serving.children()
    serving.process.send_signal(signal.SIGTERM)
    assert serving.process.wait(60) == 128 + signal.SIGTERM
    assert len(children) == len(parts)
    assert not any(map(alive, children))


def dies_and_comes_back(serving: Serving, part: str, number: int, words: str, times: int) -> None:
    pid = serving.pid(part)
    os.kill(pid, number)
    assert serving.hears(words, times), serving.told
    assert not alive(pid)
    assert serving.pid(part) not in (0, pid)


# ---- one question from a terminal


# Of each way of answering one: the duty search, facts and figures, jobs for somebody, distress, typing, another tongue.
ONCE = (
    WHO,
    "what does a plumber earn, and how do I become one",
    "I love animals and have no degree, which jobs would suit me",
    "i dont want to live anymore",
    "whats the diffrence between a chef and a cook",
    "was macht eine Krankenschwester?",
)


def test_a_running_server_answers_one_question_and_keeps_nothing_of_it(serving: Serving):
    done = asked_once(serving.settings)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["answer"]["roles"][0]["id"] == "operations_manager"
    # What is looked up by itself says so.
    assert "Looking it up" not in done.stderr
    by_server = [asked_once(serving.settings, question).stdout for question in ONCE]
    for kept in (serving.settings.conversations, serving.settings.events):
        with closing(sqlite3.connect(kept)) as file:
            assert file.execute("SELECT count(*) FROM events").fetchone() == (0,)
    serving.process.send_signal(signal.SIGINT)
    serving.process.wait(60)
    assert not is_serving(serving.settings)
    assert not (serving.settings.state / f"serving-{serving.settings.port}.json").exists()
    alone = [asked_once(serving.settings, question) for question in ONCE]
    assert all("Looking it up" in done.stderr for done in alone)
    assert [json.loads(done.stdout) for done in alone] == [json.loads(text) for text in by_server]


def asked_once(settings: Settings, question: str = WHO) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from bot.cli import main; main()", "ask", question, "--json"],
        env={**os.environ, **settings.environment()},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


# ---- told to stop while a message is being answered


class SlowActions(FakeActions):
    """Takes three seconds for each answer, and tells when it has begun one."""

    delay = 3.0

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = threading.Event()

    def process_request(self, *request: object) -> None:
        self.asked.set()
        super().process_request(*request)


@pytest.fixture
def slow() -> Iterator[SlowActions]:
    actions = SlowActions()
    threading.Thread(target=actions.serve_forever, daemon=True).start()
    yield actions
    actions.shutdown()
    actions.server_close()


@pytest.mark.parametrize("note", ["", "{", "{}", '{"host": "127.0.0.1", "store": "/another", "company": ""}'])
def test_a_server_of_something_else_is_not_asked(settings: Settings, tmp_path: Path, slow: SlowActions, note: str):
    own = settings.in_folder(tmp_path).but(port=slow.server_address[1], state=tmp_path)
    (own.state / f"serving-{own.port}.json").write_text(note)
    assert not is_serving(own)


def test_what_is_being_answered_is_answered_before_a_server_stops(
    settings: Settings, tmp_path: Path, slow: SlowActions
):
    own = web_settings(settings, tmp_path).but(port=free_port(), actions_port=slow.server_address[1])
    server = start_server(own, prepare(own))
    with stopping([server]), ThreadPoolExecutor(2) as pool:
        wait_until_well(server, server_health(own))
        visitor = Visitor(own)
        with connected(own) as idle:
            idle.request("GET", "/health")
            assert idle.getresponse().read()
            answer = pool.submit(visitor.say, WHO)
            assert slow.asked.wait(60)
            began = time.monotonic()
            stopped = pool.submit(server.stop)
            assert wait_for(lambda: is_refused(own))
            assert not answer.done()
            assert answer.result().events[-1][0] == "done"
            assert answer.result().text == "All is well."
            stopped.result()
        assert time.monotonic() - began < STOP_TIMEOUT
        # It stopped by itself.
        assert server.exit_code == 0


def is_refused(settings: Settings) -> bool:
    try:
        with socket.create_connection((settings.host, settings.port), 1):
            return False
    except ConnectionRefusedError:
        return True


# ---- a model that Rasa cannot load


def test_a_model_that_cannot_be_loaded_is_named_at_once(settings: Settings, tmp_path: Path):
    whole = prepare(settings).read_bytes()
    damaged = tmp_path / "damaged.tar.gz"
    damaged.write_bytes(whole[: len(whole) // 2])
    own = settings.in_folder(tmp_path).but(port=free_port(), actions_port=free_port())
    server = start_server(own, damaged)
    with stopping([server]), pytest.raises(RunError, match=rf"exit code 1\): The model {damaged} cannot be loaded: "):
        wait_until_well(server, server_health(own))
