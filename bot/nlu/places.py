"""Finds the sites and teams of the company that a message names, where there is a company file."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.roles import PLACE
from bot.search.known import open_known
from bot.search.places import Company, PlaceMention, open_company, places_in
from bot.settings import load_settings


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PlaceLinker(GraphComponent, EntityExtractorMixin):
    """Adds a 'place' entity for each mention; reads the company file again when it changed."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "PlaceLinker":
        return cls()

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "PlaceLinker":
        """Reads the company file before the first person asks."""
        _company(wait=True)
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            found = [
                {"entity": PLACE, "start": each.start, "end": each.end, "value": text[each.start : each.end]}
                for each in _places(text)
            ]
            message.set(ENTITIES, message.get(ENTITIES, []) + self.add_extractor_name(found), add_to_output=True)
        return messages


def _places(text: str) -> list[PlaceMention]:
    company = _company()
    return places_in(company, text) if company else []


def _company(wait: bool = False) -> Company | None:
    settings = load_settings()
    if not settings.company.is_file():
        return None
    known = open_known(settings.store, settings.encoder, private=True)
    return open_company(settings.company, known.store, wait=wait, last_good=settings.last_company)
