"""`make chat` in a pseudo-terminal, as a person meets it."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator

import pexpect
import pytest

from bot.runtime.processes import free_port
from bot.settings import ROOT

PROMPT = "Your input ->"
# What must stay in the logs.
NOISE = re.compile(r"Warning|WARNING|tensorflow|Traceback|oneDNN|Sanic|sanic|INFO|DEBUG")


class Chat:
    """A person at a terminal with `make chat`; apart: with an action server of its own."""

    def __init__(self, apart: bool = False) -> None:
        self.ports = {"ROLEWISE_PORT": str(free_port())}
        if apart:
            self.ports["ROLEWISE_ACTIONS_PORT"] = str(free_port())
        self.terminal = pexpect.spawn(
            "make",
            ["chat"],
            cwd=str(ROOT),
            # This terminal never says where its cursor is, for which a slow machine would be warned about it.
            env={**os.environ, **self.ports, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"},
            encoding="utf-8",
            timeout=240,
            dimensions=(50, 100),
        )
        self.seen = ""

    def wait_for(self, words: str) -> None:
        self.terminal.expect_exact(words)
        self.seen += self.terminal.before + self.terminal.after

    def say(self, text: str) -> None:
        # The prompt is drawn a moment before it reads.
        time.sleep(0.5)
        self.terminal.send(text + "\r")

    def wait_for_the_end(self) -> int:
        self.terminal.expect(pexpect.EOF)
        self.seen += self.terminal.before
        self.terminal.close()
        return self.terminal.exitstatus

    def kill(self, part: str) -> None:
        (pid,) = [pid for pid in self.processes() if part in _arguments(pid)]
        os.kill(pid, signal.SIGKILL)

    def processes(self) -> list[int]:
        """Processes that mention this chat's ports."""
        listed = subprocess.run(["ps", "-ww", "-eo", "pid,args"], capture_output=True, text=True, check=True).stdout
        ports = self.ports.values()
        return [int(line.split()[0]) for line in listed.splitlines() if any(f"--port {port}" in line for port in ports)]


@pytest.fixture
def chat() -> Iterator[Chat]:
    opened = Chat()
    yield opened
    opened.terminal.close(force=True)


@pytest.fixture
def chat_apart() -> Iterator[Chat]:
    opened = Chat(apart=True)
    yield opened
    opened.terminal.close(force=True)


def test_a_person_asks_is_answered_and_leaves_nothing_running(chat: Chat):
    chat.wait_for(PROMPT)
    assert len(chat.processes()) == 1
    chat.say("who handles customer grievances")
    chat.wait_for("That is the Operations Manager")
    chat.wait_for("Source: Difference between Operations Managers and General Managers")
    chat.wait_for(PROMPT)
    chat.say("what does a manager do")
    chat.wait_for("Do you mean the General Manager, the Operations Manager")
    # Typed, not picked from a menu: the shell would make one of buttons.
    chat.say("the first one")
    chat.wait_for("Takes responsibility for every aspect of the business")
    chat.wait_for(PROMPT)
    chat.say("/stop")
    assert chat.wait_for_the_end() == 0
    assert "Everything that was started has been stopped" in chat.seen
    assert chat.processes() == []
    assert not NOISE.search(chat.seen), chat.seen
    assert "custom" not in chat.seen.lower().replace("customer", "")


def test_ctrl_c_stops_everything(chat: Chat):
    chat.wait_for(PROMPT)
    time.sleep(0.5)
    chat.terminal.sendintr()
    chat.wait_for_the_end()
    assert chat.processes() == []
    assert "Traceback" not in chat.seen


def test_when_the_action_server_dies_it_is_started_again_and_the_talk_goes_on(chat_apart: Chat):
    chat_apart.wait_for(PROMPT)
    assert len(chat_apart.processes()) == 2
    chat_apart.kill("actions_main")
    chat_apart.wait_for("The action server stopped unexpectedly: it was killed (SIGKILL")
    chat_apart.wait_for("The action server answers again.")
    chat_apart.say("who handles customer grievances")
    chat_apart.wait_for("That is the Operations Manager")
    chat_apart.wait_for(PROMPT)
    chat_apart.say("/stop")
    assert chat_apart.wait_for_the_end() == 0
    assert chat_apart.processes() == []


def test_when_the_shell_dies_the_person_is_told_and_all_is_stopped(chat: Chat):
    chat.wait_for(PROMPT)
    chat.kill("rasa_main")
    assert chat.wait_for_the_end() != 0
    assert "The Rasa shell stopped unexpectedly: it was killed (SIGKILL" in chat.seen
    assert "The whole log is" in chat.seen
    assert chat.processes() == []


def test_ctrl_c_while_it_starts_stops_everything(chat: Chat):
    chat.wait_for("Starting the bot")
    time.sleep(1)
    chat.terminal.sendintr()
    assert chat.wait_for_the_end() != 0
    assert chat.processes() == []
    assert "Traceback" not in chat.seen


def _arguments(pid: int) -> str:
    listed = subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return listed.stdout
