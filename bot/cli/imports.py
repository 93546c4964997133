"""Commands that import a published database into a store."""

from contextlib import nullcontext
from pathlib import Path

import click
import typer

from bot.cli.options import OUT, file_of, settings_of

commands = typer.Typer(help="Import a published database of occupations into a store.", no_args_is_help=True)
RELEASE = typer.Argument(None, help="The release: its folder or zip file.")
DOWNLOAD = typer.Option(None, "--download", metavar="URL", help="Fetch the release's zip file from here instead.")


@commands.command()
def onet(path: Path = RELEASE, out: Path = OUT, download: str = DOWNLOAD) -> None:
    """O*NET, as text or Excel, any release since 25 (onetcenter.org/database.html).

    Writes .rolewise/onet.db unless --out says otherwise; imports into the same file add up. Use the store with
    --knowledge FILE or ROLEWISE_KNOWLEDGE.
    """
    _import("onet", path, out, download)


@commands.command()
def esco(path: Path = RELEASE, out: Path = OUT, download: str = DOWNLOAD) -> None:
    """ESCO, the English CSV files (esco.ec.europa.eu/en/use-esco/download).

    Writes .rolewise/esco.db unless --out says otherwise; imports into the same file add up. Use the store with
    --knowledge FILE or ROLEWISE_KNOWLEDGE.
    """
    _import("esco", path, out, download)


SURVEY = typer.Argument(..., help="The survey's national file, national_M<year>_dl.xlsx, or the zip it comes in.")
YEAR = typer.Option(None, "--year", help="The year of the survey (the one in the file's name).", min=1997, max=2100)


@commands.command()
def pay(
    path: Path = SURVEY,
    out: Path = OUT,
    year: int = YEAR,
) -> None:
    """What occupations earn in the United States: the OEWS survey, as Excel or CSV (bls.gov/oes/tables.htm).

    Writes .rolewise/pay.db unless --out says otherwise; imports into the same file add up, so that --out
    .rolewise/onet.db tells the pay of imported occupations too. Use the store with --knowledge FILE or
    ROLEWISE_KNOWLEDGE.
    """
    _import("pay", path, out, None, year=year)


def _import(name: str, path: Path | None, out: Path | None, download: str | None, **options: int | None) -> None:
    from bot.runtime.imports import downloaded, import_release
    from bot.runtime.setup import prepare_encoder

    if not (path or download) or (path and download):
        raise click.UsageError("Name the release's folder or zip file, or an address with --download; one of them.")
    settings = settings_of()
    target = file_of(out or settings.state / f"{name}.db")
    prepare_encoder(settings)
    with downloaded(download) if download else nullcontext(path or Path()) as release:
        found = import_release(settings, name, release, target, **options)
    typer.echo(f"Wrote {len(found.roles)} roles to {target}. To ask it: rolewise chat --knowledge {target}")
