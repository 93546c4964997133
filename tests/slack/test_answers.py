"""Answers as Slack messages: what real ones look like, and that any keeps Slack's limits and loses nothing."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.knowledge import Known
from bot.saying.answer import Answer, DutyRef, FactRef, PersonRef, RoleRef, SourceRef
from bot.slack import names
from bot.slack.answers import MESSAGE_JSON, MESSAGE_TEXT, Drawn, chosen, drawn, shareable, thanked
from bot.slack.blocks import json_size
from bot.slack.texts import texts
from tests.slack.blockkit import message_problems, mrkdwn_problems
from tests.slack.examples import ANSWERS, Entry, said
from tests.slack.shown import letters, shown, words

BAKER, SHOP = RoleRef("baker", "Baker"), RoleRef("shop", "Shop Manager")


def problems(messages: Sequence[Drawn], mentionable: Sequence[str] = ()) -> list[str]:
    found = []
    for message in messages:
        found += message_problems(message.text, message.blocks)
        for text in (message.text, *mrkdwn_in(message.blocks)):
            found += mrkdwn_problems(text, mentionable)
    return found


def mrkdwn_in(part: Any) -> list[str]:
    if isinstance(part, dict):
        return [part["text"]] if part.get("type") == "mrkdwn" else mrkdwn_in(list(part.values()))
    return [text for each in part for text in mrkdwn_in(each)] if isinstance(part, list) else []


def blocks_of(messages: Sequence[Drawn], kind: str = "") -> list[dict[str, Any]]:
    return [block for message in messages for block in message.blocks if kind in ("", block["type"])]


def pressed(blocks: Sequence[dict[str, Any]]) -> list[str]:
    return [each["action_id"] for block in blocks if block["type"] == "actions" for each in block["elements"]]


# ---- real answers


@pytest.mark.parametrize("kind", ANSWERS)
def test_a_real_answer_keeps_the_rules_and_loses_no_word(known: Known, kind: str):
    entries = said(ANSWERS[kind](known))
    messages = drawn(entries, feedback="7", share=True)
    assert problems(messages, ["U04ISLA001"]) == []
    told = words(" ".join(entry.text for entry in entries))
    assert told <= words(" ".join(shown(blocks_of(messages))))
    # Those who are read to hear the same, but for ids, in whose place they hear the name.
    assert told - {"u04isla001"} <= words(" ".join(message.text for message in messages))


def test_a_role_is_a_card_with_its_facts_in_fields(known: Known):
    messages = drawn(said(ANSWERS["scope"](known)))
    assert [block["type"] for block in blocks_of(messages)] == ["header", "section", "context"]
    assert shown(blocks_of(messages, "header")) == ["Operations Manager"]
    assert [text.split("\n")[0] for text in shown(blocks_of(messages, "section"))] == [
        "*How wide the role is*",
        "*Where it is needed*",
    ]


def test_a_role_s_duties_are_a_list_under_its_title(known: Known):
    messages = drawn(said(ANSWERS["role"](known)))
    assert [block["type"] for block in blocks_of(messages)] == ["header", "rich_text", "header", "rich_text", "context"]
    assert "Keeps discipline among employees." in shown(blocks_of(messages, "rich_text"))


def test_a_comparison_is_a_table(known: Known):
    (message,) = drawn(said(ANSWERS["comparison"](known)))
    (found,) = blocks_of([message], "table")
    assert [shown(row)[0] for row in found["rows"]] == [
        texts()["aspect"],
        "What only the one does",
        "Scope",
        "Where they are needed",
    ]
    assert shown(found["rows"][0])[1:] == ["General Manager", "Operations Manager"]
    # The table stands for its texts, and is not said twice.
    others = [block for block in message.blocks if block["type"] != "table"]
    assert "Keeps discipline among employees." not in shown(others)


def test_a_comparison_too_large_for_a_table_is_lists():
    duties = tuple(
        DutyRef(f"{role}{number}", f"{role} duty {number} " + "x" * 200, role, "responsible")
        for role in ("baker", "shop")
        for number in range(40)
    )
    messages = drawn(said(Answer("comparison", (BAKER, SHOP), duties)))
    assert blocks_of(messages, "table") == []
    assert len(messages) > 1
    assert problems(messages) == []
    items = set(shown(blocks_of(messages)))
    assert {duty.statement for duty in duties} <= items


def test_gaps_are_bars(known: Known):
    said_in_bars = [line for line in shown(blocks_of(drawn(said(ANSWERS["path"](known))))) if "▮" in line]
    assert "▮▮▮▮▮▮▮▯▯▯ Mathematics 46 → 73" in said_in_bars


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Missing: Kneading (90), Patience (60).", ["Missing:", "▮▮▮▮▮▮▮▮▮▯ Kneading 90", "▮▮▮▮▮▮▯▯▯▯ Patience 60"]),
        ("Kneading (90); ask me more", ["▮▮▮▮▮▮▮▮▮▯ Kneading 90", "ask me more"]),
        ("- Get: Kneading (90), so.", ["Get:", "▮▮▮▮▮▮▮▮▮▯ Kneading 90", "so"]),
        ("Kneading (90), not Patience (60)", ["Kneading (90), not Patience (60)"]),
        ("Kneading (91)", ["Kneading (91)"]),
    ],
)
def test_only_figures_that_stand_in_a_row_are_bars(text: str, lines: list[str]):
    facts = (FactRef("missing_skill", "baker", "Kneading", need=90), FactRef("skill", "baker", "Patience", need=60))
    data = Answer("path", (BAKER,), facts=facts).payload()["answer"]
    assert shown(blocks_of(drawn([Entry(text, answer=data)]))) == lines


def test_sources_are_small_print_with_links(known: Known):
    (found,) = blocks_of(drawn(said(ANSWERS["summary"](known))), "context")
    (text,) = mrkdwn_in(found)
    assert text.startswith("Source: <https://www.onetonline.org/link/summary/13-2011.00|O*NET OnLine: Accountants")


def test_only_who_the_company_file_gives_an_id_is_mentioned(known: Known):
    messages = drawn(said(ANSWERS["who_is_here"](known)))
    mentioned = [text for text in mrkdwn_in(blocks_of(messages)) if "<@" in text]
    assert mentioned == ["To reach: Slack <@U04ISLA001>, i@x.example"]
    assert "To reach: Slack @rui" in shown(blocks_of(messages))


@pytest.mark.parametrize("handle", ["rui", "@rui", "here", "U1", "U04ISLA001|x", "u04isla001"])
def test_who_has_no_member_id_is_not_mentioned(handle: str):
    messages = drawn(said(Answer("person", (BAKER,), people=(PersonRef("Rui", "baker", slack=handle),))))
    assert problems(messages) == []
    assert f"To reach: Slack {handle}" in shown(blocks_of(messages))


def test_nobody_is_mentioned_whom_only_the_question_names():
    asked = "<@U04ISLA001> U04ISLA001 <!channel>"
    messages = drawn(said(Answer("unknown_duty", unanswered=(asked,))))
    assert problems(messages) == []
    assert any(asked in text for text in shown(blocks_of(messages)))


def test_how_far_the_finder_is_stands_above_its_question():
    (message,) = drawn([Entry("(3 of 21) Would you like to bake?", [{"title": "Like", "payload": "Like"}])])
    assert shown(message.blocks)[:2] == ["Question 3 of 21", "Would you like to bake?"]


def test_what_was_said_with_nothing_in_it_is_answered_all_the_same():
    assert [message.text for message in drawn([])] == [texts()["nothing"]]


def test_several_answers_of_one_turn_follow_each_other():
    duties = DutyRef("a", "Bakes.", "baker", "responsible"), DutyRef("b", "Sells.", "shop", "responsible")
    compared = said(Answer("comparison", (BAKER, SHOP), duties))
    messages = drawn([Entry("First."), *compared, *compared])
    # Slack takes one table a message.
    assert [len(blocks_of([message], "table")) for message in messages] == [1, 1]
    assert shown(messages[0].blocks)[0] == "First."


# ---- choices, feedback, sharing


def offering(*payloads: str, text: str = "Which?") -> list[Entry]:
    return [Entry(text, [{"title": f"Choice {payload[:20]}", "payload": payload} for payload in payloads])]


def test_up_to_five_choices_are_buttons_and_more_are_a_menu():
    few = blocks_of(drawn(offering(*"abcde")), "actions")
    assert pressed(few) == [f"{names.CHOOSE}-{number}" for number in range(5)]
    (menu,) = blocks_of(drawn(offering(*"abcdef")), "actions")
    assert [option["value"] for option in menu["elements"][0]["options"]] == [*"abcdef"]
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


def test_feedback_and_share_are_in_the_last_message_only(known: Known):
    entries = [Entry("- " + "a long line of it " * 50) for _ in range(20)]
    *others, last = drawn(entries, feedback="7", share=True)
    assert others
    assert [pressed(message.blocks) for message in others] == [[] for _ in others]
    assert pressed(last.blocks) == [names.HELPFUL, names.UNHELPFUL, names.SHARE]
    assert [each["value"] for each in last.blocks[-1]["elements"]] == ["7", "7", names.SHARE]


def test_without_feedback_or_share_nothing_can_be_pressed(known: Known):
    assert pressed(blocks_of(drawn(said(ANSWERS["role"](known))))) == []


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


def test_what_is_shared_has_nothing_to_press(known: Known):
    (message,) = drawn([*said(ANSWERS["scope"](known)), *offering("a")], feedback="7", share=True)
    after = shareable(message.blocks)
    assert pressed(after) == []
    assert after == [block for block in message.blocks if block["type"] != "actions"]


def test_a_message_that_offers_nothing_stays_as_it_is():
    (message,) = drawn([Entry("Hello.")])
    assert chosen(message.blocks, "a") == thanked(message.blocks, True) == shareable(message.blocks) == message.blocks


# ---- any texts

NASTY = st.sampled_from(
    ["<!channel>", "<@U0EVIL001>", "U0EVIL001", "U0GOOD0001", "<https://x.example|here>", "*bold* _it_ ~st~ `co`",
     "&amp; & <", ":smile:", "\u202eright to left\u2066", "\ud83d half", "\x00\x1b", "שלום עולם", "e\u0301" * 40, "> q",
     "- item", "(3 of 21) x", "a: b", "Baker - what: it is", "Baker:", "Kneading (90)", "Kneading (10 → 90)",
     "https://x.example/a?b=1&c=2.", "😀" * 30, "word " * 400, "y" * 4000, "- a\n" * 300, "\n\n", "Baker " * 300]
)  # fmt: skip
TEXTS = st.lists(NASTY | st.text(max_size=20), min_size=1, max_size=4).map("".join) | st.text(max_size=40)
MEMBERS = st.sampled_from(["U0GOOD0001", "handle", "<!here>", "U1 <!channel>", ""])
ROLES = st.builds(RoleRef, st.sampled_from("ab"), TEXTS)
ANY_ANSWER = st.builds(
    Answer,
    kind=st.sampled_from(["who_handles", "role", "comparison", "shared", "path", "skills", "sources", "later_kind"]),
    roles=st.lists(ROLES, max_size=3).map(tuple),
    duties=st.lists(
        st.builds(DutyRef, TEXTS, TEXTS, st.sampled_from("ab"), TEXTS, asked=TEXTS, shared=st.booleans()), max_size=4
    ).map(tuple),
    facts=st.lists(
        st.builds(
            FactRef,
            st.sampled_from(["scope", "needed_in", "missing_skill", "skill"]),
            st.sampled_from("ab"),
            TEXTS,
            need=st.none() | st.integers(0, 100),
            have=st.none() | st.integers(0, 100),
        ),
        max_size=4,
    ).map(tuple),
    sources=st.lists(
        st.builds(SourceRef, TEXTS, TEXTS, st.none() | TEXTS, st.lists(TEXTS, max_size=3).map(tuple)), max_size=3
    ).map(tuple),
    people=st.lists(st.builds(PersonRef, TEXTS, st.sampled_from("ab"), slack=MEMBERS), max_size=2).map(tuple),
)
BUTTONS = st.lists(st.fixed_dictionaries({"title": TEXTS, "payload": TEXTS}), max_size=8)


@st.composite
def turns(draw: st.DrawFn) -> list[Entry]:
    """An answer, and texts as the bot words it: with what the answer states, or with anything else."""
    answer = draw(ANY_ANSWER)
    titles, facts = [role.title for role in answer.roles], [fact.text for fact in answer.facts]
    stated = titles + facts + [duty.statement for duty in answer.duties] + [each.title for each in answer.sources]
    stated += [f"{fact.text} ({fact.need})" for fact in answer.facts]
    said = st.sampled_from([*stated, "U0GOOD0001"]) | TEXTS
    worded = st.one_of(
        said,
        st.builds("{} - {}: {}".format, said, said, said),
        st.builds("Lead:\n- {}\n- {}".format, said, said),
        st.builds("Which:\n{}:\n- {}".format, said, said),
        st.builds("Missing: {}, {}; {}. More".format, said, said, said),
        st.builds("Source: {}, {}".format, said, said),
    )
    first, *others = draw(st.lists(worded, min_size=1, max_size=5))
    data = answer.payload()["answer"]
    return [Entry(first, draw(BUTTONS), data), *(Entry(text, draw(BUTTONS)) for text in others)]


@settings(max_examples=200, deadline=None)
@given(turns(), st.booleans(), st.booleans())
def test_any_answer_keeps_slack_s_rules_and_loses_nothing(entries: list[Entry], rated: bool, share: bool):
    messages = drawn(entries, feedback="7" if rated else "", share=share)
    assert problems(messages, ["U0GOOD0001"]) == []
    assert all(json_size(message.blocks) <= MESSAGE_JSON and len(message.text) <= MESSAGE_TEXT for message in messages)
    seen = Counter(letters(" ".join(shown(blocks_of(messages)))))
    for line in {line for entry in entries for line in entry.text.splitlines()}:
        assert not Counter(letters(line)) - seen
    offered = {button["payload"] for entry in entries for button in entry.buttons}
    values = {value for block in blocks_of(messages, "actions") for value in values_of(block)}
    assert values <= offered | {"7", names.SHARE}


def values_of(block: dict[str, Any]) -> list[str]:
    return [each["value"] for element in block["elements"] for each in element.get("options", [element])]


@settings(max_examples=60, deadline=None)
@given(turns(), TEXTS, st.booleans())
def test_changed_messages_keep_slack_s_rules_as_well(entries: list[Entry], label: str, helpful: bool):
    for message in drawn(entries, feedback="7", share=True):
        changed = chosen(message.blocks, label), thanked(message.blocks, helpful)
        after = [Drawn(message.text, blocks) for blocks in changed]
        if shareable(message.blocks):
            after.append(Drawn(message.text, shareable(message.blocks)))
        assert problems(after, ["U0GOOD0001"]) == []


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda each: st.lists(each, max_size=2)),
    st.sampled_from(["roles", "facts", "duties", "sources", "people"]),
)
def test_data_of_another_version_is_passed_over(value: Any, part: str):
    for odd in (value, [{"id": "a", "title": value, "text": value, "slack": value, "need": value, "places": value}]):
        entries = [Entry("Hello (5), there.", answer={"kind": "comparison", part: odd})]
        assert "hello" in letters(" ".join(shown(blocks_of(drawn(entries)))))
