"""Finds the roles a message names, from the knowledge store, and hides their names from the classifier."""

from collections.abc import Callable, Mapping
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.reading.mentions import TitleLinker
from bot.reading.naming import linker_of
from bot.search.known import open_known
from bot.settings import load_settings

ROLE, PLACE = "role", "place"


def _linker() -> TitleLinker:
    settings = load_settings()
    return linker_of(open_known(settings.store, settings.encoder, private=True))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class RoleLinker(GraphComponent, EntityExtractorMixin):
    """Adds a 'role' entity for each mention: its value is what was written, its roles are ids of the store.

    It reads the store when it is loaded, not when the model is trained: new roles need no training.
    """

    def __init__(self, mentions: Callable[[str], list]):
        self._mentions = mentions

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "RoleLinker":
        # The store is opened when it is first needed: training needs the component, but no store.
        return cls(lambda text: _linker().mentions(text))

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "RoleLinker":
        """Opens the store before the first person asks."""
        _linker()
        return cls.create(config, model_storage, resource, execution_context)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            found = [
                {
                    "entity": ROLE,
                    "start": mention.start,
                    "end": mention.end,
                    "value": mention.text,
                    "roles": list(mention.roles),
                    "confidence_entity": 1.0 if mention.exact else 0.9,
                }
                for mention in self._mentions(message.get(TEXT) or "")
            ]
            message.set(ENTITIES, message.get(ENTITIES, []) + self.add_extractor_name(found), add_to_output=True)
        return messages


def spans(message: Message, entity: str) -> list[tuple[int, int]]:
    """Where a message names things of a kind: found by a component, or marked in the training data."""
    return sorted((found["start"], found["end"]) for found in message.get(ENTITIES) or [] if found["entity"] == entity)


def hidden_names(message: Message, words: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """Where a message names roles and places, without overlaps, and the word of each kind that stands for them.

    words: the word of each entity. So the intent is learnt from the rest of the sentence, and any name will do in it.
    """
    found: list[tuple[int, int, str]] = []
    for start, end, word in sorted((*span, word) for entity, word in words.items() for span in spans(message, entity)):
        if not found or start >= found[-1][1]:
            found.append((start, end, word))
    return found


def hide_names(message: Message, words: Mapping[str, str], within: tuple[int, int] | None = None) -> str:
    """The message's text, or what stands within it, with one word in place of each name."""
    text, pieces = message.get(TEXT), []
    end, last = within or (0, len(text))
    for start, stop, word in hidden_names(message, words):
        if end <= start and stop <= last:
            pieces += [text[end:start], word]
            end = stop
    return "".join((*pieces, text[end:last]))
