"""The arithmetic of likeness, against slow readable forms of it."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.index import TEXTS, Kind
from bot.search.passages import Passages, best_of, ranges

VALUES = st.floats(-1, 1, width=32)


@given(st.lists(st.lists(VALUES, max_size=6), max_size=6), st.integers(1, 4), st.floats(0.1, 1))
def test_the_best_of_each_run_are_averaged(runs: list[list[float]], count: int, decay: float):
    values = np.array([value for run in runs for value in run], dtype=np.float32)
    found = best_of(values, np.array([len(run) for run in runs], dtype=np.int64), count, decay)
    for run, mean in zip(runs, found, strict=True):
        best = sorted(run, reverse=True)[:count]
        weights = [decay**place for place in range(len(best))]
        if best:
            assert mean == pytest.approx(
                sum(w * v for w, v in zip(weights, best, strict=True)) / sum(weights), abs=1e-6
            )
        else:
            assert math.isnan(mean)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5)), max_size=8))
def test_ranges_are_those_of_python(stretches: list[tuple[int, int]]):
    starts = np.array([start for start, _ in stretches], dtype=np.int64)
    ends = np.array([start + size for start, size in stretches], dtype=np.int64)
    assert ranges(starts, ends).tolist() == [each for start, size in stretches for each in range(start, start + size)]


def test_each_kind_of_text_is_compared_with_its_own_role(small):
    store, encoder = small.store, small.encoder
    (vector,) = encoder.encode(["stale bread"])
    likeness = Passages(store, TEXTS).likeness(vector, np.arange(len(store.role_ids)))
    for place, role_id in enumerate(store.role_ids):
        role = store.role(role_id)
        for kind, texts in (
            (Kind.summary, [role.summary.text]),
            (Kind.statement, [duty.statement for duty in role.duties]),
            (Kind.also, [words for duty in role.duties for words in duty.also]),
            (Kind.everyday, list(role.everyday)),
        ):
            start, end = likeness.ends[place, kind], likeness.ends[place, kind + 1]
            assert likeness.values[start:end] == pytest.approx(encoder.encode(texts) @ vector, abs=0.01)
