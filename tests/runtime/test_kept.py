"""Where what is kept of conversations is found: in our files, or in what an endpoints file names."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import yaml

from benchmarks.drills.storage_servers import PostgreSQL
from bot.errors import RunError
from bot.runtime.broker import ReportBroker
from bot.runtime.conversations import ForgettingTrackerStore
from bot.runtime.erasure import Erased, forget, forget_older_than
from bot.runtime.kept import called, databases
from bot.runtime.reports import report
from bot.settings import ROOT, Settings
from tests.runtime.events import DOMAIN, converse, outcome, said, settings_in
from tests.test_cli import rolewise

STORE, BROKER = "bot.runtime.conversations.ForgettingTrackerStore", "bot.runtime.broker.ReportBroker"


def naming(folder: Path, **parts: Any) -> Settings:
    """Settings with the project's own endpoints but for some parts."""
    own = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
    path = folder / "endpoints.yml"
    path.write_text(yaml.safe_dump({**own, **parts}), encoding="utf-8")
    return settings_in(folder).but(endpoints=path)


@pytest.fixture
def settings(tmp_path: Path, cluster: PostgreSQL, address: str) -> Settings:
    """Conversations and events, each in a database of one PostgreSQL."""
    events = cluster.new_database(str(sa.engine.make_url(address).database) + "_events")
    return naming(tmp_path, tracker_store={"type": STORE, "url": address}, event_broker={"type": BROKER, "url": events})


def open_store(settings: Settings) -> ForgettingTrackerStore:
    where = databases(settings)
    assert where.events is not None
    broker = ReportBroker(host=where.events.render_as_string(hide_password=False))
    address = where.conversations.render_as_string(hide_password=False)
    return ForgettingTrackerStore(DOMAIN, host=address, event_broker=broker)


def test_an_operator_forgets_somebody_in_postgresql_and_nobody_else(settings: Settings):
    store = open_store(settings)
    for sender in ("ann", "bob"):
        converse(store, sender, said("peace"), outcome("who makes peace"))
    assert forget(settings, "ann") == Erased(1, 2, 1)
    assert forget(settings, "ann") == Erased(0, 0, 0)
    assert [(line.question, line.count) for line in report(settings)] == [("who makes peace", 1)]
    assert forget(settings, "bob") == Erased(1, 2, 1)


def test_conversations_in_postgresql_go_when_their_time_is_over(settings: Settings):
    store = open_store(settings)
    converse(store, "ann", said("peace", 91), outcome("who makes peace", age=91))
    converse(store, "bob", said("peace"), outcome("who makes peace"))
    assert forget_older_than(settings, 90) == Erased(1, 2, 1)


def test_reports_are_made_from_postgresql(settings: Settings):
    converse(open_store(settings), "ann", *map(outcome, ("who cooks", "Who cooks?", "who bakes")))
    assert [(line.question, line.count) for line in report(settings)] == [("who cooks", 2), ("who bakes", 1)]


def test_the_commands_say_which_databases_they_mean(settings: Settings):
    converse(open_store(settings), "ann", said("peace"), outcome("who makes peace"))
    environment = {"ROLEWISE_ENDPOINTS": str(settings.endpoints)}
    told = rolewise("report", **environment)
    assert (told.returncode, "who makes peace" in told.stdout) == (0, True), told.stderr
    done = rolewise("forget", "ann", **environment)
    where = databases(settings)
    assert where.events is not None
    names = called(where.conversations), called(where.events)
    assert done.stdout == f"Erased 1 conversation: 2 events from {names[0]}, 1 from {names[1]}.\n", done.stderr
    assert names[0].startswith("test_")


def test_a_database_is_named_in_parts_and_by_variables_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("A_PASSWORD", "pa$$w@rd")
    parts = {"type": STORE, "dialect": "postgresql", "url": "db.internal", "port": 6432, "db": "talks"}
    settings = naming(tmp_path, tracker_store={**parts, "username": "bot", "password": "${A_PASSWORD}"})
    found = databases(settings).conversations
    assert (found.host, found.port, found.database, found.password) == ("db.internal", 6432, "talks", "pa$$w@rd")
    assert called(found) == "talks on db.internal"


def test_files_that_an_endpoints_file_names_are_found_too(tmp_path: Path):
    own = databases(settings_in(tmp_path))
    assert databases(naming(tmp_path)) == own
    assert called(own.conversations) == "conversations.db"


@pytest.mark.parametrize(
    ("store", "told"),
    [
        ({"type": "mongod", "url": "mongodb://127.0.0.1"}, "names no SQL database for conversations"),
        (None, "names no SQL database for conversations"),
        ({"type": STORE, "url": "${NOWHERE_SET}"}, "asks for the variable NOWHERE_SET, which is not set"),
        ({"type": STORE, "url": "nothing://known"}, "nothing"),
        ({"type": STORE, "url": "postgresql://nobody@127.0.0.1:1/nothing"}, "The database nothing on 127.0.0.1 cannot"),
    ],
)
def test_what_nothing_can_be_erased_from_is_said(tmp_path: Path, store: Any, told: str):
    with pytest.raises(RunError, match=told):
        forget(naming(tmp_path, tracker_store=store), "ann")


def test_endpoints_that_cannot_be_read_are_named(tmp_path: Path):
    with pytest.raises(RunError, match=r"ROLEWISE_ENDPOINTS names .*missing\.yml, which cannot be read"):
        forget(settings_in(tmp_path).but(endpoints=tmp_path / "missing.yml"), "ann")


def test_events_that_are_published_elsewhere_are_in_no_report_and_hinder_no_erasing(tmp_path: Path):
    settings = naming(tmp_path, event_broker={"type": "kafka", "url": "127.0.0.1"})
    assert forget(settings, "ann") == forget_older_than(settings, 90) == Erased(0, 0, 0)
    with pytest.raises(RunError, match="names no SQL database for events"):
        report(settings)
