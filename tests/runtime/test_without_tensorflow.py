"""Servers start without TensorFlow, and whoever needs it is told so rather than answered wrongly."""

import subprocess
import sys

from bot.settings import ROOT

# Loading the trained model so is what every test does that talks with a server: tests/conftest.py.
LEAVES_OUT = """
import sys
from bot.runtime.without_tensorflow import leave_out_tensorflow
leave_out_tensorflow()
import rasa.__main__
from rasa.engine.recipes.default_components import DIETClassifier
from bot.search.language import key_of
print(key_of("Nurses"))
try:
    from tensorflow import constant
    constant(1)
except RuntimeError as error:
    print(error)
loaded = [module for name, module in sys.modules.items() if name.split(".")[0] in ("tensorflow", "keras")]
print(sum(getattr(module, "__file__", None) is not None for module in loaded), "of", len(loaded) > 3)
leave_out_tensorflow()
"""


def python(code: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_rasa_is_imported_without_it_and_whoever_uses_it_is_told():
    assert python(LEAVES_OUT) == [
        "nurse",
        "TensorFlow is left out of this process: see bot/runtime/without_tensorflow.py.",
        "0 of True",
    ]


def test_where_it_is_loaded_already_it_stays():
    code = (
        "import tensorflow\nfrom bot.runtime.without_tensorflow import leave_out_tensorflow\n"
        "leave_out_tensorflow()\nprint(int(tensorflow.constant(7)))"
    )
    assert python(code) == ["7"]
