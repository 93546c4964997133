"""Commands that report what people asked, and what the company file leaves open."""

from datetime import date
from pathlib import Path

import typer

from bot.cli.options import STORE, settings_of, store_of

commands = typer.Typer()
CSV = typer.Option(False, "--csv", help="Print one line of CSV for each, with a header.")


@commands.callback(invoke_without_command=True)
def report(
    context: typer.Context,
    since: int = typer.Option(None, "--since", metavar="DAYS", help="Only the last so many days.", min=1, max=36500),
    limit: int = typer.Option(
        None, "--limit", help="How many lines of each part (20, and all with --csv).", min=1, max=1_000_000
    ),
    as_csv: bool = CSV,
) -> None:
    """Print what people asked, what stayed unanswered and what they called wrong, equal questions counted together.

    The columns of --csv: part (asked, unanswered, wrong), why (for unanswered), count, kind, question, roles, comment,
    latest.
    """
    from bot.runtime import reports

    if context.invoked_subcommand:
        return
    lines = reports.report(settings_of(), since)
    if as_csv:
        typer.echo(reports.as_csv(reports.first_of_each(lines, limit) if limit else lines), nl=False)
    elif lines:
        typer.echo(reports.as_tables(lines, limit or 20))
    else:
        typer.echo(f"Nobody has asked anything {f'in the last {since} days' if since else 'yet'}.")
    _warn_of_company()


def _warn_of_company() -> None:
    """Says, beside the report, what is wrong with the company file, so that it does not go unnoticed in a log."""
    from bot.company.files import check_company

    settings = settings_of()
    if not (settings.company.is_file() and settings.store.is_file()):
        return
    for problem in check_company(settings.company, store_of(settings), date.today()):
        typer.echo(f"The company file cannot be used: {problem}", err=True)


@commands.command()
def gaps(
    as_csv: bool = CSV,
    store: Path = STORE,
) -> None:
    """Print what the company file leaves open: roles nobody has, duties nobody answers for, people out of reach."""
    from bot.company.files import read_company
    from bot.company.gaps import gaps, gaps_csv, gaps_text

    settings = settings_of(store=store)
    opened = store_of(settings)
    found = gaps(read_company(settings.company, opened, date.today()), opened)
    typer.echo(gaps_csv(found) if as_csv else gaps_text(found), nl=not as_csv)
