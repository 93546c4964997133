"""Tells the intent of a message by how like it is to the examples of each."""

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.vectors import ASKING
from bot.nlu.wording import of_anybody
from bot.search.likeness import LearntClasses

_FILE = "intents.npz"
# How many intents are named beside the likeliest.
_RANKED = 10
# How much the sentence of a message that asks counts by itself, beside the whole message; docs/decisions/0031.
OF_ASKING = 0.4


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LikenessClassifier(IntentClassifier, GraphComponent):
    """Adds the intent and the ranking of intents; reads the tokens' lemmas and the vectors of SentenceVectors."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        # How decided confidences are: scores times this are the exponents of their shares.
        return {"sharpness": 15.0}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        learnt: LearntClasses | None = None,
    ):
        self._config, self._storage, self._resource, self._learnt = config, model_storage, resource, learnt

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "LikenessClassifier":
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "LikenessClassifier":
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, LearntClasses.load(folder / _FILE))

    def train(self, training_data: TrainingData) -> Resource:
        examples = [example for example in training_data.intent_examples if _vector(example) is not None]
        intents = [example.get(INTENT) for example in examples]
        self._learnt = LearntClasses.learn(*_features(examples), intents)
        with self._storage.write_to(self._resource) as folder:
            self._learnt.save(folder / _FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            ranking = self._ranking(message)
            first = ranking[0] if ranking else {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}
            message.set(INTENT, first, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _ranking(self, message: Message) -> list[dict[str, Any]]:
        """The likeliest intents, best first; none where the message is empty."""
        if self._learnt is None or _vector(message) is None:
            return []
        (scores,) = self._learnt.scores(*_features([message]))
        if asking := message.get(ASKING):
            within, vector = asking
            (alone,) = self._learnt.scores([_words(message, within)], vector)
            scores = (1 - OF_ASKING) * scores + OF_ASKING * alone
        shares = np.exp(self._config["sharpness"] * (scores - scores.max()))
        shares /= shares.sum()
        best = np.argsort(-shares, kind="stable")[:_RANKED]
        return [
            {INTENT_NAME_KEY: self._learnt.classes[each], PREDICTED_CONFIDENCE_KEY: float(shares[each])}
            for each in best
        ]


def _vector(message: Message) -> np.ndarray | None:
    features = message.get_dense_features(TEXT)[1]
    return None if features is None else features.features


def _features(messages: list[Message]) -> tuple[list[list[str]], np.ndarray]:
    """The words of each message, and its vector."""
    return [_words(message) for message in messages], np.concatenate([_vector(message) for message in messages])


def _words(message: Message, within: tuple[int, int] | None = None) -> list[str]:
    """A message's lemmas, or those of what stands within it, without punctuation, any number as the same word."""
    tokens = message.get("text_tokens") or []
    if within:
        tokens = [token for token in tokens if within[0] <= token.start and token.end <= within[1]]
    lemmas = [of_anybody(token.lemma.lower()) for token in tokens]
    return ["0" if lemma.isdigit() else lemma for lemma in lemmas if any(map(str.isalnum, lemma))]
