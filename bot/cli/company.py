"""Commands about the company file."""

from datetime import date
from pathlib import Path

import typer

from bot.cli.options import STORE, settings_of, store_of

commands = typer.Typer(help="Keep the file of who has which role and duty in your company.", no_args_is_help=True)
TABLE = typer.Argument(..., help="A CSV file; docs/company.md lists its columns.")


@commands.command("import")
def import_company(
    table: Path = TABLE,
    name: str = typer.Option("Our company", "--name", help="What the company is called."),
    replace: bool = typer.Option(False, "--replace", help="Write over the company file that is there."),
    store: Path = STORE,
) -> None:
    """Write the company file (knowledge/company.yml, or ROLEWISE_COMPANY) from a table filled in in a spreadsheet."""
    from bot.company.files import write_company
    from bot.company.table import read_company_csv

    settings = settings_of(store=store)
    found = read_company_csv(table, store_of(settings), name, date.today())
    write_company(found, settings.company, replace)
    typer.echo(f"Wrote {len(found.people)} people and {len(found.teams)} teams to {settings.company}")


@commands.command()
def check(store: Path = STORE) -> None:
    """Say of the company file everything that is wrong: file, place in it, what to do."""
    from bot.company.files import read_company

    settings = settings_of(store=store)
    found = read_company(settings.company, store_of(settings), date.today())
    typer.echo(f"The company file is valid: {len(found.people)} people, {len(found.teams)} teams.")
