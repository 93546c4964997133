"""Processes start without what they never use, and whoever needs it is told so rather than answered wrongly."""

import subprocess
import sys

from bot.settings import ROOT

# Loading the trained model so is what every test does that talks with a server: tests/conftest.py.
LEAVES_OUT = """
import sys
from bot.runtime.left_out import leave_out_of_servers
leave_out_of_servers()
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
leave_out_of_servers()
"""

# Answering with them left out is what tests/test_cli.py does, whose answers a server gives as well.
ALONE = """
import sys
from bot.runtime.left_out import leave_out_of_questions
leave_out_of_questions()
import sqlalchemy
from google.oauth2 import id_token
from rasa.core.channels.channel import InputChannel
from rasa.core.channels.telegram import TelegramInput
assert issubclass(TelegramInput, InputChannel)
for make in (sqlalchemy.create_engine, id_token.verify_token):
    try:
        make("sqlite://")
    except RuntimeError as error:
        print(error)
left_out = ("sqlalchemy", "sklearn", "aiogram", "spacy.cli")
print(any(getattr(sys.modules.get(name), "__file__", None) for name in left_out))
"""

# Training so is what whoever builds a model does: tests/runtime/test_setup.py and others.
TRAINS = """
import sys
from bot.runtime.rasa_main import main
from bot.settings import load_settings
sys.argv = ["rasa", "train", "--help"]
try:
    main(load_settings())
except SystemExit as ended:
    print(ended.code)
print(any(getattr(sys.modules.get(name), "__file__", None) for name in ("tensorflow", "keras", "sklearn")))
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
        "tensorflow is left out of this process: see bot/runtime/left_out.py.",
        "0 of True",
    ]


def test_where_it_is_loaded_already_it_stays():
    code = (
        "import tensorflow\nfrom bot.runtime.left_out import leave_out_of_servers\n"
        "leave_out_of_servers()\nprint(int(tensorflow.constant(7)))"
    )
    assert python(code) == ["7"]


def test_who_answers_alone_does_without_what_only_servers_use():
    assert python(ALONE) == [
        "sqlalchemy is left out of this process: see bot/runtime/left_out.py.",
        "google.oauth2 is left out of this process: see bot/runtime/left_out.py.",
        "False",
    ]


def test_training_does_without_what_our_components_never_use():
    assert python(TRAINS)[-2:] == ["0", "False"]
