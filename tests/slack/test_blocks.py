"""Block Kit's pieces fit Slack's limits whatever is put into them, and lose nothing of it but of labels."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.errors import SlackObjectFormationError

from bot.saying.document import Span
from bot.slack.blocks import (
    MOST_ROWS,
    PIECE,
    Block,
    actions,
    button,
    context,
    header,
    menu,
    option,
    small_print,
    table,
)
from bot.slack.lengths import heft
from bot.slack.mrkdwn import escaped
from tests.slack.blockkit import message_problems, mrkdwn_problems
from tests.slack.documents import WORDS
from tests.slack.shown import letters, shown

LONG = st.builds(lambda text, times: text * times, st.text(max_size=30), st.integers(1, 300))
TEXTS = st.text() | LONG


@settings(deadline=None)
@given(TEXTS)
def test_short_pieces_hold_any_text(text: str):
    blocks = [header(text).block, context([text] * 10).block]
    blocks.append(actions([button("a", text, "value", text), menu("b", text, [option(text, "value")])]))
    assert message_problems("Hello", blocks) == []


@pytest.mark.parametrize("value", ["", "x" * 2001, "😀" * 2000])
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
    "make",
    [
        lambda: option("A", "x" * 151),
        lambda: menu("a", "A", [option("A", "a")] * (101)),
        lambda: actions([button(str(number), "A", "a") for number in range(26)]),
    ],
)
def test_more_than_slack_takes_is_refused(make: Callable[[], Block]):
    with pytest.raises(SlackObjectFormationError):
        make()


@settings(max_examples=40, deadline=None)
@given(WORDS)
def test_small_print_goes_on_in_further_blocks_and_nothing_is_lost(words: tuple[Span, ...]):
    pieces = small_print(words)
    for piece in pieces:
        assert message_problems("Hello", [piece.block]) == []
        assert mrkdwn_problems(piece.block["elements"][0]["text"], []) == []
        assert heft(piece.text) <= PIECE
    told = letters("".join(span.text for span in words))
    assert letters("".join(shown([piece.block for piece in pieces]))) == told
    assert letters("".join(piece.text for piece in pieces)) == told


def test_marks_of_spans_beside_each_other_take_no_effect():
    (piece,) = small_print((Span("a *"), Span("b", url="https://x.example"), Span("* c")))
    assert "*" not in piece.block["elements"][0]["text"]
