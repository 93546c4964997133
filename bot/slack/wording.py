"""What a message says, also where its text is only in its blocks or attachments, as those of other apps often is."""

from collections.abc import Iterator, Mapping
from typing import Any

# The fields of an attachment that a person reads, in the order in which they are shown; the last one stands for them.
_READ, _FALLBACK = ("pretext", "title", "text"), "fallback"


def text_of(message: Mapping[str, Any]) -> str:
    """A message's text as Slack writes it; where it has none, that of its blocks, else of its attachments."""
    text = message.get("text")
    if isinstance(text, str) and text.strip():
        return text
    blocks = "\n".join(_lines(message.get("blocks")))
    return blocks or "\n".join(line for each in _dicts(message.get("attachments")) for line in _attached(each))


def _attached(attachment: Mapping[str, Any]) -> Iterator[str]:
    told = [attachment.get(name) for name in _READ]
    lines = [each for each in told if isinstance(each, str) and each.strip()] + list(_lines(attachment.get("blocks")))
    fallback = attachment.get(_FALLBACK)
    yield from lines or ([fallback] if isinstance(fallback, str) else [])


def _lines(blocks: Any) -> Iterator[str]:
    """The lines of the blocks that have text."""
    for block in _dicts(blocks):
        kind = block.get("type")
        if kind == "rich_text":
            yield from filter(str.strip, ("".join(_runs(each)) for each in _sections(block)))
        elif kind in ("section", "header", "markdown"):
            yield from _texts([block.get("text"), *(block.get("fields") or [])])
        elif kind == "context":
            yield from _texts(block.get("elements"))


def _sections(part: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The lines of rich text: its sections, quotes and code, and the items of its lists."""
    for each in _dicts(part.get("elements")):
        if each.get("type") == "rich_text_list":
            yield from _sections(each)
        else:
            yield each


def _runs(section: Mapping[str, Any]) -> Iterator[str]:
    for run in _dicts(section.get("elements")):
        if run.get("type") == "user":
            yield f"<@{run.get('user_id')}>"
        elif run.get("type") == "usergroup":
            yield f"<!subteam^{run.get('usergroup_id')}>"
        else:
            yield next((str(run[name]) for name in ("text", "url") if run.get(name)), "")


def _texts(parts: Any) -> Iterator[str]:
    for part in parts if isinstance(parts, list) else []:
        text = part.get("text") if isinstance(part, dict) else part
        if isinstance(text, str) and text.strip():
            yield text


def _dicts(parts: Any) -> Iterator[Mapping[str, Any]]:
    yield from (each for each in parts if isinstance(each, dict)) if isinstance(parts, list) else ()
