"""The knowledge the actions answer from, opened once, with the first question."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.knowledge.store import Store
from bot.search.duties import DutySearch
from bot.search.encoder import load_encoder
from bot.search.titles import TitleLinker
from bot.settings import Settings, load_settings


@dataclass(frozen=True)
class Known:
    """A store and the ways of searching it."""

    store: Store
    duties: DutySearch

    @cached_property
    def titles(self) -> TitleLinker:
        return TitleLinker(self.store.names)


def open_knowledge(settings: Settings) -> Known:
    """Opens the store and the encoder that the settings name.

    Raises StoreError or EncoderError where one is missing.
    """
    store = Store(settings.store)
    return Known(store, DutySearch(store, load_encoder(settings.encoder)))


@lru_cache(maxsize=1)
def known() -> Known:
    return open_knowledge(load_settings())
