"""Tells messages in which somebody speaks of suicide, self-harm, violence or danger, before anything else is told.

By how like each thought of a message is to examples of such messages, and to examples of what only sounds like them;
docs/safety.md says what was measured.
"""

import math
import random
import re
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path

import numpy as np
import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.learnt import LearntSensor
from bot.nlu.needing import ordinary_needs
from bot.nlu.turning import examples_in
from bot.nlu.wording import words_and_vectors
from bot.reading.reading import Asked
from bot.reading.tongue import tongue_in
from bot.reading.trouble import LONGEST_HEARD, is_grave, is_grave_abroad, thoughts_in
from bot.search.likeness import LearntClasses

# The property of a message that somebody in trouble sent, or perhaps did: its Hearing.
TROUBLE = "trouble"
EXAMPLES = Path(__file__).with_name("trouble.yml")
# Examples of which all speaks of it; of which one thought does, amid talk about jobs; of what only sounds like it; and
# of those among which the likest are looked for.
SERIOUS, AMID, INNOCENT, ORDINARY = "serious", "amid", "innocent", "ordinary"
# How much more a grave expression speaks for it.
GRAVE = 0.5
# So many of the thoughts of innocent messages and of the intents' examples, the likest, are examples of what is none.
MOST_LIKE = 5000
# From what gravity, 0 being the middle between both, somebody is heard, and from what they are told where to turn
# beside what they asked.
HEARD_FROM, MINDED_FROM = 0.095, -0.12
# Of many thoughts one sounds grave by chance: with each doubling somebody is heard from so much more, where no words of
# it are grave in any connection.
AMONG = 0.05
# A message of so few words is an example as a whole as well as by its gravest thought.
SHORT = 45
# So much speaks for it at least: letters at random are like no example, which is not the middle between both.
LEAST = 0.35

_FILE = "trouble.npz"
_EITHER = re.compile(r"\[([^\]]*)\]")


class Hearing(str, Enum):
    """How surely somebody in trouble sent a message: surely enough to hear nothing else, or perhaps."""

    heard = "heard"
    minded = "minded"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class TroubleSensor(LearntSensor):
    """Notes on a message that somebody in trouble sent it; comes first in the pipeline, and reads all of the text."""

    @classmethod
    def learn(cls, training_data: TrainingData) -> LearntClasses:
        examples = [(example.get(TEXT), example.get(INTENT)) for example in training_data.intent_examples]
        serious = [text for text, intent in examples if intent == Asked.distress.value]
        return learn(serious, sorted({text for text, intent in examples if intent != Asked.distress.value}))

    @classmethod
    def read(cls, folder: Path) -> LearntClasses:
        return LearntClasses.load(folder / _FILE)

    def write(self, folder: Path) -> None:
        self._learnt.save(folder / _FILE)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if self._learnt and (hearing := hearing_of(self._learnt, message.get(TEXT) or "")):
                message.set(TROUBLE, hearing)
        return messages


def hearing_of(learnt: LearntClasses, text: str) -> Hearing | None:
    """Whether the text is taken for that of somebody in trouble; None where nothing speaks for it."""
    # What the examples teach is English.
    if tongue := tongue_in(text[:LONGEST_HEARD]):
        return Hearing.heard if is_grave_abroad(text, tongue) else None
    thoughts = thoughts_in(text)
    if not thoughts:
        return None
    grave = np.array([is_grave(thought) for thought in thoughts])
    gravities = _gravities(learnt, thoughts, grave)
    heard_from = HEARD_FROM + AMONG * math.log2(len(thoughts)) * ~grave
    if (gravities >= heard_from).any():
        return Hearing.heard
    return Hearing.minded if gravities.max() >= MINDED_FROM else None


def _gravities(learnt: LearntClasses, thoughts: Sequence[str], grave: np.ndarray) -> np.ndarray:
    """Of each thought how much more speaks for somebody in trouble than against it; -1 where nothing does.

    grave: of each, whether its words are.
    """
    serious, innocent = _scores(learnt, *words_and_vectors(thoughts))
    weighed = serious + GRAVE * grave
    return np.where(weighed >= LEAST, weighed - innocent, -1.0)


def learn(serious: Sequence[str], ordinary: Sequence[str]) -> LearntClasses:
    """What the examples teach, with some more serious ones, and those of what is ordinarily said that are likest."""
    groups = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))
    own = {SERIOUS: _with_slips([*_all_of(groups[SERIOUS]), *serious]), INNOCENT: list(_all_of(groups[INNOCENT]))}
    answers = [kind for kind, texts in own.items() for _ in texts]
    features = words_and_vectors([text for texts in own.values() for text in texts])
    first = LearntClasses.learn(*features, answers)
    grave = list(_gravest(first, groups[AMID]))
    # Each thought of a message is heard by itself; of an innocent one none is serious.
    innocent = (*own[INNOCENT], *groups[ORDINARY], *ordinary, *ordinary_needs(), *(each.text for each in examples_in()))
    thoughts = [thought for text in innocent for thought in thoughts_in(text)]
    pool = words_and_vectors([*dict.fromkeys(thoughts)])
    for_it, against = _scores(first, *pool)
    likest = np.argsort(against - for_it, kind="stable")[:MOST_LIKE]
    chosen = [pool[0][each] for each in likest], pool[1][likest]
    parts = (features, words_and_vectors(grave), chosen)
    return LearntClasses.learn(
        [sentence for words, _ in parts for sentence in words],
        np.concatenate([vectors for _, vectors in parts]),
        [*answers, *(SERIOUS for _ in grave), *(INNOCENT for _ in likest)],
    )


def _gravest(learnt: LearntClasses, texts: Sequence[str]) -> Iterator[str]:
    """The gravest thought of each text, by what was learnt so far, and the text itself where it is short."""
    thoughts = [thoughts_in(text) for text in texts]
    serious, innocent = _scores(learnt, *words_and_vectors([each for of_text in thoughts for each in of_text]))
    ends = np.cumsum([len(of_text) for of_text in thoughts])[:-1]
    for text, of_text, gravities in zip(texts, thoughts, np.split(serious - innocent, ends), strict=True):
        yield from dict.fromkeys((of_text[int(gravities.argmax())], *([text] * (len(text.split()) < SHORT))))


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
