"""Several questions in one message: each is understood by itself, and the action of the first answers all of them.

Rasa understands a message as one intent. SplitQuestions comes first in the pipeline and sends the further questions of
a message through it beside the first; GatherQuestions comes last and notes on the message what they were understood as.
"""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.search.phrases import questions_in

# The property that holds a message's further questions, each {"text", "intent", "entities"}, for actions/question.py.
FURTHER = "further"
# The text of the first question alone, where there are more; the message keeps its whole text.
FIRST = "first_question"
# Marks a message that is a part of the one before it.
_PART = "part_of_message"


class _Untrained(GraphComponent, EntityExtractorMixin):
    """Registered as an extractor, so that Rasa runs it when a message comes in, and not in training."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "_Untrained":
        return cls()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SplitQuestions(_Untrained):
    """Puts a message of its own after each message for every further question in it."""

    def process(self, messages: list[Message]) -> list[Message]:
        found: list[Message] = []
        for message in messages:
            whole = message.get(TEXT) or ""
            first, *further = questions_in(whole)
            found.append(message)
            if further:
                message.set(FIRST, first, add_to_output=True)
                # What comes after sees the first question only; GatherQuestions puts the whole text back.
                message.set(_PART, whole)
                message.set(TEXT, first)
                found += [Message({TEXT: text, _PART: ""}) for text in further]
        return found


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class GatherQuestions(_Untrained):
    """Takes those messages away again and notes on the first what they were understood as."""

    def process(self, messages: list[Message]) -> list[Message]:
        kept: list[Message] = []
        for message in messages:
            part = message.get(_PART)
            if part == "" and kept:
                told = {TEXT: message.get(TEXT), INTENT: message.get(INTENT), ENTITIES: message.get(ENTITIES) or []}
                kept[-1].set(FURTHER, [*kept[-1].get(FURTHER, []), told], add_to_output=True)
                continue
            if part:
                message.set(TEXT, part)
            kept.append(message)
        return kept
