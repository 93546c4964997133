"""Importing releases with the rolewise command: what is written, what is kept, what is said."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot.knowledge.store import Store
from tests.knowledge.releases import esco_tables, onet_tables, write_csv, write_text, write_zip
from tests.test_cli import rolewise


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A local web server: its address and the folder it serves."""
    folder = tmp_path / "www"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", folder
    server.shutdown()
    thread.join()
    server.server_close()


def onet_roles(path: Path) -> list[str]:
    return [role for role in Store(path).titles if role.startswith("onet_")]


def test_imports_into_one_file_add_up_beside_the_built_in_roles(tmp_path: Path):
    out = tmp_path / "all.db"
    write_text(tmp_path / "onet", onet_tables())
    write_csv(tmp_path / "esco", esco_tables())
    first = rolewise("knowledge", "import", "onet", str(tmp_path / "onet"), "--out", str(out))
    assert (first.returncode, first.stdout.split(" roles")[0]) == (0, f"Wrote {len(Store(out).titles)}")
    assert rolewise("knowledge", "import", "esco", str(tmp_path / "esco"), "--out", str(out)).returncode == 0
    store = Store(out)
    assert {"general_manager", "onet_51_3011_00", "esco_ab_1"} <= set(store.titles)
    assert store.releases().keys() == {"onet", "esco"}
    # Importing a release again replaces it.
    fewer = onet_tables()
    fewer["Occupation Data"] = fewer["Occupation Data"][:2]
    write_text(tmp_path / "onet", fewer)
    assert rolewise("knowledge", "import", "onet", str(tmp_path / "onet"), "--out", str(out)).returncode == 0
    assert onet_roles(out) == ["onet_51_3011_00", "onet_43_4151_00"]
    assert "esco_ab_1" in Store(out)
    shown = rolewise("knowledge", "show", "certified master baker", "--knowledge", str(out))
    assert "title: Baker" in shown.stdout


def test_a_damaged_release_leaves_the_old_store_as_it_is(tmp_path: Path):
    out = tmp_path / "onet.db"
    release = write_text(tmp_path / "onet", onet_tables())
    assert rolewise("knowledge", "import", "onet", str(release), "--out", str(out)).returncode == 0
    before = out.read_bytes()
    tables = onet_tables()
    tables["Task Statements"][2]["Task"] = ""
    done = rolewise("knowledge", "import", "onet", str(write_text(release, tables)), "--out", str(out))
    assert done.returncode == 1
    assert "Task Statements.txt, row 4, column 'Task': the task is empty." in done.stderr
    assert out.read_bytes() == before
    assert list(tmp_path.glob("onet.db*")) == [out]


def test_a_file_that_is_no_store_is_not_written_over(tmp_path: Path):
    release = write_text(tmp_path / "onet", onet_tables())
    out = tmp_path / "diary.txt"
    out.write_text("Dear diary")
    done = rolewise("knowledge", "import", "onet", str(release), "--out", str(out))
    assert (done.returncode, out.read_text()) == (1, "Dear diary")
    assert "is not a knowledge store" in done.stderr


def test_a_release_can_be_downloaded(tmp_path: Path, served: tuple[str, Path]):
    address, folder = served
    write_zip(folder / "db.zip", onet_tables())
    out = tmp_path / "onet.db"
    done = rolewise("knowledge", "import", "onet", "--download", f"{address}/db.zip", "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert len(onet_roles(out)) == 3


def test_an_address_that_fails_is_named(tmp_path: Path, served: tuple[str, Path]):
    address, _ = served
    for url, message in (
        (f"{address}/none.zip", f"{address}/none.zip cannot be fetched (HTTP Error 404"),
        ("file:///etc/hosts", "must begin with https:// or http://"),
    ):
        done = rolewise("knowledge", "import", "onet", "--download", url, "--out", str(tmp_path / "onet.db"))
        assert done.returncode == 1
        assert message in done.stderr


@pytest.mark.parametrize("arguments", [[], ["somewhere", "--download", "http://127.0.0.1/x.zip"]])
def test_exactly_one_release_is_to_be_named(arguments: list[str]):
    done = rolewise("knowledge", "import", "onet", *arguments)
    assert done.returncode == 2
    assert "one of them" in done.stderr
