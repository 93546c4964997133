"""Slack's side of the bot, played on 127.0.0.1: strict about what it is sent, and faithful in what it sends."""

from tests.slack.stand_in.payloads import signed
from tests.slack.stand_in.server import HOME, SCOPES
from tests.slack.stand_in.side import SlackSide
from tests.slack.stand_in.transport import COMMAND, EVENT, INTERACTION, Delivered, encoded
from tests.slack.stand_in.workspace import Call, Message

__all__ = [
    "COMMAND",
    "EVENT",
    "HOME",
    "INTERACTION",
    "SCOPES",
    "Call",
    "Delivered",
    "Message",
    "SlackSide",
    "encoded",
    "signed",
]
