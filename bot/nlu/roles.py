"""Finds the roles a message names, from the knowledge store, and hides their names from the classifier."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.knowledge.store import Store
from bot.search.mentions import TitleLinker
from bot.search.names import Names
from bot.settings import load_settings

ROLE = "role"


@lru_cache(maxsize=1)
def load_linker(store: Path) -> TitleLinker:
    return TitleLinker(Names(Store(store)))


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
        # The store is opened with the first message: training needs the component, but no store.
        return cls(lambda text: load_linker(load_settings().store).mentions(text))

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


def role_spans(message: Message) -> list[tuple[int, int]]:
    """Where a message names roles: found by RoleLinker, or marked in the training data."""
    return sorted(
        (entity["start"], entity["end"]) for entity in message.get(ENTITIES) or [] if entity["entity"] == ROLE
    )


def hide_roles(message: Message, word: str) -> str:
    """The message's text with one word in place of each role's name.

    So the intent is learnt from the rest of the sentence, and any role's name will do in it.
    """
    text, pieces, end = message.get(TEXT), [], 0
    for start, stop in role_spans(message):
        pieces += [text[end:start], word]
        end = stop
    return "".join((*pieces, text[end:]))
