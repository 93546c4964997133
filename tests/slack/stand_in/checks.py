"""What Slack would let pass, but the bot is not to send."""

from collections.abc import Iterator
from typing import Any

from tests.slack import blockkit


def content_problems(args: dict[str, Any], mentionable: set[str]) -> list[str]:
    """What in a message may ping or format, or is not used by the bot."""
    found = []
    for written in [args.get("text", ""), *mrkdwn_texts(args.get("blocks"))]:
        found += blockkit.mrkdwn_problems(written, sorted(mentionable))
    found += [f"mentions {member!r}" for member in mentioned(args.get("blocks")) if member not in mentionable]
    found += [f"{name}: not used here" for name in ("attachments", "markdown_text") if name in args]
    if args.get("link_names"):
        found.append("link_names would turn typed names into mentions")
    if args.get("parse") not in (None, "none"):
        found.append(f"parse: {args['parse']!r} would turn typed text into mentions and links")
    return list(dict.fromkeys(found))


def unfurl_problems(args: dict[str, Any]) -> list[str]:
    """Whether a message's links would be unfurled."""
    return [f"{name} is not false" for name in ("unfurl_links", "unfurl_media") if args.get(name) is not False]


def metadata_problems(args: dict[str, Any]) -> list[str]:
    """What is wrong with a message's metadata."""
    metadata = args.get("metadata")
    if metadata is None:
        return []
    if set(metadata) != {"event_type", "event_payload"}:
        return [f"metadata has event_type and event_payload, not {sorted(metadata)}"]
    well = isinstance(metadata["event_type"], str) and isinstance(metadata["event_payload"], dict)
    return [] if well else ["metadata: event_type is a string and event_payload an object"]


def prompt_problems(prompts: list[Any]) -> list[str]:
    """What is wrong with suggested prompts."""
    found = [] if 1 <= len(prompts) <= 4 else [f"{len(prompts)} prompts; Slack shows one to four"]
    for prompt in prompts:
        well = isinstance(prompt, dict) and set(prompt) == {"title", "message"}
        if not well or not all(isinstance(part, str) and part.strip() for part in prompt.values()):
            found.append(f"a prompt has a title and a message: {prompt!r:.80}")
    return found


def mrkdwn_texts(part: Any) -> Iterator[str]:
    """The mrkdwn texts somewhere in blocks."""
    return (each.get("text", "") for each in _of_type(part, "mrkdwn"))


def mentioned(part: Any) -> Iterator[str]:
    """The ids of those whom rich text mentions somewhere in blocks."""
    return (each.get("user_id", "") for each in _of_type(part, "user"))


def _of_type(part: Any, kind: str) -> Iterator[dict[str, Any]]:
    if isinstance(part, list):
        for each in part:
            yield from _of_type(each, kind)
    elif isinstance(part, dict):
        if part.get("type") == kind:
            yield part
        for each in part.values():
            yield from _of_type(each, kind)
