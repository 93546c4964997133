"""Where things are and which ports are used, from the environment with defaults that just work."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import SettingError

ROOT = Path(__file__).resolve().parents[1]
# Characters of a key that signs: as many bytes as its digest has.
SHORTEST_KEY = 32
SLACK_API = "https://slack.com/api/"


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
    # Signs the tokens of the widget's visitors; empty: one is generated and kept in web_key_file.
    web_key: str = field(default="", repr=False)
    # The pages that may use the chat, besides those of this server.
    web_origins: tuple[str, ...] = ()
    web_token_days: int = 30
    # Messages a minute, of one conversation and from one address.
    web_session_limit: int = 30
    web_address_limit: int = 120
    # The built widget.
    widget: Path = ROOT / "web" / "dist"
    # Slack, docs/slack.md: one workspace by the bot's token, or many by the client's id and secret; requests of Slack's
    # that are signed with the secret, or a socket where there is an app's token. None of them: no Slack.
    slack_bot_token: str = field(default="", repr=False)
    slack_signing_secret: str = field(default="", repr=False)
    slack_app_token: str = field(default="", repr=False)
    slack_client_id: str = ""
    slack_client_secret: str = field(default="", repr=False)
    slack_api_url: str = SLACK_API
    # What SQLAlchemy connects to, for what all servers must remember of Slack together; empty: conversations.
    slack_database: str = field(default="", repr=False)
    # Messages a minute, of one conversation.
    slack_limit: int = 30

    @property
    def web_key_file(self) -> Path:
        return self.state / "web.key"

    @property
    def encoder(self) -> Path:
        return self.state / "encoder"

    @property
    def models(self) -> Path:
        return self.state / "models"

    @property
    def logs(self) -> Path:
        return self.state / "logs"

    def in_folder(self, folder: Path) -> "Settings":
        """With all that conversations leave behind in a folder of its own, and no company but one there."""
        return replace(
            self,
            conversations=folder / "conversations.db",
            events=folder / "events.db",
            company=folder / "company.yml",
        )

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
            "ROLEWISE_WEB_KEY": self.web_key,
            "ROLEWISE_WEB_ORIGINS": ",".join(self.web_origins),
            "ROLEWISE_WEB_TOKEN_DAYS": str(self.web_token_days),
            "ROLEWISE_WEB_SESSION_LIMIT": str(self.web_session_limit),
            "ROLEWISE_WEB_ADDRESS_LIMIT": str(self.web_address_limit),
            "ROLEWISE_WIDGET": str(self.widget),
            "ROLEWISE_SLACK_BOT_TOKEN": self.slack_bot_token,
            "ROLEWISE_SLACK_SIGNING_SECRET": self.slack_signing_secret,
            "ROLEWISE_SLACK_APP_TOKEN": self.slack_app_token,
            "ROLEWISE_SLACK_CLIENT_ID": self.slack_client_id,
            "ROLEWISE_SLACK_CLIENT_SECRET": self.slack_client_secret,
            "ROLEWISE_SLACK_API_URL": self.slack_api_url,
            "ROLEWISE_SLACK_DATABASE": self.slack_database,
            "ROLEWISE_SLACK_LIMIT": str(self.slack_limit),
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
        retention_days=_count(environ, "ROLEWISE_RETENTION_DAYS", 90, "days", 36500),
        store=Path(environ.get("ROLEWISE_KNOWLEDGE") or state / "knowledge.db").resolve(),
        company=Path(environ.get("ROLEWISE_COMPANY") or ROOT / "knowledge" / "company.yml").resolve(),
        web_key=_key(environ, "ROLEWISE_WEB_KEY"),
        web_origins=_origins(environ, "ROLEWISE_WEB_ORIGINS"),
        web_token_days=_count(environ, "ROLEWISE_WEB_TOKEN_DAYS", 30, "days", 3650),
        web_session_limit=_count(environ, "ROLEWISE_WEB_SESSION_LIMIT", 30, "messages a minute", 100000),
        web_address_limit=_count(environ, "ROLEWISE_WEB_ADDRESS_LIMIT", 120, "messages a minute", 100000),
        widget=Path(environ.get("ROLEWISE_WIDGET") or ROOT / "web" / "dist").resolve(),
        slack_bot_token=_token(environ, "ROLEWISE_SLACK_BOT_TOKEN", "xoxb-"),
        slack_signing_secret=environ.get("ROLEWISE_SLACK_SIGNING_SECRET") or "",
        slack_app_token=_token(environ, "ROLEWISE_SLACK_APP_TOKEN", "xapp-"),
        slack_client_id=environ.get("ROLEWISE_SLACK_CLIENT_ID") or "",
        slack_client_secret=environ.get("ROLEWISE_SLACK_CLIENT_SECRET") or "",
        slack_api_url=_api(environ, "ROLEWISE_SLACK_API_URL", SLACK_API),
        slack_database=environ.get("ROLEWISE_SLACK_DATABASE") or "",
        slack_limit=_count(environ, "ROLEWISE_SLACK_LIMIT", 30, "messages a minute", 100000),
    )
    _check_slack(settings)
    if settings.port == settings.actions_port:
        raise SettingError(
            f"ROLEWISE_PORT and ROLEWISE_ACTIONS_PORT are both {settings.port}; they must be two different ports."
        )
    return settings


def _check_slack(settings: Settings) -> None:
    """Raises SettingError where what is set for Slack cannot work together."""
    if bool(settings.slack_client_id) != bool(settings.slack_client_secret):
        raise SettingError(
            "ROLEWISE_SLACK_CLIENT_ID and ROLEWISE_SLACK_CLIENT_SECRET belong together; one of them is missing."
        )
    if settings.slack_bot_token and settings.slack_client_id:
        raise SettingError(
            "ROLEWISE_SLACK_BOT_TOKEN is for one workspace and ROLEWISE_SLACK_CLIENT_ID for many; set only one of them."
        )
    if settings.slack_bot_token or settings.slack_client_id:
        if not (settings.slack_signing_secret or settings.slack_app_token):
            raise SettingError(
                "Slack needs ROLEWISE_SLACK_APP_TOKEN (Socket Mode) or ROLEWISE_SLACK_SIGNING_SECRET (HTTP) as well."
            )
    elif settings.slack_signing_secret or settings.slack_app_token:
        raise SettingError("Slack needs ROLEWISE_SLACK_BOT_TOKEN, or ROLEWISE_SLACK_CLIENT_ID and its secret, as well.")


def _token(environ: Mapping[str, str], name: str, beginning: str) -> str:
    token = environ.get(name) or ""
    if token and not token.startswith(beginning):
        # The value is a secret, so it is not repeated.
        raise SettingError(f"{name} does not begin with {beginning}; it is another of Slack's tokens.")
    return token


def _api(environ: Mapping[str, str], name: str, default: str) -> str:
    url = environ.get(name) or default
    if not url.startswith(("https://", "http://")):
        raise SettingError(f"{name} is {url!r}; it must be the address of Slack's methods, like {default}")
    # The methods' names are put behind the last slash.
    return url if url.endswith("/") else f"{url}/"


def _port(environ: Mapping[str, str], name: str, default: int) -> int:
    value = environ.get(name) or str(default)
    if not (value.isascii() and value.isdigit() and 0 < int(value) < 65536):
        raise SettingError(f"{name} is {value!r}; it must be a port number from 1 to 65535.")
    return int(value)


def _count(environ: Mapping[str, str], name: str, default: int, unit: str, most: int) -> int:
    value = environ.get(name) or str(default)
    if not (value.isascii() and value.isdigit() and 0 < int(value) <= most):
        raise SettingError(f"{name} is {value!r}; it must be a whole number of {unit} from 1 to {most}.")
    return int(value)


def _key(environ: Mapping[str, str], name: str) -> str:
    key = environ.get(name) or ""
    if key and len(key) < SHORTEST_KEY:
        # The value is a secret, so it is not repeated.
        raise SettingError(f"{name} has {len(key)} characters; a key must have at least {SHORTEST_KEY}.")
    return key


def _origins(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    origins = [origin.strip().lower() for origin in (environ.get(name) or "").split(",") if origin.strip()]
    for origin in origins:
        if not _is_origin(origin):
            raise SettingError(
                f"{name} names {origin!r}; an origin is written like https://careers.example.org, without a path."
            )
    return tuple(origins)


def _is_origin(origin: str) -> bool:
    try:
        parts = urlsplit(origin)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and origin == f"{parts.scheme}://{parts.netloc}"
        )
    except ValueError:
        return False


def _seconds(environ: Mapping[str, str], name: str, default: float) -> float:
    value = environ.get(name) or str(default)
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 3600:
        raise SettingError(f"{name} is {value!r}; it must be a number of seconds between 0 and 3600.")
    return seconds
