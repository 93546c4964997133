"""How replies to questions that people typed are judged."""

from pathlib import Path

import pytest

from bot.errors import RunError
from bot.runtime.questions import Reply, TypedQuestion, Verdict, as_reply, judge, read_typed, report

NURSE, DOCTOR = "29-1141.00", "29-1216.00"


@pytest.mark.parametrize(
    ("gold", "kind", "codes", "verdict"),
    [
        (NURSE, "role", (NURSE,), Verdict.right),
        ("29-11|11-", "pay", (NURSE,), Verdict.right),
        (NURSE, "who_handles", (DOCTOR, NURSE), Verdict.half),
        (NURSE, "which_role", (NURSE, DOCTOR), Verdict.half),
        (NURSE, "unknown_role", (NURSE,), Verdict.half),
        (NURSE, "role", (DOCTOR,), Verdict.neither),
        (NURSE, "fallback", (), Verdict.neither),
        ("ASK", "which_role", (DOCTOR,), Verdict.right),
        ("ASK", "role", (DOCTOR,), Verdict.neither),
        ("ANY", "ranking", (DOCTOR,), Verdict.right),
        ("FINDER|13-", "finder", (), Verdict.right),
        ("FINDER|13-", "finder_offer", (), Verdict.right),
        ("ROLE 29-1141", "interests", (NURSE,), Verdict.right),
        (f"{NURSE}&{DOCTOR}", "comparison", (DOCTOR, NURSE), Verdict.right),
        (f"{NURSE}&{DOCTOR}", "which_role", (DOCTOR, NURSE), Verdict.half),
        (f"{NURSE}&{DOCTOR}", "role", (DOCTOR,), Verdict.half),
        ("-", "role", (DOCTOR,), Verdict.open),
    ],
)
def test_a_reply_is_judged_by_the_codes_it_names(gold: str, kind: str, codes: tuple[str, ...], verdict: Verdict):
    assert judge(gold, Reply(kind, codes, "")) is verdict


def test_the_report_counts_by_kind_and_lists_what_is_not_right():
    typed = [TypedQuestion("who", "who nurses", NURSE), TypedQuestion("pay", "doctor pay", DOCTOR)]
    text = report(typed, [Reply("role", (NURSE,), "A nurse."), Reply("fallback", (), "Sorry.")])
    assert "Of 2 judged: 0.50 right, 0.50 with halves." in text
    assert "neither    pay: doctor pay [29-1216.00] -> fallback: Sorry." in text
    assert "who nurses" not in text
    assert text.splitlines()[:4] == [
        "kind  right  half  neither  open",
        "who       1     0        0     0",
        "pay       0     0        1     0",
        "all       1     0        1     0",
    ]


def test_messages_of_the_rest_channel_are_read_as_one_reply():
    answer = {"answer": {"kind": "pay", "roles": [{"id": "nurse", "code": NURSE}, {"id": "own"}]}}
    assert as_reply([{"text": "a"}, {"text": "b"}, {"custom": answer}]) == Reply("pay", (NURSE, ""), "a\nb")
    asking = {"finder": {"question": "likes", "number": 1, "total": 18}}
    assert as_reply([{"text": "Would you like to draw?"}, {"custom": asking}]) == Reply(
        *("finder", (), "Would you like to draw?")
    )


@pytest.mark.parametrize(("text", "line"), [("who\twhat\n", 1), ("kind\tquestion\tgold\tnote\na\tb\n", 2)])
def test_another_layout_is_refused_with_the_line(tmp_path: Path, text: str, line: int):
    path = tmp_path / "typed.tsv"
    path.write_text(text)
    with pytest.raises(RunError, match=f"line {line}"):
        read_typed(path)
