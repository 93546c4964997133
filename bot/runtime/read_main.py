"""Reads messages with the trained model and writes what they mean, each a line of JSON.

python -m bot.runtime.read_main MODEL RESULT TEXT...
"""

import asyncio
import json
import sys
from pathlib import Path

from bot.runtime.left_out import leave_out_of_questions
from bot.runtime.one_thread import multiply_in_one_thread
from bot.runtime.parent import exit_with_parent


async def readings(model: str, texts: list[str]) -> list[list[dict]]:
    """Of each text the readings of its questions, as data."""
    from rasa.core.agent import load_agent

    from bot.nlu.reading import READINGS

    agent = await load_agent(model)
    return [(await agent.parse_message(text)).get(READINGS, []) for text in texts]


def main(model: str, result: str, *texts: str) -> None:
    exit_with_parent()
    multiply_in_one_thread()
    leave_out_of_questions()
    from bot.runtime.loading import end_without_model
    from bot.runtime.unpacked import read_unpacked

    end_without_model()
    read_unpacked()
    found = asyncio.run(readings(model, list(texts)))
    Path(result).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
