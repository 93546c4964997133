"""Tells what a message in the middle of a conversation is about, and which of its words say which other work.

By turns that strangers wrote (turning.yml): which they are likest to, and word by word what the words around it are.
docs/decisions/0027 says what was measured.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pycrfsuite
import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.learnt import LearntSensor
from bot.nlu.wording import words_and_vectors
from bot.reading.grammar import Sentence, Word, sentences
from bot.reading.normal import normal
from bot.reading.turn import ELSEWHERE, Turn, Turned
from bot.search.likeness import LearntClasses

# The property that holds what a message turns to.
TURNED = "turned"
EXAMPLES = Path(__file__).with_name("turning.yml")
# What the words of other work stand between in an example.
_MARKED = re.compile(r"\[\[(.*?)\]\]")
# Words as they are tagged: outside, the first, and a further one of those that say which work.
_OUTSIDE, _FIRST, _FURTHER = "O", "B", "I"
# With the likeliest word go its neighbours that are at least so likely, and so much of what it is; and so much where
# none is likely.
LEAST, SHARE, SHARE_OF_UNSURE = 0.25, 0.5, 0.6
_EDGES = " .,;:!?-"
# Where other work is among so many likeliest things, its words are looked for.
MOST_LIKELY = 3
# How much its sentences count, each by itself, beside the whole text.
PARTS = 0.5
_TRAINING = {"c1": 0.1, "c2": 0.05, "max_iterations": 80, "feature.minfreq": 2}
# Words before and after one that tell what it is.
_AROUND = (-3, -2, -1, 1, 2)
_CLASSES, _TAGGER = "turns.npz", "turns.crfsuite"


@dataclass(frozen=True)
class Example:
    """A message, what it turns to, and where the words stand that say which work; None where none do."""

    text: str
    to: Turn
    words: tuple[int, int] | None = None


@dataclass(frozen=True)
class LearntTurns:
    """What the examples teach: what a message turns to, and which words say which work.

    tagger: as CRFsuite writes it.
    """

    turns: LearntClasses
    tagger: bytes

    @classmethod
    def learn(cls, examples: Sequence[Example], folder: Path) -> "LearntTurns":
        """folder: where CRFsuite may write."""
        features = words_and_vectors([each.text for each in examples])
        turns = LearntClasses.learn(*features, [each.to.value for each in examples])
        trainer = pycrfsuite.Trainer(verbose=False)
        trainer.set_params(_TRAINING)
        # Which words it is is asked only of what turns to other work: that some say so is sure.
        for example in examples:
            if example.words:
                words = list(_words(example.text))
                trainer.append([_features(words, place) for place in range(len(words))], _tags(words, example.words))
        path = folder / _TAGGER
        trainer.train(str(path))
        return cls(turns, path.read_bytes())

    def turned(self, text: str) -> Turned:
        """What a text may turn to; text: as normal() makes it, not empty."""
        whole, *parts = self.turns.scores(*words_and_vectors([text, *_sentences(text)]))
        scores = (whole + PARTS * np.mean(parts, axis=0)) / (1 + PARTS)
        order = np.argsort(-scores, kind="stable")
        likely = tuple((Turn(self.turns.classes[each]), round(float(scores[each]), 3)) for each in order)
        may_be_elsewhere = not ELSEWHERE.isdisjoint(turn for turn, _ in likely[:MOST_LIKELY])
        return Turned(likely, self.words_of_work(text) if may_be_elsewhere else "")

    def words_of_work(self, text: str) -> str:
        """The words that most likely say which work a text turns to; empty where it has no words."""
        words = list(_words(text))
        if not words:
            return ""
        tagger = self._tagger
        tagger.set([_features(words, place) for place in range(len(words))])
        within = [1.0 - tagger.marginal(_OUTSIDE, place) for place in range(len(words))]
        first = last = within.index(max(within))
        least = max(LEAST, SHARE * within[first]) if within[first] >= 0.5 else SHARE_OF_UNSURE * within[first]
        while first > 0 and within[first - 1] >= least:
            first -= 1
        while last + 1 < len(words) and within[last + 1] >= least:
            last += 1
        return text[words[first].start : words[last].end].strip(_EDGES)

    @property
    def _tagger(self) -> Any:
        # One is made of bytes in no time; kept, it could not be compared or copied.
        tagger = pycrfsuite.Tagger()
        tagger.open_inmemory(self.tagger)
        return tagger

    def save(self, folder: Path) -> None:
        self.turns.save(folder / _CLASSES)
        (folder / _TAGGER).write_bytes(self.tagger)

    @classmethod
    def load(cls, folder: Path) -> "LearntTurns":
        """What was saved there."""
        return cls(LearntClasses.load(folder / _CLASSES), (folder / _TAGGER).read_bytes())


@dataclass(frozen=True)
class _Placed:
    """A word with its sentence, and the number of that in the text."""

    word: Word
    sentence: Sentence
    number: int

    @property
    def start(self) -> int:
        return self.sentence.at + self.word.start

    @property
    def end(self) -> int:
        return self.sentence.at + self.word.end


def examples_in(path: Path = EXAMPLES) -> Iterator[Example]:
    """The examples of a file, each as plain as normal() makes it."""
    for to, texts in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        for text in texts:
            before, said, after = ([*_MARKED.split(text, 1), "", ""])[:3]
            plain = normal(before + said + after)
            at = plain.lower().find((normal(said) or said).lower()) if said else -1
            yield Example(plain, Turn(to), (at, at + len(said)) if at >= 0 else None)


def _sentences(text: str) -> list[str]:
    """The sentences of a text, or it alone where none has words enough to say anything."""
    return [each.text.strip() for each in sentences(text) if len(each.words) > 2] or [text]


def _words(text: str) -> Iterator[_Placed]:
    for number, sentence in enumerate(sentences(text)):
        yield from (_Placed(word, sentence, number) for word in sentence.words)


def _tags(words: Sequence[_Placed], span: tuple[int, int]) -> list[str]:
    within = [span[0] <= word.start and word.end <= span[1] for word in words]
    first = within.index(True) if any(within) else -1
    return [(_FIRST if place == first else _FURTHER) if each else _OUTSIDE for place, each in enumerate(within)]


def _features(words: Sequence[_Placed], place: int) -> list[str]:
    """What is known of a word: it, what it hangs on, its neighbours, and where in the message its sentence stands."""
    here = words[place]
    word, head = here.word, here.sentence.words[here.word.head]
    features = ["any", f"0 {word.lemma}", f"0 {word.tag}", f"0 {word.role}", f"under {head.lemma}"]
    features.append(f"{word.role} {head.tag}")
    for step in _AROUND:
        beside = words[place + step].word if 0 <= place + step < len(words) else None
        if beside is None:
            features.append(f"{step} none")
            continue
        features += [f"{step} {beside.lemma}", f"{step} {beside.tag}"]
        if abs(step) == 1:
            features += [f"{step} {beside.role}", f"{step} {beside.lemma} {word.lemma}"]
    features += [f"sentence {min(here.number, 4)}", f"further {min(words[-1].number - here.number, 3)}"]
    # CRFsuite takes no half of a letter.
    return [feature.encode("utf-8", "replace").decode() for feature in features]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class TurnSensor(LearntSensor):
    """Notes on a message what it turns to."""

    @classmethod
    def learn(cls, training_data: TrainingData) -> LearntTurns:
        with TemporaryDirectory() as folder:
            return LearntTurns.learn(list(examples_in()), Path(folder))

    @classmethod
    def read(cls, folder: Path) -> LearntTurns:
        return LearntTurns.load(folder)

    def write(self, folder: Path) -> None:
        self._learnt.save(folder)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if self._learnt and (text := normal(message.get(TEXT) or "")):
                message.set(TURNED, self._learnt.turned(text))
        return messages
