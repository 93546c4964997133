"""The rules that the stand-in of Slack holds messages to: each broken once."""

from typing import Any

import pytest

from tests.slack.blockkit import message_problems, mrkdwn_problems, view_problems


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "Hello", **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": mrkdwn(text), **more}


def fields(*texts: str) -> dict[str, Any]:
    return {"type": "section", "fields": [mrkdwn(text) for text in texts]}


def button(label: str = "Yes", **more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain(label), "action_id": "yes", "value": "1", **more}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": [*elements]}


def select(*options: dict[str, Any], placeholder: str = "Choose") -> dict[str, Any]:
    return actions(
        {"type": "static_select", "action_id": "choose", "placeholder": plain(placeholder), "options": [*options]}
    )


def option(label: str = "Baker", value: str = "baker") -> dict[str, Any]:
    return {"text": plain(label), "value": value}


def rich(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [*elements]}]}


def text(written: str, **more: Any) -> dict[str, Any]:
    return {"type": "text", "text": written, **more}


def table(*rows: list[str], **more: Any) -> dict[str, Any]:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": cell} for cell in row] for row in rows], **more}


def context(*texts: str) -> dict[str, Any]:
    return {"type": "context", "elements": [mrkdwn(text) for text in texts]}


BULLETS = {
    "type": "rich_text",
    "elements": [
        {"type": "rich_text_list", "style": "bullet", "elements": [rich(text("Bread"))["elements"][0]], "indent": 1}
    ],
}
FEEDBACK = {
    "type": "context_actions",
    "elements": [
        {
            "type": "feedback_buttons",
            "action_id": "feedback",
            "positive_button": {"text": plain("Good"), "value": "1"},
            "negative_button": {"text": plain("Bad"), "value": "0"},
        }
    ],
}


@pytest.mark.parametrize(
    "blocks",
    [
        [section("x" * 3000), {"type": "divider"}, fields(*["x" * 2000] * 3)],
        [{"type": "header", "text": plain("x" * 150)}, context(*"abcdefghij")],
        [actions(button("x" * 75, value="x" * 2000, style="primary", url="https://example.org/"))],
        [select(*[option("x" * 75, str(number)) for number in range(100)], placeholder="x" * 150)],
        [rich(text("Bold", style={"bold": True}), {"type": "link", "url": "https://example.org", "text": "there"})],
        [rich({"type": "user", "user_id": "U0123"})],
        [BULLETS, FEEDBACK],
        [table(["a", "b"], ["c", "d"], column_settings=[{"is_wrapped": True, "align": "right"}])],
        [section()] * 50,
    ],
)
def test_what_slack_takes_has_no_problem(blocks: list[dict[str, Any]]):
    assert message_problems("Hello", blocks) == []


@pytest.mark.parametrize(
    ("blocks", "problem"),
    [
        ([], "0 items, of 1 to 50"),
        ([section()] * 51, "51 items, of 1 to 50"),
        ([{"type": "poll"}], "no rules for the type 'poll'"),
        (["Hello"], "no rules for the type None"),
        ([section(colour="red")], "there is no field colour"),
        ([{"type": "section"}], "none of ('text', 'fields')"),
        ([{"type": "header"}], "no text"),
        ([section("")], "empty"),
        ([section(" \n")], "nothing but spaces"),
        ([section("\ud800")], "surrogate"),
        ([section(7)], "7 is not a string"),
        ([section("x" * 3001)], "3001 characters, of 3000"),
        # A face is two of UTF-16's units.
        ([section("😀" * 1501)], "3002 characters, of 3000"),
        ([fields("x" * 2001)], "2001 characters, of 2000"),
        ([fields(*["x"] * 11)], "11 items, of 1 to 10"),
        ([context(*["x"] * 11)], "11 items, of 1 to 10"),
        ([{"type": "header", "text": plain("x" * 151)}], "151 characters, of 150"),
        ([{"type": "header", "text": mrkdwn("x")}], "no rules for the type 'mrkdwn'"),
        ([actions()], "0 items, of 1 to 25"),
        ([actions(*[button(action_id=str(number)) for number in range(26)])], "26 items, of 1 to 25"),
        ([actions(button("x" * 76))], "76 characters, of 75"),
        ([actions(button(value="x" * 2001))], "2001 characters, of 2000"),
        ([actions(button(action_id="x" * 256))], "256 characters, of 255"),
        ([actions(button(url="https://example.org/" + "x" * 3000))], "of 3000"),
        ([actions(button(url="javascript:alert()"))], "no address of the web"),
        ([actions(button(style="big"))], "'big' is none of"),
        ([actions(button(accessibility_label="x" * 76))], "76 characters, of 75"),
        ([actions(button(), button())], "action_id 'yes' more than once"),
        ([section(block_id="a"), section(block_id="a")], "block_id 'a' more than once"),
        ([section(block_id="x" * 256)], "256 characters, of 255"),
        ([select()], "0 items, of 1 to 100"),
        ([select(*[option()] * 101)], "101 items, of 1 to 100"),
        ([select(option("x" * 76))], "76 characters, of 75"),
        ([select(option(value="x" * 151))], "151 characters, of 150"),
        ([select(option(), placeholder="x" * 151)], "151 characters, of 150"),
        ([rich()], "0 items"),
        ([rich(text(""))], "empty"),
        ([rich(text("x", style={"blink": True}))], "there is no field blink"),
        ([rich(text("x", style={"bold": "yes"}))], "'yes' is not true or false"),
        ([rich({"type": "user"})], "no user_id"),
        ([rich({"type": "usergroup", "usergroup_id": "S0123"})], "no rules for the type 'usergroup'"),
        ([rich({"type": "broadcast", "range": "channel"})], "no rules for the type 'broadcast'"),
        ([table(*[["x"]] * 101)], "101 items, of 1 to 100"),
        ([table(["x"] * 21)], "21 items, of 1 to 20"),
        ([table(["x" * 6000, "x" * 4001])], "10001 characters in tables"),
        ([table(["a"]), table(["b"])], "2 tables"),
        ([section("x" * 3000)] * 6, "of 16000 at most"),
    ],
)
def test_what_slack_refuses_is_said(blocks: list[Any], problem: str):
    assert any(problem in found for found in message_problems("Hello", blocks))


@pytest.mark.parametrize(("said", "problem"), [("", "text: empty"), (" ", "notifications"), ("x" * 4001, "of 4000")])
def test_a_message_has_a_text_for_notifications(said: str, problem: str):
    assert any(problem in found for found in message_problems(said, [section()]))


def home(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "home", "blocks": [*blocks], **more}


@pytest.mark.parametrize(
    ("view", "problem"),
    [
        (home(), "0 items, of 1 to 100"),
        (home(*[section()] * 101), "101 items, of 1 to 100"),
        (home(table(["x"])), "no rules for the type 'table'"),
        (home(section(), title="Home"), "there is no field title"),
        (home(section("")), "empty"),
        (home(actions(button(), button())), "more than once"),
        ({"type": "window", "blocks": [section()]}, "no rules for the type 'window'"),
        (None, "no rules for the type None"),
    ],
)
def test_what_slack_refuses_in_a_view_is_said(view: Any, problem: str):
    assert any(problem in found for found in view_problems(view))


def test_a_view_may_have_twice_the_blocks():
    assert view_problems(home(*[section()] * 100)) == []


@pytest.mark.parametrize(
    "written",
    ["Tom &amp; Jerry", "2 &lt; 3", "<https://example.org/?a=1&amp;b=2|there &amp; back>", "<@U0123> is here", "a|b"],
)
def test_escaped_texts_links_and_the_members_named_are_well(written: str):
    assert mrkdwn_problems(written, ["U0123"]) == []


@pytest.mark.parametrize(
    "written",
    ["<!channel>", "<!here|here>", "<@U999>", "<#C0123>", "<!subteam^S1>", "<mailto:a@b.c|me>", "<https://example.org>",
     "<javascript:x|there>", "2 < 3", "3 > 2", "Tom & Jerry", "&nbsp;", "<@U0123|name>"],
)  # fmt: skip
def test_all_else_that_slack_would_read_is_said(written: str):
    assert mrkdwn_problems(written, ["U0123"]) != []
