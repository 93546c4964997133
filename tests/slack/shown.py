"""What a person sees of messages and can press in them, and what Slack would have against them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.slack.answers import Drawn
from bot.slack.mrkdwn import JOINER, LOOKALIKES, clean, unescaped
from tests.slack.blockkit import message_problems
from tests.slack.stand_in.checks import content_problems

_MARKS = str.maketrans({looks: mark for mark, looks in LOOKALIKES.items()} | {JOINER: ""})
_LINK = re.compile(r"<https?://[^<>|]*\|([^<>]*)>")


def problems(messages: Sequence[Drawn], mentionable: Sequence[str] = ()) -> list[str]:
    """What Slack would refuse of messages, and what in them would take effect."""
    found = []
    for message in messages:
        found += message_problems(message.text, message.blocks)
        found += content_problems({"text": message.text, "blocks": message.blocks}, set(mentionable))
    return found


def blocks_of(messages: Sequence[Drawn], kind: str = "") -> list[dict[str, Any]]:
    return [block for message in messages for block in message.blocks if kind in ("", block["type"])]


def pressed(blocks: Sequence[Mapping[str, Any]]) -> list[str]:
    """The action_ids of all that can be pressed."""
    return [each["action_id"] for block in blocks if block["type"] == "actions" for each in block["elements"]]


def values(blocks: Sequence[Mapping[str, Any]]) -> list[str]:
    """What is sent by all that can be pressed or chosen."""
    elements = [each for block in blocks if block["type"] == "actions" for each in block["elements"]]
    return [each["value"] for element in elements for each in element.get("options", [element])]


def shown(blocks: Sequence[Mapping[str, Any]]) -> list[str]:
    """The texts of blocks, one for each paragraph, entry or label; of links their labels, of mentions "<@id>"."""
    return [text for block in blocks for text in _of(block)]


def _of(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _of(each)
    elif isinstance(part, Mapping):
        if part.get("type") == "rich_text_section":
            yield "".join(_run(element) for element in part["elements"])
        elif part.get("type") == "mrkdwn":
            yield unescaped(_LINK.sub(r"\1", part["text"]))
        elif part.get("type") in ("plain_text", "raw_text"):
            yield part["text"]
        else:
            for each in part.values():
                yield from _of(each)


def _run(element: Mapping[str, Any]) -> str:
    return f"<@{element['user_id']}>" if element["type"] == "user" else element["text"]


def letters(text: str) -> str:
    """A text's letters and digits alone, all small, however it was escaped."""
    return "".join(filter(str.isalnum, clean(text).translate(_MARKS).casefold()))


def words(text: str) -> set[str]:
    """A text's words, all small."""
    plain = clean(text).translate(_MARKS).casefold()
    return set("".join(each if each.isalnum() else " " for each in plain).split())
