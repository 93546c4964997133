"""The event loop of Rasa's server is asyncio's own, as uvloop lets in one caller at a time where many come.

uvloop 0.23 takes one new connection each time round. A round is a tenth of a second while messages are understood, so
that of a crowd ten a second were let in, and the others heard nothing, not even that it is too much; asyncio takes all
that wait. Sanic prefers uvloop, and aiogram, which Rasa imports, makes it everybody's.
"""

import asyncio

from sanic import Sanic


def use_asyncio(app: Sanic) -> None:
    """From now on the app, and what else is run in this process, has asyncio's own event loop."""
    app.config.USE_UVLOOP = False
    asyncio.set_event_loop_policy(None)
