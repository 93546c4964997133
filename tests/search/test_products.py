"""Products of whole numbers are those of the vectors, as near as their numbers are kept anyway."""

from copy import deepcopy

import numpy as np
import pytest

from bot.search.products import Products


def unit(count: int, size: int, seed: int) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(count, size)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.mark.parametrize("size", [8, 384, 2304])
@pytest.mark.parametrize("asked", [1, 5, 64, 130])
def test_products_are_those_of_floats(size: int, asked: int):
    many, few = unit(300, size, 0), unit(asked, size, 1)
    found = Products(many).of(few)
    assert found.shape == (asked, 300)
    assert found.dtype == np.float32
    assert np.abs(found - few @ many.T).max() < 1e-4


@pytest.mark.parametrize("like", [1.0, -1.0])
def test_nothing_is_lost_of_the_largest_sums(like: float):
    # All numbers as large as they may be, all of one sign: eight bits beside eight would not fit into sixteen.
    flat = np.full((2, 2304), 2304**-0.5, dtype=np.float32)
    assert np.abs(Products(flat).of(like * flat) - like).max() < 1e-4


def test_vectors_of_any_length_and_of_none_are_multiplied():
    many = np.array([[0.0, 0.0], [300.0, -4.0], [0.001, 0.002]], dtype=np.float32)
    few = np.array([[2.0, 0.5], [0.0, 0.0]], dtype=np.float32)
    assert np.allclose(Products(many).of(few), few @ many.T, rtol=1e-3, atol=1e-6)
    assert Products(many).of(few[:0]).shape == (0, 3)


def test_a_copy_is_the_same():
    products = Products(unit(3, 8, 0))
    assert deepcopy([products]) == [products]
