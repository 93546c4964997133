"""Several questions in one message: each goes through the pipeline by itself, until ReadMessages gathers them."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.reading.questions import questions_in

# Marks a message whose further questions follow it: its whole text. Marks one of these: empty.
PART = "part_of_message"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SplitQuestions(GraphComponent, EntityExtractorMixin):
    """Puts a message of its own after each message for every further question in it; comes first in the pipeline.

    Registered as an extractor, so that Rasa runs it when a message comes in, and not in training.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SplitQuestions":
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        found: list[Message] = []
        for message in messages:
            whole = message.get(TEXT) or ""
            first, *further = questions_in(whole)
            found.append(message)
            if further:
                # What comes after sees the first question only; ReadMessages puts the whole text back.
                message.set(PART, whole)
                message.set(TEXT, first)
                found += [Message({TEXT: text, PART: ""}) for text in further]
        return found
