"""The app's home in Slack: what it can do, examples to press, and the career finder."""

from typing import Any

from slack_sdk.models.blocks import ActionsBlock, DividerBlock

from bot.slack.blocks import actions, button, context, header
from bot.slack.names import ASK, FINDER
from bot.slack.richtext import listed, prose
from bot.slack.texts import Texts


def home_view(texts: Texts) -> dict[str, Any]:
    """The view for views.publish."""
    examples = [
        button(f"{ASK}-{number}", example, example)
        for number, example in enumerate(texts["examples"][: ActionsBlock.elements_max_length])
    ]
    pieces = [
        header(texts["home_title"]),
        *prose(texts["home_intro"]),
        *prose(texts["home_examples"]),
    ]
    finder = button(FINDER, texts["finder"], texts["finder_says"], style="primary")
    return {
        "type": "home",
        "blocks": [
            *(piece.block for piece in pieces),
            actions(examples),
            DividerBlock().to_dict(),
            *(piece.block for piece in prose(texts["home_finder"])),
            actions([finder]),
            DividerBlock().to_dict(),
            *(piece.block for piece in listed(texts["home_ways"], texts["ways"])),
            context([texts["home_note"]]).block,
        ],
    }
