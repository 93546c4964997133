"""Sentence vectors from all-MiniLM-L6-v2, run as int8 in onnxruntime.

bot/search/export.py builds the two files read here.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np

from bot.errors import EncoderError

DIMENSIONS = 384
MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
# The model's outputs: the states of its sixth and last layer, and of its fourth.
LAST_LAYER, MIDDLE_LAYER = "last", "middle"
# The model was trained on at most 128 word pieces; longer questions are cut there.
MAX_PIECES = 128
# From this many texts on, as when a store is built, all processors encode.
MANY = 64


class Encoder:
    """Turns texts into vectors; the dot product of two is their likeness in meaning."""

    def __init__(self, folder: Path):
        import onnxruntime
        from tokenizers import Tokenizer

        model, tokenizer = folder / MODEL_FILE, folder / TOKENIZER_FILE
        if not (model.is_file() and tokenizer.is_file()):
            raise EncoderError(f"There is no sentence encoder in {folder}. Run 'make setup' to build it.")
        options = onnxruntime.SessionOptions()
        # One question is too small to share between threads, and the servers share two cores.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.enable_truncation(MAX_PIECES)
        self._tokenizer.enable_padding()

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of what the texts mean: float32, shape (len(texts), 384), each of length 1."""
        return self._encode(texts, [LAST_LAYER])

    def encode_wording(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of what the texts mean and, beside it, of how they are put: shape (len(texts), 768).

        The second half, of length 1 too, comes from a middle layer, where the form of a sentence
        (a question who, a yes-or-no question) still shows that the last layer has turned into topic.
        """
        return self._encode(texts, [LAST_LAYER, MIDDLE_LAYER])

    def _encode(self, texts: Sequence[str], layers: list[str]) -> np.ndarray:
        vectors = np.zeros((len(texts), len(layers) * DIMENSIONS), dtype=np.float32)
        # Int8 activations are scaled by batch; so that a text's vector does not depend on its neighbours,
        # each text is a batch of its own.
        if len(texts) < MANY:
            for row, text in enumerate(texts):
                vectors[row] = self._encode_one(text, layers)
            return vectors
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for row, vector in enumerate(pool.map(lambda text: self._encode_one(text, layers), texts)):
                vectors[row] = vector
        return vectors

    def _encode_one(self, text: str, layers: list[str]) -> np.ndarray:
        pieces = self._tokenizer.encode(text)
        mask = np.array([pieces.attention_mask], dtype=np.int64)
        found = self._session.run(
            layers,
            {
                "input_ids": np.array([pieces.ids], dtype=np.int64),
                "attention_mask": mask,
                "token_type_ids": np.zeros_like(mask),
            },
        )
        means = [(states[0] * mask[0][:, None]).sum(axis=0) / mask.sum() for states in found]
        return np.concatenate([mean / np.linalg.norm(mean) for mean in means])


@cache
def load_encoder(folder: Path) -> Encoder:
    """The encoder in a folder, loaded once a process.

    Raises EncoderError where the folder holds none.
    """
    return Encoder(folder)
