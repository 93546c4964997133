"""A server that is told to stop, with something in Slack still to be answered."""

from pathlib import Path

import pytest

from bot.runtime.processes import Process, free_port, stopping
from bot.settings import Settings
from tests.channels.servers import Servers
from tests.slack.conftest import ANN, MAYA, QUESTION, request_url, with_slack
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
