"""Slack as a whole: what people do there, what the bot did about it, and what can go wrong."""

from dataclasses import replace
from typing import Any

from tests.slack.stand_in.people import People
from tests.slack.stand_in.server import HOME
from tests.slack.stand_in.transport import EVENT, Delivered
from tests.slack.stand_in.web import Fault
from tests.slack.stand_in.workspace import Installation


class SlackSide(People):
    """Slack on a free port of 127.0.0.1, with the app installed in the workspace HOME.

    url: what to give as the API's base address; request_url: the bot's, or "" where it opens a socket; mentionable: the
    member ids that the bot may mention; delivered: all that the bot was sent, with what it said to that. What people
    say stands here as Slack sends it: & < > as entities, mentions as <@...>. A channel is there once something was said
    or done in it.
    """

    def authorize(self, team: str) -> str:
        """A workspace agrees to install the app: the code that Slack sends the browser back with."""
        with self._lock:
            code = self._space.number()
            self._space.codes[code] = team
            return code

    def installation(self, team: str) -> Installation:
        """The app as it is installed in a workspace."""
        return self._installed(team)

    def uninstall(self, team: str = HOME) -> list[Delivered]:
        """A workspace removes the app: its token ends, and Slack says so in two events."""
        app = self._installed(team)
        with self._lock:
            self._space.revoked[app.token] = "account_inactive"
        events: list[dict[str, Any]] = [
            {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [app.bot_user]}},
            {"type": "app_uninstalled"},
        ]
        return [self.deliver(EVENT, self._enveloped(event, app)) for event in events]

    def revoke(self, team: str = HOME) -> None:
        """The bot's token ends, and nobody says so."""
        with self._lock:
            self._space.revoked[self._installed(team).token] = "token_revoked"

    def drop_scope(self, scope: str) -> None:
        """The app loses a scope in every workspace."""
        with self._lock:
            for token, app in self._space.installations.items():
                self._space.installations[token] = replace(app, scopes=app.scopes - {scope})

    def is_like(self, user: str, **said: Any) -> None:
        """What users.info says of a member, such as is_restricted, where they are not like all others."""
        with self._lock:
            self._space.members[user] = said

    def share(self, channel: str) -> None:
        """A channel is shared with another company."""
        with self._lock:
            self._space.shared.add(self._space.channel(channel, HOME))

    def archive(self, channel: str) -> None:
        with self._lock:
            self._space.archived.add(channel)

    def leave(self, channel: str) -> None:
        """The bot is no longer in a channel, or never was."""
        with self._lock:
            self._space.outside.add(self._space.channel(channel, HOME))

    def fail(self, method: str, error: str, times: int = 1) -> None:
        """The next calls of a method, or of "response_url", get this error."""
        with self._lock:
            self._web.faults.append(Fault(method, error, times))

    def limit_rate(self, method: str, times: int = 1, retry_after: int = 1) -> None:
        """The next calls of a method, or of "response_url", are answered with 429 and how many seconds to wait."""
        with self._lock:
            self._web.faults.append(Fault(method, "ratelimited", times, retry_after))
