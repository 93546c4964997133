"""Who the bot is in a workspace: by the one token of the settings, or by the token each workspace gave it by OAuth.

Neither asks Slack while an event waits: Slack wants its answer within three seconds, and may itself be slow.
"""

import asyncio
import logging
import time
from datetime import datetime
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.models import Bot, Installation
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.engine import Engine

from bot.slack.faults import log_fault
from bot.slack.memory import Tables

logger = logging.getLogger(__name__)

# What the app may do in a workspace; docs/slack.md says what each is for.
SCOPES = (
    "app_mentions:read",
    "assistant:write",
    "channels:history",
    "chat:write",
    "commands",
    "groups:history",
    "im:history",
    "mpim:history",
    "users:read",
)
# Seconds in which an installation that was begun must be finished.
PATIENCE = 600


class OneWorkspace(AsyncAuthorize):
    """The bot where there is one token, for one workspace."""

    def __init__(self, token: str):
        self._token = token
        self._bot: dict[str, Any] = {}

    async def introduce(self, client: AsyncWebClient) -> None:
        """Asks Slack whose token it is, and logs that or why Slack does not say."""
        try:
            answer = await client.auth_test(token=self._token)
        except Exception as error:
            log_fault(error)
            return
        self._bot = {"bot_user_id": answer.get("user_id"), "bot_id": answer.get("bot_id")}
        logger.warning("Slack: the bot is %s in the workspace %s.", answer.get("user"), answer.get("team"))

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        **actor: str | None,
    ) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=self._token, **self._bot)


class ManyWorkspaces(AsyncAuthorize):
    """The bot where each workspace has installed it."""

    def __init__(self, installations: "Installations"):
        self._installations = installations

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        **actor: str | None,
    ) -> AuthorizeResult | None:
        bot = await self._installations.async_find_bot(
            enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=context.is_enterprise_install
        )
        if bot is None:
            logger.error("Slack: workspace %s has not installed the app, or has removed it.", team_id)
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_token=bot.bot_token,
            bot_user_id=bot.bot_user_id,
            bot_id=bot.bot_id,
        )


class Installations(AsyncInstallationStore):
    """The SDK's store of installations, asked in threads: its asynchronous one would need another database driver."""

    def __init__(self, client_id: str, engine: Engine):
        self._store = SQLAlchemyInstallationStore(client_id=client_id, engine=engine)
        self._tables = Tables(self._store.metadata, engine)

    async def async_save(self, installation: Installation) -> None:
        await asyncio.to_thread(self._tables.use, self._store.save, installation)
        logger.warning("Slack: workspace %s (%s) has installed the app.", installation.team_id, installation.team_name)

    async def async_save_bot(self, bot: Bot) -> None:
        await asyncio.to_thread(self._tables.use, self._store.save_bot, bot)

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        return await asyncio.to_thread(
            self._tables.use,
            self._store.find_bot,
            enterprise_id=enterprise_id,
            team_id=team_id,
            is_enterprise_install=is_enterprise_install,
        )

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        return await asyncio.to_thread(
            self._tables.use,
            self._store.find_installation,
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            is_enterprise_install=is_enterprise_install,
        )

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        await asyncio.to_thread(self._tables.use, self._store.delete_bot, enterprise_id=enterprise_id, team_id=team_id)
        logger.warning("Slack: the app's token for workspace %s no longer holds and was deleted.", team_id)

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        await asyncio.to_thread(
            self._tables.use,
            self._store.delete_installation,
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
        )


class States(AsyncOAuthStateStore):
    """The SDK's store of installations that were begun, asked in threads."""

    def __init__(self, engine: Engine):
        self._engine = engine
        self._store = SQLAlchemyOAuthStateStore(expiration_seconds=PATIENCE, engine=engine)
        self._tables = Tables(self._store.metadata, engine)

    async def async_issue(self, *arguments: Any, **named: Any) -> str:
        return await asyncio.to_thread(self._tables.use, self._issue)

    def _issue(self) -> str:
        # Most of those that are begun and given up would otherwise stay for ever.
        with self._engine.begin() as connection:
            states = self._store.oauth_states
            # As the SDK writes it: in UTC, and without saying so.
            connection.execute(states.delete().where(states.c.expire_at < datetime.utcfromtimestamp(time.time())))
        return self._store.issue()

    async def async_consume(self, state: str) -> bool:
        return await asyncio.to_thread(self._tables.use, self._store.consume, state)
