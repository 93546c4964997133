"""A bot that is watched: its metrics on ports of their own, its log as JSON, talked with over every channel."""

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.runtime.processes import Process, free_port, stopping
from bot.runtime.setup import prepare
from bot.settings import Settings
from tests.channels.conftest import patient
from tests.channels.servers import Servers
from tests.runtime.test_apology import FakeActions, Handler
from tests.slack.conftest import request_url, with_slack, with_socket
from tests.slack.stand_in import SlackSide

Sample = tuple[str, frozenset[tuple[str, str]]]


@dataclass
class Watched:
    """A running bot with Slack's side of it."""

    settings: Settings
    slack: SlackSide
    servers: Servers
    rasa: Process
    actions: Process | None = None

    @property
    def log(self) -> str:
        """All that its servers have logged."""
        logs = {process.log for process in self.servers.processes}
        return "\n".join(log.read_text(encoding="utf-8", errors="replace") for log in sorted(logs))

    def lines(self, process: Process) -> list[dict[str, Any]]:
        return [json.loads(line) for line in process.log.read_text(encoding="utf-8").splitlines()]

    def get(self, path: str, port: int = 0) -> tuple[int, Any]:
        """The status and the JSON at a path of Rasa's server, or of what listens on another port."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port or self.settings.port}{path}", timeout=30) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refused:
            return refused.code, json.loads(refused.read() or b"null")

    def metrics(self, port: int = 0) -> dict[Sample, float]:
        """All samples of Rasa's server, or at another port, each by its name and labels."""
        address = f"http://127.0.0.1:{port or self.settings.metrics_port}/metrics"
        with urllib.request.urlopen(address, timeout=30) as answer:
            families = text_string_to_metric_families(answer.read().decode())
            return {
                (sample.name, frozenset(sample.labels.items())): sample.value
                for family in families
                for sample in family.samples
            }

    @contextmanager
    def with_other_actions(self) -> Iterator[FakeActions]:
        """An action server that answers as it is told, in place of the real one."""
        assert self.actions
        self.actions.stop()
        try:
            with fake_actions(self.settings.actions_port) as actions:
                yield actions
        finally:
            self.actions = self.servers.start_actions()


@contextmanager
def fake_actions(port: int) -> Iterator[FakeActions]:
    actions = FakeActions(("127.0.0.1", port), Handler)
    threading.Thread(target=actions.serve_forever, daemon=True).start()
    try:
        yield actions
    finally:
        actions.shutdown()
        actions.server_close()


def sample(name: str, **labels: str) -> Sample:
    return name, frozenset(labels.items())


@contextmanager
def watched_bot(settings: Settings, folder: Path, log_format: str, over_socket: bool = False) -> Iterator[Watched]:
    """Rasa's server, in need of an action server."""
    own = patient(settings.in_folder(folder)).but(
        port=free_port(),
        actions_port=free_port(),
        metrics_port=free_port(),
        actions_metrics_port=free_port(),
        log_format=log_format,
        action_timeout=2.0,
    )
    with SlackSide() if over_socket else SlackSide(request_url(own)) as slack:
        own = with_socket(own, slack) if over_socket else with_slack(own, slack)
        processes: list[Process] = []
        with stopping(processes):
            servers = Servers(own, prepare(own), processes)
            yield Watched(own, slack, servers, servers.start_rasa())


@pytest.fixture(scope="package")
def watched(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched_bot(settings, tmp_path_factory.mktemp("watched"), "json") as bot:
        bot.actions = bot.servers.start_actions()
        yield bot
