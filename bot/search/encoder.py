"""Sentence vectors from all-MiniLM-L6-v2, run as int8 in onnxruntime.

bot/search/export.py builds the two files read here.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

import numpy as np

from bot.errors import EncoderError

DIMENSIONS = 384
MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
# What the model is given, and its outputs: the vectors of its sixth and last layer, and of its fourth.
IDS, LAST_LAYER, MIDDLE_LAYER = "ids", "last", "middle"
# The model was trained on at most 128 word pieces; longer questions are cut there.
MAX_PIECES = 128
# So many texts are remembered with their vectors: what reads a message, and what answers it, ask for the same.
REMEMBERED = 256


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
        try:
            self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
            self._tokenizer = Tokenizer.from_file(str(tokenizer))
        # Both libraries raise errors of many kinds, some of them bare Exceptions.
        except Exception as error:
            why = str(error).strip()
            raise EncoderError(
                f"The sentence encoder in {folder} is damaged ({why}). Run 'make setup' to build it anew."
            ) from error
        self._tokenizer.enable_truncation(MAX_PIECES)
        # The file pads every text to the longest one there may be.
        self._tokenizer.no_padding()
        self._vector = lru_cache(maxsize=REMEMBERED)(self._encoded)

    def remember_all(self) -> None:
        """From now on no text is encoded twice, however many others came between: for whoever learns from them."""
        self._vector = lru_cache(maxsize=None)(self._encoded)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of what the texts mean: float32, shape (len(texts), 384), each of length 1."""
        return self._encode(texts)[:, :DIMENSIONS]

    def encode_wording(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of what the texts mean and, beside it, of how they are put: shape (len(texts), 768).

        The second half, of length 1 too, comes from a middle layer, where the form of a sentence
        (a question who, a yes-or-no question) still shows that the last layer has turned into topic.
        """
        return self._encode(texts)

    def encode_wording_apart(self, groups: Sequence[Sequence[str]]) -> np.ndarray:
        """As encode_wording does, the texts of all groups one after the other, as encode_apart does it."""
        return self.encode_apart(groups, (LAST_LAYER, MIDDLE_LAYER))

    def encode_apart(self, groups: Sequence[Sequence[str]], layers: Sequence[str] = (LAST_LAYER,)) -> np.ndarray:
        """As encode does, the texts of all groups one after the other, much faster, as a store of roles needs it.

        Of one group those of one length go together. Int8 activations are scaled by batch, so each vector is a little
        (a likeness of 0.99) unlike what it is alone, by what else is in its group, and by no other group.
        """
        pieces = [[self._pieces(text) for text in group] for group in groups]
        first = np.cumsum([0, *map(len, pieces)])
        batches = [
            [(start + place, ids) for place, ids in same]
            for start, group in zip(first, pieces, strict=False)
            for _, same in groupby(sorted(enumerate(group), key=lambda each: len(each[1])), lambda each: len(each[1]))
        ]
        vectors = np.zeros((first[-1], len(layers) * DIMENSIONS), dtype=np.float32)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            runs = pool.map(lambda batch: self._run([ids for _, ids in batch], layers), batches)
            for batch, found in zip(batches, runs, strict=True):
                vectors[[row for row, _ in batch]] = found
        return vectors

    def _encode(self, texts: Sequence[str]) -> np.ndarray:
        vectors = np.zeros((len(texts), 2 * DIMENSIONS), dtype=np.float32)
        # So that a text's vector does not depend on its neighbours, each text is a batch of its own.
        for row, text in enumerate(texts):
            vectors[row] = self._vector(text)
        return vectors

    def _encoded(self, text: str) -> np.ndarray:
        # Of both layers, whichever is asked for: the middle one is on the way, and others ask for it of the same text.
        return self._run([self._pieces(text)], (LAST_LAYER, MIDDLE_LAYER))[0]

    def _pieces(self, text: str) -> list[int]:
        # Half of a letter, as a message may have it, is none to the tokenizer.
        return list(self._tokenizer.encode(text.encode("utf-8", "replace").decode()).ids)

    def _run(self, pieces: Sequence[Sequence[int]], layers: Sequence[str]) -> np.ndarray:
        """The vectors of texts that are equally many word pieces long."""
        return np.concatenate(self._session.run(layers, {IDS: np.array(pieces, dtype=np.int64)}), axis=1)


@cache
def load_encoder(folder: Path) -> Encoder:
    """The encoder in a folder, loaded once a process.

    Raises EncoderError where the folder holds none, or a damaged one.
    """
    return Encoder(folder)
