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
# Of more classes than these it would take much room to keep how much each word speaks for each.
_MANY_CLASSES = 100
# So many sentences at a time are compared with the others by their words.
_AT_ONCE = 1024


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
        weights: np.ndarray,
        vectors: np.ndarray | Products | None,
        forms: np.ndarray | None,
    ):
        """Shapes: words (examples, vocabulary), weights (examples, classes), vectors (examples, dimensions).

        forms: in place of vectors, as _forms makes them.
        """
        self.classes = classes
        self._vocabulary = {gram: column for column, gram in enumerate(vocabulary)}
        self._words, self._weights, self._vectors, self._forms = words, weights, vectors, forms
        # How much each word speaks for each class, or, of many classes, which examples have it.
        having = words.T.tocsr()
        self._spoken = WORDS * (having @ weights) if len(classes) <= _MANY_CLASSES else None
        self._having = None if self._spoken is not None else having

    @classmethod
    def learn(cls, sentences: Sequence[Sequence[str]], vectors: np.ndarray, answers: Sequence[str]) -> "LearntClasses":
        """What the examples teach; the same examples always teach the same.

        sentences: the words of each. vectors: float32, a row each, made of two halves of length 1. answers: its class.
        """
        classes, answer = np.unique(answers, return_inverse=True)
        vocabulary = sorted({gram for sentence in sentences for gram in _grams(sentence)})
        words = _rows(sentences, {gram: column for column, gram in enumerate(vocabulary)})
        likeness = _likeness_among(vectors, words)
        # An example of a rare class may be missed less than one of a common class, by the root of how rare it is.
        rarity = len(answer) / np.bincount(answer) / len(classes)
        likeness[np.diag_indices_from(likeness)] += RIDGE / np.sqrt(rarity[answer])
        right = np.eye(len(classes), dtype=np.float32)[answer]
        # Turned round, it lies as LAPACK wants it, and is not copied.
        factor = cho_factor(likeness.T, lower=False, overwrite_a=True, check_finite=False)
        weights = cho_solve(factor, right, check_finite=False)
        forms = _forms(vectors, weights) if 2 * len(classes) * vectors.shape[1] <= len(vectors) else None
        return cls(classes.tolist(), vocabulary, words, weights, vectors if forms is None else None, forms)

    def scores(self, sentences: Sequence[Sequence[str]], vectors: np.ndarray) -> np.ndarray:
        """How much speaks for each class: shape (len(sentences), classes), about 1 where all of it does."""
        return self._by_vectors(vectors) + self._by_words(sentences)

    def _by_vectors(self, vectors: np.ndarray) -> np.ndarray:
        if self._forms is not None:
            return np.stack([np.einsum("md,md->m", vectors @ form, vectors) for form in self._forms], axis=1)
        examples = self._vectors
        assert examples is not None
        products = examples.of(vectors) if isinstance(examples, Products) else vectors @ examples.T
        return _squared(products) @ self._weights

    def _by_words(self, sentences: Sequence[Sequence[str]]) -> np.ndarray:
        found = np.zeros((len(sentences), len(self.classes)), dtype=np.float32)
        for row, sentence in zip(found, sentences, strict=True):
            columns, parts = _known(sentence, self._vocabulary)
            if self._spoken is not None:
                row[:] = np.array(parts, dtype=np.float32) @ self._spoken[columns]
            else:
                row[:] = WORDS * (self._shared(columns, parts) @ self._weights)
        return found

    def _shared(self, columns: Sequence[int], parts: Sequence[float]) -> np.ndarray:
        """How much of its words a sentence shares with each example.

        For a few sentences it is in adding up who has each of their words that scipy's product is slow.
        """
        having = self._having
        assert having is not None
        shared = np.zeros(having.shape[1], dtype=np.float32)
        for column, part in zip(columns, parts, strict=True):
            start, end = having.indptr[column], having.indptr[column + 1]
            shared[having.indices[start:end]] += np.float32(part) * having.data[start:end]
        return shared

    def arrays(self) -> dict[str, np.ndarray]:
        """All that was learnt, vectors in half as many bits, which changes no score by a thousandth.

        What came of arrays has its vectors no more.
        """
        assert not isinstance(self._vectors, Products)
        return {
            "classes": np.array(self.classes),
            "vocabulary": np.array(list(self._vocabulary)),
            **({"forms": self._forms} if self._vectors is None else {"vectors": self._vectors.astype(np.float16)}),
            "weights": self._weights,
            **{name: getattr(self._words, name) for name in ("data", "indices", "indptr")},
        }

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, np.ndarray]) -> "LearntClasses":
        """What `arrays` gave; weights may have come in half as many bits too."""
        shape = (len(arrays["weights"]), len(arrays["vocabulary"]))
        words = csr_matrix((arrays["data"], arrays["indices"], arrays["indptr"]), shape=shape)
        vectors = Products(arrays["vectors"]) if "vectors" in arrays else None
        weights = arrays["weights"].astype(np.float32)
        classes, vocabulary = arrays["classes"].tolist(), arrays["vocabulary"].tolist()
        return cls(classes, vocabulary, words, weights, vectors, arrays.get("forms"))

    def save(self, path: Path) -> None:
        """Writes all of it to one .npz file."""
        np.savez(path, **self.arrays())

    @classmethod
    def load(cls, path: Path) -> "LearntClasses":
        """What was saved."""
        with np.load(path, allow_pickle=False) as file:
            return cls.of_arrays(file)


def _likeness_among(vectors: np.ndarray, words: csr_matrix) -> np.ndarray:
    """How like sentences are to each other; above the diagonal and far from it, without their words.

    What is above it is the same as below, and nobody looks at it. The words go a few rows at a time: all together they
    would take several times as much memory as the likeness itself.
    """
    likeness = _squared(vectors @ vectors.T)
    turned = words.T.tocsr()
    for start in range(0, len(likeness), _AT_ONCE):
        end = start + _AT_ONCE
        likeness[start:end, :end] += WORDS * (words[start:end] @ turned[:, :end]).toarray()
    return likeness


def _squared(products: np.ndarray) -> np.ndarray:
    """How like sentences are to others by their vectors, as products of these, which it is made of.

    The square lets pairs of features count together, which a straight line through them cannot.
    """
    products /= 2
    products *= products
    return products


def _forms(vectors: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """A form for each class, by which vectors speak for it as their likeness to all examples does.

    The squares of a vector's products with all examples, each times the weight of its example, add up to its square by
    the sum of the examples' own squares. Of few classes and many examples that is far less to multiply. Shape (classes,
    dimensions, dimensions).
    """
    return np.stack([(vectors.T * each) @ vectors for each in weights.T / np.float32(4)])


def _rows(sentences: Iterable[Sequence[str]], vocabulary: Mapping[str, int]) -> csr_matrix:
    """A row of length 1 for each sentence: how often it has which words and pairs of words of the vocabulary."""
    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for sentence in sentences:
        known, parts = _known(sentence, vocabulary)
        columns += known
        values += parts
        ends.append(len(values))
    return csr_matrix((np.array(values, dtype=np.float32), columns, ends), (len(ends) - 1, len(vocabulary)))


def _known(sentence: Sequence[str], vocabulary: Mapping[str, int]) -> tuple[list[int], list[float]]:
    """The words and pairs of a sentence that the vocabulary has, and how much of its length, 1, each is."""
    grams = _grams(sentence)
    # Words that no example has make the others count for less, as they should.
    length = sum(count * count for count in grams.values()) ** 0.5
    known = [gram for gram in grams if gram in vocabulary]
    return [vocabulary[gram] for gram in known], [grams[gram] / length for gram in known]


def _grams(words: Sequence[str]) -> Counter[str]:
    """How often a sentence has each word and each pair of neighbours."""
    return Counter([*words, *(f"{one} {other}" for one, other in pairwise(words))])
