"""Saying something over each channel."""

import itertools
import json
import socket
from collections.abc import Callable

from tests.channels.visitor import Response, Visitor, new_id, request
from tests.monitoring.conftest import Watched

_numbers = itertools.count(1)

REST = "/webhooks/rest/webhook"
JSON = {"Content-Type": "application/json"}


def over_rest(bot: Watched, text: str, sender: str = "", query: str = "") -> Response:
    body = json.dumps({"sender": sender or new_id(), "message": text}).encode()
    return request(bot.settings, "POST", REST + query, body, JSON)


def over_stream(bot: Watched, text: str, sender: str = "") -> Response:
    return over_rest(bot, text, sender, "?stream=true")


def over_web(bot: Watched, text: str, sender: str = "") -> Response:
    return Visitor(bot.settings).say(text)


def over_slack(bot: Watched, text: str, sender: str = "") -> None:
    person = f"U0{next(_numbers)}{sender.upper()}"
    home = bot.slack.direct(person)
    bot.slack.say(person, home, text)
    bot.slack.replies(home)


def and_away(bot: Watched, text: str, sender: str) -> None:
    """Asks over REST and hangs up before there is an answer."""
    body = json.dumps({"sender": sender, "message": text}).encode()
    head = f"POST {REST} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    with socket.create_connection((bot.settings.host, bot.settings.port)) as connection:
        connection.sendall(head.encode() + body)


CHANNELS: dict[str, Callable[..., object]] = {
    "rest": over_rest,
    "rest as a stream": over_stream,
    "web": over_web,
    "slack": over_slack,
}
