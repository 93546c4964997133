"""rasa-sdk's server with our actions, for a Rasa that reads no messages: each call gets the reading it lacks."""

from typing import Any

import rasa_sdk.__main__
from rasa_sdk import endpoint
from rasa_sdk.executor import ActionExecutor

from actions.knowledge import known
from benchmarks.stock.reading import reading_of
from bot.runtime.parent import exit_with_parent


class ReadingExecutor(ActionExecutor):
    """Puts where ReadMessages of bot/nlu would have put it a reading of what was understood."""

    async def run(self, action_call: Any) -> Any:
        message = action_call["tracker"]["latest_message"]
        message["readings"] = [reading_of(message, known()).as_data()]
        return await super().run(action_call)


def main() -> None:
    # Opened before the first person asks, as our own action server does.
    known().warm_up()
    endpoint.ActionExecutor = ReadingExecutor  # type: ignore[misc]
    rasa_sdk.__main__.main()


if __name__ == "__main__":
    exit_with_parent()
    main()
