"""Gives the classifier the meaning and the wording of a message as a sentence vector."""

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.roles import PLACE, ROLE, hide_names
from bot.search.encoder import load_encoder
from bot.settings import load_settings


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceVectors(DenseFeaturizer, GraphComponent):
    """Adds the encoder's vectors of the whole message, with names hidden, as its sentence feature."""

    @classmethod
    def required_components(cls) -> list[type]:
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            **DenseFeaturizer.get_default_config(),
            # The length given to the unit vectors: how much meaning counts beside counted words.
            "scale": 8.0,
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
        encoder = load_encoder(load_settings().encoder)
        words = {ROLE: self._config["role_word"], PLACE: self._config["place_word"]}
        for message in messages:
            if not message.get(TEXT):
                continue
            vector = self._config["scale"] * encoder.encode_wording([hide_names(message, words)])
            tokens = len(message.get("text_tokens") or [0])
            # Rasa expects a feature for each token beside that of the sentence; the classifier reads the latter.
            for kind, value in (
                (FEATURE_TYPE_SEQUENCE, np.repeat(vector, tokens, axis=0)),
                (FEATURE_TYPE_SENTENCE, vector),
            ):
                message.add_features(Features(value, kind, TEXT, self._config["alias"]))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data
