"""Marks in a message the words that say which duty it asks about."""

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.roles import PLACE, ROLE, spans
from bot.search.phrases import duty_in_check, duty_parts, duty_phrase, without_places

DUTY = "duty"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class DutyPhrases(GraphComponent, EntityExtractorMixin):
    """Adds a 'duty' entity for each duty that a question asks about; comes after the intent classifier.

    checks: intents that ask whether a role does something; asks: intents that ask who does it.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"asks": [], "checks": []}

    def __init__(self, config: dict[str, Any]):
        self._config = config

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "DutyPhrases":
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            intent = (message.get(INTENT) or {}).get("name")
            if intent in self._config["asks"]:
                asked = without_places(text, spans(message, PLACE))
                # Nothing but a place: the duty is the one asked about before.
                phrases = [duty_phrase(part) for part in duty_parts(asked)] if asked else []
            elif intent in self._config["checks"]:
                phrases = [duty_in_check(text, spans(message, ROLE))]
            else:
                continue
            found = [_entity(text, phrase) for phrase in phrases if phrase]
            message.set(ENTITIES, message.get(ENTITIES, []) + self.add_extractor_name(found), add_to_output=True)
        return messages


def _entity(text: str, phrase: str) -> dict[str, Any]:
    place = re.search(re.escape(phrase), text)
    # A phrase that a place stood in the middle of is nowhere in the text: it is about all of it.
    start, end = place.span() if place else (0, len(text))
    return {"entity": DUTY, "start": start, "end": end, "value": phrase, "confidence_entity": 1.0}
