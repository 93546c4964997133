"""Commands about the company file."""

from datetime import date
from pathlib import Path

import click
import typer

from bot.cli.options import STORE, settings_of, store_of

commands = typer.Typer(help="Keep the file of who has which role and duty in your company.", no_args_is_help=True)
TABLES = typer.Argument(..., help="Staff lists as an HR system exports them, or one table of docs/company.md.")
REPLACE = typer.Option(False, "--replace", help="Write over the company file; what only it says is kept.")
DATES = typer.Option(
    None, "--dates", help="dmy or mdy: whether days or months come first, where the lists do not tell."
)


@commands.command("import")
def import_company(
    tables: list[Path] = TABLES,
    name: str = typer.Option("Our company", "--name", help="What the company is called."),
    dates: str = DATES,
    replace: bool = REPLACE,
    store: Path = STORE,
) -> None:
    """Write the company file (knowledge/company.yml, or ROLEWISE_COMPANY) from staff lists; tell how they were read."""
    from bot.company import importing
    from bot.company.dates import STYLES
    from bot.company.files import check_free, write_company
    from bot.company.sheets import read_sheet
    from bot.company.table import read_company_csv
    from bot.search.known import open_known

    if dates not in (None, *STYLES):
        raise click.UsageError(f"--dates is '{dates}'; it must be {' or '.join(STYLES)}")
    settings, today = settings_of(store=store), date.today()
    known_store = store_of(settings)
    sheets = [read_sheet(table) for table in tables]
    check_free(settings.company, replace)
    if len(sheets) == 1 and importing.is_old_table(sheets[0]):
        found = read_company_csv(tables[0], known_store, name, today)
        write_company(found, settings.company, replace)
        typer.echo(f"Wrote {len(found.people)} people and {len(found.teams)} teams to {settings.company}")
        return
    before = importing.company_before(settings.company, known_store)
    nearest = open_known(settings.store, settings.encoder).nearest_job
    imported = importing.import_staff(sheets, known_store, nearest, today, name, dates or "", before)
    write_company(imported.company, settings.company, replace)
    typer.echo(importing.told(imported, settings.company))
    typer.echo(f"\nWrote {settings.company}")


@commands.command()
def titles(store: Path = STORE) -> None:
    """Show the company's own titles with the occupation nearest to each: those that nobody has looked at yet first."""
    from bot.company.files import read_company
    from bot.company.linking import titles_text

    settings = settings_of(store=store)
    known_store = store_of(settings)
    typer.echo(titles_text(read_company(settings.company, known_store), known_store.titles))


@commands.command()
def check(store: Path = STORE) -> None:
    """Say of the company file everything that is wrong: file, place in it, what to do."""
    from bot.company.files import read_company

    settings = settings_of(store=store)
    found = read_company(settings.company, store_of(settings), date.today())
    typer.echo(f"The company file is valid: {len(found.people)} people, {len(found.teams)} teams.")
