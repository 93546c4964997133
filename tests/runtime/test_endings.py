"""What is noted of a visitor's conversation that was erased: that it has ended, for as long as its token is good."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.runtime.erasure import Erased, forget, forget_older_than
from tests.runtime.events import converse, open_store, said, settings_in, slot
from tests.runtime.test_conversations import holds

VISITOR, OTHER_VISITOR = "web-" + "0" * 32, "web-" + "1" * 32


@pytest.mark.parametrize("by", ["herself", "an operator"])
def test_of_what_was_erased_nothing_is_noted_but_that_a_visitors_token_opens_it_no_more(tmp_path: Path, by: str):
    settings = settings_in(tmp_path)
    store = open_store(settings)
    for sender in (VISITOR, OTHER_VISITOR, "slack:T1:U1", "ann"):
        converse(store, sender, said("one"))
    for sender in (VISITOR, "slack:T1:U1", "ann"):
        if by == "herself":
            converse(store, sender, said("forget me"), slot("forget_me", True))
        else:
            forget(settings, sender)
    ended = {
        sender for sender in (VISITOR, OTHER_VISITOR, "slack:T1:U1", "ann") if asyncio.run(store.has_ended(sender))
    }
    assert ended == {VISITOR}
    assert not holds(settings, VISITOR)
    # Twice is no harm.
    assert forget(settings, VISITOR) == Erased(0, 0, 0)


def test_a_database_from_before_there_were_endings_gains_them(tmp_path: Path):
    settings = settings_in(tmp_path)
    converse(open_store(settings), VISITOR, said("one"))
    with closing(sqlite3.connect(settings.conversations)) as database, database:
        database.execute("DROP TABLE ended_conversations")
    assert forget_older_than(settings, 90) == Erased(0, 0, 0)
    assert forget(settings, VISITOR) == Erased(1, 1, 0)
    assert asyncio.run(open_store(settings).has_ended(VISITOR))


def test_an_ending_is_forgotten_when_no_token_is_good_any_more(tmp_path: Path):
    settings = settings_in(tmp_path)
    store = open_store(settings)
    converse(store, VISITOR, said("one"), slot("forget_me", True))
    forget_older_than(settings, 90)
    assert asyncio.run(store.has_ended(VISITOR))
    with closing(sqlite3.connect(settings.conversations)) as database, database:
        database.execute("UPDATE ended_conversations SET at = at - 86400 * ?", (settings.web_token_days + 1,))
    forget_older_than(settings, 90)
    assert not asyncio.run(store.has_ended(VISITOR))
