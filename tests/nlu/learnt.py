"""The files of the trained model."""

import tarfile
from pathlib import Path

import pytest

from bot.runtime.setup import prepare
from bot.settings import Settings


def learnt_file(settings: Settings, folders: pytest.TempPathFactory, name: str) -> Path:
    """The only file of that name in the trained model, unpacked."""
    folder = folders.mktemp("model")
    with tarfile.open(prepare(settings)) as model:
        model.extractall(folder)
    (file,) = folder.rglob(name)
    return file
