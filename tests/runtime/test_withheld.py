"""What is kept of a turn in which somebody was in distress: that there was one, and where it left the conversation."""

import sqlite3
from contextlib import closing
from pathlib import Path

from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, Event, SlotSet, UserUttered

from bot.channels.transcript import transcript
from bot.runtime.withheld import NEUTRAL, WORDLESS, without_trouble
from tests.runtime.events import converse, open_store, settings_in

WORDS = "my husband beats me"
READ = {"readings": [{"asked": "in_distress", "sure": 1.0}], "text": WORDS}


def distressed() -> list[Event]:
    return [
        UserUttered(WORDS, {"name": "in_distress", "confidence": 1.0}, parse_data=READ, message_id="m7"),
        ActionExecuted("action_comfort"),
        BotUttered("call somebody", {"custom": {"document": {"blocks": []}}}),
        SlotSet("requested_slot", None),
        ActiveLoop(None),
        ActionExecuted("action_listen"),
    ]


def asked(text: str) -> list[Event]:
    return [
        UserUttered(text, {"name": "ask_duties", "confidence": 1.0}, message_id="m8"),
        ActionExecuted("action_answer"),
        BotUttered(f"answer to {text}"),
        ActionExecuted("action_listen"),
    ]


def test_neither_words_nor_what_was_done_is_kept():
    kept = without_trouble(distressed())
    said, done, answered, slot, loop, listening = kept
    assert (said.text, said.intent_name, said.message_id != "m7") == (WORDLESS, "nlu_fallback", True)
    assert done.action_name == NEUTRAL
    assert answered.data.get("custom") is None
    assert (slot.key, loop.name, listening.action_name) == ("requested_slot", None, "action_listen")
    told = " ".join(str(event.as_dict()) for event in kept)
    assert not any(word in told for word in ("husband", "distress", "comfort", "call somebody", "m7"))


def test_other_turns_are_kept_as_they_are():
    before, after = asked("before"), asked("after")
    kept = without_trouble([*before, *distressed(), *after])
    assert kept[: len(before)] == before
    assert kept[-len(after) :] == after


def test_numbers_in_the_transcript_stay_so_that_no_later_answer_is_taken_for_an_earlier_one():
    events = [*asked("before"), *distressed(), *asked("after")]
    before, after = transcript(events), transcript(without_trouble(events))
    assert [entry.seq for entry in after] == [entry.seq for entry in before]
    assert [entry.text for entry in after][-1] == "answer to after"


def test_not_a_letter_of_it_is_in_any_file(tmp_path: Path):
    settings = settings_in(tmp_path)
    store = open_store(settings)
    converse(store, "ann", *asked("what does a baker do"), *distressed())
    converse(store, "ann", *asked("and a nurse"))
    files = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"a baker do" in files
    assert not any(word in files for word in (b"husband", b"distress", b"comfort", b"call somebody"))
    with closing(sqlite3.connect(settings.conversations)) as database:
        assert database.execute("SELECT count(*) FROM events").fetchone() == (14,)
