"""Where things are and which ports are used, from the environment with defaults that just work."""

import os
import re
import secrets
from collections.abc import Mapping
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any, Literal

from pydantic import AnyHttpUrl, BaseModel, Field, ValidationError, root_validator, validator
from pydantic.fields import ModelField
from pydantic.utils import ROOT_KEY

from bot.errors import SettingError
from bot.setting_checks import check_slack, is_origin

ROOT = Path(__file__).resolve().parents[1]
# Characters of a key that signs: as many bytes as its digest has.
SHORTEST_KEY = 32
SLACK_API = "https://slack.com/api/"
# What tells Slack's tokens apart.
TOKENS = {"slack_bot_token": "xoxb-", "slack_app_token": "xapp-"}
PORTS = ("port", "actions_port", "metrics_port", "actions_metrics_port")
# Where the store and what conversations leave behind are in the state folder, unless they are put elsewhere.
IN_STATE = {
    "store": "knowledge.db",
    "conversations": "conversations.db",
    "events": "events.db",
    "last_company": "company.last-good.yml",
}

_OF_THIS_PROCESS = secrets.token_urlsafe(SHORTEST_KEY)
_IN_HEADERS = re.compile(r"[\x21-\x7e]+")
# A name, an IPv4 address, or an IPv6 address in brackets.
_HOST = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\]")


def _variable(name: str) -> str:
    return f"ROLEWISE_{name.upper()}"


def _port(default: int) -> Any:
    return Field(default, ge=1, le=65535, description="a port number from 1 to 65535")


def _inner_port() -> Any:
    return Field(0, ge=0, le=65535, description="a port number from 1 to 65535, or 0 for none")


def _count(default: int, unit: str, most: int) -> Any:
    return Field(default, ge=1, le=most, description=f"a whole number of {unit} from 1 to {most}")


def _secret() -> Any:
    return Field("", repr=False)


class Settings(BaseModel, frozen=True, alias_generator=_variable):
    """One running copy of Rolewise.

    Two copies may run side by side when their ports and, if they differ in data, their state folders differ. Each field
    has the name of its variable as alias; what it must be, where it can be something else, is its description.
    """

    host: str = "127.0.0.1"
    # The names by which the server is asked, besides those of this machine for itself and `host`.
    hosts: tuple[str, ...] = ()
    port: int = _port(5005)
    # Where an action server of its own listens; 0: there is none, and Rasa's process runs the actions itself.
    actions_port: int = _inner_port()
    # What Rasa shows the action server; one and the same for both where one process starts them.
    actions_secret: str = Field(_OF_THIS_PROCESS, repr=False)
    # Seconds in which a whole request must have arrived.
    request_timeout: float = Field(10.0, gt=0, lt=3600, description="a number of seconds between 0 and 3600")
    # Seconds the person waits for the action server before being told that it is not answering.
    action_timeout: float = Field(10.0, gt=0, lt=3600, description="a number of seconds between 0 and 3600")
    # Where Prometheus reads the metrics of Rasa's server and of the action server; 0: nowhere.
    metrics_port: int = _inner_port()
    actions_metrics_port: int = _inner_port()
    metrics_host: str = "127.0.0.1"
    # How the servers log: lines for people, or one of JSON a record.
    log_format: Literal["text", "json"] = Field("text", description="text or json")
    # What the program makes for itself: store, encoder, model, conversations, logs.
    state: Path = ROOT / ".rolewise"
    store: Path = Field(None, alias="ROLEWISE_KNOWLEDGE")
    # The SQLite file that Rasa keeps conversations in.
    conversations: Path = Field(None)
    # The SQLite file of what reports are made from: how questions were answered, what people thought of it.
    events: Path = Field(None)
    # Where Rasa finds its databases and locks: the project's own file, or another one.
    endpoints: Path = ROOT / "endpoints.yml"
    # A conversation whose newest event is older is erased by `rolewise forget --expired`.
    retention_days: int = _count(90, "days", 36500)
    # No variable is called so.
    knowledge: Path = Field(ROOT / "knowledge", alias="knowledge")
    # The file of one company; there need be none. The last version of it that could be used.
    company: Path = ROOT / "knowledge" / "company.yml"
    last_company: Path = Field(None)
    # Where the people are who ask, by ISO 3166 code, unless they name another country: whom they are told to turn to.
    country: str = Field("US", regex="^[A-Z]{2}$", description="an ISO 3166 code of two letters, like US")
    # The person, or the office, that people can turn to instead of the bot, and how: docs/safety.md.
    contact_name: str = "a person"
    contact_email: str = ""
    contact_phone: str = ""
    contact_link: str = ""
    contact_channel: str = ""
    web_key: str = _secret()  # signs the tokens of the widget's visitors; empty: one is generated into web_key_file
    # The pages that may use the chat, besides those of this server.
    web_origins: tuple[str, ...] = ()
    web_people: bool = Field(False, description="true or false")  # whether visitors are told who it is in the company
    web_token_days: int = _count(30, "days", 3650)
    # Messages a minute, of one conversation and from one address.
    web_session_limit: int = _count(30, "messages a minute", 100000)
    web_address_limit: int = _count(120, "messages a minute", 100000)
    # The same for the REST channel; programs on this machine are not counted.
    rest_sender_limit: int = _count(30, "messages a minute", 100000)
    rest_address_limit: int = _count(120, "messages a minute", 100000)
    # Messages that are answered, or wait for that, at the same time; what goes beyond is sent away.
    most_at_once: int = _count(30, "messages", 100000)
    # The built widget.
    widget: Path = ROOT / "web" / "dist"
    # Slack, docs/slack.md: one workspace by the bot's token, or many by the client's id and secret; requests of Slack's
    # that are signed with the secret, or a socket where there is an app's token. None of them: no Slack.
    slack_bot_token: str = _secret()
    slack_signing_secret: str = _secret()
    slack_app_token: str = _secret()
    slack_client_id: str = ""
    slack_client_secret: str = _secret()
    slack_api_url: AnyHttpUrl = Field(SLACK_API, description=f"the address of Slack's methods, like {SLACK_API}")
    # What SQLAlchemy connects to, for what all servers must remember of Slack together; empty: conversations.
    slack_database: str = _secret()
    slack_limit: int = _count(30, "messages a minute", 100000)
    # The channel that the weekly digest goes to, of several workspaces one each, and when; none: there is no digest.
    slack_digest_channel: str = Field(
        "",
        regex=r"^(|[CG]\w+|T\w+=[CG]\w+(,\s*T\w+=[CG]\w+)*)$",
        description="a channel's id, like C0123, or one for each of several workspaces, like T0ONE=C0123, T0TWO=C0456",
    )
    slack_digest_time: str = Field(
        "mon 09:00",
        regex=r"^(mon|tue|wed|thu|fri|sat|sun) ([01]\d|2[0-3]):[0-5]\d$",
        description="a day and a time of this machine, like 'mon 09:00'",
    )
    # Shown to the directory, and to Slack, that the company's map is read from: docs/company.md.
    scim_token: str = _secret()
    slack_people_token: str = _secret()

    @validator(*IN_STATE, pre=True, always=True)
    def _in_state(cls, path: str | None, values: dict[str, Any], field: ModelField) -> Path:
        return Path(path or values["state"] / IN_STATE[field.name])

    @validator("state", *IN_STATE, "company", "widget", "endpoints", always=True)
    def _resolved(cls, path: Path) -> Path:
        return path.resolve()

    # The values of secrets are not repeated in what is said of them.

    @validator("actions_secret")
    def _sendable(cls, secret: str) -> str:
        if len(secret) < SHORTEST_KEY or not _IN_HEADERS.fullmatch(secret):
            raise ValueError(
                f"must have at least {SHORTEST_KEY} letters, digits or signs, of ASCII and without spaces."
            )
        return secret

    @validator("web_key")
    def _key(cls, key: str) -> str:
        if len(key) < SHORTEST_KEY:
            raise ValueError(f"has {len(key)} characters; a key must have at least {SHORTEST_KEY}.")
        return key

    @validator(*TOKENS)
    def _token(cls, token: str, field: ModelField) -> str:
        if not token.startswith(TOKENS[field.name]):
            raise ValueError(f"does not begin with {TOKENS[field.name]}; it is another of Slack's tokens.")
        return token

    @validator("web_origins", pre=True)
    def _origins(cls, written: str) -> tuple[str, ...]:
        origins = [origin.strip().lower() for origin in written.split(",") if origin.strip()]
        strange = ", ".join(repr(origin) for origin in origins if not is_origin(origin))
        if strange:
            raise ValueError(f"names {strange}; an origin is written like https://careers.example.org, without a path.")
        return tuple(origins)

    @validator("hosts", pre=True)
    def _hosts(cls, written: str) -> tuple[str, ...]:
        hosts = [host.strip().lower() for host in written.split(",") if host.strip()]
        strange = ", ".join(repr(host) for host in hosts if not _HOST.fullmatch(host))
        if strange:
            raise ValueError(f"names {strange}; a host is written like bot.example.org, without scheme, port and path.")
        return tuple(hosts)

    @validator("slack_api_url")
    def _folder(cls, url: str) -> str:
        # The methods' names are put behind the last slash.
        return url if url.endswith("/") else f"{url}/"

    @root_validator
    def _apart(cls, values: dict[str, Any]) -> dict[str, Any]:
        for one, other in combinations(PORTS, 2):
            # What is wrong by itself is not in values.
            if values.get(one) and values[one] == values.get(other):
                raise ValueError(
                    f"{_variable(one)} and {_variable(other)} are both {values[one]}; they must be two different ports."
                )
        return values

    @root_validator
    def _slack(cls, values: dict[str, Any]) -> dict[str, Any]:
        # What is wrong by itself is not in values, and is said without this.
        if TOKENS.keys() <= values.keys():
            check_slack(values)
        return values

    @property
    def web_key_file(self) -> Path:
        return self.state / "web.key"

    @property
    def own_store(self) -> Path:
        """The store that is built from knowledge/, and anew when that changes; `store` may be another."""
        return self.state / IN_STATE["store"]

    @property
    def encoder(self) -> Path:
        return self.state / "encoder"

    @property
    def models(self) -> Path:
        return self.state / "models"

    @property
    def logs(self) -> Path:
        return self.state / "logs"

    def but(self, **changes: Any) -> "Settings":
        """These settings but for some fields, whose values are trusted.

        Raises TypeError for a field that there is not.
        """
        strange = changes.keys() - self.__fields__.keys()
        if strange:
            raise TypeError(f"no settings: {', '.join(sorted(strange))}")
        return self.copy(update=changes)

    def in_folder(self, folder: Path) -> "Settings":
        """With all that conversations leave behind in a folder of its own, and no company but one there."""
        return self.but(
            conversations=folder / IN_STATE["conversations"],
            events=folder / IN_STATE["events"],
            company=folder / "company.yml",
            last_company=folder / IN_STATE["last_company"],
        )

    def environment(self) -> dict[str, str]:
        """These settings as the variables that the processes we start, and endpoints.yml, read."""
        values = self.dict(by_alias=True, exclude={"knowledge", "scim_token", "slack_people_token"})
        return {name: ",".join(value) if isinstance(value, tuple) else str(value) for name, value in values.items()}


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process; a variable that is empty is as good as none.

    Raises SettingError naming every variable, and its value, that cannot be used.
    """
    variables = (field.alias for field in Settings.__fields__.values() if field.name != "knowledge")
    return _settings(tuple((name, value) for name in variables if (value := environ.get(name))))


# A message asks for them some fifteen times, and making them takes a quarter of a millisecond.
@lru_cache(maxsize=16)
def _settings(variables: tuple[tuple[str, str], ...]) -> Settings:
    given = dict(variables)
    try:
        return Settings.parse_obj(given)
    except ValidationError as invalid:
        raise SettingError("\n".join(_told(error, given) for error in invalid.errors())) from None


def _told(error: Mapping[str, Any], given: Mapping[str, str]) -> str:
    """What is wrong, as a sentence."""
    variable = error["loc"][0]
    # Our own validators say it themselves; those of one variable begin with the verb.
    if variable == ROOT_KEY:
        return error["msg"]
    if error["type"] == "value_error":
        return f"{variable} {error['msg']}"
    [field] = [field for field in Settings.__fields__.values() if field.alias == variable]
    return f"{variable} is {given[variable]!r}; it must be {field.field_info.description}."
