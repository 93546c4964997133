"""Rich text fits Slack's limits whatever is written in it, and loses nothing of it."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.saying.document import Span
from bot.slack.blocks import PIECE, PIECE_JSON, Piece, json_size
from bot.slack.lengths import heft
from bot.slack.richtext import ITEM, SUBITEM, TEXT, bar, lines, listed, measured, prose, written
from tests.slack.blockkit import message_problems
from tests.slack.shown import letters, shown

LONG = st.builds(lambda text, times: text * times, st.text(max_size=30), st.integers(1, 300))
TEXTS = st.text() | LONG

MAKERS: dict[str, Callable[[list[str]], list[Piece]]] = {
    "prose": lambda texts: prose("\n".join(texts)),
    "listed": lambda texts: listed(texts[0], texts[1:]),
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
    assert said == letters("".join(texts))
    assert letters("".join(piece.text for piece in pieces)) == said


@pytest.mark.parametrize("kinds", [(ITEM,), (ITEM, SUBITEM)])
def test_many_short_lines_are_split_by_their_json(kinds: tuple[str, ...]):
    pieces = written([line for _ in range(1000) for kind in kinds for line in lines((Span("a"),), kind)])
    assert len(pieces) > 1
    assert max(json_size(piece.block) for piece in pieces) <= PIECE_JSON + 200
    assert letters("".join(shown([piece.block for piece in pieces]))) == "a" * 1000 * len(kinds)


@pytest.mark.parametrize(
    ("percent", "drawn"), [(0, "▯▯▯▯▯▯▯▯▯▯"), (73, "▮▮▮▮▮▮▮▯▯▯"), (100, "▮▮▮▮▮▮▮▮▮▮"), (900, "▮▮▮▮▮▮▮▮▮▮")]
)
def test_a_bar_is_drawn_in_letters(percent: float, drawn: str):
    assert bar(percent) == drawn


def test_what_is_measured_is_a_bar_with_its_name_and_figures():
    (piece,) = written(measured("Mathematics", "0 → 73", 73))
    assert shown([piece.block]) == ["▮▮▮▮▮▮▮▯▯▯ Mathematics 0 → 73"]
    assert piece.text == "- Mathematics (0 → 73)"


def test_lines_of_a_kind_are_one_list_or_paragraph():
    told = [("One", TEXT), ("Two", TEXT), ("Three", ITEM), ("Four", ITEM)]
    (piece,) = written([line for text, kind in told for line in lines((Span(text),), kind)])
    assert [element["type"] for element in piece.block["elements"]] == ["rich_text_section", "rich_text_list"]
    assert shown([piece.block]) == ["One\nTwo", "Three", "Four"]
