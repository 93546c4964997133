"""A server that is told to stop, with something in Slack still to be answered."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.channels import slack as slack_channel
from bot.channels.slack import SlackChannel
from bot.runtime.processes import Process, free_port, stopping
from bot.settings import Settings
from tests.channels.servers import Servers
from tests.slack.conftest import ANN, MAYA, QUESTION, request_url, with_slack, with_socket
from tests.slack.stand_in import SlackSide


def test_what_slack_was_told_has_arrived_is_answered_before_the_stop(
    company: Settings, model: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    own = company.but(port=free_port(), conversations=tmp_path_factory.mktemp("stop") / "conversations.db")
    with SlackSide(request_url(own), mentionable=[MAYA]) as slack:
        processes: list[Process] = []
        with stopping(processes):
            server = Servers(with_slack(own, slack), model, processes).start_rasa()
            home = slack.direct(ANN)
            # Asked to wait first, the bot cannot have answered before it is told to stop.
            slack.limit_rate("chat.postMessage", times=1)
            said = slack.say(ANN, home, QUESTION)
            assert [delivered.status for delivered in slack.deliveries(said)] == [200]
            server.stop()
            assert "Operations Manager" in slack.replies(home)[0].text


def test_a_socket_is_closed_with_leave_and_what_came_over_it_is_answered(
    company: Settings, model: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    own = company.but(port=free_port(), conversations=tmp_path_factory.mktemp("leave") / "conversations.db")
    with SlackSide(mentionable=[MAYA]) as slack:
        processes: list[Process] = []
        with stopping(processes):
            server = Servers(with_socket(own, slack), model, processes).start_rasa()
            slack.connected()
            home = slack.direct(ANN)
            slack.limit_rate("chat.postMessage", times=1)
            said = slack.say(ANN, home, QUESTION)
            assert {delivered.status for delivered in slack.deliveries(said)} == {200}
            server.stop()
            assert slack.farewells() == [1000]
            assert "Operations Manager" in slack.replies(home)[0].text
            log = server.log.read_text(encoding="utf-8", errors="replace")
            assert not [line for line in log.splitlines() if " ERROR " in line or "Traceback" in line]


def test_a_socket_whose_other_side_is_gone_keeps_no_answer_from_being_waited_for(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slack_channel, "LEAVE", 0.01)
    happened: list[str] = []

    async def over(seconds: float) -> bool:
        happened.append("waited for answers")
        return True

    async def close_async() -> None:
        happened.append("closing")
        await asyncio.Event().wait()

    async def end() -> None:
        channel: Any = SlackChannel(settings)
        channel._app, channel._socket = SimpleNamespace(underway=SimpleNamespace(over=over)), SimpleNamespace()
        channel._socket.close_async = close_async
        await asyncio.wait_for(channel._end(None, asyncio.get_running_loop()), 60)

    asyncio.run(end())
    assert set(happened) == {"closing", "waited for answers"}
