"""What the servers log: one line a record, each with its request, and never what anyone wrote."""

import asyncio
import json
import logging
import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import ModuleType

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

from bot.channels.slack import Socket
from bot.errors import StoreError
from bot.runtime import logs, tracing
from bot.runtime.process import last_words
from bot.settings import Settings
from tests.channels.visitor import request
from tests.monitoring.conftest import Watched, fake_actions, watched_bot
from tests.monitoring.talking import CHANNELS, JSON, REST, and_away, over_rest, over_web
from tests.runtime.test_apology import FakeActions

# What a person writes, and what a sender is called; nothing else is like them.
WORD, SENDER = "xylophagous", "quixotry"
TEXT = f"who feeds the {WORD} beetles"
ID = re.compile(r"[0-9a-f]{32}")


# ---- the id of a request


def test_a_message_has_one_id_from_its_answer_to_the_action_server(watched: Watched):
    assert watched.actions
    seen = set()
    for say in (over_rest, over_web, over_rest):
        id = say(watched, "hello").headers["X-Request-Id"]
        assert ID.fullmatch(id)
        seen.add(id)
        assert any(line["request_id"] == id for line in watched.lines(watched.rasa))
    id = over_rest(watched, "who handles customer grievances").headers["X-Request-Id"]
    assert any(line["request_id"] == id for line in watched.lines(watched.actions))
    assert len(seen) == 3


def test_nobody_chooses_an_id(watched: Watched):
    given = "a" * 32
    answer = request(watched.settings, "GET", "/health", headers={"X-Request-Id": given})
    assert ID.fullmatch(answer.headers["X-Request-Id"])
    assert answer.headers["X-Request-Id"] != given


def test_what_is_refused_has_an_id_too(watched: Watched):
    for method, path in (("GET", "/"), ("GET", "/nowhere"), ("POST", REST), ("GET", "/chat/history")):
        assert ID.fullmatch(request(watched.settings, method, path).headers["X-Request-Id"])


def test_what_comes_over_slacks_socket_is_a_request_of_its_own(monkeypatch):
    ids = []

    async def handle(self: Socket, client: object, req: object) -> None:
        ids.append(tracing.current())

    async def several() -> None:
        socket = Socket.__new__(Socket)
        for _ in range(3):
            await socket.handle(None, None)

    monkeypatch.setattr(AsyncSocketModeHandler, "handle", handle)
    asyncio.run(several())
    assert len(set(ids)) == 3
    assert all(ID.fullmatch(id) for id in ids)


def test_each_line_is_a_record(watched: Watched):
    for process in watched.servers.processes:
        for line in watched.lines(process):
            assert {"time", "level", "logger", "event", "request_id"} <= set(line) <= {*line, "error"}


# ---- nobody's words


ECHO = json.dumps({"error": WORD, "request_body": {"sender_id": SENDER, "text": TEXT}}).encode()
FAILURES = {
    "an error with all it was sent": (500, ECHO),
    "an unknown event": (200, json.dumps({"events": [{"event": WORD}], "responses": []}).encode()),
    "a wrong shape": (200, json.dumps({"events": WORD, "responses": [SENDER]}).encode()),
    "nothing": (200, b"{}"),
}


def all_is_said_and_goes_wrong(bot: Watched, actions: FakeActions) -> None:
    """The words and the sender come by in every way there is, and whatever can fail does."""
    for say in CHANNELS.values():
        actions.answer = FakeActions.answer
        say(bot, TEXT, sender=SENDER)
        actions.answer = FAILURES["an error with all it was sent"]
        say(bot, TEXT, sender=SENDER)
    for actions.answer in FAILURES.values():
        over_rest(bot, TEXT, sender=SENDER)
    and_away(bot, TEXT, SENDER)
    for path in (f"/{WORD}", f"/chat/history?after={WORD}", f"/chat/{WORD}"):
        request(bot.settings, "GET", path)
    for path in (REST, "/chat/messages", "/slack/events"):
        for body in (TEXT.encode(), json.dumps([TEXT]).encode(), json.dumps({"sender": TEXT}).encode()):
            request(bot.settings, "POST", path, body, JSON)
    with without_a_table(bot.settings.conversations), without_a_table(bot.settings.events):
        actions.answer = FakeActions.answer
        for name in ("rest", "rest as a stream", "web"):
            CHANNELS[name](bot, TEXT, sender=SENDER)


@contextmanager
def without_a_table(database: Path) -> Iterator[None]:
    """A database whose events are away."""
    for one, other in (("events", "away"), ("away", "events")):
        with closing(sqlite3.connect(database, timeout=20)) as connection, connection:
            connection.execute(f"ALTER TABLE {one} RENAME TO {other}")
        if one == "events":
            yield


def the_action_server_fails(bot: Watched) -> None:
    """With the words in its errors."""
    tracker = {"sender_id": SENDER, "slots": {}, "events": [], "latest_message": {"readings": [{WORD: TEXT}]}}
    for call in (
        {"next_action": "action_answer", "tracker": tracker, "sender_id": SENDER, "version": "3.6.21"},
        {"next_action": "action_answer", "tracker": TEXT, "version": "3.6.21"},
        {"next_action": "action_unknown", "tracker": tracker, "version": "3.6.21"},
        {"version": WORD},
        [TEXT],
    ):
        own = bot.settings.but(port=bot.settings.actions_port)
        shown = {**JSON, "Authorization": f"Bearer {bot.settings.actions_secret}"}
        request(own, "POST", "/webhook", json.dumps(call).encode(), shown)
        request(own, "GET", f"/{WORD}")


def words_in(log: str) -> list[str]:
    return [line for line in log.splitlines() if re.search(f"{WORD}|{SENDER}", line, re.IGNORECASE)]


def test_no_words_and_no_sender_are_logged_as_json(watched: Watched):
    the_action_server_fails(watched)
    # It begins a new log when it is started again.
    log = watched.log
    assert "A call was answered with" in log
    with watched.with_other_actions() as actions:
        all_is_said_and_goes_wrong(watched, actions)
    log += watched.log
    assert "Action 'action_answer' failed." in log
    assert words_in(log) == []


def test_no_words_and_no_sender_are_logged_for_people(settings: Settings, tmp_path: Path):
    with watched_bot(settings, tmp_path, "text", over_socket=True) as bot:
        bot.slack.connected()
        with fake_actions(bot.settings.actions_port) as actions:
            all_is_said_and_goes_wrong(bot, actions)
        bot.servers.start_actions()
        the_action_server_fails(bot)
        assert "Action 'action_answer' failed." in bot.log
        assert "A message over slack" in bot.log
        assert words_in(bot.log) == []


# ---- records by themselves


@pytest.fixture
def records(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Python's logging as it is in our servers, until the test is over."""
    before = logging.getLogRecordFactory(), logging.lastResort, logging.getLoggerClass(), logging.getLogger().handlers
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    yield
    logging.setLogRecordFactory(before[0])
    logging.lastResort = before[1]
    logging.setLoggerClass(before[2])
    logging.getLogger().handlers = before[3]
    logging.captureWarnings(False)


def logged(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    return json.loads(capsys.readouterr().err.splitlines()[-1])


@pytest.mark.parametrize(
    ("error", "ends"),
    [
        (ValueError(TEXT), "ValueError"),
        (KeyError(SENDER), "KeyError"),
        (FileNotFoundError(2, "No such file or directory", WORD), "FileNotFoundError: No such file or directory"),
        (sqlite3.OperationalError("database is locked"), "sqlite3.OperationalError: database is locked"),
        (sqlite3.IntegrityError(TEXT), "sqlite3.IntegrityError"),
        (StoreError("There is no store."), "bot.errors.StoreError: There is no store."),
    ],
)
def test_an_error_says_its_type_and_place_and_only_words_of_ours_or_the_systems(records, capsys, error, ends: str):
    logs.install("json")
    try:
        try:
            raise RuntimeError(TEXT)
        except RuntimeError as first:
            raise error from first
    except Exception:
        logging.getLogger("rasa.x").exception("It failed: %s", error)
    line = logged(capsys)
    assert line["error"].splitlines()[-1] == ends
    assert "test_logs.py" in line["error"]
    assert "RuntimeError" in line["error"]
    assert words_in(json.dumps(line)) == []


class Unreadable:
    def __str__(self) -> str:
        raise TypeError(TEXT)


@pytest.mark.parametrize(
    ("name", "said", "told"),
    [
        ("asyncio", f"Task exception was never retrieved\nfuture: <Task {TEXT}>", "Task exception was never retrieved"),
        (
            "rasa.core.x",
            f"Failed: (x) no such table\n[SQL: SELECT]\n[parameters: ('{TEXT}',)]",
            "Failed: (x) no such table",
        ),
        ("rasa.core.x", f"No more actions for sender '{SENDER}'.", "No more actions for sender ...."),
        ("rasa_sdk.endpoint", f"Exception in <Request: GET /{WORD}>", "Exception in <Request: ...>"),
        (
            "sanic.error",
            f"Exception occurred while handling uri: 'http://x/{WORD}'",
            "Exception occurred while handling uri: ...",
        ),
        ("rasa.core.x", "100% done", "100% done"),
        ("rasa.core.x", Unreadable(), "A record that cannot be read."),
        # Our own lines name a conversation where whoever runs the bot has to do something about it.
        (
            "bot.runtime.conversations",
            f"Conversation '{SENDER}' is still there",
            f"Conversation '{SENDER}' is still there",
        ),
    ],
)
def test_libraries_quote_nobody(records, capsys, name: str, said: str, told: str):
    logs.install("json")
    before = tracing.answering.set(tracing.Message(SENDER))
    try:
        logging.getLogger(name).error(said)
    finally:
        tracing.answering.reset(before)
    assert logged(capsys)["event"] == told


def test_events_of_rasas_are_told_without_their_data(records, capsys):
    import structlog

    library = ModuleType("rasa.__main__")
    library.configure_structlog = library.configure_colored_logging = lambda level: None  # type: ignore[attr-defined]
    before = structlog.get_config()
    logs.install("json")
    logs.take_over("json", library, library)
    try:
        library.configure_colored_logging(None)
        library.configure_structlog(None)
        try:
            raise ValueError(TEXT)
        except ValueError:
            structlog.get_logger("rasa.x").exception("rest.message.received.failure", text=TEXT)
    finally:
        structlog.configure(**before)
    line = logged(capsys)
    assert line["event"] == "rest.message.received.failure"
    assert line["error"].endswith("ValueError")
    assert words_in(json.dumps(line)) == []


def test_a_rasa_that_sets_up_logging_otherwise_is_left_alone(records, caplog):
    library = ModuleType("rasa.elsewhere")
    logs.take_over("json", library, library)
    assert caplog.text.count("sets up logging in another way") == 2
    assert not hasattr(library, "configure_structlog")


def test_the_last_words_of_a_process_are_told_in_whichever_format(tmp_path: Path, records, capsys):
    logs.install("json")
    sys.excepthook(StoreError, StoreError("There is no knowledge store."), None)
    log = tmp_path / "actions.log"
    log.write_text(capsys.readouterr().err, encoding="utf-8")
    assert last_words(log) == "StoreError: There is no knowledge store."
