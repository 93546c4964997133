"""Commands that make the tables of facts anew from official releases."""

from pathlib import Path

import typer

from bot.cli.options import TREE, tree_of

commands = typer.Typer(help="Make the tables of knowledge/facts anew from official releases.", no_args_is_help=True)
FOLDER_OR_ZIP = typer.Argument(..., help="The release: its folder or zip file.")
BLS_FILES = typer.Argument(..., help="national_M<year>_dl.xlsx, the workbook of the Employment Projections, or both.")


@commands.command("onet")
def refresh_onet(path: Path = FOLDER_OR_ZIP, tree: Path = TREE) -> None:
    """What O*NET measures and names: occupations, names, interests, skills, schooling, tools, related ones."""
    from bot.knowledge.refresh_onet import refresh_onet
    from bot.knowledge.tables import Release

    _print_refreshed(refresh_onet(Release(path), tree_of(tree)))


@commands.command("bls")
def refresh_bls(paths: list[Path] = BLS_FILES, tree: Path = TREE) -> None:
    """What occupations earn and how their employment will develop, from the U.S. Bureau of Labor Statistics."""
    from bot.knowledge.refresh_bls import refresh_bls
    from bot.knowledge.tables import Release

    _print_refreshed(refresh_bls([Release(path) for path in paths], tree_of(tree)))


def _print_refreshed(rows: dict[str, int]) -> None:
    for table, count in rows.items():
        typer.echo(f"facts/{table}.tsv: {count} rows")
