"""The stores that measurements are made on, imported from the published databases where those are there."""

import os
from pathlib import Path

from bot.runtime.imports import import_release
from bot.runtime.setup import fingerprint, prepare_search
from bot.settings import ROOT, Settings

# The published databases and the questions to tune against; not part of the project.
SHARED = Path(os.environ.get("ROLEWISE_SHARED") or ROOT.parent / "shared")
RELEASES = {"onet": SHARED / "onet/db_29_text.zip", "esco": SHARED / "esco"}


def imported(settings: Settings, name: str) -> Path | None:
    """The store of a release ('onet' or 'esco'), imported anew if anything it is made from changed.

    None where the release is not beside the project.
    """
    release = RELEASES[name]
    if not release.exists():
        return None
    files = [release] if release.is_file() else list(release.iterdir())
    code = [
        *(ROOT / "bot/knowledge").glob("*.py"),
        *(ROOT / "bot/search").glob("*.py"),
        *(ROOT / "knowledge").rglob("*.yml"),
    ]
    out = settings.state / "bench" / f"{name}-{fingerprint([*files, *code])[:12]}.db"
    if not out.is_file():
        prepare_search(settings)
        for old in out.parent.glob(f"{name}-*.db"):
            old.unlink()
        import_release(settings, name, release, out)
    return out
