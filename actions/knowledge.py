"""The knowledge the actions answer from, opened once, with the first question."""

from functools import lru_cache

from bot.search.known import Known, open_known
from bot.settings import load_settings

__all__ = ["Known", "known"]


@lru_cache(maxsize=1)
def known() -> Known:
    """The store and the encoder that the settings name.

    Raises StoreError or EncoderError where one is missing.
    """
    settings = load_settings()
    return open_known(settings.store, settings.encoder)
