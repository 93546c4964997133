"""What the actions of a process answer from: opened before the first person asks, and whether it can be asked."""

import asyncio
import sys
from datetime import date

from bot.errors import RolewiseError
from bot.runtime.readiness import Check
from bot.search.known import Known, open_known
from bot.search.places import open_company
from bot.settings import Settings


def warm_up(settings: Settings) -> None:
    """Opens what the actions ask; where that fails, the reason ends the process."""
    try:
        known = _known(settings)
    except RolewiseError as error:
        sys.exit(str(error))
    known.warm_up()
    open_company(settings.company, known.store, date.today(), wait=True, last_good=settings.last_company)


def checks_of(settings: Settings) -> dict[str, Check]:
    """The checks of the knowledge store and the encoder, by name."""

    async def knowledge() -> str | None:
        return None if await asyncio.to_thread(_roles, settings) else "The knowledge store has no roles."

    async def encoder() -> str | None:
        await asyncio.to_thread(_encode, settings)
        return None

    return {"knowledge": knowledge, "encoder": encoder}


def _known(settings: Settings) -> Known:
    return open_known(settings.store, settings.encoder, private=True)


def _roles(settings: Settings) -> int:
    return len(_known(settings).store.titles)


def _encode(settings: Settings) -> None:
    _known(settings).encoder.encode(["ready"])
