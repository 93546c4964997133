"""Gives the classifier the meaning and the wording of a message as a sentence vector."""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.roles import PLACE, ROLE, hide_names
from bot.nlu.wording import of_anybody
from bot.reading.questions import asking_part
from bot.search.encoder import load_encoder
from bot.settings import load_settings

# The property that holds where a message of several sentences asks, and the vector of that alone.
ASKING = "asking"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceVectors(DenseFeaturizer, GraphComponent):
    """Adds the encoder's vectors of the whole message, with names, ages and genders hidden, as its sentence feature.

    Of a message of several sentences it notes that of the one which asks as well.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            **DenseFeaturizer.get_default_config(),
            # The words that stand for a role's name and for a place's.
            "role_word": "manager",
            "place_word": "London",
        }

    def __init__(self, config: dict[str, Any], name: str):
        super().__init__(name, config)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SentenceVectors":
        return cls(config, execution_context.node_name)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to check that get_default_config does not give."""

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if text := message.get(TEXT):
                self._add(message, self._vector(self._shown(message)))
                if asking := asking_part(text):
                    message.set(ASKING, (asking, self._vector(self._shown(message, asking))))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        messages = [message for message in training_data.training_examples if message.get(TEXT)]
        # Many examples are one sentence once their names are hidden.
        texts = dict.fromkeys(map(self._shown, messages))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            vectors = dict(zip(texts, pool.map(self._vector, texts), strict=True))
        for message in messages:
            self._add(message, vectors[self._shown(message)])
        return training_data

    def _shown(self, message: Message, within: tuple[int, int] | None = None) -> str:
        return hide_names(message, {ROLE: self._config["role_word"], PLACE: self._config["place_word"]}, within)

    def _vector(self, text: str) -> np.ndarray:
        return load_encoder(load_settings().encoder).encode_wording([of_anybody(text)])

    def _add(self, message: Message, vector: np.ndarray) -> None:
        # Of the sentence only: the classifier reads none of the single tokens, and Rasa would hash all of them.
        message.add_features(Features(vector, FEATURE_TYPE_SENTENCE, TEXT, self._config["alias"]))
