"""The `rolewise` command."""

import json
import os
import sys
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click
import typer
import yaml

from bot.errors import InvalidKnowledge, RolewiseError
from bot.settings import ROOT, Settings, load_settings

if TYPE_CHECKING:
    from bot.knowledge.store import Store
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
reports = typer.Typer()
company = typer.Typer(help="Keep the file of who has which role and duty in your company.", no_args_is_help=True)
app.add_typer(knowledge, name="knowledge")
app.add_typer(reports, name="report")
app.add_typer(company, name="company")
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
    from bot.company.files import check_company
    from bot.knowledge.wording import read_all

    settings = _settings()
    found, words = read_all(_tree(tree))
    # An example that is not named by the settings is checked by the tests alone.
    if settings.company.is_file() or os.environ.get("ROLEWISE_COMPANY"):
        problems = check_company(settings.company, found, date.today())
        if problems:
            raise InvalidKnowledge(problems)
    duties = sum(len(role.duties) for role in found.roles)
    phrases = sum(len(each) for each in (*words.everyday.values(), *words.adverts.values(), *words.skills.values()))
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


refresh = typer.Typer(help="Make the tables of knowledge/facts anew from official releases.", no_args_is_help=True)
knowledge.add_typer(refresh, name="refresh")
FOLDER_OR_ZIP = typer.Argument(..., help="The release: its folder or zip file.")
BLS_FILES = typer.Argument(..., help="national_M<year>_dl.xlsx, the workbook of the Employment Projections, or both.")


@refresh.command("onet")
def refresh_onet(path: Path = FOLDER_OR_ZIP, tree: Path = TREE) -> None:
    """What O*NET measures and names: occupations, names, interests, skills, schooling, tools, related ones."""
    from bot.knowledge.refresh_onet import refresh_onet
    from bot.knowledge.tables import Release

    _print_refreshed(refresh_onet(Release(path), _tree(tree)))


@refresh.command("bls")
def refresh_bls(paths: list[Path] = BLS_FILES, tree: Path = TREE) -> None:
    """What occupations earn and how their employment will develop, from the U.S. Bureau of Labor Statistics."""
    from bot.knowledge.refresh_bls import refresh_bls
    from bot.knowledge.tables import Release

    _print_refreshed(refresh_bls([Release(path) for path in paths], _tree(tree)))


def _print_refreshed(rows: dict[str, int]) -> None:
    for table, count in rows.items():
        typer.echo(f"facts/{table}.tsv: {count} rows")


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


SURVEY = typer.Argument(..., help="The survey's national file, national_M<year>_dl.xlsx, or the zip it comes in.")
YEAR = typer.Option(None, "--year", help="The year of the survey (the one in the file's name).", min=1997, max=2100)


@imports.command()
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
    settings = _settings()
    target = _file(out or settings.state / f"{name}.db")
    prepare_encoder(settings)
    with downloaded(download) if download else nullcontext(path or Path()) as release:
        found = import_release(settings, name, release, target, **options)
    typer.echo(f"Wrote {len(found.roles)} roles to {target}. To ask it: rolewise chat --knowledge {target}")


EXAMPLES = typer.Option(ROOT / "data" / "nlu.yml", "--examples", exists=True, dir_okay=False, help="The examples.")


@evaluate.command()
def nlu(
    folds: int = typer.Option(5, "--folds", min=2, max=20, help="Into how many parts the examples are cut."),
    examples: Path = EXAMPLES,
) -> None:
    """Cross-validate the intents on data/nlu.yml: accuracy, and what is taken for what."""
    from bot.runtime.evaluation import cross_validate

    typer.echo(cross_validate(_settings(), folds, examples))


TYPED = typer.Argument(..., exists=True, dir_okay=False, help="kind, question, gold and note, tab-separated.")


@evaluate.command()
def questions(
    file: Path = TYPED,
    store: Path = STORE,
) -> None:
    """Ask the questions of a file and print, per kind, how many are answered right, half right or neither, and how.

    gold: O*NET-SOC codes or beginnings of them separated by '|', 'A&B' for both sides of a comparison, ASK, FINDER,
    'ROLE x', ANY, or '-' for what must be judged by reading.
    """
    from bot.runtime.questions import evaluate_questions

    typer.echo(evaluate_questions(_settings(store=store), file))


@evaluate.command()
def data() -> None:
    """Check domain, stories, rules and examples against each other with `rasa data validate`."""
    from bot.runtime.evaluation import validate_data

    validate_data(_settings())
    typer.echo("Domain, stories, rules and examples agree.")


@reports.callback(invoke_without_command=True)
def report(
    context: typer.Context,
    since: int = typer.Option(None, "--since", metavar="DAYS", help="Only the last so many days.", min=1, max=36500),
    limit: int = typer.Option(
        None, "--limit", help="How many lines of each part (20, and all with --csv).", min=1, max=1_000_000
    ),
    as_csv: bool = typer.Option(False, "--csv", help="Print one line of CSV for each, with a header."),
) -> None:
    """Print what people asked, what stayed unanswered and what they called wrong, equal questions counted together.

    The columns of --csv: part (asked, unanswered, wrong), why (for unanswered), count, kind, question, roles, comment,
    latest.
    """
    from bot.runtime import reports

    if context.invoked_subcommand:
        return
    lines = reports.report(_settings(), since)
    if as_csv:
        typer.echo(reports.as_csv(reports.first_of_each(lines, limit) if limit else lines), nl=False)
    elif lines:
        typer.echo(reports.as_tables(lines, limit or 20))
    else:
        typer.echo(f"Nobody has asked anything {f'in the last {since} days' if since else 'yet'}.")


@reports.command()
def gaps(
    as_csv: bool = typer.Option(False, "--csv", help="Print one line of CSV for each, with a header."),
    store: Path = STORE,
) -> None:
    """Print what the company file leaves open: roles nobody has, duties nobody answers for, people out of reach."""
    from bot.company.files import read_company
    from bot.company.gaps import gaps, gaps_csv, gaps_text

    settings = _settings(store=store)
    opened = _store(settings)
    found = gaps(read_company(settings.company, opened, date.today()), opened)
    typer.echo(gaps_csv(found) if as_csv else gaps_text(found), nl=not as_csv)


TABLE = typer.Argument(..., help="A CSV file; docs/company.md lists its columns.")


@company.command("import")
def import_company(
    table: Path = TABLE,
    name: str = typer.Option("Our company", "--name", help="What the company is called."),
    replace: bool = typer.Option(False, "--replace", help="Write over the company file that is there."),
    store: Path = STORE,
) -> None:
    """Write the company file (knowledge/company.yml, or ROLEWISE_COMPANY) from a table filled in in a spreadsheet."""
    from bot.company.files import write_company
    from bot.company.table import read_company_csv

    settings = _settings(store=store)
    found = read_company_csv(table, _store(settings), name, date.today())
    write_company(found, settings.company, replace)
    typer.echo(f"Wrote {len(found.people)} people and {len(found.teams)} teams to {settings.company}")


def _store(settings: Settings) -> "Store":
    """The store that ids of roles and duties are checked against; built where it is out of date."""
    from bot.knowledge.store import Store
    from bot.runtime.setup import prepare_search

    prepare_search(settings)
    return Store(settings.store)


@app.command()
def forget(
    sender: str = typer.Argument(None, help="Whose conversation to erase: the sender's id on their channel."),
    expired: bool = typer.Option(
        False, "--expired", help="Erase every conversation that is older than ROLEWISE_RETENTION_DAYS (90)."
    ),
) -> None:
    """Erase what was said with someone, or what has been kept long enough; the bot may be running.

    Nothing to erase is a success too.
    """
    from bot.runtime import erasure

    if bool(sender) == expired:
        raise click.UsageError("Name the sender to forget, or say --expired; one of them.")
    settings = _settings()
    if sender:
        erased = erasure.forget(settings, sender)
        nothing = f"Nothing is kept of {sender}."
    else:
        erased = erasure.forget_older_than(settings, settings.retention_days)
        nothing = f"No conversation is older than {settings.retention_days} days."
    typer.echo(
        f"Erased {erased.conversations} conversation{'s' if erased.conversations != 1 else ''}: {erased.events} events "
        f"from {settings.conversations.name}, {erased.reported} from {settings.events.name}."
        if erased.conversations
        else nothing
    )


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
