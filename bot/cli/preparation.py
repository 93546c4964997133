"""Commands that build what the bot needs."""

import typer

from bot.cli.options import PORT, settings_of


def setup(port: int = PORT) -> None:
    """Build what is missing or out of date: sentence encoder, knowledge store, trained model."""
    from bot.runtime.setup import prepare

    prepare(settings_of(port))


def train() -> None:
    """Train the language understanding if its data or configuration changed."""
    from bot.runtime.setup import prepare

    typer.echo(f"The trained model is {prepare(settings_of())}")
