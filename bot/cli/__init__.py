"""The `rolewise` command, one module a topic."""

import sys
from typing import NoReturn

import click
import typer

from bot.cli import company, conversations, evaluation, knowledge, preparation, reports, search
from bot.errors import RolewiseError

app = typer.Typer(
    help="Rolewise answers questions about who does what at work, each answer with its source.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    # Of an error that nobody foresaw no values are printed: a token may be among them.
    pretty_exceptions_show_locals=False,
)
for command in (
    preparation.setup,
    preparation.train,
    conversations.chat,
    conversations.serve,
    conversations.ask,
    conversations.read,
    search.match,
    search.titles,
    conversations.forget,
):
    app.command()(command)
app.add_typer(knowledge.commands, name="knowledge")
app.add_typer(reports.commands, name="report")
app.add_typer(company.commands, name="company")
app.add_typer(evaluation.commands, name="evaluate")


def main() -> NoReturn:
    """Runs the command: every expected failure is one clear message on stderr and a non-zero exit."""
    code = 0
    try:
        # A command that ends with another status than 0 has it given back.
        code = app(standalone_mode=False) or 0
    except click.ClickException as error:
        command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "rolewise"
        _fail(f"{error.format_message()} See '{command} --help'.", 2)
    except RolewiseError as error:
        _fail(str(error), 1)
    except (KeyboardInterrupt, click.Abort):
        _fail("Interrupted; everything that was started has been stopped.", 130)
    except OSError as error:
        _fail(f"{error.strerror or error}: {error.filename}" if error.filename else str(error), 1)
    sys.exit(code)


def _fail(message: str, code: int) -> NoReturn:
    print(message, file=sys.stderr)
    sys.exit(code)
