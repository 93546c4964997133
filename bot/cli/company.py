"""Commands about the company file."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
import typer

from bot.cli.options import STORE, file_of, settings_of, store_of
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.company.sources.gathering import Access
    from bot.company.sources.listed import Sources
    from bot.knowledge.store import Store

commands = typer.Typer(help="Keep the file of who has which role and duty in your company.", no_args_is_help=True)
SOURCES = typer.Argument(
    None,
    metavar="[FILE]...",
    help="Staff lists as an HR system exports them, catalog-info.yaml, CODEOWNERS, calendars (.ics), or one table of "
    "docs/company.md.",
)
REPLACE = typer.Option(False, "--replace", help="Write over the company file; what only it says is kept.")
DATES = typer.Option(
    None, "--dates", help="dmy or mdy: whether days or months come first, where the lists do not tell."
)
SCIM = typer.Option(
    None, "--scim", metavar="URL", help="A directory that speaks SCIM 2.0; its token is in ROLEWISE_SCIM_TOKEN."
)
SLACK = typer.Option(
    False, "--slack", help="Members and user groups of a Slack workspace; its token is in ROLEWISE_SLACK_PEOPLE_TOKEN."
)
MATRIX = typer.Option(None, "--out", help="The file to write it to, instead of the terminal.")
APPLY = typer.Option([], "--apply", metavar="N", help="Write the proposal of this number into company.duties.csv.")
DROP = typer.Option([], "--drop", metavar="N", help="Throw the proposal of this number away.")
# The exit status of a sync that changed the company file; 1 and 2 say that something failed.
CHANGED = 3


@commands.command("import")
def import_company(
    files: list[Path] = SOURCES,
    scim: str = SCIM,
    slack: bool = SLACK,
    name: str = typer.Option(None, "--name", help="What the company is called (as before, else Our company)."),
    dates: str = DATES,
    replace: bool = REPLACE,
    keep: bool = typer.Option(False, "--keep", help="Set up what is read here for 'rolewise company sync'."),
    store: Path = STORE,
) -> None:
    """Write the company file (knowledge/company.yml, or ROLEWISE_COMPANY) from staff lists and other sources.

    Tells how they were read, and what in them is nobody.
    """
    from bot.company.files import check_free
    from bot.company.importing import is_old_table
    from bot.company.sheets import read_sheet
    from bot.company.sources.listed import check_unset, sources_of

    if not (files or scim or slack):
        raise click.UsageError("Name a file to import, a directory with --scim, or --slack.")
    settings = settings_of(store=store)
    sources = sources_of(files, scim or "", _dates(dates), settings.company, slack)
    known_store = store_of(settings)
    check_free(settings.company, replace)
    if keep:
        check_unset(settings.company)
    if len(files) == len(sources.staff) == 1 and not (scim or slack) and is_old_table(read_sheet(files[0])):
        _import_table(files[0], name, settings.company, known_store)
    else:
        _import_sources(sources, name, settings, known_store, keep)


def _dates(dates: str | None) -> str:
    from bot.company.dates import STYLES

    if dates not in (None, *STYLES):
        raise click.UsageError(f"--dates is '{dates}'; it must be {' or '.join(STYLES)}")
    return dates or ""


def _access(settings: Settings) -> "Access":
    from bot.company.sources.gathering import Access

    return Access(settings.scim_token, settings.slack_people_token, settings.slack_api_url)


def _import_table(table: Path, name: str | None, company: Path, known_store: "Store") -> None:
    from bot.company.files import write_company
    from bot.company.importing import UNNAMED
    from bot.company.table import read_company_csv

    found = read_company_csv(table, known_store, name or UNNAMED, date.today())
    write_company(found, company, replace=True)
    typer.echo(f"Wrote {len(found.people)} people and {len(found.teams)} teams to {company}")


def _import_sources(sources: "Sources", name: str | None, settings: Settings, known_store: "Store", keep: bool) -> None:
    from bot.company import importing
    from bot.company.files import write_company
    from bot.company.sources.gathering import gather
    from bot.company.sources.listed import write_sources
    from bot.search.known import open_known

    today, company = date.today(), settings.company
    before = importing.company_before(company, known_store)
    sources = sources.of_people(before is None)
    gathered = gather(sources, company.parent, _access(settings), today)
    nearest = open_known(settings.store, settings.encoder).nearest_job
    imported = importing.import_staff(
        gathered.sheets, known_store, nearest, today, name or "", sources.dates or "", before, gathered
    )
    write_company(imported.company, company, replace=True)
    typer.echo(importing.told(imported, company))
    typer.echo(f"\nWrote {company}")
    if keep:
        typer.echo(f"Set up in {write_sources(sources, company)}")


@commands.command()
def sync(
    leavers: bool = typer.Option(False, "--leavers", help="Write it also where a fifth of all people would have left."),
    dry_run: bool = typer.Option(False, "--dry-run", help="Show what would change, and write nothing."),
    store: Path = STORE,
) -> None:
    """Read again what is set up in company.sources.yml, beside the company file, and show what changed.

    Ends with 0 where nothing changed, with 3 where something did, and with 1 where it failed: then the company file
    stays as it is.
    """
    from bot.company.changes import changes_text
    from bot.company.importing import notes_told
    from bot.company.sources.listed import read_sources
    from bot.company.sources.sync import check_leavers, read_again, write_again
    from bot.search.known import open_known

    settings = settings_of(store=store)
    sources = read_sources(settings.company)
    known_store = store_of(settings)
    nearest = open_known(settings.store, settings.encoder).nearest_job
    found = read_again(settings.company, sources, known_store, nearest, _access(settings), date.today())
    typer.echo(changes_text(found.changes))
    for line in notes_told(found.imported):
        typer.echo(line)
    if not leavers:
        check_leavers(found)
    if not dry_run:
        write_again(settings.company, found)
    if found.changes:
        typer.echo(f"\n{'Would write' if dry_run else 'Wrote'} {settings.company}")
        raise typer.Exit(CHANGED)


@commands.command()
def matrix(
    form: str = typer.Option("table", "--format", help="table, csv or html."),
    out: Path = MATRIX,
    store: Path = STORE,
) -> None:
    """Show who is accountable, responsible, consulted and informed for each of the company's duties."""
    from bot.company.files import read_company, write_whole
    from bot.company.matrix import FORMATS, matrix

    if form not in FORMATS:
        raise click.UsageError(f"--format is '{form}'; it must be one of {', '.join(FORMATS)}")
    target = file_of(out) if out else None
    settings, today = settings_of(store=store), date.today()
    known_store = store_of(settings)
    company = read_company(settings.company, known_store, today)
    text = FORMATS[form](company, matrix(company, known_store, today))
    text = text if text.endswith("\n") else f"{text}\n"
    if target is None:
        typer.echo(text, nl=False)
        return
    write_whole(target, text.encode())
    typer.echo(f"Wrote {target}")


@commands.command()
def titles(store: Path = STORE) -> None:
    """Show the company's own titles with the occupation nearest to each: those that nobody has looked at yet first."""
    from bot.company.files import read_company
    from bot.company.linking import titles_text

    settings = settings_of(store=store)
    known_store = store_of(settings)
    typer.echo(titles_text(read_company(settings.company, known_store), known_store.titles))


@commands.command()
def proposals(
    apply: list[int] = APPLY,
    drop: list[int] = DROP,
    store: Path = STORE,
) -> None:
    """Show whom colleagues named for what found nobody, as a patch of company.duties.csv; apply it or throw it away."""
    from bot.company import proposals as kept
    from bot.company.files import read_company

    settings = settings_of(store=store)
    known_store = store_of(settings)
    found = kept.read_proposals(settings.company)
    strange = [number for number in (*apply, *drop) if not 1 <= number <= len(found)]
    if strange or set(apply) & set(drop):
        raise click.UsageError(f"There are {len(found)} proposals; name each by its number, once.")
    if apply:
        kept.apply_proposals(settings.company, [found[number - 1] for number in apply], known_store)
    left = [each for number, each in enumerate(found, 1) if number not in (*apply, *drop)]
    if apply or drop:
        kept.write_proposals(settings.company, left)
    if apply:
        typer.echo(f"Wrote {len(apply)} into {settings.company.with_suffix('.duties.csv').name}")
    company = read_company(settings.company, known_store)
    typer.echo(kept.proposals_text(left, company) if left else "There are no proposals.")


@commands.command()
def check(store: Path = STORE) -> None:
    """Say of the company file everything that is wrong: file, place in it, what to do."""
    from bot.company.files import read_company

    settings = settings_of(store=store)
    found = read_company(settings.company, store_of(settings), date.today())
    typer.echo(f"The company file is valid: {len(found.people)} people, {len(found.teams)} teams.")
