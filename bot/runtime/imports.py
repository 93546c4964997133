"""Imports a published database into a store, beside the built-in roles and what was imported before."""

import shutil
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import ReleaseError, StoreError
from bot.knowledge.esco import read_esco
from bot.knowledge.files import Knowledge
from bot.knowledge.merge import merged
from bot.knowledge.onet import read_onet
from bot.knowledge.pay_releases import read_pay
from bot.knowledge.store import Store, write_store
from bot.knowledge.tables import Release
from bot.knowledge.wording import read_all, worded
from bot.runtime.progress import step
from bot.runtime.setup import index_of
from bot.runtime.stamps import seal_store
from bot.settings import Settings

READERS: dict[str, Callable[..., Knowledge]] = {"onet": read_onet, "esco": read_esco, "pay": read_pay}
# Seconds without a byte after which a download is given up.
PATIENCE = 60


def import_release(settings: Settings, name: str, path: Path, out: Path, **options: int | None) -> Knowledge:
    """Reads a release ('onet', 'esco' or 'pay') and writes the store anew with it; returns all it then holds.

    options: what the reader of this release takes besides, such as the year of a pay survey.

    Raises ReleaseError naming file, row and column where the release is damaged; the old store stays then.
    """
    with step(f"Reading {path}"):
        found = READERS[name](Release(path), **options)
    releases = (_before(out) if out.exists() else {}) | {_called(name, found): found}
    # In the order of their names, so that the order of imports makes no difference.
    # A database of occupations replaces those that are built in; a survey of pay is about them.
    built_in, words = read_all(settings.knowledge, occupations=not {"onet", "esco"} & releases.keys())
    together = worded(merged(built_in, *(releases[key] for key in sorted(releases))), words)
    duties = sum(len(role.duties) for role in together.roles)
    with step(f"Reading {len(together.roles)} roles with {duties} duties for the search"):
        index = index_of(settings, together, words)
    with step(f"Writing {out}"):
        write_store(together, out, index, releases)
        seal_store(settings, out)
    return together


def _called(name: str, found: Knowledge) -> str:
    """What a release replaces when it is imported again: pay, prospects and each country's pay are apart."""
    if found.local_pay:
        return f"pay of {' '.join(sorted({pay.country for pay in found.local_pay}))}"
    return "outlook" if found.outlook else name


def _before(out: Path) -> dict[str, Knowledge]:
    """What an older store holds beside the built-in roles.

    Raises StoreError where the file is not a store, rather than writing over somebody's other file.
    """
    try:
        store = Store(out)
    except StoreError as error:
        raise StoreError(f"{error} Nothing was written; name another file with --out, or remove this one.") from error
    try:
        return store.releases()
    finally:
        store.close()


@contextmanager
def downloaded(url: str) -> Iterator[Path]:
    """The file at an address, for as long as it is needed.

    Raises ReleaseError where the address cannot be fetched.
    """
    if not url.startswith(("https://", "http://")):
        raise ReleaseError(f"{url!r} is not an address to download from; it must begin with https:// or http://.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "release.zip"
        with step(f"Downloading {url}"):
            try:
                with urllib.request.urlopen(url, timeout=PATIENCE) as response, path.open("wb") as file:
                    shutil.copyfileobj(response, file)
                    promised = response.headers.get("Content-Length")
            except (urllib.error.URLError, OSError, ValueError) as error:
                raise ReleaseError(f"{url} cannot be fetched ({error}).") from error
            if promised and path.stat().st_size != int(promised):
                raise ReleaseError(f"{url} broke off after {path.stat().st_size} of {promised} bytes; try again.")
        yield path
