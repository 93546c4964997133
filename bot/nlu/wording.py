"""The words and vectors of texts, as LearntClasses compares them."""

import os
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np

from bot.reading.normal import normal
from bot.search.encoder import Encoder, load_encoder
from bot.search.likeness import words_of
from bot.settings import load_settings

# From so many texts on the machine's processors share the work, so many texts at a time.
_MANY = 50
# What says how old somebody is and whether they are a man or a woman, and what stands for it.
_NUMBER, _ANY_NUMBER = re.compile(r"\d+(?:[.,]\d+)*"), "30"
_GENDER = re.compile(r"\b(?:man|woman|male|female|boy|girl|guy|lady|gentleman|lad|lass)\b", re.IGNORECASE)


def of_anybody(text: str) -> str:
    """The text without anybody's age or gender: neither says anything of what they ask."""
    return _GENDER.sub("person", _NUMBER.sub(_ANY_NUMBER, text))


def words_and_vectors(texts: Sequence[str]) -> tuple[list[list[str]], np.ndarray]:
    """The words of each text, and its vector: float32, a row each."""
    encoder = _encoder()
    plain = [normal(text) or text for text in texts]
    if len(plain) <= _MANY:
        vectors = encoder.encode_wording(plain)
    else:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            parts = [plain[start : start + _MANY] for start in range(0, len(plain), _MANY)]
            vectors = np.concatenate(list(pool.map(encoder.encode_wording, parts)))
    return [words_of(text) for text in plain], vectors


@cache
def _encoder() -> Encoder:
    """That of the settings, which are not read again for every sentence."""
    return load_encoder(load_settings().encoder)
