"""What may be pressed under what the bot says by a response of the domain alone, such as a greeting."""

from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from bot.saying.text import TERMINAL


class Courtesies(TemplatedNaturalLanguageGenerator):
    """Rasa's own, and a response whose metadata say what it `suggests` has the button of each `utter_suggest_...`.

    Were they buttons of the response itself, Rasa's shell would make a menu of them in which nothing else can be typed.
    """

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain) -> None:
        super().__init__(domain.responses)

    def generate_from_slots(
        self, utter_action: str, filled_slots: dict[str, Any], output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        said = super().generate_from_slots(utter_action, filled_slots, output_channel, **kwargs)
        if not said or "suggests" not in (said.get("metadata") or {}):
            return said
        names = said.pop("metadata")["suggests"]
        if output_channel in TERMINAL:
            return said
        return {**said, "buttons": [self.responses[f"utter_suggest_{name}"][0]["buttons"][0] for name in names]}
