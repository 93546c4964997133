"""What those who keep the company's map are told in Slack, and what colleagues tell them there."""

import asyncio
import logging

from bot.errors import InvalidKnowledge
from bot.runtime.digest import digest, keep_named
from bot.settings import Settings
from bot.slack.digest import Digest, Named

logger = logging.getLogger(__name__)


class Kept:
    """What those who keep the map are told: bot.slack.naming.Keeping over the reports and the files beside the map."""

    def __init__(self, settings: Settings):
        self._settings = settings

    async def digest(self, workspace: str) -> Digest:
        return await asyncio.to_thread(digest, self._settings, workspace)

    async def keep(self, named: Named) -> bool:
        try:
            return await asyncio.to_thread(keep_named, self._settings, named)
        except (OSError, InvalidKnowledge) as error:
            logger.error("Slack: whom somebody named could not be kept (%s).", type(error).__name__)
            return False
