"""Answers one question with the trained model and writes the result as JSON.

python -m bot.runtime.ask_main MODEL RESULT QUESTION: understanding and actions in one process, without any server.
"""

import asyncio
import json
import sys
import uuid
from pathlib import Path
from typing import Any

from bot.runtime.parent import exit_with_parent
from bot.runtime.without_tensorflow import leave_out_tensorflow

CHANNEL = "ask"


async def answer(model: str, question: str) -> dict[str, Any]:
    """{"answer": the Answer's data, or None where the bot only talked; "text": what it said, in order}."""
    from rasa.core.agent import load_agent
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
    from rasa.core.utils import AvailableEndpoints

    from bot.runtime.actions_inside import ActionsInside

    # No tracker store is named, so the conversation is forgotten with this process.
    agent = await load_agent(model, endpoints=AvailableEndpoints(action=ActionsInside()))
    channel = CollectingOutputChannel()
    await agent.handle_message(UserMessage(question, channel, uuid.uuid4().hex, input_channel=CHANNEL))
    return as_answered(channel.messages)


def as_answered(messages: list[dict[str, Any]]) -> dict[str, Any]:
    """What the bot said in some messages of a channel, as `answer` gives it."""
    told = [message["custom"] for message in messages if "custom" in message]
    data = [custom["answer"] for custom in told if "answer" in custom]
    return {
        "answer": data[0] if data else None,
        "text": [message["text"] for message in messages if message.get("text")],
    }


def main(model: str, result: str, question: str) -> None:
    exit_with_parent()
    leave_out_tensorflow()
    from bot.runtime.apology import apologise_for_failed_actions
    from bot.runtime.loading import end_without_model
    from bot.settings import load_settings

    end_without_model()
    apologise_for_failed_actions(load_settings().action_timeout)
    answered = asyncio.run(answer(model, question))
    Path(result).write_text(json.dumps(answered, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
