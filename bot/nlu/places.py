"""Finds what a message names of the company, where there is a company file: sites and teams, people and the rest."""

from collections.abc import Sequence
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.roles import PLACE, ROLE
from bot.reading.here import Masked, is_in_role, stands
from bot.search.colleagues import NameFound, NameKind, names_of
from bot.search.known import open_known
from bot.search.places import Company, open_company
from bot.settings import load_settings

# The property that holds a message's names of the company, whatever they are of: none of them goes into its entities,
# which are kept with the conversation.
OF_COMPANY = "of_company"
# The property that says of a message that there is a company whose map it may ask.
IN_COMPANY = "in_company"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PlaceLinker(GraphComponent, EntityExtractorMixin):
    """Adds a 'place' entity for each site and team, and notes every name of the company on the message.

    Reads the company file again when it changed.
    """

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
        if company := company_of(wait=True):
            names_of(company)
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            company = company_of()
            names = names_of(company).find(text) if company else []
            message.set(IN_COMPANY, company is not None)
            roles = [(each["start"], each["end"]) for each in message.get(ENTITIES, []) if each["entity"] == ROLE]
            found = [
                {"entity": PLACE, "start": each.start, "end": each.end, "value": text[each.start : each.end]}
                for each in names
                if _is_place(text, each, roles)
            ]
            message.set(OF_COMPANY, [masked_name(each) for each in names])
            message.set(ENTITIES, message.get(ENTITIES, []) + self.add_extractor_name(found), add_to_output=True)
        return messages


def _is_place(text: str, name: NameFound, roles: Sequence[tuple[int, int]]) -> bool:
    """Whether a site's or a team's name says where: 'IT' of 'IT support' and 'people' of 'hires people' do not."""
    masked = masked_name(name)
    return name.kind in (NameKind.site, NameKind.team) and not is_in_role(masked, roles) and stands(text, masked)


def masked_name(name: NameFound) -> Masked:
    """A name as bot.reading.here masks it."""
    return Masked(name.start, name.end, name.kind.name.upper(), name.ids, sure=name.sure)


def company_of(wait: bool = False) -> Company | None:
    """The company of the settings as its file says now; None where there is none. wait: until a new file is read."""
    settings = load_settings()
    if not settings.company.is_file():
        return None
    known = open_known(settings.store, settings.encoder, private=True)
    return open_company(settings.company, known.store, wait=wait, last_good=settings.last_company)
