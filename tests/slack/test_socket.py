"""Socket Mode: the same bot without an address that Slack can reach."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.runtime.processes import Process, free_port, stopping
from bot.settings import Settings
from tests.channels.servers import Servers
from tests.slack.conftest import ANN, MAYA, QUESTION, Bot, request_url, with_socket
from tests.slack.stand_in import SlackSide


@pytest.fixture(scope="module")
def bot(company: Settings, model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    own = company.but(port=free_port(), conversations=tmp_path_factory.mktemp("socket") / "conversations.db")
    with SlackSide(mentionable=[MAYA]) as slack:
        own = with_socket(own, slack)
        processes: list[Process] = []
        with stopping(processes):
            yield Bot(slack, own, Servers(own, model, processes).start_rasa())


@pytest.fixture
def connected(slack: SlackSide) -> SlackSide:
    slack.connected()
    return slack


def test_a_mention_is_answered_once(connected: SlackSide, channel: str) -> None:
    said = connected.say(ANN, channel, f"{connected.mention()} {QUESTION}")
    assert [delivered.status for delivered in connected.deliveries(said)] == [200, 200]
    assert "Operations Manager" in connected.replies(channel, said.ts)[0].text
    connected.quiet(1)


def test_commands_and_buttons_work(connected: SlackSide, channel: str) -> None:
    assert connected.command(ANN, channel, "/whodoes", "customer grievances").status == 200
    answer = connected.replies(channel, user=ANN)[0]
    assert connected.press(ANN, answer, "share").status == 200
    assert connected.replies(channel)


@pytest.mark.parametrize(
    ("asked", "closed"),
    [
        pytest.param(True, False, id="when Slack asks for it"),
        pytest.param(False, True, id="when the connection is lost"),
        # The SDK then connects twice, and the first of the two sockets may be gone before it acknowledged anything.
        pytest.param(True, True, id="when it is lost as Slack asks"),
    ],
)
def test_it_goes_on_over_a_new_socket(connected: SlackSide, person: str, asked: bool, closed: bool) -> None:
    home = connected.direct(person)
    connected.say(person, home, "what does a quality manager do?")
    first = connected.replies(home)[-1]
    connected.reconnect(asked, closed)
    connected.say(person, home, "what qualifications do they need?")
    assert "quality manager" in connected.replies(home, after=first.ts)[0].text.lower()


def test_a_retry_over_a_new_socket_is_not_answered_again(connected: SlackSide, person: str) -> None:
    home = connected.direct(person)
    said = connected.say(person, home, QUESTION)
    connected.replies(home)
    connected.reconnect()
    [delivered] = connected.deliveries(said)
    assert connected.retry(delivered).status == 200
    connected.quiet(1)


def test_nothing_listens_to_requests(bot: Bot) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(urllib.request.Request(request_url(bot.settings), b"{}"), timeout=10)
    assert refused.value.code == 404
