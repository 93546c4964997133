"""Options that several commands have, and what is made of them."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click
import typer

from bot.settings import Settings, load_settings

if TYPE_CHECKING:
    from bot.knowledge.store import Store

PORT = typer.Option(None, "--port", help="Rasa's port (ROLEWISE_PORT, else 5005).", min=1, max=65535)
ACTIONS_PORT = typer.Option(
    None, "--actions-port", help="An action server of its own at this port (ROLEWISE_ACTIONS_PORT).", min=1, max=65535
)
STORE = typer.Option(
    None, "--knowledge", help="The knowledge store to answer from (ROLEWISE_KNOWLEDGE, else the built-in one)."
)
OUT = typer.Option(None, "--out", help="The store to write (the one the bot reads).")
TREE = typer.Option(None, "--from", help="The folder of knowledge files (the project's knowledge/).")


def settings_of(port: int | None = None, actions_port: int | None = None, store: Path | None = None) -> Settings:
    """The settings of the environment, with what was given on the command line in their place."""
    given = {"ROLEWISE_PORT": port, "ROLEWISE_ACTIONS_PORT": actions_port, "ROLEWISE_KNOWLEDGE": store}
    return load_settings({**os.environ, **{name: str(value) for name, value in given.items() if value is not None}})


def tree_of(tree: Path | None) -> Path:
    """The folder of knowledge files: the one given, else the project's."""
    tree = tree or settings_of().knowledge
    if not tree.is_dir():
        raise click.UsageError(f"There is no folder {tree}")
    return tree


def file_of(out: Path) -> Path:
    """Where --out says to write, as a whole path."""
    if out.is_dir():
        raise click.UsageError(f"--out is a folder, not a file: {out.resolve()}")
    return out.resolve()


def store_of(settings: Settings) -> "Store":
    """The store that ids of roles and duties are checked against; built where it is out of date."""
    from bot.knowledge.store import Store
    from bot.runtime.setup import prepare_search

    prepare_search(settings)
    return Store(settings.store)
