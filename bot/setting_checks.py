"""What settings must be, by themselves and together, where a type cannot say it."""

from collections.abc import Mapping
from urllib.parse import urlsplit


def check_slack(given: Mapping[str, str]) -> None:
    """Raises ValueError where what is set for Slack cannot work together."""
    if bool(given["slack_client_id"]) != bool(given["slack_client_secret"]):
        raise ValueError(
            "ROLEWISE_SLACK_CLIENT_ID and ROLEWISE_SLACK_CLIENT_SECRET belong together; one of them is missing."
        )
    if given["slack_bot_token"] and given["slack_client_id"]:
        raise ValueError(
            "ROLEWISE_SLACK_BOT_TOKEN is for one workspace and ROLEWISE_SLACK_CLIENT_ID for many; set only one of them."
        )
    if given["slack_bot_token"] or given["slack_client_id"]:
        if not (given["slack_signing_secret"] or given["slack_app_token"]):
            raise ValueError(
                "Slack needs ROLEWISE_SLACK_APP_TOKEN (Socket Mode) or ROLEWISE_SLACK_SIGNING_SECRET (HTTP) as well."
            )
        if (digest := given.get("slack_digest_channel")) and ("=" in digest) != bool(given["slack_client_id"]):
            raise ValueError(
                "ROLEWISE_SLACK_DIGEST_CHANNEL is one channel where there is ROLEWISE_SLACK_BOT_TOKEN, and names the "
                "workspace of each (T0ONE=C0123) where there is ROLEWISE_SLACK_CLIENT_ID."
            )
    elif given["slack_signing_secret"] or given["slack_app_token"]:
        raise ValueError("Slack needs ROLEWISE_SLACK_BOT_TOKEN, or ROLEWISE_SLACK_CLIENT_ID and its secret, as well.")


def is_origin(origin: str) -> bool:
    """Whether that is the origin of web pages, as browsers write it."""
    try:
        parts = urlsplit(origin)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and origin == f"{parts.scheme}://{parts.netloc}"
        )
    except ValueError:
        return False
