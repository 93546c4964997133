"""Commands that rank roles for questions and job titles, without a conversation."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click
import typer

from bot.cli.options import STORE, settings_of

if TYPE_CHECKING:
    from bot.search.known import Known
    from bot.search.ranked import Ranked

QUESTIONS = typer.Argument(None, help="One or more; without any, every line of standard input is one.")
TOP = typer.Option(5, "--top", help="How many roles to print for each.", min=1, max=100)
JSON_LINES = typer.Option(False, "--json", help="Print a line of JSON for each.")


def match(questions: list[str] = QUESTIONS, top: int = TOP, as_json: bool = JSON_LINES, store: Path = STORE) -> None:
    """Rank the roles that do what each question asks for, such as "who fits carpets".

    With --json: {"question", "roles": [{"id", "title", "code", "score", "because": [duty statements]}], "answered"}.
    """
    from bot.reading.duty import duty_in
    from bot.reading.normal import normal
    from bot.search.ranked import match_question

    def matched(known: "Known", question: str, top: int) -> "Ranked":
        return match_question(known, question, duty_in(normal(question) or question).text, top)

    _print_ranked(matched, questions, top, as_json, store)


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
    settings = settings_of(store=store)
    prepare_search(settings)
    known = open_known(settings.store, settings.encoder)
    for text in texts or sys.stdin:
        if text.strip():
            found = ranked(known, text.strip(), top)
            print(json.dumps(found, ensure_ascii=False) if as_json else as_text(found), flush=True)
