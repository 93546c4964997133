"""What people see of the bot in Slack."""

from typing import Any

from tests.slack.stand_in.server import Server
from tests.slack.stand_in.workspace import PERSON, Call, Message

# The methods that show somebody something.
SHOWN = ("chat.", "views.", "response_url")


class Sight(Server):
    """Reads what the bot posted, published and says that it does, and waits for it."""

    @property
    def messages(self) -> list[Message]:
        """All the bot's messages that are there, ephemerals too, in order."""
        with self._lock:
            bots = {app.bot_user for app in self._space.installations.values()}
            said = [m for m in self._space.messages.values() if m.author in bots and m.via != PERSON]
            return [m for m in said if not m.subtype and not m.deleted]

    def replies(
        self, channel: str, thread_ts: str = "", user: str = "", after: str = "", count: int = 1
    ) -> list[Message]:
        """The bot's messages in a channel or thread, for all or for one user alone, once there are so many.

        after: leaves out those up to this ts.
        """

        def there() -> list[Message]:
            here = [m for m in self.messages if (m.channel, m.thread_ts, m.user) == (channel, thread_ts, user)]
            return [m for m in here if m.ts > after]

        self.wait_for(lambda: len(there()) >= count)
        return there()

    def home(self, user: str) -> dict[str, Any]:
        """What the App Home shows a person, once it does."""
        return self.wait_for(lambda: self._space.views.get(user))

    def status(self, channel: str, thread_ts: str) -> str:
        """What an assistant's thread says that the bot is doing."""
        with self._lock:
            return self._space.statuses.get((channel, thread_ts), "")

    def quiet(self, seconds: float) -> None:
        """Raises an AssertionError where the bot shows something within that time."""
        with self._lock:
            before = len(self._web.calls)

            def shown() -> list[Call]:
                return [call for call in self._web.calls[before:] if call.method.startswith(SHOWN)]

            self._lock.wait_for(shown, seconds)
            assert not shown(), f"the bot was to say nothing, but: {shown()}"
