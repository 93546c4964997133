"""A message in plain typing, each of its questions by itself, until ReadMessages gathers them."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.reading.extent import MOST_QUESTIONS, beginning
from bot.reading.marks import Mark
from bot.reading.naming import foreign_names
from bot.reading.normal import normal
from bot.reading.questions import questions_in
from bot.reading.tongue import english_of, tongue_in
from bot.settings import load_settings

# The whole text of a message as it was typed; empty for one that only holds a further question of the one before.
WHOLE = "whole_text"
# What is left of a message unread, where something is: a mark that its last question is read to show.
UNREAD = "unread"
# The language of a message that is not English. It is read as one question: the English one that it stands for, if any.
TONGUE = "tongue"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SplitQuestions(GraphComponent, EntityExtractorMixin):
    """Brings messages to plain typing, and puts one of its own after each for every further question in it.

    Comes first in the pipeline. Registered as an extractor, so that Rasa runs it when a message comes in, not in
    training.
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
            typed = message.get(TEXT) or ""
            whole = beginning(typed)
            tongue, asked = self._asked(whole)
            message.set(TONGUE, tongue)
            first, *further = asked[:MOST_QUESTIONS]
            # What comes after sees the first question only, in plain typing; ReadMessages puts the whole text back.
            message.set(WHOLE, whole)
            message.set(TEXT, first)
            told = [message, *(Message({TEXT: text, WHOLE: ""}) for text in further)]
            if len(asked) > MOST_QUESTIONS:
                told[-1].set(UNREAD, Mark.more_asked)
            elif whole != typed:
                told[-1].set(UNREAD, Mark.cut_off)
            found += told
        return found

    def _asked(self, whole: str) -> tuple[str, list[str]]:
        """The language of a text, empty for English, and the questions in it."""
        names = foreign_names(load_settings().knowledge)
        tongue = tongue_in(whole, names)
        plain = normal(whole) or whole
        return tongue, ([english_of(whole, tongue, names) or plain] if tongue else list(questions_in(plain)))
