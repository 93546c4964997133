"""Who in Slack is no colleague: guests of the workspace, and people of other companies in shared channels."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.faults import log_fault

# Seconds for which what Slack said of somebody holds, and of how many at once; where it said nothing it is soon asked
# again.
KNOWN, UNKNOWN, MOST_KNOWN = 60 * 60.0, 60.0, 10_000


class Outsiders:
    """Tells outsiders by what Slack says of its members; who cannot be told is one."""

    def __init__(self, company: Path):
        """company: the file of the company's map; without one there is nobody to be told of, and Slack is not asked."""
        self._company = company
        self._found: dict[tuple[str, str], tuple[bool, float]] = {}
        # By token: the workspace that it is of, and its organisation.
        self._own: dict[str, tuple[str, str]] = {}

    async def has(self, client: AsyncWebClient, user: str) -> bool:
        """Whether a member is none of the company's; client: with the token of the workspace."""
        if not self._company.is_file():
            return False
        key, now = (client.token or "", user), time.monotonic()
        found, until = self._found.get(key, (True, 0.0))
        if until < now:
            found, holds = await self._ask(client, user)
            if len(self._found) >= MOST_KNOWN:
                self._found.clear()
            self._found[key] = found, now + holds
        return found

    async def _ask(self, client: AsyncWebClient, user: str) -> tuple[bool, float]:
        """What Slack says, and for how many seconds that holds."""
        try:
            team, organisation = await self._workspace(client)
            answer = await client.users_info(user=user)
        except SlackApiError as error:
            log_fault(error)
            return True, UNKNOWN
        return is_outside(answer.get("user") or {}, team, organisation), KNOWN

    async def _workspace(self, client: AsyncWebClient) -> tuple[str, str]:
        token = client.token or ""
        if token not in self._own:
            answer = await client.auth_test()
            self._own[token] = answer.get("team_id") or "", answer.get("enterprise_id") or ""
        return self._own[token]


def is_outside(member: Mapping[str, Any], team: str, organisation: str = "") -> bool:
    """Whether a member, as users.info tells of them, is a guest or of another company.

    team, organisation: the ids of the workspace and of the Enterprise Grid organisation that it is in, if it is in one.
    """
    if not member or member.get("is_restricted") or member.get("is_ultra_restricted") or member.get("is_stranger"):
        return True
    if member.get("team_id") == team:
        return False
    return not organisation or (member.get("enterprise_user") or {}).get("enterprise_id") != organisation
