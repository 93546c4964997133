"""Commands about the knowledge store: check its files, build it, read it."""

import json
import os
from datetime import date
from pathlib import Path

import click
import typer
import yaml

from bot.cli import imports, refresh
from bot.cli.options import OUT, STORE, TREE, file_of, settings_of, tree_of
from bot.errors import InvalidKnowledge

commands = typer.Typer(help="Check, build and read the knowledge store.", no_args_is_help=True)
commands.add_typer(imports.commands, name="import")
commands.add_typer(refresh.commands, name="refresh")


@commands.command()
def validate(tree: Path = TREE) -> None:
    """Check all knowledge files and report every problem: file, place in it, what to do."""
    from bot.company.files import check_company
    from bot.knowledge.aid import CRISIS_FILE, read_aid
    from bot.knowledge.terms import read_terms
    from bot.knowledge.wording import read_all

    settings = settings_of()
    found, words = read_all(tree_of(tree))
    # A folder of other knowledge needs none of these: whatever the store, those of the project are told.
    if (tree_of(tree) / CRISIS_FILE).exists():
        read_aid(tree_of(tree))
        read_terms(tree_of(tree))
    # An example that is not named by the settings is checked by the tests alone.
    if settings.company.is_file() or os.environ.get("ROLEWISE_COMPANY"):
        problems = check_company(settings.company, found, date.today())
        if problems:
            raise InvalidKnowledge(problems)
    duties = sum(len(role.duties) for role in found.roles)
    every = (words.everyday, words.called, words.adverts, words.skills)
    phrases = sum(len(phrases) for each in every for phrases in each.values())
    typer.echo(
        f"The knowledge is valid: {len(found.roles)} roles, {duties} duties, {len(found.sources)} sources, "
        f"{phrases} phrases in people's words."
    )


@commands.command()
def build(
    tree: Path = TREE,
    out: Path = OUT,
) -> None:
    """Write the knowledge store; with problems in the files, keep the old one and report them."""
    from bot.runtime.setup import build_store, prepare_encoder

    settings = settings_of()
    prepare_encoder(settings)
    target = file_of(out or settings.store)
    count = build_store(settings, tree_of(tree), target)
    typer.echo(f"Wrote {count} roles to {target}")


@commands.command()
def show(
    role: str = typer.Argument(None, help="A role's id or name; without it, all roles are listed."),
    store: Path = STORE,
) -> None:
    """Print what the store knows of a role, or the roles it knows."""
    from bot.reading.naming import linker_of
    from bot.search.known import open_known

    settings = settings_of(store=store)
    known = open_known(settings.store, settings.encoder)
    opened = known.store
    if role is None:
        for key, title in opened.titles.items():
            typer.echo(f"{key}\t{title}")
        return
    found = [role] if role in opened else [key for mention in linker_of(known).mentions(role) for key in mention.roles]
    if len(found) != 1:
        near = ", ".join(found or [match.role for match in known.titles.nearest(role)]) or "none"
        raise click.UsageError(f"No single role is called {role!r}. Near it: {near}.")
    body = json.loads(opened.role(found[0]).json(exclude_defaults=True))
    typer.echo(yaml.safe_dump(body, sort_keys=False, allow_unicode=True, width=110), nl=False)


@commands.command()
def schema() -> None:
    """Print the JSON Schema of a role file, for editors (kept as knowledge/role.schema.json)."""
    from bot.knowledge.files import role_schema

    typer.echo(role_schema(), nl=False)
