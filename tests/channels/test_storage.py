"""Storage that fails under a running bot: whoever talks with it is told, others are answered, and it heals."""

import json
import sqlite3
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import yaml

from bot.settings import ROOT, Settings
from tests.channels.conftest import web_settings
from tests.channels.visitor import WHO, Visitor, request
from tests.conftest import Bot, running
from tests.runtime.mishaps import deleted, disk, full, in_use, overwritten, read_only

RESPONSES = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]
SORRY = RESPONSES["utter_storage_failed"][0]["text"]
FORGOTTEN = RESPONSES["utter_forgotten"][0]["text"]
GREETING = "hello"


@pytest.fixture(scope="module")
def bot(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A bot whose conversations are on a disk of their own."""
    folder = tmp_path_factory.mktemp("storage")
    with disk(folder / "disk") as own, running(web_settings(settings, folder).but(conversations=own / "c.db")) as bot:
        yield bot


def kept(bot: Bot, sender: str) -> int:
    with closing(sqlite3.connect(bot.settings.conversations)) as database:
        return database.execute("SELECT count(*) FROM events WHERE sender_id = ?", (sender,)).fetchone()[0]


def streamed(bot: Bot, sender: str, text: str) -> list[str]:
    """What the shell gets."""
    url = f"http://{bot.settings.host}:{bot.settings.port}/webhooks/rest/webhook?stream=true"
    body = json.dumps({"sender": sender, "message": text}).encode()
    sent = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(sent, timeout=30) as answer:
        return [json.loads(line)["text"] for line in answer]


@pytest.mark.parametrize("sender", ["\ud800", "x" * 300])
def test_a_sender_nobody_else_would_have_stops_no_other(bot: Bot, sender: str):
    with pytest.raises(urllib.error.HTTPError, match="400"):
        bot.say(GREETING, sender)
    assert bot.say(GREETING, "bob").text not in ("", SORRY)


def test_a_damaged_conversation_begins_anew_and_stops_no_other(bot: Bot):
    visitor, other = Visitor(bot.settings), Visitor(bot.settings)
    for each in (visitor, other):
        each.say(WHO)
    with closing(sqlite3.connect(bot.settings.conversations)) as database, database:
        damage = "UPDATE events SET data = '{' WHERE sender_id = (SELECT sender_id FROM events WHERE id = ?)"
        (first,) = database.execute("SELECT max(id) FROM events").fetchone()
        database.execute(damage, (first,))
    histories = [each.history()["latest"] for each in (visitor, other)]
    assert histories == [2, 0]
    for each in (visitor, other):
        assert each.say(WHO).events[-1][0] == "done"


@pytest.mark.parametrize("mishap", [full, read_only, in_use])
def test_what_cannot_be_kept_is_not_said_but_told_and_can_be_said_again(bot: Bot, mishap):
    visitor = Visitor(bot.settings)
    with mishap(bot.settings.conversations):
        [(name, data)] = visitor.say(GREETING).events
        assert (name, data["code"]) == ("error", "failed")
        assert bot.say(GREETING, "ann").text == SORRY
        assert streamed(bot, "ann", GREETING) == [SORRY]
        assert request(bot.settings, "GET", "/health").status == 200
    assert visitor.say(GREETING).events[-1][0] == "done"
    assert SORRY not in bot.say(GREETING, "ann").text
    assert kept(bot, "ann") > 0


@pytest.mark.parametrize("mishap", [full, read_only, in_use])
def test_nobody_is_told_to_be_forgotten_who_is_not(bot: Bot, mishap):
    sender = f"forgetful-{mishap.__name__}"
    bot.say("forget me", sender)
    before = kept(bot, sender)
    with mishap(bot.settings.conversations):
        said = bot.say("yes", sender).text
    assert SORRY in said
    assert FORGOTTEN not in said
    assert kept(bot, sender) == before > 0


def test_who_is_told_to_be_forgotten_is(bot: Bot):
    bot.say(GREETING, "forgetful")
    bot.say("forget me", "forgetful")
    assert bot.say("yes", "forgetful").text == FORGOTTEN
    assert kept(bot, "forgetful") == 0


def test_a_database_in_use_holds_up_nothing_but_its_conversations(bot: Bot):
    visitor = Visitor(bot.settings)
    waits: list[float] = []
    with in_use(bot.settings.conversations):
        asked = threading.Thread(target=lambda: waits.append(timed(lambda: visitor.say(GREETING))))
        asked.start()
        healths = []
        while asked.is_alive():
            healths.append(timed(lambda: request(bot.settings, "GET", "/health")))
            time.sleep(0.05)
    assert len(healths) > 5
    assert max(healths) < 2
    assert waits[0] < 15
    assert visitor.say(GREETING).events[-1][0] == "done"


def timed(work) -> float:
    begun = time.monotonic()
    work()
    return time.monotonic() - begun


@pytest.mark.parametrize("mishap", [deleted, overwritten])
def test_a_lost_file_is_begun_anew_by_the_next_message(bot: Bot, mishap):
    visitor = Visitor(bot.settings)
    visitor.say(GREETING)
    mishap(bot.settings.conversations)
    assert visitor.history() == {"messages": [], "latest": 0}
    assert visitor.say(GREETING).events[-1][0] == "done"
    assert visitor.history()["latest"] == 2


def test_nothing_personal_is_in_the_log(bot: Bot):
    with in_use(bot.settings.conversations):
        assert SORRY in bot.say("who keeps my secret", "secretive").text
    logs = "".join(path.read_text() for path in Path(bot.settings.logs).glob(f"*{bot.settings.port}*"))
    assert "A turn came to nothing" in logs
    assert "secret" not in logs
