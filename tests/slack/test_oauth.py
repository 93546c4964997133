"""Several workspaces that install the app: each has its own token, and none sees anything of another."""

import html
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.runtime.processes import Process, free_port, stopping
from bot.settings import Settings
from bot.slack.digest import DAYS
from bot.slack.installs import SCOPES
from tests.channels.servers import Servers
from tests.slack.conftest import MAYA, QUESTION, Bot, request_url, with_oauth
from tests.slack.stand_in import SlackSide

ONE, OTHER = "T0ONE", "T0OTHER"


@pytest.fixture(scope="module")
def bot(company: Settings, model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder = tmp_path_factory.mktemp("oauth")
    own = company.but(
        port=free_port(),
        conversations=folder / "conversations.db",
        slack_database=f"sqlite:///{folder / 'slack.db'}",
    )
    with SlackSide(request_url(own), mentionable=[MAYA], scopes=frozenset(SCOPES)) as slack:
        own = with_oauth(own, slack)
        processes: list[Process] = []
        with stopping(processes):
            bot = Bot(slack, own, Servers(own, model, processes).start_rasa())
            for team in (ONE, OTHER):
                assert install(bot, team) == 200
            yield bot
        assert not slack.problems


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def fetched(url: str, cookie: str = "") -> tuple[int, dict[str, str], str]:
    request = urllib.request.Request(url, headers={"Cookie": cookie} if cookie else {})
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=10) as response:
            return response.status, dict(response.headers), response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read().decode()


def begun(bot: Bot) -> tuple[str, str]:
    """An installation that was begun: the cookie and the state."""
    status, headers, page = fetched(f"http://{bot.settings.host}:{bot.settings.port}/slack/install")
    assert status == 200
    link = re.search('href="(https://[^"]+)"', page)
    assert link
    asked = parse_qs(urlsplit(html.unescape(link[1])).query)
    assert set(asked["scope"][0].split(",")) == set(SCOPES)
    return headers["Set-Cookie"].split(";")[0], asked["state"][0]


def finished(bot: Bot, code: str, state: str, cookie: str) -> int:
    url = f"http://{bot.settings.host}:{bot.settings.port}/slack/oauth_redirect?code={code}&state={state}"
    return fetched(url, cookie)[0]


def install(bot: Bot, team: str) -> int:
    cookie, state = begun(bot)
    return finished(bot, bot.slack.authorize(team), state, cookie)


def test_two_workspaces_never_see_each_other(bot: Bot) -> None:
    slack, user = bot.slack, "U0SAMENAME"
    one, other = slack.direct(user, ONE), slack.direct(user, OTHER)
    slack.say(user, one, "what does a quality manager do?")
    slack.replies(one)
    slack.say(user, other, "what qualifications do they need?")
    assert "for the quality manager" not in slack.replies(other)[0].text.lower()
    assert "which role" in slack.replies(other)[0].text.lower()
    tokens = {call.args["channel"]: call.token for call in slack.calls if call.method == "chat.postMessage"}
    assert tokens == {one: slack.installation(ONE).token, other: slack.installation(OTHER).token}


def test_a_state_of_another_browser_installs_nothing(bot: Bot) -> None:
    cookie, state = begun(bot)
    _, another = begun(bot)
    assert finished(bot, bot.slack.authorize("T0STOLEN"), another, cookie) in (400, 401)
    assert finished(bot, bot.slack.authorize("T0STOLEN"), state, "") in (400, 401)


def test_a_state_installs_once(bot: Bot) -> None:
    cookie, state = begun(bot)
    assert finished(bot, "not-a-code", state, cookie) == 401
    assert finished(bot, bot.slack.authorize("T0AGAIN"), state, cookie) == 401


def test_a_workspace_that_never_installed_it_is_a_line_in_the_log(bot: Bot) -> None:
    bot.slack.say("U0ANN", "C0HOME", f"{bot.slack.mention()} {QUESTION}")
    bot.logs("workspace T0HOME has not installed the app")


def test_each_workspace_gets_the_digest_of_what_was_asked_in_it_and_one_without_the_app_stops_none(
    bot: Bot, model: Path
) -> None:
    slack, user = bot.slack, "U0DIGESTS"
    channels = {ONE: slack.channel("C0DIGEST1", ONE), OTHER: slack.channel("C0DIGEST2", OTHER)}
    for team, question in ((ONE, "who is our quality manager?"), (OTHER, "who is our general manager?")):
        slack.say(user, slack.direct(user, team), question)
        assert slack.replies(slack.direct(user, team))
    own = bot.settings.but(
        port=free_port(),
        slack_digest_channel=", ".join(f"{team}={channel}" for team, channel in {"T0GONE": "C0", **channels}.items()),
        slack_digest_time=f"{DAYS[datetime.now().weekday()]} 00:00",
    )
    processes: list[Process] = []
    with stopping(processes):
        Servers(own, model, processes).start_rasa()
        first, other = (slack.replies(channels[team])[0].text for team in (ONE, OTHER))
    assert "quality manager" in first
    assert "general manager" not in first
    assert "general manager" in other
    assert "quality manager" not in other


def test_a_workspace_that_removes_the_app_is_forgotten_and_can_install_it_again(bot: Bot) -> None:
    slack, team = bot.slack, "T0LEAVING"
    assert install(bot, team) == 200
    home = slack.direct("U0LEAVER", team)
    slack.say("U0LEAVER", home, QUESTION)
    first = slack.replies(home)[-1]
    assert [delivered.status for delivered in slack.uninstall(team)] == [200, 200]
    bot.logs(f"token for workspace {team} no longer holds and was deleted")
    assert install(bot, team) == 200
    slack.say("U0LEAVER", home, QUESTION)
    assert slack.replies(home, after=first.ts)


def test_a_revoked_token_of_one_workspace_does_not_stop_the_others(bot: Bot) -> None:
    slack, team = bot.slack, "T0REVOKED"
    assert install(bot, team) == 200
    home = slack.direct("U0REVOKED", team)
    slack.say("U0REVOKED", home, QUESTION)
    slack.replies(home)
    slack.fail("chat.postMessage", "token_revoked")
    slack.say("U0REVOKED", home, QUESTION)
    bot.logs("Slack refused chat.postMessage: token_revoked")
    one = slack.direct("U0STILL", ONE)
    slack.say("U0STILL", one, QUESTION)
    assert slack.replies(one)
