"""Answers one question with the trained model and writes the result as JSON.

python -m bot.runtime.ask_main MODEL RESULT QUESTION: understanding and actions in one process, without any server.
"""

import asyncio
import json
import sys
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.runtime.left_out import leave_out_of_questions
from bot.runtime.one_thread import multiply_in_one_thread
from bot.runtime.parent import exit_with_parent

CHANNEL = "ask"


async def answer(model: str, question: str) -> dict[str, Any]:
    """{"answer": the Answer's data, or None where the bot only talked; "text": what it said, in order}."""
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

    from bot.runtime.actions_inside import agent_alone

    agent = await agent_alone(model)
    channel = CollectingOutputChannel()
    await agent.handle_message(UserMessage(question, channel, uuid.uuid4().hex, input_channel=CHANNEL))
    return as_answered(channel.messages)


def as_answered(messages: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What the bot said in some messages of a channel, as `answer` gives it; of several answers the first."""
    told = [message["custom"] for message in messages if message.get("custom")]
    data = [custom["answer"] for custom in told if "answer" in custom]
    return {
        "answer": data[0] if data else None,
        "text": [message["text"] for message in messages if message.get("text")],
    }


def main(model: str, result: str, question: str) -> None:
    exit_with_parent()
    multiply_in_one_thread()
    leave_out_of_questions()
    from bot.runtime.apology import apologise_for_failed_actions
    from bot.runtime.loading import end_without_model
    from bot.runtime.unpacked import read_unpacked
    from bot.settings import load_settings

    end_without_model()
    read_unpacked()
    apologise_for_failed_actions(load_settings().action_timeout)
    answered = asyncio.run(answer(model, question))
    Path(result).write_text(json.dumps(answered, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
