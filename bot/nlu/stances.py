"""Tells what things that a message names are to whoever writes it: asked about, refused, liked, their own, or nothing.

By how strangers put it (stances.yml): how like the words around a thing, and it with those just before, are to theirs.
docs/decisions/0028 says what was measured.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.learnt import LearntSensor
from bot.nlu.wording import words_and_vectors
from bot.reading.normal import normal
from bot.reading.stance import Stance, Stood
from bot.search.likeness import LearntClasses

# The property that holds what tells the stance to any stretch of the message: bot.reading.stance.Standing.
STANDING = "standing"
EXAMPLES = Path(__file__).with_name("stances.yml")
MARKS = {"?": Stance.asked, "-": Stance.refused, "+": Stance.liked, "=": Stance.own, "~": Stance.passing}
_MARKED = re.compile(r"\{([?\-+=~])\s*([^{}]*)\}")
# What stands for a thing where only the words around it are compared; so many of them on each side, and before it.
_THING, _NEAR, _BEFORE = "something", 4, 2
_SENTENCE_END = re.compile(r"(?<=[.?!;])\s+|\n")
_FILE = "stances.npz"


@dataclass(frozen=True)
class Example:
    """A message as plain as normal() makes it, and what the things in it are to its writer, each text[start:end]."""

    text: str
    things: tuple[tuple[int, int, Stance], ...]


@dataclass(frozen=True)
class LearntStances:
    """What the examples teach."""

    stances: LearntClasses

    @classmethod
    def learn(cls, examples: Sequence[Example]) -> "LearntStances":
        stretches = [(each.text, start, end) for each in examples for start, end, _ in each.things]
        answers = [stance.value for each in examples for _, _, stance in each.things]
        return cls(LearntClasses.learn(*_features(stretches), answers))

    def stood(self, text: str, stretches: Sequence[tuple[int, int]]) -> list[Stood]:
        """The stance to each stretch of a text, text[start:end]."""
        if not stretches:
            return []
        scores = self.stances.scores(*_features([(text, start, end) for start, end in stretches]))
        order = np.argsort(-scores, axis=1)
        return [
            Stood(Stance(self.stances.classes[first]), round(float(row[first] - row[second]), 3))
            for row, (first, second) in zip(scores, order[:, :2], strict=True)
        ]


def examples_in(path: Path = EXAMPLES) -> Iterator[Example]:
    """The examples of a file."""
    for line in yaml.safe_load(path.read_text(encoding="utf-8")):
        yield example_of(line)


def example_of(line: str) -> Example:
    """The example that a line with marked things is."""
    text, things, last = "", [], 0
    for mark in _MARKED.finditer(line):
        text += line[last : mark.start()]
        things.append((mark[2], MARKS[mark[1]]))
        text, last = text + mark[2], mark.end()
    plain = normal(text + line[last:])
    return Example(plain, tuple(_placed(plain, things)))


def _placed(plain: str, things: Sequence[tuple[str, Stance]]) -> Iterator[tuple[int, int, Stance]]:
    """Where things stand in a text, each after the one before; what the plain text has otherwise is left out."""
    after = 0
    for said, stance in things:
        words = normal(said) or said
        start = plain.lower().find(words.lower(), after)
        if words and start >= 0:
            after = start + len(words)
            yield start, after, stance


def _features(stretches: Sequence[tuple[str, int, int]]) -> tuple[list[list[str]], np.ndarray]:
    """What is compared of stretches: the sentence and the words around each without it, and it after those before."""
    kinds = zip(*(_sayings(*stretch) for stretch in stretches), strict=True)
    words, vectors = zip(*(words_and_vectors(texts) for texts in kinds), strict=True)
    marked = [
        [f"{kind} {word}" for kind, part in enumerate(parts) for word in part] for parts in zip(*words, strict=True)
    ]
    return marked, np.concatenate(vectors, axis=1) / np.float32(np.sqrt(len(vectors)))


def _sayings(text: str, start: int, end: int) -> tuple[str, str, str]:
    before, after = _SENTENCE_END.split(text[:start])[-1], _SENTENCE_END.split(text[end:])[0]
    near, beyond = before.split(), after.split()
    return (
        f"{before}{_THING}{after}",
        " ".join((*near[-_NEAR:], _THING, *beyond[:_NEAR])),
        " ".join((*near[-_BEFORE:], text[start:end])),
    )


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class StanceSensor(LearntSensor):
    """Gives each message what tells the stance to any stretch of it: which stretches matter, its reading says."""

    @classmethod
    def learn(cls, training_data: TrainingData) -> LearntStances:
        return LearntStances.learn(list(examples_in()))

    @classmethod
    def read(cls, folder: Path) -> LearntStances:
        return LearntStances(LearntClasses.load(folder / _FILE))

    def write(self, folder: Path) -> None:
        self._learnt.stances.save(folder / _FILE)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if self._learnt:
                message.set(STANDING, self._learnt.stood)
        return messages
