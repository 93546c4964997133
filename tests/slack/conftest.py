"""The real bot with Slack's side played on this machine, and what tests say to it."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.runtime.processes import Process, free_port, stopping
from bot.runtime.setup import prepare
from bot.settings import Settings
from tests.channels.servers import Servers
from tests.slack.stand_in import Message, SlackSide
from tests.slack.stand_in.checks import mentioned, mrkdwn_texts

ANN, BEN = "U0ANN", "U0BEN"
# Whom the company file below names by a member id.
MAYA = "U0MAYA0001"
COMPANY: dict[str, Any] = {
    "name": "Brackwater <!channel> Preserves",
    "sites": {"leeds": {"name": "Leeds"}},
    "people": {
        "maya": {"name": "Maya <!here> Okafor", "slack": MAYA, "site": "leeds"},
        "piotr": {"name": "Piotr Zielak", "slack": "@piotr", "site": "leeds"},
    },
    "roles": [{"role": "quality_manager", "people": ["maya"]}, {"role": "purchasing_manager", "people": ["piotr"]}],
}
QUESTION = "who handles customer grievances?"

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Bot:
    """A running bot in Slack."""

    slack: SlackSide
    settings: Settings
    server: Process

    def log(self) -> str:
        """What the bot's server has logged so far."""
        return self.server.log.read_text(encoding="utf-8", errors="replace")

    def logs(self, line: str) -> None:
        """Waits until that stands in the log."""
        self.slack.wait_for(lambda: line in self.log())


def with_slack(settings: Settings, slack: SlackSide) -> Settings:
    """Settings of a bot in one workspace, over HTTP."""
    return settings.but(
        slack_bot_token=slack.token,
        slack_signing_secret=slack.credentials.signing_secret,
        slack_api_url=slack.url,
        slack_limit=100000,
    )


def with_socket(settings: Settings, slack: SlackSide) -> Settings:
    """Settings of a bot in one workspace, over a socket."""
    return with_slack(settings, slack).but(slack_signing_secret="", slack_app_token=slack.credentials.app_token)


def with_oauth(settings: Settings, slack: SlackSide) -> Settings:
    """Settings of a bot that workspaces install, over HTTP."""
    own = with_slack(settings, slack).but(slack_bot_token="")
    return own.but(slack_client_id=slack.credentials.client_id, slack_client_secret=slack.credentials.client_secret)


def request_url(settings: Settings) -> str:
    return f"http://{settings.host}:{settings.port}/slack/events"


def asked(slack: SlackSide, channel: str, user: str = ANN, question: str = QUESTION) -> tuple[str, str]:
    """A thread in which somebody asked the bot, and the last of what it said there."""
    said = slack.say(user, channel, f"{slack.mention()} {question}")
    return said.ts, slack.replies(channel, said.ts)[-1].ts


def takes_effect(message: Message) -> str:
    """The part of a message in which Slack reads what is written for it; the rest shows as it is."""
    mentions = (f"<@{member}>" for member in mentioned(message.blocks))
    return "\n".join([message.text, *mrkdwn_texts(message.blocks), *mentions])


@pytest.fixture(scope="package")
def company(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with a company, whose action server they all share."""
    folder = tmp_path_factory.mktemp("slack")
    own = settings.in_folder(folder).but(actions_port=free_port())
    own.company.write_text(yaml.safe_dump(COMPANY), encoding="utf-8")
    return own


@pytest.fixture(scope="package")
def model(company: Settings) -> Iterator[Path]:
    """The trained model, with the action server running."""
    processes: list[Process] = []
    with stopping(processes):
        trained = prepare(company)
        Servers(company, trained, processes).start_actions()
        yield trained


@pytest.fixture(scope="package")
def bot(company: Settings, model: Path) -> Iterator[Bot]:
    """The bot of one workspace over HTTP, for all tests that do it no harm; everything it sent must be right."""
    own = company.but(port=free_port())
    with SlackSide(request_url(own), mentionable=[MAYA]) as slack:
        own = with_slack(own, slack)
        processes: list[Process] = []
        with stopping(processes):
            yield Bot(slack, own, Servers(own, model, processes).start_rasa())


@pytest.fixture
def slack(bot: Bot) -> Iterator[SlackSide]:
    """Slack's side of it; nothing that Slack would refuse may have been sent."""
    before = len(bot.slack.problems)
    yield bot.slack
    assert not bot.slack.problems[before:]


@pytest.fixture
def channel() -> str:
    """A channel in which nothing was said yet."""
    return f"C0FRESH{next(_numbers)}"


@pytest.fixture
def person() -> str:
    """Somebody who has not talked with the bot yet."""
    return f"U0FRESH{next(_numbers)}"
