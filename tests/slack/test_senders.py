"""What conversations in Slack are called."""

import pytest

from bot.slack.senders import by_command, direct, in_thread


@pytest.mark.parametrize(
    "sender", [direct("T1", "U\ud83d"), in_thread("T1", "C\udfff", "1.2", "U1"), by_command("T1", "C1", "\ud800")]
)
def test_a_name_with_half_of_a_letter_can_be_kept(sender: str):
    assert sender.encode("utf-8")


def test_different_names_stay_different():
    assert direct("T1", "U\ud83d") != direct("T1", "U\ud83e")
