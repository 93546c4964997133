"""Learns from examples which class a sentence is of, by how like it is to each: kernel ridge regression.

docs/decisions/0013 says why, and what else was measured.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix

from bot.search.products import Products

# How much the words that two sentences share count beside their meaning and form.
WORDS = 0.3
# How far an example may be missed rather than learnt by heart.
RIDGE = 0.3
_WORD = re.compile(r"[a-z]+")


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return _WORD.findall(text.lower().replace("'", ""))


class LearntClasses:
    """Examples, and how much likeness to each of them speaks for each class."""

    def __init__(
        self,
        classes: list[str],
        vocabulary: list[str],
        words: csr_matrix,
        vectors: np.ndarray | Products,
        weights: np.ndarray,
    ):
        """Shapes: words (examples, vocabulary), vectors (examples, dimensions), weights (examples, classes)."""
        self.classes = classes
        self._vocabulary = {gram: column for column, gram in enumerate(vocabulary)}
        self._words, self._vectors, self._weights = words, vectors, weights
        self._having = words.T.tocsr()

    @classmethod
    def learn(cls, sentences: Sequence[Sequence[str]], vectors: np.ndarray, answers: Sequence[str]) -> "LearntClasses":
        """What the examples teach; the same examples always teach the same.

        sentences: the words of each. vectors: float32, a row each, made of two halves of length 1. answers: its class.
        """
        classes, answer = np.unique(answers, return_inverse=True)
        vocabulary = sorted({gram for sentence in sentences for gram in _grams(sentence)})
        words = _rows(sentences, {gram: column for column, gram in enumerate(vocabulary)})
        likeness = _likeness(vectors @ vectors.T, (words @ words.T.tocsr()).toarray())
        # An example of a rare class may be missed less than one of a common class, by the root of how rare it is.
        rarity = len(answer) / np.bincount(answer) / len(classes)
        likeness[np.diag_indices_from(likeness)] += RIDGE / np.sqrt(rarity[answer])
        right = np.eye(len(classes), dtype=np.float32)[answer]
        weights = cho_solve(cho_factor(likeness, lower=True, overwrite_a=True), right)
        return cls(classes.tolist(), vocabulary, words, vectors, weights)

    def scores(self, sentences: Sequence[Sequence[str]], vectors: np.ndarray) -> np.ndarray:
        """How much speaks for each class: shape (len(sentences), classes), about 1 where all of it does."""
        examples = self._vectors
        products = examples.of(vectors) if isinstance(examples, Products) else vectors @ examples.T
        return _likeness(products, self._shared(sentences)) @ self._weights

    def _shared(self, sentences: Sequence[Sequence[str]]) -> np.ndarray:
        """How much of their words sentences share with the examples: shape (sentences, examples).

        For a few sentences it is in adding up who has each of their words that scipy's product is slow.
        """
        having = self._having
        shared = np.zeros((len(sentences), having.shape[1]), dtype=np.float32)
        for row, sentence in zip(shared, sentences, strict=True):
            for column, part in _known(sentence, self._vocabulary):
                start, end = having.indptr[column], having.indptr[column + 1]
                row[having.indices[start:end]] += np.float32(part) * having.data[start:end]
        return shared

    def arrays(self) -> dict[str, np.ndarray]:
        """All that was learnt, vectors in half as many bits, which changes no score by a thousandth.

        What came of arrays has its vectors no more.
        """
        assert not isinstance(self._vectors, Products)
        return {
            "classes": np.array(self.classes),
            "vocabulary": np.array(list(self._vocabulary)),
            "vectors": self._vectors.astype(np.float16),
            "weights": self._weights,
            **{name: getattr(self._words, name) for name in ("data", "indices", "indptr")},
        }

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, np.ndarray]) -> "LearntClasses":
        """What `arrays` gave; weights may have come in half as many bits too."""
        shape = (len(arrays["vectors"]), len(arrays["vocabulary"]))
        words = csr_matrix((arrays["data"], arrays["indices"], arrays["indptr"]), shape=shape)
        vectors, weights = Products(arrays["vectors"]), arrays["weights"].astype(np.float32)
        return cls(arrays["classes"].tolist(), arrays["vocabulary"].tolist(), words, vectors, weights)

    def save(self, path: Path) -> None:
        """Writes all of it to one .npz file."""
        np.savez(path, **self.arrays())

    @classmethod
    def load(cls, path: Path) -> "LearntClasses":
        """What was saved."""
        with np.load(path, allow_pickle=False) as file:
            return cls.of_arrays(file)


def _likeness(products: np.ndarray, shared: np.ndarray) -> np.ndarray:
    """How like sentences are to others: shape (sentences, others), as products, the vectors' own, which it is made of.

    shared: the same of their words. The square lets pairs of features count together, which a straight line through
    them cannot.
    """
    likeness = products
    likeness /= 2
    likeness *= likeness
    likeness += WORDS * shared
    return likeness


def _rows(sentences: Iterable[Sequence[str]], vocabulary: Mapping[str, int]) -> csr_matrix:
    """A row of length 1 for each sentence: how often it has which words and pairs of words of the vocabulary."""
    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for sentence in sentences:
        known = _known(sentence, vocabulary)
        columns += [column for column, _ in known]
        values += [value for _, value in known]
        ends.append(len(values))
    return csr_matrix((np.array(values, dtype=np.float32), columns, ends), (len(ends) - 1, len(vocabulary)))


def _known(sentence: Sequence[str], vocabulary: Mapping[str, int]) -> list[tuple[int, float]]:
    """The words and pairs of a sentence that the vocabulary has, and how much of its length, 1, each is."""
    grams = _grams(sentence)
    # Words that no example has make the others count for less, as they should.
    length = sum(count * count for count in grams.values()) ** 0.5
    return [(vocabulary[gram], count / length) for gram, count in grams.items() if gram in vocabulary]


def _grams(words: Sequence[str]) -> Counter[str]:
    """How often a sentence has each word and each pair of neighbours."""
    return Counter([*words, *(f"{one} {other}" for one, other in pairwise(words))])
