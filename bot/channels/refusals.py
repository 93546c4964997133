"""Why a request is refused: always as {"error": {"code", "text"}} with a fitting status, counted and logged."""

import logging
from collections.abc import Mapping

from sanic import HTTPResponse, Request
from sanic.response import json

from bot.runtime import metrics

logger = logging.getLogger(__name__)

# The status and what the person who reads it may be told.
REFUSALS: Mapping[str, tuple[int, str]] = {
    "bad_request": (400, "The request is not what the chat sends."),
    "empty": (400, "There is nothing in the message to read."),
    "too_long": (400, "The message is too long."),
    "not_offered": (400, "This was not offered in this conversation."),
    "bad_token": (401, "This conversation is not known here. Begin a new one."),
    "expired_token": (401, "This conversation has ended. Begin a new one."),
    "wrong_host": (421, "This server is not asked by that name. Whoever runs it can add the name to ROLEWISE_HOSTS."),
    "origin": (403, "This site may not use the chat. Whoever runs it can allow the site in ROLEWISE_WEB_ORIGINS."),
    "no_such_path": (404, "There is nothing at this address that answers this method."),
    "no_such_message": (404, "There is no such answer in this conversation."),
    "no_result": (404, "This result is not kept here any more."),
    "too_slow": (408, "The request took too long to arrive. Please try again."),
    "too_large": (413, "The request is too large."),
    "not_json": (415, "What is sent here must be JSON, and its Content-Type must be application/json."),
    "too_many": (429, "That was a lot of messages at once. Please wait a moment."),
    "failed": (500, "Something went wrong here, and your message was not answered. Please try again."),
    "busy": (503, "Very many people are asking just now. Please try again in a moment."),
    "not_ready": (503, "The bot is just starting. Please try again in a moment."),
}


class Refused(Exception):
    """Ends a request with a refusal.

    code: one of REFUSALS. text: in place of the usual one. wait: seconds after which to try again.
    """

    def __init__(self, code: str, text: str = "", wait: int = 0):
        self.code, self.wait = code, wait
        self.status, usual = REFUSALS[code]
        self.text = text or usual
        super().__init__(f"{code}: {self.text}")

    def response(self) -> HTTPResponse:
        headers = {"Cache-Control": "no-store"}
        if self.wait:
            headers["Retry-After"] = str(self.wait)
        return json({"error": {"code": self.code, "text": self.text}}, self.status, headers)


def refusal(request: Request, refused: Refused) -> HTTPResponse:
    """The response to a request that is refused; it is counted and logged."""
    note(request, refused.code)
    return refused.response()


def note(request: Request, reason: str) -> None:
    """Counts and logs that a request is refused; reason: of metrics.REASONS."""
    door = metrics.door_of(request.path)
    metrics.refusals.labels(door, reason).inc()
    # Nothing of the request: its path and its headers are whatever somebody wrote.
    logger.info("Refused at the door %s: %s.", door, reason)
