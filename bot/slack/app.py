"""The Slack app: Bolt with our listeners, for one workspace by token or for many by OAuth."""

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.engine import Engine

from bot.settings import Settings
from bot.slack.asking import Asking
from bot.slack.digest import channels_in
from bot.slack.faults import ADVICE, log_fault
from bot.slack.forms import is_known
from bot.slack.installs import SCOPES, Installations, ManyWorkspaces, OneWorkspace, States
from bot.slack.interactions import Interactions
from bot.slack.memory import Memory
from bot.slack.messages import Messages
from bot.slack.naming import Keeping, Naming
from bot.slack.outsiders import Outsiders
from bot.slack.posting import retry_handlers
from bot.slack.texts import texts
from bot.slack.underway import Underway

logger = logging.getLogger(__name__)

INSTALL, OAUTH_REDIRECT = "/slack/install", "/slack/oauth_redirect"
_EVERYTHING = re.compile("")


class SlackApp:
    """The app, which calls Slack only once it is sent something or introduced.

    bolt: what Slack's requests are given to. underway: what of them is not answered yet. oauth: what installs the app
    in workspaces, where that is set.
    """

    def __init__(self, settings: Settings, engine: Engine, asking: Asking, keeping: Keeping):
        # What Bolt and the SDK log at lower levels holds what people wrote.
        quiet = logging.getLogger("bot.slack.bolt")
        quiet.setLevel(logging.WARNING)
        self._client = AsyncWebClient(base_url=settings.slack_api_url, logger=quiet, retry_handlers=retry_handlers())
        self._company, self._token = settings.company, settings.slack_bot_token
        self._one: OneWorkspace | None = None
        self._installations: Installations | None = None
        self.oauth: AsyncOAuthFlow | None = None
        if settings.slack_client_id:
            self._installations = Installations(settings.slack_client_id, engine)
            flow = AsyncOAuthSettings(
                client_id=settings.slack_client_id,
                client_secret=settings.slack_client_secret,
                scopes=SCOPES,
                install_path=INSTALL,
                redirect_uri_path=OAUTH_REDIRECT,
                installation_store=self._installations,
                state_store=States(engine),
                logger=quiet,
            )
            self.oauth = AsyncOAuthFlow(client=self._client, logger=quiet, settings=flow)
        else:
            self._one = OneWorkspace(settings.slack_bot_token)
        self.bolt = AsyncApp(
            name=quiet.name,
            logger=quiet,
            signing_secret=settings.slack_signing_secret,
            client=self._client,
            authorize=self._one or ManyWorkspaces(self._installations),  # type: ignore[arg-type]  # any AsyncAuthorize will do
            oauth_flow=self.oauth,
            user_facing_authorize_error_message=texts()["failed"],
            # To be told in one line, in place of Bolt's advice to whoever writes listeners.
            raise_error_for_unhandled_request=True,
        )
        self.bolt.error(_failed)
        self.underway = Underway(self.bolt)
        self.bolt.use(_in_one_workspace)
        self._digest = channels_in(settings.slack_digest_channel), settings.slack_digest_time
        self._listen(asking, keeping, Memory(engine, settings.retention_days))

    async def introduce(self) -> None:
        """Logs who the bot is in its one workspace, or why Slack does not say; says nothing where there may be many."""
        if self._one:
            await self._one.introduce(self._client)

    async def post_digests(self) -> None:
        """Posts the weekly digest for as long as the app runs; does nothing where no channel is set."""
        channels, when = self._digest
        if channels:
            await self._naming.post_when_due(channels, self._client_of, when)

    async def _client_of(self, workspace: str) -> AsyncWebClient | None:
        """What calls Slack in a workspace, by the token that it gave; in the only one by that of the settings."""
        token = self._token
        if self._installations:
            bot = await self._installations.async_find_bot(enterprise_id=None, team_id=workspace)
            token = bot.bot_token if bot else ""
        if not token:
            logger.error("Slack: there is no digest for workspace %s, which has not installed the app.", workspace)
            return None
        return AsyncWebClient(token, self._client.base_url, retry_handlers=retry_handlers())

    def _listen(self, asking: Asking, keeping: Keeping, memory: Memory) -> None:
        outsiders = Outsiders(self._company)
        Messages(self.bolt, asking, memory, outsiders)
        Interactions(self.bolt, asking, memory, outsiders)
        self._naming = Naming(self.bolt, keeping, memory, outsiders)
        if self.oauth:
            self.bolt.enable_token_revocation_listeners()
        else:
            self.bolt.event("app_uninstalled")(_gone)
            self.bolt.event("tokens_revoked")(_gone)
        # What is none of ours is acknowledged all the same, or Slack would send it again: buttons that are links,
        # events that somebody subscribed to.
        for listen in (self.bolt.event, self.bolt.action):
            listen(_EVERYTHING)(_acknowledge)


async def _in_one_workspace(client: AsyncWebClient, next: Callable[[], Awaitable[BoltResponse]]) -> BoltResponse:
    """Leaves out the workspace that Bolt names in every call: only a token of a whole organisation needs that."""
    client.default_params.pop("team_id", None)
    return await next()


async def _failed(error: Exception, body: dict[str, Any], response: BoltResponse | None) -> BoltResponse | None:
    """What is answered in place of a response; that is None where it was acknowledged already."""
    if not is_known(body):
        logger.warning("A request of Slack's is of a form that nobody here knows (%s).", type(error).__name__)
        return BoltResponse(status=400) if response else None
    if isinstance(error, BoltUnhandledRequestError):
        logger.warning("Slack sent something that nobody here listens to.")
    else:
        log_fault(error)
    return None


async def _gone(event: dict[str, str]) -> None:
    code = "app_uninstalled" if event["type"] == "app_uninstalled" else "token_revoked"
    logger.error("Slack: %s. %s", event["type"], ADVICE[code])


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()
