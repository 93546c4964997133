"""Rasa and the action server, each to be started and stopped by itself."""

from dataclasses import dataclass
from pathlib import Path

from bot.runtime.processes import (
    Process,
    actions_health,
    server_health,
    start_actions,
    start_server,
    wait_until_well,
)
from bot.settings import Settings


@dataclass
class Servers:
    """processes: all that were started, for whoever stops them in the end."""

    settings: Settings
    model: Path
    processes: list[Process]

    @property
    def url(self) -> str:
        return f"http://{self.settings.host}:{self.settings.port}"

    def start_rasa(self) -> Process:
        self.processes.append(start_server(self.settings, self.model))
        wait_until_well(self.processes[-1], server_health(self.settings))
        return self.processes[-1]

    def start_actions(self) -> Process:
        self.processes.append(start_actions(self.settings))
        wait_until_well(self.processes[-1], actions_health(self.settings))
        return self.processes[-1]
