"""What a conversation remembers, as its slots keep it."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from actions.memory import MOST_ROLES, Memory
from bot.reading.reading import Asked
from bot.saying.document import Paragraph, blocks_as_data
from bot.saying.words import plain
from bot.settings import ROOT
from tests.slack.documents import LINES, tables

NAMES = st.lists(st.text(max_size=9), max_size=4).map(tuple)
MEMORIES = st.builds(
    Memory,
    focus=NAMES,
    recent=NAMES,
    topic=st.none() | st.sampled_from(Asked),
    duty=st.text(max_size=20),
    choices=NAMES,
    places=NAMES,
    place=st.text(max_size=9),
    country=st.sampled_from(["", "GB", "NG"]),
    cited=NAMES,
    unsaid=st.lists(LINES | tables(), max_size=2).map(tuple),
    recommended=NAMES,
    suggested=NAMES,
    misunderstood=st.integers(0, 9),
)
SLOTS = sorted(Memory().slots())
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["type", "items", "words"]), inner),
    max_leaves=6,
)


@given(MEMORIES)
def test_what_is_remembered_is_the_same_after_it_was_kept(memory: Memory):
    assert Memory.of(memory.slots()) == memory
    assert Memory.of(json.loads(json.dumps(memory.slots()))) == memory


def test_nothing_is_remembered_of_a_conversation_that_begins():
    assert Memory.of({}) == Memory()
    assert {slot for slot, value in Memory().slots().items() if value is not None} == {"misunderstood"}


def test_there_is_a_slot_for_all_that_is_remembered():
    assert set(SLOTS) <= set(yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["slots"])


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        # As versions before wrote them.
        ("topic", "who_handles"),
        ("topic", "verdict"),
        ("unsaid", ["Sweeps.", "Rests."]),
        # As none did.
        ("topic", ["ask_who"]),
        ("focus_roles", "head_baker"),
        ("focus_roles", 7),
        ("recent_roles", {"head_baker": 1}),
        ("choices", ["head_baker", None]),
        ("places", True),
        ("cited", [["survey"]]),
        ("recommended", 1.5),
        ("duty", ["stale bread"]),
        ("place", 3),
        ("misunderstood", "often"),
        ("misunderstood", [2]),
        ("unsaid", 5),
        ("unsaid", [{"type": "song"}]),
        ("unsaid", [{"type": ["list"]}]),
        ("unsaid", [{"type": "list"}]),
        ("unsaid", [{"type": "paragraph", "words": [{}]}]),
        ("unsaid", {"type": "paragraph"}),
    ],
)
def test_a_slot_that_holds_something_else_is_forgotten_and_the_others_are_not(slot: str, value: Any):
    whole = Memory(
        *(("a",), ("a", "b"), Asked.pay, "stale bread", ("b",), ("Hill",), "Quay", ("survey",)),
        *((Paragraph(plain("Sweeps.")),), ("c",), 2),
    )
    assert Memory.of({**whole.slots(), slot: value}) == Memory.of({**whole.slots(), slot: None})


@given(st.dictionaries(st.sampled_from(SLOTS), ANYTHING))
def test_whatever_slots_hold_something_is_remembered_or_nothing(slots: dict[str, Any]):
    memory = Memory.of(slots)
    assert Memory.of(memory.slots()) == memory


@pytest.mark.parametrize(
    ("recent", "newest", "after"),
    [
        ((), ("a",), ("a",)),
        (("a", "b"), ("c",), ("c", "a", "b")),
        (("a", "b"), ("b",), ("b", "a")),
        (("a",), (), ("a",)),
        (("a", "b", "c", "d", "e"), ("f", "g"), ("f", "g", "a", "b", "c")),
    ],
)
def test_the_newest_of_a_few_roles_come_first(recent: tuple[str, ...], newest: tuple[str, ...], after: tuple[str, ...]):
    assert Memory(recent=recent).having_told(newest).recent == after
    assert len(after) <= MOST_ROLES


def test_what_is_left_of_an_answer_is_kept_as_blocks():
    left = (Paragraph(plain("Sweeps.")),)
    assert Memory(unsaid=left).slots()["unsaid"] == blocks_as_data(left)
