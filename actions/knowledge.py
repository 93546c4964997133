"""The knowledge the actions answer from."""

from bot.search.known import Known, open_known
from bot.settings import load_settings

__all__ = ["Known", "known"]


def known() -> Known:
    """The store and the encoder that the settings name; opened with the first call.

    Raises StoreError or EncoderError where one is missing.
    """
    settings = load_settings()
    return open_known(settings.store, settings.encoder, private=True)
