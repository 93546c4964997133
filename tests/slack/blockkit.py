"""Block Kit as Slack documents it: what is wrong with a message, a view, or a text in mrkdwn.

Only the blocks and elements that the bot may send have their rules here. Any other is reported, so that whoever begins
to use one writes down its rules first; in rich text, this keeps out all that notifies more than one person.
Lengths are counted in UTF-16 units, the most that Slack can mean by a character.

Sources: docs.slack.dev/reference/block-kit (blocks, block-elements, composition-objects) and /views,
docs.slack.dev/messaging/formatting-message-text.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.slack.rules import Check, Shape, address, among, array, boolean, has, length, one_of, string

MOST_IN_MESSAGE, MOST_IN_VIEW = 50, 100
# Slack documents none of these as a limit of its own: the first is the advice for a message's text, the second lies
# between lengths that it takes and those that it answers with msg_blocks_too_long (slackapi/bolt-js, issue 2867).
TEXT, BLOCKS = 4000, 16_000
CELLS = 10_000
"""Characters in all the tables of a message."""


def message_problems(text: str, blocks: Sequence[Any]) -> list[str]:
    """What is wrong with a message of this text and these blocks; nothing, where Slack takes it."""
    found = list(string(TEXT)(text, "text"))
    if isinstance(text, str) and not text.strip():
        found.append("text: nothing for notifications and screen readers")
    found += array(one_of(MESSAGE_BLOCKS), MOST_IN_MESSAGE)(blocks, "blocks")
    tables = [block for block in blocks if isinstance(block, Mapping) and block.get("type") == "table"]
    if len(tables) > 1:
        found.append(f"blocks: {len(tables)} tables, of one at most")
    # A cell's text is under "text" whichever its type.
    letters = sum(length(value) for key, value in _pairs(tables) if key == "text" and isinstance(value, str))
    if letters > CELLS:
        found.append(f"blocks: {letters} characters in tables, of {CELLS} at most")
    size = length(json.dumps(blocks, ensure_ascii=False))
    if size > BLOCKS:
        found.append(f"blocks: {size} characters of JSON, of {BLOCKS} at most")
    return found + _repeated(blocks)


def view_problems(view: Any) -> list[str]:
    """What is wrong with a view of the App Home, or a modal; nothing, where Slack takes it."""
    blocks = view.get("blocks") if isinstance(view, Mapping) else None
    return [*one_of(VIEWS)(view, "view"), *_repeated(blocks or [])]


# ---- mrkdwn

_LINK = re.compile(r"<https?://[^\s<>|]+\|[^<>\n]+>")
_MENTION = re.compile(r"<@(\w+)>")
_ENTITY = re.compile(r"&(?:amp|lt|gt);")


def mrkdwn_problems(text: str, mentionable: Sequence[str]) -> list[str]:
    """What in a text may do what was not meant: all control sequences but labelled links and mentions of these."""
    left = _MENTION.sub(lambda found: "" if found[1] in mentionable else found[0], text)
    # An entity may stand in a link's address and label; what is left after both has none of the three characters.
    left = _LINK.sub("", _ENTITY.sub("x", left))
    return [f"{found[0]!r} in {text[:200]!r}" for found in re.finditer(r"<[^<>]*>?|[>&]", left)]


# ---- composition objects


def _text_objects(most: int) -> dict[str, Shape]:
    return {
        "plain_text": Shape({"text": _written(most)}, {"emoji": boolean}),
        "mrkdwn": Shape({"text": _written(most)}, {"verbatim": boolean}),
    }


def _written(most: int) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        yield from string(most)(value, at)
        if isinstance(value, str) and value and not value.strip():
            yield f"{at}: nothing but spaces"

    return check


def text_of(most: int) -> Check:
    return one_of(_text_objects(most))


def plain(most: int) -> Check:
    return one_of({"plain_text": _text_objects(most)["plain_text"]})


OPTION = has(Shape({"text": plain(75), "value": string(150)}, {"description": plain(75)}))
FEEDBACK = has(Shape({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)}))

# ---- block elements

_ACTION = {"action_id": string(255)}
BUTTON = Shape(
    {"text": plain(75)},
    _ACTION
    | {
        "url": address,
        "value": string(2000),
        "style": among("primary", "danger"),
        "accessibility_label": string(75),
    },
)
SELECT = Shape(
    {"options": array(OPTION, 100)},
    _ACTION | {"placeholder": plain(150), "initial_option": OPTION, "focus_on_load": boolean},
)
FEEDBACK_BUTTONS = Shape({"positive_button": FEEDBACK, "negative_button": FEEDBACK}, _ACTION)

# ---- rich text

_STYLE = has(Shape(takes=dict.fromkeys(("bold", "italic", "strike", "code", "underline"), boolean)))
_RUNS = {
    "text": Shape({"text": string(BLOCKS)}, {"style": _STYLE}),
    "link": Shape({"url": address}, {"text": string(BLOCKS), "style": _STYLE}),
    "user": Shape({"user_id": string(100)}, {"style": _STYLE}),
}
_MANY = 10_000
_WRITTEN = array(one_of(_RUNS), _MANY)
_SECTION = Shape({"elements": _WRITTEN})
_BORDER = {"border": among(0, 1)}
_LIST = Shape(
    {"style": among("bullet", "ordered"), "elements": array(one_of({"rich_text_section": _SECTION}), _MANY)},
    _BORDER | {"indent": among(*range(9)), "offset": among(*range(_MANY))},
)
RICH_TEXT = Shape(
    {
        "elements": array(
            one_of(
                {
                    "rich_text_section": _SECTION,
                    "rich_text_list": _LIST,
                    "rich_text_quote": Shape({"elements": _WRITTEN}, _BORDER),
                    "rich_text_preformatted": Shape({"elements": _WRITTEN}, _BORDER),
                }
            ),
            _MANY,
        )
    }
)

# ---- blocks

_CELL = one_of({"raw_text": Shape({"text": _written(CELLS)}), "rich_text": RICH_TEXT})
_COLUMN = has(Shape(takes={"align": among("left", "center", "right"), "is_wrapped": boolean}))


def _block(needs: Mapping[str, Check], takes: Mapping[str, Check] | None = None, any_of: tuple[str, ...] = ()) -> Shape:
    return Shape(needs, {"block_id": string(255), **(takes or {})}, any_of)


BLOCKS_ANYWHERE = {
    "actions": _block({"elements": array(one_of({"button": BUTTON, "static_select": SELECT}), 25)}),
    "context": _block({"elements": array(text_of(3000), 10)}),
    "divider": _block({}),
    "header": _block({"text": plain(150)}),
    "rich_text": _block(RICH_TEXT.needs),
    "section": _block(
        {},
        {
            "text": text_of(3000),
            "fields": array(text_of(2000), 10),
            "accessory": one_of({"button": BUTTON, "static_select": SELECT}),
            "expand": boolean,
        },
        ("text", "fields"),
    ),
}
MESSAGE_BLOCKS = BLOCKS_ANYWHERE | {
    "context_actions": _block({"elements": array(one_of({"feedback_buttons": FEEDBACK_BUTTONS}), 5)}),
    "table": _block({"rows": array(array(_CELL, 20), 100)}, {"column_settings": array(_COLUMN, 20)}),
}
_PLAIN_INPUT = Shape(
    {},
    _ACTION
    | {
        "initial_value": string(3000),
        "placeholder": plain(150),
        "multiline": boolean,
        "max_length": among(*range(1, 3001)),
        "min_length": among(*range(3001)),
        "focus_on_load": boolean,
    },
)
_USERS = Shape({}, _ACTION | {"placeholder": plain(150), "initial_user": string(100), "focus_on_load": boolean})
INPUT = _block(
    {"label": plain(2000), "element": one_of({"plain_text_input": _PLAIN_INPUT, "users_select": _USERS})},
    {"optional": boolean, "hint": plain(2000), "dispatch_action": boolean},
)
VIEWS = {
    "modal": Shape(
        {"title": plain(24), "blocks": array(one_of(BLOCKS_ANYWHERE | {"input": INPUT}), MOST_IN_VIEW)},
        {
            "submit": plain(24),
            "close": plain(24),
            "callback_id": string(255),
            "private_metadata": string(3000),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "external_id": string(255),
        },
    ),
    "home": Shape(
        {"blocks": array(one_of(BLOCKS_ANYWHERE), MOST_IN_VIEW)},
        {"private_metadata": string(3000), "callback_id": string(255), "external_id": string(255)},
    ),
}


def _repeated(blocks: Any) -> list[str]:
    """The names that what can be pressed is known by, where two things have the same."""
    found = []
    for name in ("block_id", "action_id"):
        values = [value for key, value in _pairs(blocks) if key == name]
        found += [
            f"{name} {value!r:.60} more than once"
            for value in dict.fromkeys(map(str, values))
            if values.count(value) > 1
        ]
    return found


def _pairs(part: Any) -> Iterator[tuple[str, Any]]:
    """Every field anywhere in blocks, with its value."""
    if isinstance(part, list):
        for each in part:
            yield from _pairs(each)
    elif isinstance(part, Mapping):
        for key, value in part.items():
            yield key, value
            yield from _pairs(value)
