"""What a thing that we build was last built from, and what came out: it is built again when either changed."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bot.runtime.progress import say
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


def seal(settings: Settings, name: str, files: Sequence[Path]) -> None:
    """Notes what the files of a thing are like, once it is built."""
    (settings.state / f"{name}.sha256").write_text(as_digests({path.name: digest_of(path) for path in files}))


def seal_store(settings: Settings, path: Path) -> None:
    """Seals a store that was just written, where it is the one that is built anew when it is damaged."""
    if path == settings.own_store:
        seal(settings, "store", [path])


def intact(settings: Settings, name: str, files: Sequence[Path], quiet: bool = False) -> bool:
    """Whether a thing's files are there and as they were sealed; unless quiet, one that is not is told of."""
    seals = settings.state / f"{name}.sha256"
    if not (seals.is_file() and all(path.is_file() for path in files)):
        return False
    sealed = digests_in(seals.read_text())
    if not all(path.name in sealed for path in files):
        return False
    damaged = [path for path in files if sealed[path.name] != digest_of(path)]
    for path in damaged if not quiet else ():
        say(f"{path} is damaged: it is not as it was built. It is built anew.")
    return not damaged


def as_digests(digests: Mapping[str, str]) -> str:
    """Digests by name, as sha256sum writes them."""
    return "".join(f"{digest}  {name}\n" for name, digest in digests.items())


def digests_in(text: str) -> dict[str, str]:
    """What as_digests wrote."""
    return {name: digest for digest, _, name in (line.partition("  ") for line in text.splitlines())}


def digest_of(path: Path) -> str:
    """A file's SHA-256; raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()
