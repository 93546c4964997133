"""Block Kit's pieces fit Slack's limits whatever is put into them, and lose nothing of it."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slack.blocks import (
    BUTTON_VALUE,
    ITEM,
    MOST_ROWS,
    PIECE,
    PIECE_JSON,
    Piece,
    bar,
    button,
    context,
    fields,
    header,
    json_size,
    lines,
    listed,
    measured,
    prose,
    table,
    written,
)
from bot.slack.lengths import heft
from bot.slack.mrkdwn import escaped
from tests.slack.blockkit import message_problems
from tests.slack.shown import letters, shown

LONG = st.builds(lambda text, times: text * times, st.text(max_size=30), st.integers(1, 300))
TEXTS = st.text() | LONG

MAKERS: dict[str, Callable[[list[str]], list[Piece]]] = {
    "prose": lambda texts: prose("\n".join(texts)),
    "listed": lambda texts: listed(texts[0], texts[1:]),
    "fields": lambda texts: fields([("Fact", text) for text in texts if text.strip()]),
}


@pytest.mark.parametrize("name", MAKERS)
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_long_texts_go_on_in_further_blocks_and_nothing_is_lost(name: str, data: st.DataObject):
    texts = data.draw(st.lists(TEXTS, min_size=1, max_size=12))
    pieces = MAKERS[name](texts)
    for piece in pieces:
        assert message_problems("Hello", [piece.block]) == []
        assert json_size(piece.block) <= PIECE_JSON + 200
        assert heft(piece.text) <= PIECE
    said = letters("".join(shown([piece.block for piece in pieces])))
    assert said.replace("fact", "") == letters("".join(texts)).replace("fact", "")
    assert letters("".join(piece.text for piece in pieces)) == said


def test_many_short_lines_are_split_by_their_json():
    pieces = listed("Heading", ["a"] * 2000)
    assert len(pieces) > 1
    assert max(json_size(piece.block) for piece in pieces) <= PIECE_JSON + 200
    assert letters("".join(shown([piece.block for piece in pieces]))) == "heading" + "a" * 2000


@settings(deadline=None)
@given(TEXTS)
def test_short_pieces_hold_any_text(text: str):
    blocks = [header(text).block, context([text] * 10).block]
    blocks.append({"type": "actions", "elements": [button("a", text, "value", text)]})
    assert message_problems("Hello", blocks) == []


@pytest.mark.parametrize("value", ["", "x" * (BUTTON_VALUE + 1), "😀" * BUTTON_VALUE])
def test_a_button_refuses_a_value_that_slack_would_not_carry(value: str):
    with pytest.raises(ValueError, match="button a"):
        button("a", "A", value)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), min_size=1, max_size=8))
def test_a_table_fits_or_is_none(rows: list[list[str]]):
    found = table(rows, "Told.")
    if found:
        assert message_problems(found.text, [found.block]) == []


@pytest.mark.parametrize("rows", [[["a"]] * (MOST_ROWS + 1), [["a"] * 21], [["a" * 10_001]]])
def test_a_table_larger_than_slack_takes_is_none(rows: list[list[str]]):
    assert table(rows, "Told.") is None


def test_a_table_s_text_is_its_beginning_where_it_is_long():
    found = table([["a"]], "Told. " * 1000)
    assert found is not None
    assert found.text.endswith("…")
    assert len(escaped(found.text)) <= PIECE


@pytest.mark.parametrize(
    ("percent", "drawn"), [(0, "▯▯▯▯▯▯▯▯▯▯"), (73, "▮▮▮▮▮▮▮▯▯▯"), (100, "▮▮▮▮▮▮▮▮▮▮"), (900, "▮▮▮▮▮▮▮▮▮▮")]
)
def test_a_bar_is_drawn_in_letters(percent: float, drawn: str):
    assert bar(percent) == drawn


def test_what_is_measured_is_a_bar_with_its_name_and_figures():
    (piece,) = written(measured("Mathematics", "0 → 73", 73, ITEM))
    assert shown([piece.block]) == ["▮▮▮▮▮▮▮▯▯▯ Mathematics 0 → 73"]
    assert piece.text == "- Mathematics (0 → 73)"


def test_lines_of_a_kind_are_one_list_or_paragraph():
    (piece,) = written([*lines("One"), *lines("Two"), *lines("Three", ITEM), *lines("Four", ITEM)])
    assert [element["type"] for element in piece.block["elements"]] == ["rich_text_section", "rich_text_list"]
    assert shown([piece.block]) == ["One\nTwo", "Three", "Four"]
