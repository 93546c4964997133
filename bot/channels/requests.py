"""Reading what the widget sends: its size, its form, and a visitor's text made safe to hand to Rasa."""

import json
import re
import unicodedata
import uuid
from typing import Any

from sanic import Request

from bot.channels.refusals import Refused

# Bytes of a request, and characters of a message or of a comment.
LARGEST, LONGEST = 16 * 1024, 1000
# Rasa strips the same spaces before it looks for a command.
_COMMAND = re.compile(r"^[\s/]+")


async def read_body(request: Request) -> bytes:
    """The body, read as it arrives; raises Refused as soon as it is too large."""
    body = bytearray()
    if request.stream is not None and request.stream.request_body:
        async for part in request.stream:
            body += part
            if len(body) > LARGEST:
                raise Refused("too_large", f"The request is larger than {LARGEST} bytes.")
    return bytes(body)


def fields(body: bytes) -> dict[str, Any]:
    """The JSON object in a body; raises Refused where there is none."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused("bad_request", "The body must be JSON.") from None
    if not isinstance(found, dict):
        raise Refused("bad_request", "The body must be a JSON object.")
    return found


def message_id(sent: dict[str, Any]) -> str:
    """The id that the client made for its message, in one spelling."""
    given = sent.get("id")
    try:
        return str(uuid.UUID(given))
    except (ValueError, TypeError, AttributeError):
        raise Refused("bad_request", "id must be a UUID.") from None


def written(sent: dict[str, Any], field: str) -> str:
    """What a person wrote in a field, without what no person types; empty where the field is missing."""
    text = sent.get(field, "")
    if not isinstance(text, str):
        raise Refused("bad_request", f"{field} must be a text.")
    if len(text) > LONGEST:
        raise Refused("too_long", f"At most {LONGEST} characters, please; this has {len(text)}.")
    # Half a surrogate pair cannot be stored anywhere.
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(" " if _is_control(character) else character for character in whole).strip()


def _is_control(character: str) -> bool:
    return character not in "\n\t" and unicodedata.category(character) == "Cc"


def without_command(text: str) -> str:
    """The text without the slash by which Rasa knows an intent or a command; raises Refused where nothing is left."""
    plain = _COMMAND.sub("", text)
    if not plain:
        raise Refused("empty")
    return plain
