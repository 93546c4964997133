"""A store and the ways of searching it, opened once: what the understanding, the actions and the command line share."""

import gc
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

import numpy as np

from bot.knowledge.store import Store
from bot.search.adverts import title_alone
from bot.search.doers import DoerSearch
from bot.search.duties import HINTED_AT, DutySearch, Match
from bot.search.encoder import Encoder, load_encoder
from bot.search.index import NAMES, TEXTS
from bot.search.names import Names
from bot.search.passages import NAME, Passages
from bot.search.profiles import Profiles
from bot.search.skills import SkillSearch
from bot.search.titles import TitleMatch, TitleSearch
from bot.search.wishes import WishSearch
from bot.search.works import WorkSearch

Found = TypeVar("Found", Match, TitleMatch)

# How like a sentence a role's best names are, so many, each counting so much less than the one before, where a word
# in it means the role. In 98 of 100 sentences about a role it is at least 0.34; docs/decisions/0007.
SENSIBLE, NAMES_IN_SENTENCE = 0.3, (5, 0.8)


class Known:
    """Each way of searching is made ready when it is first asked for."""

    def __init__(self, store: Store, encoder: Encoder):
        self.store = store
        self.encoder = encoder

    def warm_up(self) -> None:
        """Makes ready what most questions ask, so that the first person waits for none of it."""
        for ask in (self.duties.rank, self.skills.find, self.titles.rank, self.works.rank):
            ask("warming up")

    @cached_property
    def duties(self) -> DutySearch:
        texts = Passages(self.store, TEXTS)
        return DutySearch(self.store, self.encoder, texts, self._name_passages, self._hints)

    def _hints(self, phrase: str) -> dict[str, float]:
        return {match.role: match.score for match in self.works.rank(phrase, limit=HINTED_AT)}

    @cached_property
    def titles(self) -> TitleSearch:
        return TitleSearch(self.store, self.encoder, self.names, self._name_passages)

    @cached_property
    def works(self) -> WorkSearch:
        return WorkSearch(self.store, self.encoder, self.titles)

    @cached_property
    def doers(self) -> DoerSearch:
        return DoerSearch(self.works, self.duties, self.titles, self.store.residual)

    @cached_property
    def profiles(self) -> Profiles:
        return Profiles(self.store)

    @cached_property
    def skills(self) -> SkillSearch:
        store = self.store
        keys, owners = store.words("skill_word_keys"), store.array("skill_word_owners")
        short = dict(zip(store.words("short_tool_keys"), map(int, store.array("short_tools")), strict=True))
        return SkillSearch(self.profiles, self.encoder, keys, owners, store.array("skill_word_vectors"), short)

    def likeness_of_names(self, phrase: str) -> np.ndarray:
        """Of each role how like a phrase its best names are, in the store's order."""
        (vector,) = self.encoder.encode([phrase])
        everywhere = np.arange(len(self.store.role_ids))
        return self._name_passages.likeness(vector, everywhere).best(NAME, *NAMES_IN_SENTENCE)

    def employed(self, role: str) -> float:
        """How many thousands work in a role; 0 where nobody has counted them.

        Where several are counted together, an equal part each: of all other managers few manage wind farms.
        """
        outlook = self.store.outlooks.get(role)
        return (outlook.employment or 0.0) / self._together[outlook.occupation] if outlook else 0.0

    @cached_property
    def _together(self) -> Counter[str]:
        """How many roles are counted in each occupation of the projections."""
        return Counter(outlook.occupation for outlook in self.store.outlooks.values())

    def commonest(self, roles: Iterable[str]) -> str:
        """The one of some roles in which most people work; of equals the last by id. There has to be one."""
        return max(roles, key=lambda role: (self.employed(role), role))

    @cached_property
    def wishes(self) -> WishSearch:
        return WishSearch(self.store, self.encoder, self.profiles)

    def sense(self, sentence: str, roles: tuple[str, ...]) -> tuple[str, ...]:
        """Those of some roles whose names have to do with a sentence at all: no router in 'router and firewall'."""
        places = np.array(sorted(self._place[role] for role in roles))
        (vector,) = self.encoder.encode([sentence])
        alike = self._name_passages.likeness(vector, places).best(NAME, *NAMES_IN_SENTENCE)
        return tuple(role for role in roles if alike[np.searchsorted(places, self._place[role])] >= SENSIBLE)

    def without_leftovers(self, found: list[Found]) -> list[Found]:
        """What was found, without groups that are no one job; where there is nothing else, as it is."""
        return [match for match in found if match.role not in self.store.residual] or found

    def nearest(self, title: str) -> tuple[str, float]:
        """The role whose names are likest to a title, and how like, 0 to 1; ("", 0.0) where there is none."""
        ranked = self.without_leftovers(self.titles.rank(title, 5))
        return (ranked[0].role, ranked[0].score) if ranked else ("", 0.0)

    def nearest_job(self, title: str) -> tuple[str, float]:
        """The same of a title in a staff list: 'Senior Payroll Clerk II' is as near to a role as 'Payroll Clerk' is.

        Titles that are one but for that are looked up once.
        """
        alone = title_alone(title) or title
        if alone not in self._jobs:
            self._jobs[alone] = self.nearest(alone)
        return self._jobs[alone]

    @cached_property
    def _jobs(self) -> dict[str, tuple[str, float]]:
        return {}

    @cached_property
    def _place(self) -> dict[str, int]:
        return {role: place for place, role in enumerate(self.store.role_ids)}

    @cached_property
    def names(self) -> Names:
        with uncollected():
            return Names(self.store)

    @cached_property
    def _name_passages(self) -> Passages:
        return Passages(self.store, NAMES)


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for garbage: tens of thousands of objects are made, none of which is any; twice as fast."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@lru_cache(maxsize=2)
def open_known(store: Path, encoder: Path, private: bool = False) -> Known:
    """Opens the store at a path and the encoder in a folder, once a process.

    private: for servers, which go on whatever becomes of the files; see Store.

    Raises StoreError or EncoderError where one is missing or damaged.
    """
    return Known(Store(store, private), load_encoder(encoder))
