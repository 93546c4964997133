"""The stores that measurements are made on, imported from the published databases where those are there."""

import os
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory

from bot.knowledge.wording import ADVERTS_FILE, EVERYDAY_FILE
from bot.runtime.imports import import_release
from bot.runtime.setup import fingerprint, prepare_search
from bot.settings import ROOT, Settings

# The published databases and the questions to tune against; not part of the project.
SHARED = Path(os.environ.get("ROLEWISE_SHARED") or ROOT.parent / "shared")
RELEASES = {"onet": SHARED / "onet/db_29_text.zip", "esco": SHARED / "esco"}


def imported(settings: Settings, name: str, words: bool = True) -> Path | None:
    """The store of a release ('onet' or 'esco'), imported anew if anything it is made from changed.

    words: whether with people's own words for occupations; without, it is as if nobody had written those files.
    None where the release is not beside the project.
    """
    release = RELEASES[name]
    if not release.exists():
        return None
    files = [release] if release.is_file() else list(release.iterdir())
    knowledge = [*(ROOT / "bot/knowledge").glob("*.py"), *settings.knowledge.rglob("*.yml")]
    search = [ROOT / "bot/search" / f"{module}.py" for module in ("index", "language", "encoder", "export")]
    kind = name if words else f"{name}-bare"
    out = settings.state / "bench" / f"{kind}.{fingerprint([*files, *knowledge, *search])[:12]}.db"
    if not out.is_file():
        prepare_search(settings)
        for old in out.parent.glob(f"{kind}.*.db"):
            old.unlink()
        with TemporaryDirectory() as folder:
            tree = settings.knowledge if words else _without_words(settings.knowledge, Path(folder, "knowledge"))
            import_release(settings.but(knowledge=tree), name, release, out)
    return out


def _without_words(tree: Path, copy: Path) -> Path:
    return Path(copytree(tree, copy, ignore=ignore_patterns(EVERYDAY_FILE, ADVERTS_FILE)))
