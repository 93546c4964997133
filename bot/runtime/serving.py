"""Whether `rolewise serve` answers with these settings, so that one question can be asked of it.

It notes so in the state folder, by its port. The note of one that was killed is left; then nothing is ready there.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.runtime.processes import answers, server_ready
from bot.settings import Settings

# Seconds in which a running server says that it is ready.
_SOON = 2.0


@contextmanager
def noted(settings: Settings) -> Iterator[None]:
    """While inside, the server of these settings is known to answer."""
    note = _note(settings)
    note.write_text(json.dumps(_answers_from(settings)), encoding="utf-8")
    try:
        yield
    finally:
        note.unlink(missing_ok=True)


def is_serving(settings: Settings) -> bool:
    """Whether a server is ready that answers from the same knowledge, of the same company."""
    try:
        said = json.loads(_note(settings).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return said == _answers_from(settings) and answers(server_ready(settings), _SOON)


def _note(settings: Settings) -> Path:
    return settings.state / f"serving-{settings.port}.json"


def _answers_from(settings: Settings) -> dict[str, str]:
    return {"host": settings.host, "store": str(settings.store), "company": str(settings.company)}
