"""Tells which of the company's own duties a message asks for, by the areas of work that both belong to.

Who lost a badge says "left my fob on the train": no word of it, and little of its meaning, is like "hands out keys".
From examples of what colleagues say, and of how companies call their duties, is learnt which area each is of.
docs/decisions/0026 says what was measured.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.learnt import LearntSensor
from bot.nlu.places import IN_COMPANY, company_of
from bot.nlu.wording import words_and_vectors
from bot.reading.here import MATTERS, Need
from bot.reading.whom import without_whom
from bot.search.likeness import LearntClasses
from bot.search.own_duties import by_duty, words_for
from bot.search.places import Company

# The property that holds what a message needs of the company.
NEED = "need"
EXAMPLES = Path(__file__).with_name("needing.yml")
# The area of what is for no colleague.
ELSEWHERE = "elsewhere"
# Where somebody may be in trouble.
_CLOSE = frozenset((*MATTERS, "conflict", "family"))
# What is told in confidence; and how much of it a text must be to be surely that.
_PRIVATE = _CLOSE | {"sickness"}
SURELY = 0.7
_FILE = "needs.npz"
# How much more the likeliest areas count than the others.
PEAKED = 2.0
# Of a duty's words so many are looked at; of the duties that may be meant so many are noted.
MOST_WORDS, MOST_DUTIES = 6, 8


def _examples() -> Mapping[str, Mapping[str, Sequence[str]]]:
    return yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))


def ordinary_needs() -> list[str]:
    """What colleagues say of their day, none of whom is in trouble."""
    return [text for area, texts in _examples().items() if area not in _CLOSE for text in texts["said"]]


@dataclass(frozen=True)
class LearntNeeds:
    """What the examples teach: the area of work that a text is about, or that it is for no colleague."""

    classes: LearntClasses

    @classmethod
    def learn(cls) -> "LearntNeeds":
        """From the examples beside this module: of each area what is said, and what its duties are called."""
        told = [
            (text, area)
            for area, texts in _examples().items()
            for by in ("said", "called")
            for text in texts.get(by, ())
        ]
        texts, answers = zip(*told, strict=True)
        return cls(LearntClasses.learn(*words_and_vectors(texts), answers))

    @property
    def names(self) -> list[str]:
        """The areas in the order in which they are told."""
        return [area for area in self.classes.classes if area != ELSEWHERE]

    def areas(self, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Of each text how much it is of each area, a row of length 1; and how much more it is for a colleague."""
        scores = self.classes.scores(*words_and_vectors(texts))
        apart = self.classes.classes.index(ELSEWHERE)
        areas = np.clip(np.delete(scores, apart, axis=1), 0, None)
        return _unit(areas**PEAKED), areas.max(axis=1) - scores[:, apart]


class DutyAreas:
    """The company's own duties by the areas that they are of, made ready once."""

    def __init__(self, company: Company, learnt: LearntNeeds):
        self.company, self._learnt = company, learnt
        words = [words_for(entries) for entries in by_duty(company)]
        self._duties = [name for name, *_ in words]
        groups = [each[:MOST_WORDS] for each in words]
        areas, _ = learnt.areas([text for group in groups for text in group]) if groups else (np.zeros((0, 0)), None)
        ends = np.cumsum([len(group) for group in groups])[:-1]
        self._areas = _unit(np.array([each.mean(axis=0) for each in np.split(areas, ends)])) if groups else areas

    def needed(self, text: str) -> Need:
        """What a text needs: the duties whose areas are likest to its own, best first, with how like, 0 to 1.

        Whom one asks to turn to with it says nothing of what it is.
        """
        ((area,), (own,)) = self._learnt.areas([without_whom(text)])
        likeliest = self._learnt.names[int(area.argmax())]
        is_private = bool(own >= 0) and likeliest in _PRIVATE
        matter = likeliest if is_private and likeliest in MATTERS and area.max() >= SURELY else ""
        alike = self._areas @ area if self._duties else np.zeros(0)
        best = np.argsort(-alike, kind="stable")[:MOST_DUTIES]
        duties = tuple((self._duties[place], round(float(alike[place]), 3)) for place in best)
        return Need(float(own), duties, is_private, matter)


def _unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class NeedSensor(LearntSensor):
    """Notes on a message, where there is a company, whether it is for a colleague and for which of the duties there."""

    _duties: DutyAreas | None = None

    @classmethod
    def learn(cls, training_data: TrainingData) -> LearntNeeds:
        return LearntNeeds.learn()

    @classmethod
    def read(cls, folder: Path) -> LearntNeeds:
        return LearntNeeds(LearntClasses.load(folder / _FILE))

    def write(self, folder: Path) -> None:
        self._learnt.classes.save(folder / _FILE)

    def make_ready(self) -> None:
        if company := company_of(wait=True):
            self._of(company)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            # PlaceLinker has looked whether there is one: most who ask on the web are in none.
            company = company_of() if self._learnt and message.get(IN_COMPANY) else None
            if company and (text := message.get(TEXT)):
                message.set(NEED, self._of(company).needed(text))
        return messages

    def _of(self, company: Company) -> DutyAreas:
        if self._duties is None or self._duties.company is not company:
            self._duties = DutyAreas(company, self._learnt)
        return self._duties
