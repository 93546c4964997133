"""docs/security.md, and the decision on Rasa's pins, name files, tests, settings and versions that there are."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import ROOT, Settings

DOCS = [ROOT / "docs/security.md", ROOT / "docs/decisions/0015-what-rasas-pins-force-on-us.md"]
# A file of ours is named by its path, or by its name alone after another of its folder; what begins with a slash is an
# address of the bot's, and .rolewise is there once the bot is built.
FILE = re.compile(r"(?!/|\.rolewise)[\w./-]+\.(?:css|html|js|json|md|mjs|py|toml|txt|yaml|yml)")
VERSION = re.compile(r"`([a-z0-9-]+==[^`]+)`")
SETTINGS = {field.alias for field in Settings.__fields__.values()}


def spans(path: Path) -> list[str]:
    """What stands between backticks, in order."""
    return re.findall(r"`([^`\n]+)`", path.read_text(encoding="utf-8"))


def missing(named: list[str]) -> Iterator[str]:
    """The files that there are not."""
    folder = ROOT
    for name in filter(FILE.fullmatch, named):
        found = next((each for each in (ROOT / name, folder / name) if each.is_file()), None)
        if found is None:
            yield name
        else:
            folder = found.parent


def locked() -> set[str]:
    """Each package of both locks with its version."""
    python = re.findall(r"^([a-z0-9-]+==[^ ]+)", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    widget = re.findall(
        r'"node_modules/([a-z0-9-]+)": \{\s*"version": "([^"]+)"', (ROOT / "web/package-lock.json").read_text("utf-8")
    )
    return {*python, *(f"{name}=={version}" for name, version in widget)}


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_file_that_is_named_is_there(path: Path):
    assert list(missing(spans(path))) == []
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).is_file()] == []


def test_a_file_that_is_not_there_would_be_noticed():
    named = ["tests/channels/test_doors.py", "test_tokens.py", "test_gone.py", "bot/gone.py", "/widget.js"]
    assert list(missing(named)) == ["test_gone.py", "bot/gone.py"]


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_setting_that_is_named_is_one(path: Path):
    assert set(re.findall(r"\bROLEWISE_[A-Z_]+", path.read_text(encoding="utf-8"))) <= SETTINGS


def test_every_version_that_is_named_is_the_one_that_is_locked():
    named = {version for path in DOCS for version in VERSION.findall(path.read_text(encoding="utf-8"))}
    assert named
    assert named <= locked(), named - locked()


def rows_of_the_standard() -> list[tuple[str, str]]:
    """Of each row: met or not, and how."""
    rows = re.findall(r"^\| \d+\.\d+[^|]*\| ([^|]*) \| (.*) \|$", DOCS[0].read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) > 50
    return rows


def test_what_is_met_of_the_standard_names_the_file_that_meets_or_holds_it():
    met = [how for state, how in rows_of_the_standard() if state == "met"]
    assert [how for how in met if not any(map(FILE.fullmatch, re.findall(r"`([^`]+)`", how)))] == []


def test_what_is_not_met_says_who_can_do_what_about_it():
    rest = [
        (state, how) for state, how in rows_of_the_standard() if state not in ("met", "does not apply", "do not apply")
    ]
    assert {state for state, _ in rest} == {"not met"}
    # Or it points to the row that does.
    assert [how for _, how in rest if not re.search(r"\b(You|We): |\d+\.\d+\.\d+|\bV9\b|decisions/", how)] == []
