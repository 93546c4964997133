"""What is put into Slack's text takes no effect there, and what people wrote in it is read as they meant it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.lengths import cut, heft, size, split
from bot.slack.mrkdwn import JOINER, LOOKALIKES, clean, escaped, link, plain, unescaped, web_address
from tests.slack.blockkit import mrkdwn_problems

MARKS = st.text(st.sampled_from("<>&@!#|*_~`: \nab-1😀\u0301\u202e\x00"), max_size=60)
TEXTS = st.text() | MARKS


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("snake_case, 2 * 3 and a~b stay", "snake_case, 2 * 3 and a~b stay"),
        ("Tom & <b>", "Tom &amp; &lt;b&gt;"),
        ("&amp;", "&amp;amp;"),
        ("<!channel>", "&lt;!channel&gt;"),
        ("*loud*", f"{LOOKALIKES['*']}loud{LOOKALIKES['*']}"),
        ("`code`", f"{LOOKALIKES['`']}code{LOOKALIKES['`']}"),
        (":smile:", f":{JOINER}smile:"),
        ("> quoted", f"{JOINER}&gt; quoted"),
        ("a\r\nb\u2028c", "a\nb\nc"),
        ("\u202eabc\x07", "abc"),
        ("half \ud83d", "half \ufffd"),
    ],
)
def test_text_is_escaped_only_where_it_would_take_effect(text: str, shown: str):
    assert escaped(text) == shown


@given(TEXTS)
def test_nothing_that_is_escaped_takes_effect(text: str):
    shown = escaped(text)
    assert mrkdwn_problems(shown, []) == []
    assert not re.search(r"(?<![^\W_])([*_~])(?=\S)[^\n]*?(?<=\S)\1(?![^\W_])", shown)
    assert "`" not in shown


@given(TEXTS)
def test_what_is_escaped_reads_as_it_was_written(text: str):
    shown = unescaped(escaped(text).replace(JOINER, ""))
    alike = str.maketrans({looks: mark for mark, looks in LOOKALIKES.items()})
    assert shown.translate(alike) == clean(text).replace(JOINER, "").translate(alike)


@given(TEXTS, st.text())
def test_a_link_is_one_control_sequence_at_most(label: str, url: str):
    for address in (url, f"https://example.org/{url}"):
        assert mrkdwn_problems(link(address, label), []) == []


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a|b>", "https://example.org/a%7Cb%3E"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert()", None),
        ("https://", None),
        ("https://example.org/ a", None),
        ("https://example.org/\u202e", None),
        ("https://example.org/" + "a" * 1000, None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str | None, address: str | None):
    assert web_address(url) == address


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<@UBOT> who handles &lt;b&gt; &amp; c?", "who handles <b> & c?"),
        ("<@UBOT|guide>: hello", "hello"),
        ("ask <@U1> or <@U2|Ann>", "ask @U1 or @Ann"),
        ("in <#C1|general>, <!here> and <!subteam^S1|@ops>", "in #general, @here and @ops"),
        ("see <https://example.org|the page> or <mailto:a@b.c>", "see the page or a@b.c"),
        ("*who* does _that_ and ~this~ `now`", "who does that and this now"),
        ("*_who_* does it", "who does it"),
        ("&gt; who does it?", "who does it?"),
        ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
    ],
)
def test_what_people_wrote_is_read_without_slack_s_marks(written: str, read: str):
    assert plain(written, "UBOT") == read


@given(TEXTS)
def test_reading_never_fails(text: str):
    assert isinstance(plain(text, "UBOT"), str)


@given(TEXTS | st.text(min_size=50, max_size=400), st.integers(20, 80))
def test_a_text_is_split_and_nothing_of_it_lost(text: str, limit: int):
    parts = split(text, limit)
    assert all(heft(part) <= limit and size(escaped(part)) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(clean(text).split())


@given(TEXTS, st.integers(1, 80))
def test_what_is_cut_fits_in_one_line(text: str, limit: int):
    shown = cut(text, limit)
    assert size(shown) <= limit
    assert "\n" not in shown
    assert shown == " ".join(clean(text).split()) or shown.endswith("…")
