"""By which names the public server is asked."""

from types import SimpleNamespace
from typing import Any

import pytest
from sanic.compat import Header

from bot.channels.doors import PROGRAMS, Doors
from bot.channels.refusals import Refused
from bot.settings import Settings, load_settings
from tests.channels.visitor import request
from tests.channels.wire import sent, statuses

NAMES = ["localhost", "LOCALHOST:5005", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:80", "localhost."]
OTHER_NAMES = [
    "evil.example",
    "evil.example:5005",
    "localhost.evil.example",
    "127.0.0.2",
    "0",
    "[::2]",
    "",
    "a b",
    "@localhost",
]
PATHS = ["/", "/health", "/widget.js", "/chat/history", "/nothing", PROGRAMS + "rest/"]


@pytest.mark.parametrize("host", NAMES)
def test_the_server_is_asked_by_names_that_it_has(web: Settings, host: str):
    assert request(web, "GET", "/health", headers={"Host": host}).status == 200


@pytest.mark.parametrize("host", OTHER_NAMES)
@pytest.mark.parametrize("path", PATHS)
def test_no_path_answers_to_another_name(web: Settings, host: str, path: str):
    answer = request(web, "GET", path, headers={"Host": host})
    assert (answer.status, answer.code) == (421, "wrong_host")
    assert "ROLEWISE_HOSTS" in answer.data["error"]["text"]


def test_a_page_whose_own_name_leads_here_may_not_use_the_chat(web: Settings):
    headers = {"Host": "evil.example", "Origin": "http://evil.example"}
    assert request(web, "POST", "/chat/session", headers=headers).code == "wrong_host"


def test_a_request_names_one_host(web: Settings):
    assert statuses(sent(web.host, web.port, b"GET /health HTTP/1.1\r\n\r\n")) == [421]
    assert statuses(
        sent(web.host, web.port, f"GET /health HTTP/1.1\r\nHost: {web.host}\r\nHost: localhost\r\n\r\n".encode())
    ) == [421]


def asked_as(host: str, forwarded: str = "") -> Any:
    """A request behind a proxy that says by which name it was asked."""
    headers = Header([("host", host)])
    return SimpleNamespace(method="GET", path="/", headers=headers, host=forwarded or host)


@pytest.mark.parametrize(
    ("host", "forwarded", "passes"),
    [
        ("bot.example.org", "", True),
        ("Bot.Example.org:443", "", True),
        ("127.0.0.1:5005", "bot.example.org", True),
        ("127.0.0.1:5005", "evil.example", False),
        ("evil.example", "bot.example.org", False),
        ("[2001:db8::1]:80", "", True),
    ],
)
def test_names_that_are_set_are_known_and_a_proxy_is_believed_in_nothing(host: str, forwarded: str, passes: bool):
    front = Doors(load_settings({"ROLEWISE_HOSTS": "bot.example.org", "ROLEWISE_HOST": "2001:db8::1"}))
    if passes:
        front._check(asked_as(host, forwarded))
    else:
        with pytest.raises(Refused, match="ROLEWISE_HOSTS"):
            front._check(asked_as(host, forwarded))
