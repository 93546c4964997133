"""Tells what of the wishes of knowledge/wishes.yml somebody has or avoids, in whatever words they say so.

By how like each clause of a message is to examples: one learner tells what it is about, another on which side somebody
stands. docs/decisions/0020 says what was measured.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.knowledge.files import WISHES_FILE
from bot.nlu.learnt import LearntSensor
from bot.nlu.wording import words_and_vectors
from bot.reading.clause import clauses_of
from bot.reading.grammar import sentences
from bot.reading.normal import normal
from bot.reading.told import Says, Tells, Wished
from bot.search.likeness import LearntClasses
from bot.settings import load_settings

# The properties that hold the wishes of a message, and what its clauses tell of whoever speaks.
WISHES, SAYS = "wishes", "says"
EXAMPLES, OF_SELF = Path(__file__).with_name("wishing.yml"), Path(__file__).with_name("telling.yml")
NOTHING, WANTED, AVOIDED = "nothing", "wanted", "avoided"
# How much must speak for a wish, and how much more for one side than for the other, for it to be heard.
HEARD_FROM, SURE_OF_SIDE = 0.35, 0.3
# How much more must speak for what a clause tells than for anything else.
SURE_OF_KIND = 0.15
# Clauses of a message that are heard.
MOST_CLAUSES = 24
# What a clause may tell; the others of OF_SELF tell nothing of the kinds: ASKED and "else".
ASKED = "asked"
_KINDS = {each.value: each for each in Tells}


@dataclass(frozen=True)
class LearntWishes:
    """What the examples teach: of what a clause speaks, whether somebody wants that or avoids it, and what it tells."""

    about: LearntClasses
    side: LearntClasses
    kind: LearntClasses

    @classmethod
    def learn(cls, wishes: Mapping[str, Mapping[str, Any]]) -> "LearntWishes":
        """wishes: the entries of knowledge/wishes.yml, whose names are examples of what is spoken about."""
        examples = list(_examples())
        words, vectors = words_and_vectors([text for text, _, _ in examples])
        names = [(name, key) for key, wish in wishes.items() for name in _names(wish)]
        own_words, own_vectors = words_and_vectors([name for name, _ in names])
        about = LearntClasses.learn(
            [*words, *own_words],
            np.concatenate((vectors, own_vectors)),
            [*(key for _, key, _ in examples), *(key for _, key in names)],
        )
        sided = [place for place, (_, _, side) in enumerate(examples) if side]
        sides = [examples[place][2] for place in sided]
        side = LearntClasses.learn([words[place] for place in sided], vectors[sided], sides)
        kinds = yaml.safe_load(OF_SELF.read_text(encoding="utf-8"))
        told, answers = zip(*((text, kind) for kind, texts in kinds.items() for text in texts), strict=True)
        return cls(about, side, LearntClasses.learn(*words_and_vectors(told), answers))

    def heard_in(self, text: str) -> tuple[tuple[Wished, ...], tuple[Says, ...]]:
        """The wishes that the clauses of a text tell of, at most one each, and what the clauses tell at all, in order.

        text: as normal() makes it.
        """
        clauses = list(_clauses(text))[:MOST_CLAUSES]
        if not clauses:
            return (), ()
        features = words_and_vectors([text[start:end] for start, end in clauses])
        sides = self.side.scores(*features)
        leaning = sides[:, self.side.classes.index(WANTED)] - sides[:, self.side.classes.index(AVOIDED)]
        return tuple(self._wished(clauses, leaning, *features)), tuple(self._said(clauses, leaning, *features))

    def _said(
        self, clauses: Sequence[tuple[int, int]], leaning: np.ndarray, words: list[list[str]], vectors: np.ndarray
    ) -> Iterator[Says]:
        for (start, end), leans, scores in zip(clauses, leaning, self.kind.scores(words, vectors), strict=True):
            second, first = np.argsort(scores)[-2:]
            is_sure = bool(scores[first] - scores[second] >= SURE_OF_KIND)
            kind = self.kind.classes[first]
            yield Says(start, end, _KINDS.get(kind), is_sure, kind == ASKED, round(float(leans), 2))

    def _wished(
        self, clauses: Sequence[tuple[int, int]], leaning: np.ndarray, words: list[list[str]], vectors: np.ndarray
    ) -> Iterator[Wished]:
        about = self.about.scores(words, vectors)
        best = about.argmax(axis=1)
        yield from (
            Wished(start, end, self.about.classes[key], Tells.like if leans > 0 else Tells.dislike)
            for (start, end), key, sure, leans in zip(clauses, best, about.max(axis=1), leaning, strict=True)
            if self.about.classes[key] != NOTHING and sure >= HEARD_FROM and abs(leans) >= SURE_OF_SIDE
        )

    def save(self, folder: Path) -> None:
        self.about.save(folder / "about.npz")
        self.side.save(folder / "side.npz")
        self.kind.save(folder / "kind.npz")

    @classmethod
    def load(cls, folder: Path) -> "LearntWishes":
        """What was saved there."""
        return cls(*(LearntClasses.load(folder / f"{learnt}.npz") for learnt in ("about", "side", "kind")))


def _examples() -> Iterator[tuple[str, str, str]]:
    """Each example with the key of its wish and the side, both of NOTHING and "" where it tells of none."""
    for key, said in yaml.safe_load(EXAMPLES.read_text(encoding="utf-8")).items():
        if key == NOTHING:
            yield from ((text, NOTHING, "") for text in said)
        else:
            yield from ((text, key, side) for side in (WANTED, AVOIDED) for text in said.get(side, ()))


def _names(wish: Mapping[str, Any]) -> list[str]:
    return [
        str(wish["called"]),
        *(str(name) for by in ("said", "avoided_by", "sought_by") for name in wish.get(by, ())),
    ]


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """Where the clauses of a text stand that have at least a word."""
    for sentence in sentences(text):
        for clause in clauses_of(sentence):
            if any(not word.is_punct for word in clause):
                yield sentence.at + clause[0].start, sentence.at + clause[-1].end


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class WishSensor(LearntSensor):
    """Notes on a message which of its clauses tell of which wish, and what they tell of whoever speaks."""

    @classmethod
    def learn(cls, training_data: TrainingData) -> LearntWishes:
        wishes = load_settings().knowledge / WISHES_FILE
        return LearntWishes.learn(yaml.safe_load(wishes.read_text(encoding="utf-8")) if wishes.exists() else {})

    @classmethod
    def read(cls, folder: Path) -> LearntWishes:
        return LearntWishes.load(folder)

    def write(self, folder: Path) -> None:
        self._learnt.save(folder)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if self._learnt and (text := message.get(TEXT)):
                wishes, says = self._learnt.heard_in(normal(text) or text)
                message.set(WISHES, wishes)
                message.set(SAYS, says)
        return messages
