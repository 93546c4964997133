"""The `rolewise` command."""

import json
import os
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click
import typer
import yaml

from bot.errors import RolewiseError
from bot.settings import Settings, load_settings

if TYPE_CHECKING:
    from bot.search.known import Known
    from bot.search.ranked import Ranked

app = typer.Typer(
    help="Rolewise answers questions about who does what at work, each answer with its source.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
imports = typer.Typer(help="Import a published database of occupations into a store.", no_args_is_help=True)
knowledge = typer.Typer(help="Check, build and read the knowledge store.", no_args_is_help=True)
evaluate = typer.Typer(help="Measure how well the bot understands.", no_args_is_help=True)
app.add_typer(knowledge, name="knowledge")
app.add_typer(evaluate, name="evaluate")
knowledge.add_typer(imports, name="import")

PORT = typer.Option(None, "--port", help="Rasa's port (ROLEWISE_PORT, else 5005).", min=1, max=65535)
ACTIONS_PORT = typer.Option(
    None, "--actions-port", help="The action server's port (ROLEWISE_ACTIONS_PORT, else 5055).", min=1, max=65535
)
STORE = typer.Option(
    None, "--knowledge", help="The knowledge store to answer from (ROLEWISE_KNOWLEDGE, else the built-in one)."
)


def _settings(port: int | None = None, actions_port: int | None = None, store: Path | None = None) -> Settings:
    given = {"ROLEWISE_PORT": port, "ROLEWISE_ACTIONS_PORT": actions_port, "ROLEWISE_KNOWLEDGE": store}
    return load_settings({**os.environ, **{name: str(value) for name, value in given.items() if value is not None}})


@app.command()
def setup(port: int = PORT) -> None:
    """Build what is missing or out of date: sentence encoder, knowledge store, trained model."""
    from bot.runtime.setup import prepare

    prepare(_settings(port))


@app.command()
def train() -> None:
    """Train the language understanding if its data or configuration changed."""
    from bot.runtime.setup import prepare

    typer.echo(f"The trained model is {prepare(_settings())}")


@app.command()
def chat(port: int = PORT, actions_port: int = ACTIONS_PORT, store: Path = STORE) -> None:
    """Talk with the bot on this terminal; /stop or Ctrl-C leaves."""
    from bot.runtime.sessions import chat

    chat(_settings(port, actions_port, store))


@app.command()
def serve(port: int = PORT, actions_port: int = ACTIONS_PORT, store: Path = STORE) -> None:
    """Run the servers without a terminal: Rasa with its REST channel, and the action server.

    ROLEWISE_HOST (127.0.0.1), ROLEWISE_PORT (5005) and ROLEWISE_ACTIONS_PORT (5055) choose where they listen.
    """
    from bot.runtime.sessions import serve

    serve(_settings(port, actions_port, store))


@app.command()
def ask(
    question: str = typer.Argument(..., help='What to ask: "who handles customer grievances"'),
    as_json: bool = typer.Option(False, "--json", help="Print the answer as data, with the text beside it."),
    store: Path = STORE,
) -> None:
    """Answer one question, through the same understanding, actions and replies as the chat."""
    from bot.runtime.sessions import ask

    if not question.strip():
        raise click.UsageError("The question is empty; write what you want to know.")
    answered = ask(_settings(store=store), question)
    typer.echo(json.dumps(answered, ensure_ascii=False, indent=2) if as_json else "\n".join(answered["text"]))


QUESTIONS = typer.Argument(None, help="One or more; without any, every line of standard input is one.")
TOP = typer.Option(5, "--top", help="How many roles to print for each.", min=1, max=100)
JSON_LINES = typer.Option(False, "--json", help="Print a line of JSON for each.")


@app.command()
def match(questions: list[str] = QUESTIONS, top: int = TOP, as_json: bool = JSON_LINES, store: Path = STORE) -> None:
    """Rank the roles that do what each question asks for, such as "who fits carpets".

    With --json: {"question", "roles": [{"id", "title", "code", "score", "because": [duty statements]}], "answered"}.
    """
    from bot.search.ranked import match_question

    _print_ranked(match_question, questions, top, as_json, store)


@app.command()
def titles(titles: list[str] = QUESTIONS, top: int = TOP, as_json: bool = JSON_LINES, store: Path = STORE) -> None:
    """Rank the roles that each job title may mean, however an advert puts it, such as "Sr. Acct Mgr - ACME".

    With --json as for match; "because" holds the role's own name that comes nearest.
    """
    from bot.search.ranked import match_title

    _print_ranked(match_title, titles, top, as_json, store)


def _print_ranked(
    ranked: "Callable[[Known, str, int], Ranked]", texts: list[str], top: int, as_json: bool, store: Path | None
) -> None:
    """Prints what is found for each text as soon as it is found."""
    from bot.runtime.setup import prepare_search
    from bot.search.known import open_known
    from bot.search.ranked import as_text

    if not texts and sys.stdin.isatty():
        raise click.UsageError("There is nothing to look up; name it, or give one a line on standard input.")
    settings = _settings(store=store)
    prepare_search(settings)
    known = open_known(settings.store, settings.encoder)
    for text in texts or sys.stdin:
        if text.strip():
            found = ranked(known, text.strip(), top)
            print(json.dumps(found, ensure_ascii=False) if as_json else as_text(found), flush=True)


OUT = typer.Option(None, "--out", help="The store to write (the one the bot reads).")
TREE = typer.Option(None, "--from", help="The folder of knowledge files (the project's knowledge/).")


@knowledge.command()
def validate(tree: Path = TREE) -> None:
    """Check all knowledge files and report every problem: file, place in it, what to do."""
    from bot.knowledge.wording import read_all

    found, words = read_all(_tree(tree))
    duties = sum(len(role.duties) for role in found.roles)
    phrases = sum(len(each) for each in (*words.everyday.values(), *words.adverts.values()))
    typer.echo(
        f"The knowledge is valid: {len(found.roles)} roles, {duties} duties, {len(found.sources)} sources, "
        f"{phrases} phrases in people's words."
    )


@knowledge.command()
def build(
    tree: Path = TREE,
    out: Path = OUT,
) -> None:
    """Write the knowledge store; with problems in the files, keep the old one and report them."""
    from bot.runtime.setup import build_store, prepare_encoder

    settings = _settings()
    prepare_encoder(settings)
    target = _file(out or settings.store)
    count = build_store(settings, _tree(tree), target)
    typer.echo(f"Wrote {count} roles to {target}")


@knowledge.command()
def show(
    role: str = typer.Argument(None, help="A role's id or name; without it, all roles are listed."),
    store: Path = STORE,
) -> None:
    """Print what the store knows of a role, or the roles it knows."""
    from bot.search.known import open_known

    settings = _settings(store=store)
    known = open_known(settings.store, settings.encoder)
    opened = known.store
    if role is None:
        for key, title in opened.titles.items():
            typer.echo(f"{key}\t{title}")
        return
    found = [role] if role in opened else [key for mention in known.linker.mentions(role) for key in mention.roles]
    if len(found) != 1:
        near = ", ".join(found or [match.role for match in known.titles.nearest(role)]) or "none"
        raise click.UsageError(f"No single role is called {role!r}. Near it: {near}.")
    body = json.loads(opened.role(found[0]).json(exclude_defaults=True))
    typer.echo(yaml.safe_dump(body, sort_keys=False, allow_unicode=True, width=110), nl=False)


@knowledge.command()
def schema() -> None:
    """Print the JSON Schema of a role file, for editors (kept as knowledge/role.schema.json)."""
    from bot.knowledge.files import role_schema

    typer.echo(role_schema(), nl=False)


RELEASE = typer.Argument(None, help="The release: its folder or zip file.")
DOWNLOAD = typer.Option(None, "--download", metavar="URL", help="Fetch the release's zip file from here instead.")


@imports.command()
def onet(path: Path = RELEASE, out: Path = OUT, download: str = DOWNLOAD) -> None:
    """O*NET, as text or Excel, any release since 25 (onetcenter.org/database.html).

    Writes .rolewise/onet.db unless --out says otherwise; imports into the same file add up. Use the store with
    --knowledge FILE or ROLEWISE_KNOWLEDGE.
    """
    _import("onet", path, out, download)


@imports.command()
def esco(path: Path = RELEASE, out: Path = OUT, download: str = DOWNLOAD) -> None:
    """ESCO, the English CSV files (esco.ec.europa.eu/en/use-esco/download).

    Writes .rolewise/esco.db unless --out says otherwise; imports into the same file add up. Use the store with
    --knowledge FILE or ROLEWISE_KNOWLEDGE.
    """
    _import("esco", path, out, download)


def _import(name: str, path: Path | None, out: Path | None, download: str | None) -> None:
    from bot.runtime.imports import downloaded, import_release
    from bot.runtime.setup import prepare_encoder

    if not (path or download) or (path and download):
        raise click.UsageError("Name the release's folder or zip file, or an address with --download; one of them.")
    settings = _settings()
    target = _file(out or settings.state / f"{name}.db")
    prepare_encoder(settings)
    with downloaded(download) if download else nullcontext(path or Path()) as release:
        found = import_release(settings, name, release, target)
    typer.echo(f"Wrote {len(found.roles)} roles to {target}. To ask it: rolewise chat --knowledge {target}")


@evaluate.command()
def nlu(
    folds: int = typer.Option(5, "--folds", min=2, max=20, help="Into how many parts the examples are cut."),
) -> None:
    """Cross-validate the intents on data/nlu.yml: accuracy, and what is taken for what."""
    from bot.runtime.evaluation import cross_validate

    typer.echo(cross_validate(_settings(), folds))


@evaluate.command()
def data() -> None:
    """Check domain, stories, rules and examples against each other with `rasa data validate`."""
    from bot.runtime.evaluation import validate_data

    validate_data(_settings())
    typer.echo("Domain, stories, rules and examples agree.")


def _tree(tree: Path | None) -> Path:
    tree = tree or _settings().knowledge
    if not tree.is_dir():
        raise click.UsageError(f"There is no folder {tree}")
    return tree


def _file(out: Path) -> Path:
    """Where to write, as a whole path."""
    if out.is_dir():
        raise click.UsageError(f"--out is a folder, not a file: {out.resolve()}")
    return out.resolve()


def main() -> NoReturn:
    """Runs the command: every expected failure is one clear message on stderr and a non-zero exit."""
    try:
        app(standalone_mode=False)
    except click.ClickException as error:
        command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "rolewise"
        _fail(f"{error.format_message()} See '{command} --help'.", 2)
    except RolewiseError as error:
        _fail(str(error), 1)
    except (KeyboardInterrupt, click.Abort):
        _fail("Interrupted; everything that was started has been stopped.", 130)
    except OSError as error:
        _fail(f"{error.strerror or error}: {error.filename}" if error.filename else str(error), 1)
    sys.exit(0)


def _fail(message: str, code: int) -> NoReturn:
    print(message, file=sys.stderr)
    sys.exit(code)
