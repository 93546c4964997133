"""Products of a few vectors with very many, by whole numbers of eight bits.

onnxruntime multiplies those some ten times as fast as numpy multiplies floats, of which each is four bytes to be read.
"""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from onnxruntime import InferenceSession, OrtValue

# A number of the many is 128 times its first half and its second one, of seven bits each: with eight, processors that
# have no product of such numbers lose what does not fit into sixteen. One of the few is 256 times and eight bits.
_MANY, _FEW = 128, 256
_LARGEST_OF_MANY, _LARGEST_OF_FEW = 63 * _MANY, 127 * _FEW
# Unsigned, as the product wants one side.
_SHIFT = 128
# Of the few, so many go at a time: the product of all halves with all is four times as large as what is asked for.
_AT_ONCE = 64


def integer_product(size: int, columns: "OrtValue | None" = None) -> "InferenceSession":
    """Takes `rows`, uint8 of that size each, to their `values`, int32, with columns of int8.

    columns: shape (size, count), used where they are for as long as the session is, and packed besides as the processor
    likes them; else they come as `columns` with the rows.
    """
    from onnx import TensorProto, helper
    from onnxruntime import InferenceSession, SessionOptions

    given = [helper.make_tensor_value_info("rows", TensorProto.UINT8, [None, size])]
    kept = []
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    if columns is None:
        given.append(helper.make_tensor_value_info("columns", TensorProto.INT8, [size, None]))
    else:
        # Of a description that holds all the numbers there would be three more copies for a while.
        tensor = TensorProto(name="columns", data_type=TensorProto.INT8, dims=columns.shape())
        tensor.data_location = TensorProto.EXTERNAL
        tensor.external_data.add(key="location", value="memory")
        kept.append(tensor)
        options.add_initializer("columns", columns)
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["rows", "columns"], ["values"])],
        "product",
        given,
        [helper.make_tensor_value_info("values", TensorProto.INT32, [None, None])],
        kept,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    return InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


class Products:
    """Many vectors, and their products with others: of two of length 1, within 0.0001."""

    def __init__(self, vectors: np.ndarray):
        """vectors: shape (count, size); they are not kept."""
        from onnxruntime import OrtValue

        numbers, self._scale = _whole(vectors.astype(np.float32), _LARGEST_OF_MANY)
        columns = np.ascontiguousarray(np.concatenate(_halves(numbers, _MANY)).T.astype(np.int8))
        self._shift = _SHIFT * columns.sum(axis=0, dtype=np.int32)
        self._columns = OrtValue.ortvalue_from_numpy(columns)
        self._session = integer_product(len(columns), self._columns)

    def __deepcopy__(self, memo: dict[int, object]) -> "Products":
        # Rasa copies the components that it cross-validates; nothing of this one ever changes.
        return self

    def of(self, vectors: np.ndarray) -> np.ndarray:
        """The product of each vector with each of the many: float32, shape (len(vectors), count)."""
        starts = range(0, len(vectors), _AT_ONCE)
        parts = [self._of(vectors[start : start + _AT_ONCE]) for start in starts]
        return np.concatenate(parts) if parts else np.zeros((0, len(self._scale)), dtype=np.float32)

    def _of(self, vectors: np.ndarray) -> np.ndarray:
        numbers, scale = _whole(vectors, _LARGEST_OF_FEW)
        rows = (np.concatenate(_halves(numbers, _FEW)) + _SHIFT).astype(np.uint8)
        (values,) = self._session.run(None, {"rows": rows})
        first, second = np.split((values - self._shift).astype(np.float32), 2)
        of_first, of_second = np.split(_FEW * first + second, 2, axis=1)
        return (_MANY * of_first + of_second) * scale * self._scale.T


def _whole(vectors: np.ndarray, largest: int) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of each vector as whole ones up to the largest, and what they are to be multiplied by."""
    scale = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9) / np.float32(largest)
    return np.rint(vectors / scale).astype(np.int32), scale


def _halves(numbers: np.ndarray, base: int) -> tuple[np.ndarray, np.ndarray]:
    """The first and the second half of whole numbers, which are base times the first and the second."""
    first = (numbers + base // 2) // base
    return first, numbers - base * first
