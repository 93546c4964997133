"""Tells messages in which somebody speaks of suicide, self-harm, violence or danger, before anything else is told.

By how like each thought of a message is to examples of such messages, and to examples of what only sounds like them;
docs/safety.md says what was measured.
"""

import random
import re
from collections.abc import Iterator, Sequence
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
from bot.nlu.wording import words_and_vectors
from bot.reading.reading import Asked
from bot.reading.tongue import tongue_in
from bot.reading.trouble import LONGEST_HEARD, is_grave, is_grave_abroad, thoughts_in

# The property of a message that somebody in trouble sent.
TROUBLE = "trouble"
EXAMPLES = Path(__file__).with_name("trouble.yml")
SERIOUS, INNOCENT = "serious", "innocent"
# How much more a grave expression speaks for it.
GRAVE = 0.4
# So many of the intents' examples and of the thoughts of innocent messages, the likest, are examples of what is none.
MOST_LIKE = 4000
# From what gravity somebody is heard: below 0, the middle, as one who is missed is worse than a number too many.
HEARD_FROM = -0.28
# So much speaks for it at least: letters at random are like no example, which is not the middle between both.
LEAST = 0.35

_FILE = "trouble.npz"
_EITHER = re.compile(r"\[([^\]]*)\]")


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
            if self._learnt and is_trouble(self._learnt, message.get(TEXT) or ""):
                message.set(TROUBLE, True)
        return messages


def is_trouble(learnt: LearntClasses, text: str) -> bool:
    """Whether the text is taken for that of somebody in trouble."""
    # What the examples teach is English.
    if tongue := tongue_in(text[:LONGEST_HEARD]):
        return is_grave_abroad(text, tongue)
    return gravity(learnt, text) >= HEARD_FROM


def gravity(learnt: LearntClasses, text: str) -> float:
    """How much more speaks for somebody in trouble than against it, of the gravest thought; -1 where nothing does."""
    thoughts = thoughts_in(text)
    if not thoughts:
        return -1.0
    grave = np.array([GRAVE * is_grave(thought) for thought in thoughts])
    serious, innocent = _scores(learnt, *words_and_vectors(thoughts))
    return float(np.where(serious + grave >= LEAST, serious - innocent + grave, -1.0).max())


def learn(serious: Sequence[str], ordinary: Sequence[str]) -> LearntClasses:
    """What the examples teach, with some more serious ones, and those of what is ordinarily said that are likest."""
    groups = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))
    own = {SERIOUS: _with_slips([*_all_of(groups[SERIOUS]), *serious]), INNOCENT: list(_all_of(groups[INNOCENT]))}
    answers = [kind for kind, texts in own.items() for _ in texts]
    words, vectors = words_and_vectors([text for texts in own.values() for text in texts])
    # Each thought of a message is heard by itself; of an innocent one none is serious.
    thoughts = [thought for text in own[INNOCENT] for thought in thoughts_in(text)[1:]]
    more_words, more_vectors = words_and_vectors([*dict.fromkeys((*_with_slips(ordinary), *thoughts))])
    for_it, against = _scores(LearntClasses.learn(words, vectors, answers), more_words, more_vectors)
    likest = np.argsort(against - for_it, kind="stable")[:MOST_LIKE]
    return LearntClasses.learn(
        [*words, *(more_words[each] for each in likest)],
        np.concatenate((vectors, more_vectors[likest])),
        [*answers, *(INNOCENT for _ in likest)],
    )


def _all_of(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield from written_out(line)


def written_out(line: str) -> Iterator[str]:
    """The examples that a line stands for: each alternative in [one|two] stands in one at least."""
    fixed, choices = _EITHER.split(line)[::2], [each.split("|") for each in _EITHER.findall(line)]
    for number in range(max(map(len, choices), default=1)):
        chosen = [*(each[number % len(each)] for each in choices), ""]
        said = "".join(text + choice for text, choice in zip(fixed, chosen, strict=True))
        yield " ".join(said.split()).strip(" ,")


def _with_slips(texts: Sequence[str]) -> list[str]:
    """The texts, and each again with a slip of typing: whoever is in trouble does not read over what they write."""
    # Each text has slips of its own, so that an example that is added changes no other.
    return [*texts, *(_slipped(text, random.Random(text)) for text in texts)]


def _slipped(text: str, slips: random.Random) -> str:
    """The text with two letters of a word turned round, or one left out, or one typed twice."""
    within = [at for at in range(len(text) - 1) if text[at : at + 2].isalpha()]
    if not within:
        return text
    at = slips.choice(within)
    one, other = text[at], text[at + 1]
    return text[:at] + slips.choice((other + one, other + one, other, one + one + other)) + text[at + 2 :]


def _scores(learnt: LearntClasses, words: list[list[str]], vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of each text how much speaks for serious, and how much for innocent."""
    scores = learnt.scores(words, vectors)
    serious, innocent = map(learnt.classes.index, (SERIOUS, INNOCENT))
    return scores[:, serious], scores[:, innocent]
