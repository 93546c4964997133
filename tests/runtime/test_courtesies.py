"""What may be pressed under a response of the domain alone."""

import asyncio
import re
from typing import Any

import pytest
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.settings import ROOT

RESPONSES = {
    "utter_greet": [{"text": "Hello.", "metadata": {"suggests": ["finder", "help"]}}],
    "utter_goodbye": [{"text": "Goodbye."}],
    "utter_suggest_finder": [{"text": "Find", "buttons": [{"title": "Find", "payload": "Find my role"}]}],
    "utter_suggest_help": [{"text": "Help", "buttons": [{"title": "Help", "payload": "Help"}]}],
}


def said(response: str, channel: str) -> dict[str, Any] | None:
    """What Rasa says by the generator that endpoints.yml names."""
    # Without the environment in which Rasa reads it.
    named = re.search(r"^nlg:\n(?: +#.*\n)* +type: (\S+)$", (ROOT / "endpoints.yml").read_text("utf-8"), re.MULTILINE)
    assert named
    nlg = NaturalLanguageGenerator.create(EndpointConfig(type=named[1]), Domain.from_dict({"responses": RESPONSES}))
    return asyncio.run(nlg.generate(response, DialogueStateTracker("ann", []), channel))


@pytest.mark.parametrize("channel", ["web", "slack", "rest"])
def test_a_response_that_suggests_something_has_its_buttons(channel: str):
    buttons = [{"title": "Find", "payload": "Find my role"}, {"title": "Help", "payload": "Help"}]
    assert said("utter_greet", channel) == {"text": "Hello.", "buttons": buttons}


@pytest.mark.parametrize("channel", ["cmdline", "ask"])
def test_in_a_terminal_it_has_none(channel: str):
    assert said("utter_greet", channel) == {"text": "Hello."}


def test_any_other_response_is_rasa_s_own():
    assert said("utter_goodbye", "web") == {"text": "Goodbye."}
    assert said("utter_nothing", "web") is None
