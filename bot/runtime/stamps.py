"""What a thing that we build was last built from, so that it is built again only when that changed."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from bot.settings import Settings


def fingerprint(files: Iterable[Path]) -> str:
    """A digest of the names and contents of some files."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def stamp(settings: Settings, name: str) -> str:
    """The fingerprint of what a thing was last built from; empty where it never was."""
    path = settings.state / f"{name}.stamp"
    return path.read_text() if path.is_file() else ""


def set_stamp(settings: Settings, name: str, value: str) -> None:
    """Notes what a thing was built from, once it is."""
    (settings.state / f"{name}.stamp").write_text(value)
