"""Where things are and which ports are used, from the environment with defaults that just work."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import SettingError

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Settings:
    """One running copy of Rolewise.

    Two copies may run side by side when their ports and, if they differ in data, their state folders differ.
    """

    host: str
    port: int
    actions_port: int
    # Seconds the person waits for the action server before being told that it is not answering.
    action_timeout: float
    # What the program makes for itself: store, encoder, model, conversations, logs.
    state: Path
    store: Path
    # The SQLite file that Rasa keeps conversations in.
    conversations: Path
    # The SQLite file of what reports are made from: how questions were answered, what people thought of it.
    events: Path
    # A conversation whose newest event is older is erased by `rolewise forget --expired`.
    retention_days: int
    knowledge: Path = ROOT / "knowledge"
    # Who has which role and duty in one company; there need be none.
    company: Path = ROOT / "knowledge" / "company.yml"

    @property
    def encoder(self) -> Path:
        return self.state / "encoder"

    @property
    def models(self) -> Path:
        return self.state / "models"

    @property
    def logs(self) -> Path:
        return self.state / "logs"

    def environment(self) -> dict[str, str]:
        """These settings as the variables that the processes we start, and endpoints.yml, read."""
        return {
            "ROLEWISE_HOST": self.host,
            "ROLEWISE_PORT": str(self.port),
            "ROLEWISE_ACTIONS_PORT": str(self.actions_port),
            "ROLEWISE_ACTION_TIMEOUT": str(self.action_timeout),
            "ROLEWISE_STATE": str(self.state),
            "ROLEWISE_KNOWLEDGE": str(self.store),
            "ROLEWISE_CONVERSATIONS": str(self.conversations),
            "ROLEWISE_EVENTS": str(self.events),
            "ROLEWISE_RETENTION_DAYS": str(self.retention_days),
            "ROLEWISE_COMPANY": str(self.company),
        }


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process.

    Raises SettingError naming the variable and the value that cannot be used.
    """
    state = Path(environ.get("ROLEWISE_STATE") or ROOT / ".rolewise").resolve()
    settings = Settings(
        host=environ.get("ROLEWISE_HOST") or "127.0.0.1",
        port=_port(environ, "ROLEWISE_PORT", 5005),
        actions_port=_port(environ, "ROLEWISE_ACTIONS_PORT", 5055),
        action_timeout=_seconds(environ, "ROLEWISE_ACTION_TIMEOUT", 10.0),
        state=state,
        conversations=Path(environ.get("ROLEWISE_CONVERSATIONS") or state / "conversations.db").resolve(),
        events=Path(environ.get("ROLEWISE_EVENTS") or state / "events.db").resolve(),
        retention_days=_days(environ, "ROLEWISE_RETENTION_DAYS", 90),
        store=Path(environ.get("ROLEWISE_KNOWLEDGE") or state / "knowledge.db").resolve(),
        company=Path(environ.get("ROLEWISE_COMPANY") or ROOT / "knowledge" / "company.yml").resolve(),
    )
    if settings.port == settings.actions_port:
        raise SettingError(
            f"ROLEWISE_PORT and ROLEWISE_ACTIONS_PORT are both {settings.port}; they must be two different ports."
        )
    return settings


def _port(environ: Mapping[str, str], name: str, default: int) -> int:
    value = environ.get(name) or str(default)
    if not (value.isascii() and value.isdigit() and 0 < int(value) < 65536):
        raise SettingError(f"{name} is {value!r}; it must be a port number from 1 to 65535.")
    return int(value)


def _days(environ: Mapping[str, str], name: str, default: int) -> int:
    value = environ.get(name) or str(default)
    if not (value.isascii() and value.isdigit() and 0 < int(value) <= 36500):
        raise SettingError(f"{name} is {value!r}; it must be a whole number of days from 1 to 36500.")
    return int(value)


def _seconds(environ: Mapping[str, str], name: str, default: float) -> float:
    value = environ.get(name) or str(default)
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 3600:
        raise SettingError(f"{name} is {value!r}; it must be a number of seconds between 0 and 3600.")
    return seconds
