"""The weekly digest as it is posted, and whom colleagues name in it: kept for those who keep the map."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.digest import Digest, Named, drawn, due, named_in, naming_view, thanks_view
from bot.slack.faults import log_fault
from bot.slack.memory import Memory
from bot.slack.names import NAME_WHO
from bot.slack.outsiders import Outsiders
from bot.slack.posting import post, respond, said
from bot.slack.texts import texts

Data = dict[str, Any]
# What calls Slack in a workspace; None where the app is not installed there.
ClientOf = Callable[[str], Awaitable[AsyncWebClient | None]]
logger = logging.getLogger(__name__)

# Seconds between two looks whether a digest is due.
LOOK = 60.0


class Keeping(Protocol):
    """What the digest is made of, and where what is named goes; bot.channels.slack has it."""

    async def digest(self, workspace: str) -> Digest:
        """What was asked in the last week, in a workspace of several. Raises whatever reading it may."""

    async def keep(self, named: Named) -> bool:
        """Keeps whom somebody named; False where it could not be kept."""


class Naming:
    """Posts the digest when it is due, and asks whoever presses who it is."""

    def __init__(self, app: AsyncApp, keeping: Keeping, memory: Memory, outsiders: Outsiders):
        self._keeping, self._memory, self._outsiders = keeping, memory, outsiders
        app.action(re.compile(rf"^{NAME_WHO}-"))(self._ask)
        app.view(NAME_WHO)(self._named)

    async def post_when_due(self, channels: Mapping[str, str], client_of: ClientOf, when: str) -> None:
        """Posts the digest to each channel each week, by one of all servers; when: as 'mon 09:00'. Ends never.

        channels: by their workspaces, as client_of takes them.
        """
        while True:
            if name := due(datetime.now(), when):
                for workspace, channel in channels.items():
                    await self._post(f"{name}:{channel}", workspace, channel, client_of)
            await asyncio.sleep(LOOK)

    async def _post(self, name: str, workspace: str, channel: str, client_of: ClientOf) -> None:
        """Posts one digest, unless it was; what goes wrong in one workspace stops none of the others."""
        try:
            if await self._memory.claim(name) and (client := await client_of(workspace)):
                await post(client, channel, [drawn(await self._keeping.digest(workspace))])
        except Exception as error:
            log_fault(error)

    async def _ask(self, ack: AsyncAck, body: Data, action: Data, client: AsyncWebClient) -> None:
        await ack()
        if await self._outsiders.has(client, body["user"]["id"]):
            await respond(body["response_url"], said(texts()["members_only"]))
            return
        await client.views_open(trigger_id=body["trigger_id"], view=naming_view(action.get("value") or ""))

    async def _named(self, ack: AsyncAck, body: Data, context: AsyncBoltContext, client: AsyncWebClient) -> None:
        duty, member, note = named_in(body["view"].get("state") or {})
        by = body["user"].get("name") or body["user"]["id"]
        kept = bool(duty and member) and await self._keeping.keep(
            Named(duty, await _name_of(client, member), member, by, note)
        )
        await ack(response_action="update", view=thanks_view(kept))


async def _name_of(client: AsyncWebClient, member: str) -> str:
    """A member's name as Slack has it; their id where Slack does not say."""
    try:
        user = (await client.users_info(user=member)).get("user") or {}
    except SlackApiError as error:
        log_fault(error)
        return member
    return (user.get("profile") or {}).get("real_name") or user.get("real_name") or user.get("name") or member
