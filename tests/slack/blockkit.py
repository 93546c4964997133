"""Block Kit as Slack documents it: what is wrong with a message, a view, or a text in mrkdwn.

Only the blocks and elements that the bot may send have their rules here. Any other is reported, so that whoever begins
to use one writes down its rules first; in rich text, this keeps out all that notifies more than one person.
Lengths are counted in UTF-16 units, the most that Slack can mean by a character.

Sources: docs.slack.dev/reference/block-kit (blocks, block-elements, composition-objects) and /views,
docs.slack.dev/messaging/formatting-message-text.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MOST_IN_MESSAGE, MOST_IN_VIEW = 50, 100
# Slack documents none of these as a limit of its own: the first is the advice for a message's text, the second lies
# between lengths that it takes and those that it answers with msg_blocks_too_long (slackapi/bolt-js, issue 2867).
TEXT, BLOCKS = 4000, 16_000
CELLS = 10_000
"""Characters in all the tables of a message."""

# What is wrong with a value, each with where it is.
Check = Callable[[Any, str], Iterator[str]]


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
    """What is wrong with a view of the App Home; nothing, where Slack takes it."""
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


# ---- the terms that rules are written in


def length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def string(most: int) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{at}: {value!r:.60} is not a string"
        elif not value:
            yield f"{at}: empty"
        elif length(value) > most:
            yield f"{at}: {length(value)} characters, of {most} at most"
        elif re.search("[\ud800-\udfff]", value):
            yield f"{at}: half of a surrogate pair, which no UTF-8 can carry"

    return check


def address(value: Any, at: str) -> Iterator[str]:
    yield from string(3000)(value, at)
    if isinstance(value, str) and not re.fullmatch(r"https?://[^\s<>]+", value):
        yield f"{at}: {value!r:.60} is no address of the web"


def boolean(value: Any, at: str) -> Iterator[str]:
    if not isinstance(value, bool):
        yield f"{at}: {value!r:.60} is not true or false"


def among(*values: Any) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if value not in values or isinstance(value, bool):
            yield f"{at}: {value!r:.60} is none of {values}"

    return check


def array(each: Check, most: int, least: int = 1) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{at}: {value!r:.60} is not a list"
            return
        if not least <= len(value) <= most:
            yield f"{at}: {len(value)} items, of {least} to {most}"
        for number, item in enumerate(value):
            yield from each(item, f"{at}[{number}]")

    return check


@dataclass(frozen=True)
class Shape:
    """The fields of an object beside its type: those it must have, those it may, and those of which it needs one."""

    needs: Mapping[str, Check] = field(default_factory=dict)
    takes: Mapping[str, Check] = field(default_factory=dict)
    any_of: tuple[str, ...] = ()


def has(shape: Shape, typed: bool = False) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, Mapping):
            yield f"{at}: {value!r:.60} is not an object"
            return
        known = {**shape.needs, **shape.takes}
        yield from (f"{at}: no {name}" for name in shape.needs if name not in value)
        if shape.any_of and not any(name in value for name in shape.any_of):
            yield f"{at}: none of {shape.any_of}"
        for name, part in value.items():
            if name in known:
                yield from known[name](part, f"{at}.{name}")
            elif not (typed and name == "type"):
                yield f"{at}: there is no field {name}"

    return check


def one_of(shapes: Mapping[str, Shape]) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, Mapping) else None
        if kind not in shapes:
            yield f"{at}: no rules for the type {kind!r} here, only for {sorted(shapes)}"
        else:
            yield from has(shapes[kind], typed=True)(value, f"{at}.{kind}")

    return check


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
VIEWS = {
    "home": Shape(
        {"blocks": array(one_of(BLOCKS_ANYWHERE), MOST_IN_VIEW)},
        {"private_metadata": string(3000), "callback_id": string(255), "external_id": string(255)},
    )
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
