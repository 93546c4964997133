"""Conversations that are played to be rated."""

from pathlib import Path

import pytest

from bot.errors import RunError
from bot.runtime.talks import Talk, as_markdown, read_talks


def test_conversations_are_read_with_their_turns(tmp_path: Path):
    file = tmp_path / "talks.yml"
    file.write_text('- name: a nurse\n  turns: ["hi ", "what do I earn"]\n- turns: [hello]\n')
    assert read_talks(file) == [Talk("a nurse", ("hi", "what do I earn")), Talk("2", ("hello",))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("turns: [hello]", "expected is a list"),
        ("", "expected is a list"),
        ("- [", "is no YAML"),
        ("- {turns: [hello]}\n- {name: a nurse}", "conversation 2: expected is 'turns'"),
        ("- {turns: ['']}", "conversation 1: expected is 'turns'"),
        ("- hello", "conversation 1: expected is 'turns'"),
    ],
)
def test_what_is_wrong_in_a_file_of_conversations_is_told_with_its_place(tmp_path: Path, text: str, told: str):
    file = tmp_path / "talks.yml"
    file.write_text(text)
    with pytest.raises(RunError, match=told):
        read_talks(file)


def test_a_conversation_is_written_down_turn_by_turn():
    talk = Talk("a nurse", ("hi", "what do I earn"))
    assert as_markdown(talk, ["Hello!\n[Find my role]", "93,600 dollars."]).splitlines() == [
        *("## a nurse", "", "**1. hi**", "", "    Hello!", "    [Find my role]", ""),
        *("**2. what do I earn**", "", "    93,600 dollars."),
    ]
