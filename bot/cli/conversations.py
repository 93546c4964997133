"""Commands to talk with the bot, and to erase what was said."""

import json
import sys
from pathlib import Path

import click
import typer

from bot.cli.options import ACTIONS_PORT, PORT, STORE, settings_of

MESSAGES = typer.Argument(None, help="One or more; without any, every line of standard input is one.")


def chat(port: int = PORT, actions_port: int = ACTIONS_PORT, store: Path = STORE) -> None:
    """Talk with the bot on this terminal; /stop or Ctrl-C leaves."""
    from bot.runtime.sessions import chat

    chat(settings_of(port, actions_port, store))


def serve(port: int = PORT, actions_port: int = ACTIONS_PORT, store: Path = STORE) -> None:
    """Run the server without a terminal: Rasa with its channels and, where it has a port, an action server beside it.

    ROLEWISE_HOST (127.0.0.1), ROLEWISE_PORT (5005) and ROLEWISE_ACTIONS_PORT (none) choose where they listen.
    """
    from bot.runtime.sessions import serve

    serve(settings_of(port, actions_port, store))


def ask(
    question: str = typer.Argument(..., help='What to ask: "who handles customer grievances"'),
    as_json: bool = typer.Option(False, "--json", help="Print the answer as data, with the text beside it."),
    store: Path = STORE,
) -> None:
    """Answer one question, through the same understanding, actions and replies as the chat."""
    from bot.runtime.sessions import ask

    if not question.strip():
        raise click.UsageError("The question is empty; write what you want to know.")
    answered = ask(settings_of(store=store), question)
    typer.echo(json.dumps(answered, ensure_ascii=False, indent=2) if as_json else "\n".join(answered["text"]))


def read(messages: list[str] = MESSAGES) -> None:
    """Print what each message means to the bot, as JSON: what is asked, which roles and duties it names, and the rest.

    A message of several questions has a reading for each. docs/architecture.md tells of the fields.
    """
    from bot.runtime.sessions import read

    lines = messages or (() if sys.stdin.isatty() else sys.stdin)
    texts = [text.strip() for text in lines if text.strip()]
    if not texts:
        raise click.UsageError("There is nothing to read; give a message, or one a line on standard input.")
    for readings in read(settings_of(), texts):
        for reading in readings:
            typer.echo(json.dumps(reading, ensure_ascii=False, indent=2))


def forget(
    sender: str = typer.Argument(None, help="Whose conversation to erase: the sender's id on their channel."),
    expired: bool = typer.Option(
        False, "--expired", help="Erase every conversation that is older than ROLEWISE_RETENTION_DAYS (90)."
    ),
) -> None:
    """Erase what was said with someone, or what has been kept long enough; the bot may be running.

    Nothing to erase is a success too.
    """
    from bot.runtime import erasure
    from bot.runtime.kept import called, databases

    if bool(sender) == expired:
        raise click.UsageError("Name the sender to forget, or say --expired; one of them.")
    settings = settings_of()
    if sender:
        erased = erasure.forget(settings, sender)
        nothing = f"Nothing is kept of {sender}."
    else:
        erased = erasure.forget_older_than(settings, settings.retention_days)
        nothing = f"No conversation is older than {settings.retention_days} days."
    where = databases(settings)
    reported = f", {erased.reported} from {called(where.events)}" if where.events is not None else ""
    typer.echo(
        f"Erased {erased.conversations} conversation{'s' if erased.conversations != 1 else ''}: {erased.events} events "
        f"from {called(where.conversations)}{reported}."
        if erased.conversations
        else nothing
    )
