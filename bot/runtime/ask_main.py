"""Answers one question with the trained model and writes the result as JSON.

python -m bot.runtime.ask_main MODEL RESULT QUESTION, with the action server running beside it.
"""

import asyncio
import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path
from typing import Any

from rasa.core.agent import load_agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.utils import AvailableEndpoints
from rasa.utils.endpoints import EndpointConfig

from bot.runtime.apology import apologise_for_failed_actions
from bot.runtime.loading import end_without_model
from bot.runtime.parent import exit_with_parent
from bot.settings import load_settings

CHANNEL = "ask"


async def answer(model: str, question: str) -> dict[str, Any]:
    """{"answer": the Answer's data, or None where the bot only talked; "text": what it said, in order}."""
    # No tracker store is named, so the conversation is forgotten with this process.
    shown = {"Authorization": f"Bearer {load_settings().actions_secret}"}
    endpoints = AvailableEndpoints(
        action=EndpointConfig(os.environ["ROLEWISE_ACTIONS_URL"], headers=shown, enable_selective_domain=True)
    )
    agent = await load_agent(model, endpoints=endpoints)
    channel = CollectingOutputChannel()
    await agent.handle_message(UserMessage(question, channel, uuid.uuid4().hex, input_channel=CHANNEL))
    told = [message["custom"] for message in channel.messages if "custom" in message]
    data = [custom["answer"] for custom in told if "answer" in custom]
    return {
        "answer": data[0] if data else None,
        "text": [message["text"] for message in channel.messages if message.get("text")],
    }


def _wait_for_actions(url: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)


def main(model: str, result: str, question: str) -> None:
    exit_with_parent()
    end_without_model()
    apologise_for_failed_actions(load_settings().action_timeout)
    _wait_for_actions(os.environ["ROLEWISE_ACTIONS_HEALTH"])
    answered = asyncio.run(answer(model, question))
    Path(result).write_text(json.dumps(answered, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
