"""A store and the ways of searching it, opened once: what the understanding, the actions and the command line share."""

from functools import cached_property
from pathlib import Path

from bot.knowledge.store import Store
from bot.search.duties import DutySearch
from bot.search.encoder import Encoder, load_encoder
from bot.search.index import NAMES, TEXTS
from bot.search.mentions import TitleLinker
from bot.search.names import Names
from bot.search.passages import Passages
from bot.search.titles import TitleSearch


class Known:
    """Each way of searching is made ready when it is first asked for."""

    def __init__(self, store: Store, encoder: Encoder):
        self.store = store
        self.encoder = encoder

    @cached_property
    def duties(self) -> DutySearch:
        return DutySearch(self.store, self.encoder, Passages(self.store, TEXTS), self._name_passages)

    @cached_property
    def titles(self) -> TitleSearch:
        return TitleSearch(self.store, self.encoder, self._names, self._name_passages)

    @cached_property
    def linker(self) -> TitleLinker:
        return TitleLinker(self._names)

    @cached_property
    def _names(self) -> Names:
        return Names(self.store)

    @cached_property
    def _name_passages(self) -> Passages:
        return Passages(self.store, NAMES)


def open_known(store: Path, encoder: Path) -> Known:
    """Opens the store at a path and the encoder in a folder.

    Raises StoreError or EncoderError where one is missing.
    """
    return Known(Store(store), load_encoder(encoder))
