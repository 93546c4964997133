"""What a person reads of blocks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.slack.mrkdwn import JOINER, LOOKALIKES, clean, unescaped

_MARKS = str.maketrans({looks: mark for mark, looks in LOOKALIKES.items()} | {JOINER: ""})


def shown(blocks: Sequence[Mapping[str, Any]]) -> list[str]:
    """The texts of blocks, one for each paragraph, entry, field or label; links as "label address"."""
    return [text for block in blocks for text in _of(block)]


def _of(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _of(each)
    elif isinstance(part, Mapping):
        if part.get("type") == "rich_text_section":
            yield "".join(element["text"] for element in part["elements"])
        elif part.get("type") == "mrkdwn":
            yield unescaped(part["text"])
        elif part.get("type") in ("plain_text", "raw_text"):
            yield part["text"]
        else:
            for each in part.values():
                yield from _of(each)


def letters(text: str) -> str:
    """A text's letters and digits alone, all small, however it was escaped."""
    return "".join(filter(str.isalnum, clean(text).translate(_MARKS).casefold()))


def words(text: str) -> set[str]:
    """A text's words, all small."""
    plain = clean(text).translate(_MARKS).casefold()
    return set("".join(each if each.isalnum() else " " for each in plain).split())
