"""The measure of questions of colleagues: what counts as right, and a file that cannot be read."""

from pathlib import Path

import pytest

from bot.errors import RunError
from bot.runtime.colleagues import Asked, Outcome, Said, as_said, judge, read_asked, report

ANN, BOTH = Said("who_here", ("Ann",)), Said("colleagues", ("Ann", "Bo"))


@pytest.mark.parametrize(
    ("expected", "said", "outcome"),
    [
        ("Ann", ANN, "right"),
        ("Bo|Ann", ANN, "right"),
        ("Bo", ANN, "wrong"),
        ("Bo", BOTH, "declined"),
        ("Ann&Bo", BOTH, "right"),
        ("Ann&Bo&Cem", BOTH, "declined"),
        ("Bo", Said("nobody_known"), "declined"),
        ("NOBODY", Said("nobody_known"), "right"),
        ("NOBODY", ANN, "wrong"),
        ("TEAM IT", Said("at_work", ("IT",)), "right"),
        ("#help", Said("who_here", ("Ann",), text="Or ask in #help."), "right"),
        ("ASK", Said("which_colleague", choices=("Ann", "Bo")), "right"),
        ("LEFT Cem", Said("colleague_left", text="Cem doesn't work here any more."), "right"),
        ("LEFT Cem", Said("colleague", ("Cem",)), "wrong"),
        ("YES", Said("colleague_verdict", ("Ann",), "yes"), "right"),
        ("NO", Said("colleague_verdict", ("Ann",), "yes"), "wrong"),
        ("GENERAL", Said("role"), "right"),
        ("GENERAL", ANN, "wrong"),
        # Who is told nobody is sent to no wrong one.
        ("GENERAL", Said("nobody_known"), "declined"),
        ("GENERAL", Said("out_of_scope"), "right"),
        ("Ann|Bo", Said("which_colleague", choices=("Bo", "Ann")), "right"),
        ("Ann|Bo", Said("which_colleague", choices=("Bo", "Ann", "Cem")), "declined"),
        ("Ann", Said("which_colleague", choices=("Bo", "Ann")), "declined"),
    ],
)
def test_whoever_is_told_first_or_all_who_are_told_are_compared_with_what_is_right(
    expected: str, said: Said, outcome: str
):
    assert judge(expected, said).value == outcome


def test_the_report_counts_by_kind_and_shows_what_was_not_right():
    asked = [Asked("duty", ("who bakes",), "Ann"), Asked("title", ("who is the boss", "and here"), "Bo")]
    text = report(asked, [ANN, Said("who_here", ("Cem",), text="Cem:\nbakes")])
    assert "50.0% right, 50.0% wrong." in text
    assert "who is the boss > and here [Bo] -> who_here: Cem: bakes" in text
    assert "who bakes" not in text


def test_messages_of_the_rest_channel_are_read_as_what_was_said():
    answer = {"kind": "who_here", "people": [{"name": "Ann"}, {"name": "Ann"}], "choices": ["Hill"]}
    said = as_said([{"text": "Ann"}, {"custom": {"answer": answer}}])
    assert said == Said("who_here", ("Ann",), "", ("Hill",), "Ann")
    assert as_said([{"text": "Hello"}]) == Said(text="Hello")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("question\texpected\n", "line 1: expected are the columns kind, question, expected"),
        ("kind\tquestion\texpected\nduty\twho bakes\n", "line 2: expected are 3 cells, none of them empty"),
        ("kind\tquestion\texpected\nduty\t\tAnn\n", "line 2: expected are 3 cells, none of them empty"),
    ],
)
def test_a_file_of_another_layout_says_where(tmp_path: Path, text: str, said: str):
    (tmp_path / "questions.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(RunError, match=said):
        read_asked(tmp_path / "questions.tsv")


def test_a_conversation_is_asked_turn_by_turn(tmp_path: Path):
    (tmp_path / "questions.tsv").write_text("kind\tquestion\texpected\nduty\twho > and you\tAnn\n", encoding="utf-8")
    assert read_asked(tmp_path / "questions.tsv") == [Asked("duty", ("who", "and you"), "Ann")]
    assert Outcome("right") is Outcome.right
