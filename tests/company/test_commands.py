"""`rolewise company` at a terminal: what is written, how a sync ends, and where what is wrong is said."""

import csv
import io
from pathlib import Path

import pytest

from tests.company.directory import TOKEN, Directory, running, user
from tests.test_cli import rolewise

STAFF = "Name,Email,Title,Department\nAnn Loaf,ann@crumb.example,Accountant,Finance\n"
DUTIES = "duty,accountable,responsible\npays invoices,Ann Loaf,Finance\nfeeds the cat,,Finance\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "staff.csv").write_text(STAFF, encoding="utf-8")
    return tmp_path / "company.yml"


def test_an_import_is_set_up_and_a_sync_says_by_its_status_whether_anything_changed(path: Path):
    staff = path.parent / "staff.csv"
    where = {"ROLEWISE_COMPANY": str(path)}
    imported = rolewise("company", "import", str(staff), "--name", "Crumb", "--keep", **where)
    assert imported.returncode == 0, imported.stderr
    assert f"Set up in {path.with_name('company.sources.yml')}" in imported.stdout
    same = rolewise("company", "sync", **where)
    assert (same.returncode, same.stdout) == (0, "Nothing changed.\n"), same.stderr
    staff.write_text(STAFF.replace("Finance", "Money"), encoding="utf-8")
    before = path.read_bytes()
    tried = rolewise("company", "sync", "--dry-run", **where)
    assert (tried.returncode, path.read_bytes()) == (3, before)
    changed = rolewise("company", "sync", **where)
    assert changed.returncode == 3
    assert changed.stdout.replace("Wrote", "Would write") == tried.stdout
    assert "Finance" in changed.stdout
    assert "name: Crumb" in path.read_text(encoding="utf-8")
    staff.unlink()
    before = path.read_bytes()
    failed = rolewise("company", "sync", **where)
    assert (failed.returncode, failed.stdout, path.read_bytes()) == (1, "", before)
    assert "staff.csv: the file is missing" in failed.stderr


def test_a_directory_is_imported_with_the_token_of_the_environment(path: Path):
    with running(Directory([user("u1", "Ann Loaf"), user("u2", "Bob Rye", manager="u1")])) as directory:
        where = {"ROLEWISE_COMPANY": str(path), "ROLEWISE_SCIM_TOKEN": TOKEN}
        done = rolewise("company", "import", "--scim", directory.url, **where)
        assert done.returncode == 0, done.stderr
        assert "2 people and 0 who left" in done.stdout
        assert "manager: ann_loaf" in path.read_text(encoding="utf-8")
        refused = rolewise(
            "company", "import", "--scim", directory.url, "--replace", **where | {"ROLEWISE_SCIM_TOKEN": "x"}
        )
        assert refused.returncode == 1
        assert "refuses the token in ROLEWISE_SCIM_TOKEN (401)" in refused.stderr
        assert TOKEN not in done.stdout + done.stderr + path.read_text(encoding="utf-8")


def test_a_matrix_is_printed_or_written_in_each_form(path: Path):
    path.write_text("name: Crumb\nteams: {f: {name: Finance}}\npeople: {ann: {name: Ann Loaf}}\n", encoding="utf-8")
    path.with_suffix(".duties.csv").write_text(DUTIES, encoding="utf-8")
    where = {"ROLEWISE_COMPANY": str(path)}
    printed = rolewise("company", "matrix", **where)
    assert printed.returncode == 0, printed.stderr
    assert printed.stdout.endswith("- nobody is accountable for: feeds the cat\n")
    out = path.with_name("matrix.html")
    assert rolewise("company", "matrix", "--format", "html", "--out", str(out), **where).stdout == f"Wrote {out}\n"
    assert "<td>Ann Loaf</td>" in out.read_text(encoding="utf-8")
    table = rolewise("company", "matrix", "--format", "csv", **where).stdout
    assert [row["accountable"] for row in csv.DictReader(io.StringIO(table))] == ["Ann Loaf", ""]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["import"], 2, "Name a file to import, a directory with --scim, or --slack"),
        (["import", "a.csv", "--dates", "ymd"], 2, "--dates is 'ymd'"),
        (["matrix", "--format", "pdf"], 2, "--format is 'pdf'; it must be one of table, csv, html"),
        (["matrix", "--format", "csv", "--out", "/"], 2, "--out is a folder"),
        (["sync"], 1, "Nothing is set up"),
        (["import", "--scim", "http://directory.example/scim"], 1, "write https://"),
    ],
)
def test_a_mistake_is_one_clear_sentence(tmp_path: Path, arguments: list[str], code: int, message: str):
    done = rolewise("company", *arguments, ROLEWISE_COMPANY=str(tmp_path / "company.yml"), ROLEWISE_SCIM_TOKEN=TOKEN)
    assert (done.returncode, done.stdout) == (code, "")
    assert message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
