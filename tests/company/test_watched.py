"""The company file while people ask: what is wrong with it never stops an answer, nor does its size."""

import logging
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from bot.company import watched as module
from bot.company.files import check_company, read_company
from bot.company.watched import WatchedCompany
from bot.knowledge.files import Knowledge
from bot.knowledge.store import Store, write_store
from bot.settings import ROOT
from tests.company.bakery import GOOD, TODAY, changed

GOOD_TEXT = yaml.safe_dump(GOOD)
# What is wrong, and what is said of it.
WRONG = {
    "no such day": ("name: Crumb\nsince: 2026-02-31\n", "put it in quotes"),
    "a list for a key": ("name: Crumb\nsites: {[hill]: {name: Hill}}\n", "line 2, column 9"),
    "fields for a key": ("name: Crumb\n? {a: b}\n: c\n", "line 2, column 3"),
    "lists in lists": ("name: Crumb\nroles: " + "[" * 20_000, "too deep"),
    "lists in lists by dashes": ("- " * 20_000 + "a", "too deep"),
    "fields in fields": ("".join(" " * depth + "a:\n" for depth in range(2000)), "too deep"),
    "no YAML": ("name: [", "not valid YAML"),
    "nobody": ("name: Crumb\nroles: [{role: nobody}]\n", "there is no role 'nobody'"),
    "no mapping": ("- a\n", "mapping"),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, bakery: Knowledge) -> Store:
    path = tmp_path_factory.mktemp("watched") / "small.db"
    write_store(bakery, path, {})
    return Store(path)


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_a_file_is_said_and_the_last_good_one_goes_on(
    text: str, said: str, tmp_path: Path, store: Store, caplog: pytest.LogCaptureFixture
):
    path = tmp_path / "company.yml"
    path.write_text(GOOD_TEXT, encoding="utf-8")
    company = WatchedCompany(path, store)
    good = company.company(TODAY)
    assert good is not None
    path.write_text(text, encoding="utf-8")
    with caplog.at_level(logging.ERROR):
        assert company.company(TODAY, wait=True) is good
        assert company.company(TODAY, wait=True) is good
    assert len(caplog.records) == 1
    assert said in caplog.text
    assert any(said in str(problem) for problem in check_company(path, store, TODAY))
    path.write_text(yaml.safe_dump({**GOOD, "name": "Mended"}), encoding="utf-8")
    mended = company.company(TODAY, wait=True)
    assert mended is not None
    assert mended.name == "Mended"


def test_after_a_restart_a_broken_file_still_means_the_last_good_one(
    tmp_path: Path, store: Store, caplog: pytest.LogCaptureFixture
):
    path, kept = tmp_path / "company.yml", tmp_path / "state" / "last.yml"
    path.write_text(GOOD_TEXT, encoding="utf-8")
    good = WatchedCompany(path, store, kept).company(TODAY)
    path.write_text("name: [", encoding="utf-8")
    assert WatchedCompany(path, store, kept).company(TODAY) == good
    assert "Going on with what it said before" in caplog.text
    assert "not valid YAML" in caplog.text
    # Another file never stands in for it.
    other = tmp_path / "other.yml"
    other.write_text("name: [", encoding="utf-8")
    assert WatchedCompany(other, store, kept).company(TODAY) is None
    # Whoever takes the file away takes all of it away.
    path.unlink()
    assert WatchedCompany(path, store, kept).company(TODAY) is None
    assert not kept.exists()


def test_where_nothing_can_be_kept_the_company_is_there_all_the_same(
    tmp_path: Path, store: Store, caplog: pytest.LogCaptureFixture
):
    path = tmp_path / "company.yml"
    path.write_text(GOOD_TEXT, encoding="utf-8")
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    assert WatchedCompany(path, store, tmp_path / "file" / "last.yml").company(TODAY)
    assert "cannot be kept" in caplog.text


def test_a_large_file_is_read_beside_the_answers(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "company.yml"
    path.write_text(GOOD_TEXT, encoding="utf-8")
    company = WatchedCompany(path, store)
    first = company.company(TODAY)
    monkeypatch.setattr(module, "AT_ONCE", 10)
    path.write_text(yaml.safe_dump({**GOOD, "name": "Another"}), encoding="utf-8")
    # Held, it cannot have been read: whoever asks meanwhile is not kept.
    with company._lock:
        assert company.company(TODAY) is first
    later = company.company(TODAY, wait=True)
    assert later is not None
    assert later.name == "Another"


def test_without_its_file_there_is_no_company_any_more(tmp_path: Path, store: Store):
    path = tmp_path / "company.yml"
    path.write_text(GOOD_TEXT, encoding="utf-8")
    company = WatchedCompany(path, store)
    assert company.company(TODAY)
    path.unlink()
    assert company.company(TODAY) is None


def test_reading_takes_time_in_proportion(tmp_path: Path, bakery: Knowledge):
    def seconds(people: int) -> float:
        more = {f"p{number}": {"name": f"Person {number}", "deputy": "ann"} for number in range(people)}
        content = changed()
        content["people"] |= more
        content["roles"][0]["people"] = list(more)
        path = tmp_path / "company.yml"
        path.write_text(yaml.dump(content, Dumper=yaml.CSafeDumper), encoding="utf-8")
        return min(taken(path) for _ in range(3))

    def taken(path: Path) -> float:
        begun = time.process_time()
        read_company(path, bakery, TODAY)
        return time.process_time() - begun

    # Four times as many would take sixteen times as long if each were compared with each.
    assert seconds(8000) <= 12 * seconds(2000)


def test_the_command_says_what_is_wrong(tmp_path: Path):
    path = tmp_path / "company.yml"
    path.write_text(WRONG["no such day"][0], encoding="utf-8")
    environment = {"ROLEWISE_COMPANY": str(path), "PATH": ""}
    for command, out in (("company check", 1), ("report", 0)):
        ran = subprocess.run(
            [sys.executable, "-c", "from bot.cli import main; main()", *command.split()],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert ran.returncode == out, ran.stderr
        assert "company.yml: a value cannot be read" in ran.stderr
