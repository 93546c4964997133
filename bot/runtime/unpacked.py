"""Has Rasa read a trained model that lies unpacked beside its archive: unpacked once, not at each start.

Rasa 3.6 unpacks a model each time it loads one, after reading it through once to see whether it is safe, and reads its
domain three times over with a YAML reader in Python, to check what it has written itself: two seconds of a start. Here
the folder is kept, with the digests of the archive and of every file in it, and used as long as they hold; the domain
is taken from the model's own description of it, which is JSON. Where a folder cannot be written, or a later Rasa reads
models otherwise, Rasa does as it always does.
"""

import functools
import json
import logging
import os
import tempfile
from pathlib import Path
from typing import Any

from rasa.engine.storage.local_model_storage import (
    MODEL_ARCHIVE_COMPONENTS_DIR,
    MODEL_ARCHIVE_METADATA_FILE,
    LocalModelStorage,
)
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain

from bot.runtime.stamps import as_digests, digest_of, digests_in

logger = logging.getLogger(__name__)

# In the folder: a line for the archive and one for each file, as sha256sum writes them.
_DIGESTS = "unpacked.sha256"
_ENDING = ".tar.gz"


class UnpackedStorage(LocalModelStorage):
    """A model that is read where it lies unpacked."""

    def domain(self) -> Domain:
        """The domain as the model's description has it, made anew with each call."""
        described = json.loads((self._storage_path.parent / MODEL_ARCHIVE_METADATA_FILE).read_text(encoding="utf-8"))
        return Domain.from_dict(described["domain"])


def folder_of(archive: Path) -> Path:
    """Where a model lies unpacked."""
    return archive.with_name(archive.name.removesuffix(_ENDING))


def read_unpacked() -> None:
    """From now on models are loaded so in this process."""
    unpacking = getattr(LocalModelStorage, "from_model_archive", None)
    loading = getattr(DomainProvider, "load", None)
    if unpacking is None or loading is None or not hasattr(LocalModelStorage, "_extract_archive_to_directory"):
        logger.warning("This Rasa loads models in another way: each start unpacks the model anew.")
        return
    if hasattr(unpacking, "__wrapped__"):
        return

    @functools.wraps(unpacking)
    def from_model_archive(cls: type[LocalModelStorage], storage_path: Path, model_archive_path: Any) -> Any:
        folder = _unpacked(Path(model_archive_path))
        if folder is None:
            return unpacking(storage_path, model_archive_path)
        return UnpackedStorage(folder / MODEL_ARCHIVE_COMPONENTS_DIR), cls._load_metadata(folder)

    @functools.wraps(loading)
    def load(cls: type[DomainProvider], *given: Any, **named: Any) -> Any:
        storage = named.get("model_storage")
        if isinstance(storage, UnpackedStorage):
            return cls(storage, named["resource"], storage.domain())
        return loading(*given, **named)

    LocalModelStorage.from_model_archive = classmethod(from_model_archive)  # type: ignore[assignment]
    DomainProvider.load = classmethod(load)  # type: ignore[assignment]


def _unpacked(archive: Path) -> Path | None:
    """Where the model lies unpacked, as it is in its archive; None where it cannot."""
    folder = folder_of(archive)
    if folder == archive or not archive.is_file():
        return None
    digest = digest_of(archive)
    if _is_of(folder, archive, digest):
        return folder
    try:
        with tempfile.TemporaryDirectory(prefix=f"{folder.name}.", dir=folder.parent) as scratch:
            made = Path(scratch) / folder.name
            made.mkdir()
            LocalModelStorage._extract_archive_to_directory(archive, made)
            (made / _DIGESTS).write_text(as_digests(_digests(archive, digest, made)), encoding="utf-8")
            # Whoever reads it meanwhile has its files open.
            if folder.exists():
                os.replace(folder, Path(scratch) / "before")
            os.replace(made, folder)
    except OSError as error:
        logger.info("The model cannot be kept unpacked (%s): it is unpacked with each start.", error.strerror)
        return None
    return folder


def _is_of(folder: Path, archive: Path, digest: str) -> bool:
    """Whether all in a folder is as it was unpacked from the archive with a digest."""
    try:
        noted = digests_in((folder / _DIGESTS).read_text(encoding="utf-8"))
        return noted == _digests(archive, digest, folder)
    except (OSError, ValueError):
        return False


def _digests(archive: Path, digest: str, folder: Path) -> dict[str, str]:
    """The digests of an archive, which is given, and of every file in the folder that it was unpacked to, by name."""
    return {archive.name: digest} | {str(path.relative_to(folder)): digest_of(path) for path in _files(folder)}


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != _DIGESTS)
