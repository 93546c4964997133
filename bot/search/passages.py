"""How like in meaning a question is to everything that roles are described by, for a thousand or a hundred thousand.

A coarse look along a few directions, over all passages at once, picks the roles worth a look; what counts is
computed from the whole vectors of their passages alone. In a small store every role is looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from bot.knowledge.store import Store
from bot.search.index import STEP
from bot.search.products import integer_product

# Up to so many roles there is no need of a coarse look.
FEW = 120

# A stretch of a role's passages: the first kind in it and the last, as columns of the bounds.
Stretch = tuple[int, int]
# Names are all of one kind.
NAME: Stretch = (0, 0)


@dataclass(frozen=True)
class Likeness:
    """The passages of some roles and how like each is to a question.

    rows: all passages of the roles, role after role; values: -1 to 1, one a row;
    ends: of each role and kind, where in rows it begins (and, last, where the role ends).
    """

    rows: np.ndarray
    values: np.ndarray
    ends: np.ndarray

    def places(self, stretch: Stretch) -> tuple[np.ndarray, np.ndarray]:
        """The places in rows of a stretch of every role, and how many each role has."""
        starts, ends = self.ends[:, stretch[0]], self.ends[:, stretch[1] + 1]
        return ranges(starts, ends), ends - starts

    def best(self, stretch: Stretch, count: int, decay: float) -> np.ndarray:
        """Of each role the mean of its best values, each weighing decay times the one before; nan where it has none."""
        places, sizes = self.places(stretch)
        return best_of(self.values[places], sizes, count, decay)

    def weighed(self, factors: np.ndarray) -> "Likeness":
        """The same with each value times a factor."""
        return replace(self, values=self.values * factors)


class Passages:
    """One set of passages of a store: NAMES or TEXTS of bot.search.index."""

    def __init__(self, store: Store, which: str):
        self._bounds = store.array(f"{which}_bounds")
        self._vectors = store.array(f"{which}_vectors")
        self._look: _CoarseLook | None = None
        if len(self._bounds) > FEW:
            self._directions = store.array(f"{which}_directions")
            self._look = _CoarseLook(store.array(f"{which}_coarse"))

    @property
    def ends(self) -> np.ndarray:
        """Where each role's passages end, counted through all."""
        return self._bounds[:, -1]

    def likeness(self, vector: np.ndarray, roles: np.ndarray) -> Likeness:
        """Of every passage of some roles (places in role_ids, ascending) to a question's unit vector."""
        bounds = self._bounds[roles]
        rows = ranges(bounds[:, 0], bounds[:, -1])
        values = (self._vectors[rows].astype(np.float32) @ vector) * np.float32(STEP)
        sizes = bounds[:, -1] - bounds[:, 0]
        ends = bounds - bounds[:, :1] + (np.cumsum(sizes) - sizes)[:, None]
        return Likeness(rows, values, ends)

    def candidates(self, vector: np.ndarray, weights: Mapping[Stretch, float], most: int) -> np.ndarray:
        """The roles (places in role_ids, ascending), at most so many, whose best passages of each stretch look likest.

        All roles of a small store.
        """
        count = len(self._bounds)
        if self._look is None or count <= most:
            return np.arange(count)
        # One more at the end, so that the last stretch can end there.
        rough = np.append(self._look.values(vector @ self._directions), np.float32(-np.inf))
        total = np.zeros(count, dtype=np.float32)
        present = np.zeros(count, dtype=np.float32)
        for (first, last), weight in weights.items():
            starts, ends = self._bounds[:, first], self._bounds[:, last + 1]
            filled = np.flatnonzero(ends > starts)
            # reduceat takes the stretches and what lies between them; every second is a stretch.
            edges = np.stack([starts[filled], ends[filled]], axis=1).ravel()
            best = np.maximum.reduceat(rough, edges)[::2]
            total[filled] += weight * best
            present[filled] += weight
        return np.sort(np.argpartition(-total / np.maximum(present, 1e-9), most)[:most])

    def first(self, role: int, kind: int) -> int:
        """The row of a role's first passage of a kind."""
        return int(self._bounds[role, kind])

    def between(self, left: int, right: int) -> float:
        """How alike two passages (rows) are."""
        return float(self._vectors[left].astype(np.float32) @ self._vectors[right].astype(np.float32)) * STEP * STEP


class _CoarseLook:
    """The product of one vector and very many, in eight bits."""

    def __init__(self, coarse: np.ndarray):
        from onnxruntime import OrtValue

        self._session = integer_product(len(coarse))
        self._passages = OrtValue.ortvalue_from_numpy(coarse)
        # The vector's numbers are shifted by 128 to be positive, and the product by this in consequence.
        self._shift = 128 * coarse.sum(axis=0, dtype=np.int32)

    def values(self, vector: np.ndarray) -> np.ndarray:
        """In proportion to the products, float32: only their order matters."""
        from onnxruntime import OrtValue

        scaled = np.rint(vector * (127 / max(1e-9, float(np.abs(vector).max())))) + 128
        given = OrtValue.ortvalue_from_numpy(scaled.astype(np.uint8)[None])
        (values,) = self._session.run_with_ort_values(["values"], {"rows": given, "columns": self._passages})
        return (values.numpy()[0] - self._shift).astype(np.float32)


def ranges(starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """All numbers from each start up to its end, one range after the other."""
    sizes = ends - starts
    return np.arange(sizes.sum()) + np.repeat(starts - np.cumsum(sizes) + sizes, sizes)


def best_of(values: np.ndarray, sizes: np.ndarray, count: int, decay: float) -> np.ndarray:
    """Of each run of values (-1 to 1), sizes long, the mean of its best count, each weighing decay times the last.

    nan for a run without values.
    """
    owner = np.repeat(np.arange(len(sizes)), sizes)
    # Sorted within each run, best first, by one sort of all: the owners lie further apart than the values.
    ordered = 4.0 * owner - np.sort(4.0 * owner - values)
    rank = np.arange(len(values)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    kept = rank < count
    weights = decay ** np.arange(count)
    total = np.bincount(owner[kept], ordered[kept] * weights[rank[kept]], len(sizes))
    with np.errstate(invalid="ignore"):
        return total / np.concatenate([[0.0], np.cumsum(weights)])[np.minimum(sizes, count)]
