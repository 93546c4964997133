"""Answers as Slack messages: what real ones look like, what can be pressed in them, and what becomes of them."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.knowledge import Known
from bot.saying.document import Document, Paragraph, Span
from bot.slack import names
from bot.slack.answers import MESSAGE_JSON, MESSAGE_TEXT, Drawn, chosen, drawn, shareable, thanked
from bot.slack.blocks import json_size
from bot.slack.texts import texts
from tests.slack.documents import LINES, NASTY, TEXTS, documents, tables
from tests.slack.examples import ANSWERS, Entry, entry, said
from tests.slack.shown import blocks_of, letters, pressed, problems, shown, values, words

BAKES = Document((Paragraph((Span("Bakes."),)),), (Span("Ours"),))


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_real_answer_keeps_the_rules_and_loses_no_word(known: Known, kind: str):
    entries = said(ANSWERS[kind](known))
    messages = drawn(entries, feedback="7", share=True)
    assert problems(messages, ["U04ISLA001"]) == []
    told = words(" ".join(entry.text for entry in entries))
    assert told <= words(" ".join(shown(blocks_of(messages))))
    # Those who are read to hear the same, but for ids, in whose place they hear the name.
    assert told - {"u04isla001"} <= words(" ".join(message.text for message in messages))


def test_only_who_the_company_file_gives_an_id_is_mentioned(known: Known):
    told = shown(blocks_of(drawn(said(ANSWERS["who_is_here"](known)))))
    (mention,) = [text for text in told if "<@" in text]
    assert mention.endswith(" Write to <@U04ISLA001> or i@x.example.")
    (other,) = [text for text in told if "@rui" in text]
    assert other.endswith(" Write to @rui.")


def test_what_has_no_document_is_its_text_in_lines():
    (message,) = drawn([Entry("Hello.\n- *One*\n\nSee https://x.example.")])
    assert shown(message.blocks) == ["Hello.\n- *One*\nSee https://x.example."]
    assert problems([message]) == []


@pytest.mark.parametrize(
    "blocks", [None, 7, [7], [{"type": "map"}], [{"type": "list"}], [{"type": "bars", "bars": [7]}]]
)
def test_a_document_of_another_version_is_told_by_its_text(blocks: Any):
    assert shown(blocks_of(drawn([Entry("Bakes.", document={"blocks": blocks})]))) == ["Bakes."]


@pytest.mark.parametrize("people", [7, "U04ISLA001", [None], [{"slack": 7, "name": "Rui"}], [{"slack": "U04ISLA001"}]])
def test_people_of_another_version_are_passed_over(people: Any):
    data = entry(Document((Paragraph((Span("U04ISLA001", member="U04ISLA001"),)),))).document
    messages = drawn([Entry("", answer={"people": people}, document=data)])
    assert problems(messages) == []
    assert shown(blocks_of(messages)) == ["U04ISLA001"]


@pytest.mark.parametrize("entries", [[], [Entry(" ")], [entry(Document())]])
def test_what_was_said_with_nothing_in_it_is_answered_all_the_same(entries: list[Entry]):
    assert [message.text for message in drawn(entries)] == [texts()["nothing"]]


def test_several_answers_of_one_turn_follow_each_other():
    (message,) = drawn([Entry("First."), entry(BAKES), Entry("Last.")])
    assert shown(message.blocks) == ["First.", "Bakes.", "Ours", "Last."]


# ---- choices, feedback, sharing


def offering(*payloads: str, text: str = "Which?") -> list[Entry]:
    return [Entry(text, [{"title": f"Choice {payload[:20]}", "payload": payload} for payload in payloads])]


def test_up_to_six_choices_are_buttons_and_more_are_a_menu():
    few = blocks_of(drawn(offering(*"abcdef")), "actions")
    assert pressed(few) == [f"{names.CHOOSE}-{number}" for number in range(6)]
    (menu,) = blocks_of(drawn(offering(*"abcdefg")), "actions")
    assert [option["value"] for option in menu["elements"][0]["options"]] == [*"abcdefg"]
    assert menu["elements"][0]["action_id"].startswith(names.CHOOSE_MENU)


@pytest.mark.parametrize(
    ("payloads", "buttons", "listed"),
    [
        (["x" * 151, *"abcde"], ["x" * 151, *"abcde"], []),
        (["x" * 2000], ["x" * 2000], []),
        (["x" * 2001, "a"], ["a"], ["Choice " + "x" * 20]),
        (["a\x00"], [], ["Choice a"]),
        ([" a"], [], ["Choice  a"]),
        ([""], [], ["Choice"]),
    ],
)
def test_a_choice_that_slack_cannot_carry_is_still_told(payloads: list[str], buttons: list[str], listed: list[str]):
    messages = drawn(offering(*payloads))
    assert problems(messages) == []
    found = blocks_of(messages, "actions")
    assert [each["value"] for block in found for each in block["elements"]] == buttons
    assert shown(blocks_of(messages, "rich_text"))[1:] == listed


def test_feedback_and_share_are_in_the_last_message_only():
    entries = [Entry("- " + "a long line of it " * 50) for _ in range(20)]
    *others, last = drawn(entries, feedback="7", share=True)
    assert others
    assert [pressed(message.blocks) for message in others] == [[] for _ in others]
    assert pressed(last.blocks) == [names.HELPFUL, names.UNHELPFUL, names.SHARE]
    assert [each["value"] for each in last.blocks[-1]["elements"]] == ["7", "7", names.SHARE]


def test_without_feedback_or_share_nothing_can_be_pressed():
    assert pressed(blocks_of(drawn([entry(BAKES)]))) == []


@pytest.mark.parametrize("payloads", [[*"abc"], [*"abcdefgh"]])
def test_a_choice_made_is_said_in_place_of_the_choices(payloads: list[str]):
    (message,) = drawn(offering(*payloads), feedback="7", share=True)
    after = chosen(message.blocks, "<!channel> *b*")
    assert shown(after)[:2] == ["Which?", "✓ <!channel> *b*"]
    assert pressed(after) == [names.HELPFUL, names.UNHELPFUL, names.SHARE]
    assert problems([Drawn(message.text, after)]) == []


@pytest.mark.parametrize(("helpful", "thanks"), [(True, "thanks_helpful"), (False, "thanks_unhelpful")])
def test_feedback_is_thanked_for_in_its_place(helpful: bool, thanks: str):
    (message,) = drawn(offering("a"), feedback="7", share=True)
    after = thanked(message.blocks, helpful)
    assert texts()[thanks] in shown(after)
    assert pressed(after) == [f"{names.CHOOSE}-0", names.SHARE]
    assert problems([Drawn(message.text, after)]) == []


def test_what_is_shared_has_nothing_to_press():
    (message,) = drawn([entry(BAKES), *offering("a")], feedback="7", share=True)
    after = shareable(message.blocks)
    assert pressed(after) == []
    assert after == [block for block in message.blocks if block["type"] != "actions"]


def test_a_message_that_offers_nothing_stays_as_it_is():
    (message,) = drawn([Entry("Hello.")])
    assert chosen(message.blocks, "a") == thanked(message.blocks, True) == shareable(message.blocks) == message.blocks


# ---- any texts

BUTTONS = st.lists(st.fixed_dictionaries({"title": TEXTS, "payload": TEXTS}), max_size=8)
TURNS = st.lists(st.builds(Entry, TEXTS, BUTTONS) | st.builds(entry, documents(LINES | tables())), max_size=3)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(Entry, TEXTS, BUTTONS), min_size=1, max_size=4))
def test_any_text_keeps_slack_s_rules_and_loses_nothing(entries: list[Entry]):
    messages = drawn(entries, feedback="7", share=True)
    assert problems(messages) == []
    assert all(json_size(message.blocks) <= MESSAGE_JSON and len(message.text) <= MESSAGE_TEXT for message in messages)
    seen = Counter(letters("".join(shown(blocks_of(messages)))))
    assert not Counter(letters("".join(entry.text for entry in entries))) - seen
    offered = {button["payload"] for entry in entries for button in entry.buttons}
    assert set(values(blocks_of(messages))) <= offered | {"7", names.SHARE}


@settings(max_examples=30, deadline=None)
@given(TURNS, NASTY, st.booleans())
def test_changed_messages_keep_slack_s_rules_as_well(entries: list[Entry], label: str, helpful: bool):
    for message in drawn(entries, feedback="7", share=True):
        changed = chosen(message.blocks, label), thanked(message.blocks, helpful)
        after = [Drawn(message.text, blocks) for blocks in changed]
        if shareable(message.blocks):
            after.append(Drawn(message.text, shareable(message.blocks)))
        assert problems(after) == []
