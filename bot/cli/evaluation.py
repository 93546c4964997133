"""Commands that measure how well the bot understands."""

from pathlib import Path

import typer

from bot.cli.options import STORE, settings_of
from bot.settings import ROOT

commands = typer.Typer(help="Measure how well the bot understands.", no_args_is_help=True)
EXAMPLES = typer.Option(ROOT / "data" / "nlu.yml", "--examples", exists=True, dir_okay=False, help="The examples.")


@commands.command()
def nlu(
    folds: int = typer.Option(5, "--folds", min=2, max=20, help="Into how many parts the examples are cut."),
    examples: Path = EXAMPLES,
) -> None:
    """Cross-validate the intents on data/nlu.yml: accuracy, and what is taken for what."""
    from bot.runtime.evaluation import cross_validate

    typer.echo(cross_validate(settings_of(), folds, examples))


TYPED = typer.Argument(..., exists=True, dir_okay=False, help="kind, question, gold and note, tab-separated.")


@commands.command()
def questions(
    file: Path = TYPED,
    store: Path = STORE,
) -> None:
    """Ask the questions of a file and print, per kind, how many are answered right, half right or neither, and how.

    gold: O*NET-SOC codes or beginnings of them separated by '|', 'A&B' for both sides of a comparison, ASK, FINDER,
    'ROLE x', ANY, or '-' for what must be judged by reading.
    """
    from bot.runtime.questions import evaluate_questions

    typer.echo(evaluate_questions(settings_of(store=store), file))


COLLEAGUES = typer.Argument(..., exists=True, dir_okay=False, help="kind, question and expected, tab-separated.")


@commands.command()
def company(file: Path = COLLEAGUES, store: Path = STORE) -> None:
    """Ask the questions of colleagues in a file over the company file; print how many get the right person, per kind.

    expected: a name that comes first, 'A&B' for all who are told, '#channel', ASK, NOBODY, 'LEFT name', YES, NO or
    GENERAL.
    """
    from bot.runtime.colleagues import evaluate_company

    typer.echo(evaluate_company(settings_of(store=store), file))


TALKS = typer.Argument(..., exists=True, dir_okay=False, help="A YAML list of conversations, each with name and turns.")


@commands.command()
def talks(file: Path = TALKS, store: Path = STORE) -> None:
    """Have the conversations of a file and print them with the answers, to be rated by a reader (docs/judging.md)."""
    from bot.runtime.talks import played

    typer.echo(played(settings_of(store=store), file))


@commands.command()
def data() -> None:
    """Check domain, stories, rules and examples against each other with `rasa data validate`."""
    from bot.runtime.evaluation import validate_data

    validate_data(settings_of())
    typer.echo("Domain, stories, rules and examples agree.")
