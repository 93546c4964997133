"""Tells messages in which somebody speaks of suicide, self-harm, violence or danger, before anything else is told.

By how like each thought of a message is to examples of such messages, and to examples of what only sounds like them;
docs/safety.md says what was measured.
"""

import os
import random
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.likeness import LearntClasses
from bot.reading.normal import normal
from bot.reading.reading import Asked
from bot.reading.trouble import is_grave, thoughts_in
from bot.search.encoder import load_encoder
from bot.settings import load_settings

# The property of a message that somebody in trouble sent.
TROUBLE = "trouble"
EXAMPLES = Path(__file__).with_name("trouble.yml")
SERIOUS, INNOCENT = "serious", "innocent"
# How much more a grave expression speaks for it.
GRAVE = 0.4
# Of all that the intents have as examples so many, those likest to serious ones, are examples of what is none.
MOST_LIKE = 800

_FILE = "trouble.npz"
_EITHER = re.compile(r"\[([^\]]*)\]")
_WORD = re.compile(r"[a-z]+")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class TroubleSensor(EntityExtractorMixin, GraphComponent):
    """Notes on a message that somebody in trouble sent it; comes first in the pipeline, and reads all of the text."""

    def __init__(self, storage: ModelStorage, resource: Resource, learnt: LearntClasses | None = None):
        self._storage, self._resource, self._learnt = storage, resource, learnt

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "TroubleSensor":
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "TroubleSensor":
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, LearntClasses.load(folder / _FILE))

    def train(self, training_data: TrainingData) -> Resource:
        examples = [(example.get(TEXT), example.get(INTENT)) for example in training_data.intent_examples]
        serious = [text for text, intent in examples if intent == Asked.distress.value]
        self._learnt = learn(serious, sorted({text for text, intent in examples if intent != Asked.distress.value}))
        with self._storage.write_to(self._resource) as folder:
            self._learnt.save(folder / _FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if self._learnt and gravity(self._learnt, message.get(TEXT) or "") >= 0:
                message.set(TROUBLE, True)
        return messages


def gravity(learnt: LearntClasses, text: str) -> float:
    """How much more speaks for somebody in trouble than against it, of the gravest thought; -1 of no text."""
    thoughts = thoughts_in(text)
    if not thoughts:
        return -1.0
    grave = np.array([GRAVE * is_grave(thought) for thought in thoughts])
    return float((_serious(learnt, thoughts) + grave).max())


def learn(serious: Sequence[str], ordinary: Sequence[str]) -> LearntClasses:
    """What the examples teach, with some more serious ones, and those of what is ordinarily said that are likest."""
    groups = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))
    serious = [*(text for line in groups[SERIOUS] for text in written_out(line)), *serious]
    innocent = [text for line in groups[INNOCENT] for text in written_out(line)]
    first = _learnt(serious, innocent)
    likest = np.argsort(-_serious(first, ordinary), kind="stable")[:MOST_LIKE] if ordinary else ()
    return _learnt(serious, innocent, [ordinary[each] for each in likest])


def written_out(line: str) -> Iterator[str]:
    """The examples that a line stands for: each alternative in [one|two] stands in one at least."""
    choices = [each.split("|") for each in _EITHER.findall(line)]
    for number in range(max(map(len, choices), default=1)):
        chosen = iter([each[number % len(each)] for each in choices])
        yield " ".join(_EITHER.sub(lambda _, chosen=chosen: next(chosen), line).split()).strip(" ,")


def _learnt(serious: Sequence[str], innocent: Sequence[str], ordinary: Sequence[str] = ()) -> LearntClasses:
    # The same again with slips of typing: whoever is in trouble does not read over what they write.
    slips = random.Random(0)
    texts = {
        SERIOUS: [*serious, *(_slipped(text, slips) for text in serious)],
        INNOCENT: [*innocent, *(_slipped(text, slips) for text in innocent), *ordinary],
    }
    answers = [kind for kind, of_kind in texts.items() for _ in of_kind]
    return LearntClasses.learn(*_features([text for of_kind in texts.values() for text in of_kind]), answers)


def _slipped(text: str, slips: random.Random) -> str:
    """The text with two letters of a word turned round, or one left out, or one typed twice."""
    within = [at for at in range(len(text) - 1) if text[at : at + 2].isalpha()]
    if not within:
        return text
    at, (one, other) = (place := slips.choice(within)), text[place : place + 2]
    return text[:at] + slips.choice((other + one, other + one, other, one + one + other)) + text[at + 2 :]


def _serious(learnt: LearntClasses, texts: Sequence[str]) -> np.ndarray:
    """Of each text how much more speaks for serious than for innocent."""
    scores = learnt.scores(*_features(texts))
    serious, innocent = map(learnt.classes.index, (SERIOUS, INNOCENT))
    return scores[:, serious] - scores[:, innocent]


def _features(texts: Sequence[str]) -> tuple[list[list[str]], np.ndarray]:
    """The words of each text, and its vector."""
    encoder = load_encoder(load_settings().encoder)
    plain = [normal(text) or text for text in texts]
    with ThreadPoolExecutor(os.cpu_count() if len(texts) > 50 else 1) as pool:
        vectors = list(pool.map(lambda text: encoder.encode_wording([text]), plain))
    return [_WORD.findall(text.lower().replace("'", "")) for text in plain], np.concatenate(vectors)
