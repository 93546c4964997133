"""Pieces of sentences from domain.yml, for messages that are put together from several.

Whole messages are worded by Rasa, which holds the domain; a list of a role's reasons, each a sentence of its own, has
to be put together before.
"""

from collections.abc import Sequence
from functools import lru_cache

import yaml

from actions.message import Message
from bot.settings import ROOT


@lru_cache(maxsize=1)
def _responses() -> dict[str, str]:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    return {name: variants[0]["text"] for name, variants in domain["responses"].items()}


def worded(value: str | Sequence[Message]) -> str:
    """A text as it is; messages as lines, each its response with the blanks filled.

    Raises KeyError where there is no such response.
    """
    return value if isinstance(value, str) else "\n".join(map(_worded, value))


def _worded(message: Message) -> str:
    text = _responses()[message.response]
    for name, value in message.values.items():
        text = text.replace("{" + name + "}", worded(value))
    return text.strip()
