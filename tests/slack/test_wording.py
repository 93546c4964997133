"""What a message says, wherever Slack has its text."""

from typing import Any

import pytest

from bot.slack.mrkdwn import plain
from bot.slack.wording import text_of
from tests.slack.conftest import ANN
from tests.slack.stand_in import SlackSide, payloads


def rich(*elements: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}]


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ({"text": "who", "blocks": rich({"type": "text", "text": "what"})}, "who"),
        (
            {"text": " ", "blocks": rich({"type": "text", "text": "what "}, {"type": "user", "user_id": "U1"})},
            "what <@U1>",
        ),
        (
            {
                "blocks": [
                    {"type": "section", "text": {"type": "mrkdwn", "text": "*alarm*"}, "fields": [{"text": "red"}]}
                ]
            },
            "*alarm*\nred",
        ),
        ({"blocks": [{"type": "context", "elements": [{"type": "image"}, {"text": "small"}]}]}, "small"),
        (
            {"attachments": [{"pretext": "New", "title": "Ticket 7", "text": "It leaks", "fallback": "x"}]},
            "New\nTicket 7\nIt leaks",
        ),
        ({"attachments": [{"fallback": "It leaks"}]}, "It leaks"),
        ({"attachments": [{"blocks": rich({"type": "link", "url": "https://a.example"})}]}, "https://a.example"),
        ({}, ""),
        ({"text": None, "blocks": None, "attachments": "x"}, ""),
        ({"blocks": [None, {"type": "rich_text", "elements": [{}]}, {"type": "section"}, 7]}, ""),
    ],
)
def test_the_text_of_a_message_is_where_it_has_any(message: dict[str, Any], text: str) -> None:
    assert text_of(message) == text


def test_the_items_of_a_list_are_lines() -> None:
    item = {"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]}
    blocks = [{"type": "rich_text", "elements": [{"type": "rich_text_list", "elements": [item, item]}]}]
    assert text_of({"blocks": blocks}) == "one\none"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("who is in <!subteam^S012|@design-team>?", "who is in @design-team?"),
        ("who is in <!subteam^S012>?", "who is in @S012?"),
        ("<!here|here> <!date^1392734382^{date}|Feb 18>", "here Feb 18"),
    ],
)
def test_a_user_group_is_read_by_its_handle_or_its_id(text: str, read: str) -> None:
    assert plain(text) == read


def test_the_shortcut_reads_what_another_app_has_only_in_its_blocks(slack: SlackSide, channel: str) -> None:
    said = slack.say("U0OTHER", channel, "")
    said.blocks = payloads.rich_text("There are customer grievances again")
    slack.shortcut(ANN, said)
    assert "Operations Manager" in slack.replies(channel, user=ANN)[0].text
