"""What goes wrong with Slack, as one clear line in the log."""

import asyncio
import logging

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

from bot.errors import places

logger = logging.getLogger(__name__)

# What whoever runs the bot can do about an error of Slack's.
ADVICE = {
    "account_inactive": "The app was removed from the workspace, or the workspace is gone. Install it again.",
    "app_uninstalled": "The app was removed from the workspace. Install it again.",
    "channel_not_found": "The bot cannot see that channel. Invite it there.",
    "invalid_auth": "The token is wrong. Compare it with the one on the app's page.",
    "is_archived": "The channel is archived, so nobody can post there.",
    "missing_scope": "Add the scope on the app's page and install the app again.",
    "not_allowed_token_type": "The token is of another kind: a bot's begins with xoxb-, an app's with xapp-.",
    "not_authed": "No token was sent.",
    "not_in_channel": "The bot is not in that channel. Invite it there.",
    "ratelimited": "Slack still asked to wait after several tries, so this was given up.",
    "restricted_action": "A setting of the workspace does not let the bot post there.",
    "token_expired": "The token has expired. Install the app again, with token rotation off.",
    "token_revoked": "The token was revoked. Install the app again.",
}


class ResponseRefused(Exception):
    """Slack did not take what was sent to a response_url.

    error: Slack's word for why; status: of HTTP.
    """

    def __init__(self, status: int, error: str):
        self.status, self.error = status, error
        super().__init__(f"{status} {error}")


def log_fault(error: BaseException) -> None:
    """Says in one line what failed and what to do; never what anyone wrote."""
    if isinstance(error, SlackApiError):
        answer = error.response
        code = str(answer.get("error") or getattr(answer, "status_code", "")) if answer else "no answer"
        needed = f" (it needs {answer.get('needed')})" if code == "missing_scope" and answer.get("needed") else ""
        method = str(getattr(answer, "api_url", "")).rsplit("/", 1)[-1] or "a call"
        logger.error("Slack refused %s: %s%s. %s", method, code, needed, ADVICE.get(code, ""))
    elif isinstance(error, ResponseRefused):
        logger.error("Slack refused a response (%s): %s.", error.status, error.error)
    elif isinstance(error, ClientError | asyncio.TimeoutError | OSError):
        logger.error("Slack could not be reached: %s.", type(error).__name__)
    else:
        logger.error("An event of Slack's could not be handled (%s):\n%s", type(error).__name__, places(error))
