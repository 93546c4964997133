"""Builds what the bot needs and only what is missing or out of date: encoder, store, web widget, model."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import StoreError
from bot.runtime.process import run_to_end
from bot.runtime.processes import environment
from bot.runtime.progress import step
from bot.runtime.stamps import fingerprint, intact, seal, seal_store, set_stamp, stamp
from bot.runtime.widget import prepare_widget
from bot.search.encoder import MODEL_FILE, TOKENIZER_FILE, load_encoder
from bot.settings import ROOT, Settings

# What builds a store is imported when one is built: whoever finds all built need not wait for it.
if TYPE_CHECKING:
    from bot.knowledge.files import Knowledge
    from bot.knowledge.store_tables import Index
    from bot.knowledge.wording import Wording

# What the names of files in knowledge/ begin with that are not built into the store.
_READ_THEMSELVES = ("company.", "crisis.", "rights.")


def prepare(settings: Settings) -> Path:
    """Makes everything ready to run and returns the trained model's path."""
    with _alone(settings):
        prepare_encoder(settings)
        prepare_store(settings)
        prepare_widget(settings)
        return prepare_model(settings)


def mended(settings: Settings, model: Path) -> Path:
    """The path of the trained model, where a process is started again: what was damaged since it began is built anew.

    What is out of date is left as it is, so that a file that is being edited is in nobody's way.
    """
    built = {"encoder": _encoder_files(settings), "model": [model]}
    if settings.store == settings.own_store:
        built["store"] = [settings.store]
    if all(intact(settings, name, files, quiet=True) for name, files in built.items()):
        return model
    return prepare(settings)


def prepare_search(settings: Settings) -> None:
    """Makes ready what a search needs: the encoder and the store."""
    with _alone(settings):
        prepare_encoder(settings)
        prepare_store(settings)


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """One preparation at a time, should two copies be started together."""
    settings.state.mkdir(parents=True, exist_ok=True)
    with (settings.state / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def prepare_encoder(settings: Settings) -> None:
    """Builds the sentence encoder unless this version of it is there."""
    inputs = fingerprint([ROOT / "bot/search/export.py"])
    files = _encoder_files(settings)
    if stamp(settings, "encoder") == inputs and intact(settings, "encoder", files):
        return
    with step("Building the sentence encoder"):
        arguments = ["-m", "bot.search.export", str(settings.encoder)]
        run_to_end("Building the sentence encoder", arguments, settings.logs / "encoder.log", environment(settings))
    seal(settings, "encoder", files)
    set_stamp(settings, "encoder", inputs)


def _encoder_files(settings: Settings) -> list[Path]:
    return [settings.encoder / MODEL_FILE, settings.encoder / TOKENIZER_FILE]


def prepare_store(settings: Settings) -> None:
    """Builds the knowledge store if its files changed.

    Raises InvalidKnowledge with all their problems; StoreError where another store is named that is missing or damaged.
    """
    if settings.store != settings.own_store:
        if not settings.store.is_file():
            raise StoreError(f"ROLEWISE_KNOWLEDGE names a store that does not exist: {settings.store}")
        from bot.knowledge.store import check_store

        check_store(settings.store)
        return
    inputs = fingerprint(
        [
            # Some files are read by themselves, so that they need no store.
            *(path for path in settings.knowledge.rglob("*.yml") if not path.name.startswith(_READ_THEMSELVES)),
            *(settings.knowledge / "facts").glob("*.tsv"),
            *(ROOT / "bot/knowledge").glob("*.py"),
            *(ROOT / "bot/search" / name for name in ("index.py", "language.py", "likeness.py", "profiles.py")),
        ]
    )
    inputs += stamp(settings, "encoder")
    if stamp(settings, "store") == inputs and intact(settings, "store", [settings.store]):
        return
    with step("Building the knowledge store"):
        build_store(settings, settings.knowledge, settings.store)
    set_stamp(settings, "store", inputs)


def build_store(settings: Settings, tree: Path, out: Path, occupations: bool = True) -> int:
    """Builds a store from a tree of files and returns how many roles it holds.

    occupations: whether with those that have no role file of their own.

    Raises InvalidKnowledge, and leaves an older store as it is, where the tree has problems.
    """
    from bot.knowledge.store import write_store
    from bot.knowledge.wording import read_all, worded

    built_in, words = read_all(tree, occupations)
    knowledge = worded(built_in, words)
    write_store(knowledge, out, index_of(settings, knowledge, words))
    seal_store(settings, out)
    return len(knowledge.roles)


def index_of(settings: Settings, knowledge: "Knowledge", words: "Wording") -> "Index":
    """What the search needs of some knowledge, to be kept in its store."""
    from bot.search.index import build_index
    from bot.search.wishes import phrases_of

    encoder, wishes = load_encoder(settings.encoder), phrases_of(knowledge.wishes)
    return build_index(knowledge.roles, encoder.encode_apart, words.skills, wishes, encoder.encode_wording_apart)


def prepare_model(settings: Settings) -> Path:
    """Trains the Rasa model if anything it is made from changed; returns its path."""
    from bot.knowledge.files import WISHES_FILE

    inputs = fingerprint(
        [
            *(ROOT / name for name in ("config.yml", "domain.yml", "requirements.txt")),
            *(ROOT / "data").glob("*.yml"),
            *(ROOT / "bot/nlu").glob("*.py"),
            *(ROOT / "bot/nlu").glob("*.yml"),
            *(ROOT / "bot/reading" / name for name in ("normal.py", "trouble.py", "words/trouble.yml")),
            *(ROOT / "bot/search" / name for name in ("language.py", "encoder.py", "export.py", "likeness.py")),
            # What people call wishes is learnt as well.
            *settings.knowledge.glob(WISHES_FILE),
        ]
    )
    model = settings.models / f"rolewise-{inputs[:16]}.tar.gz"
    if intact(settings, "model", [model]):
        return model
    with step("Training the language understanding (a minute or two)"):
        train(settings, model)
    seal(settings, "model", [model])
    for old in settings.models.glob("rolewise-*"):
        if old.is_dir():
            # One that lay unpacked: bot/runtime/unpacked.py.
            shutil.rmtree(old)
        elif old != model:
            old.unlink()
    return model


def train(settings: Settings, model: Path) -> None:
    """Trains a model from the project's own configuration, domain and data."""
    log = settings.logs / "train.log"
    arguments = [
        *("-m", "bot.runtime.rasa_main", "train"),
        *("--config", str(ROOT / "config.yml")),
        *("--domain", str(ROOT / "domain.yml")),
        *("--data", str(ROOT / "data")),
        *("--out", str(model.parent)),
        *("--fixed-model-name", model.name.removesuffix(".tar.gz")),
        # Rasa's cache does not notice changes in the modules that our components import.
        "--force",
        # Which reads all of it a second time; `rolewise evaluate data` does that, and every check of the project.
        "--skip-validation",
    ]
    run_to_end("Training", arguments, log, environment(settings))
