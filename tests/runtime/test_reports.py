"""What the reports say of what people asked."""

import csv
import io
from datetime import datetime
from pathlib import Path
from textwrap import indent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.runtime.reports import UNANSWERED, Line, as_csv, as_tables, normalised, report
from bot.settings import ROOT
from tests.runtime.events import converse, environment, feedback, open_store, outcome, settings_in
from tests.test_cli import rolewise


def a_line(question: str = "who cooks", comment: str = "", count: int = 1, part: str = "asked", why: str = "") -> Line:
    return Line(part, why, count, "who_handles", question, "chef", comment, "2026-01-31")


def test_equal_questions_count_together_commonest_first_and_kinds_stay_apart(tmp_path: Path):
    settings = settings_in(tmp_path)
    questions = ["Who cooks?", "who bakes", "  who   COOKS ", "“who cooks”!"]
    converse(open_store(settings), "ann", *map(outcome, questions), outcome("who cooks", "role", roles=["chef"]))
    lines = report(settings)
    assert [(line.part, line.kind, line.question, line.count, line.roles) for line in lines] == [
        ("asked", "who_handles", "who cooks", 3, ""),
        ("asked", "who_handles", "who bakes", 1, ""),
        ("asked", "role", "who cooks", 1, "chef"),
    ]


@pytest.mark.parametrize(
    ("kind", "other", "why"),
    [
        *((kind, {}, kind) for kind in UNANSWERED),
        ("fallback", {"confidence": 0.1, "score": None}, "fallback"),
        ("unknown_duty", {"score": 0.2}, "unknown_duty"),
        ("who_handles", {"confidence": 0.49}, "low_confidence"),
        ("who_handles", {"score": 0.49}, "low_score"),
        ("role", {"score": None, "confidence": 0.5}, None),
        ("role", {"score": None, "confidence": None}, None),
        ("who_handles", {"score": 0.5}, None),
        ("which_role", {}, None),
    ],
)
def test_what_stays_unanswered_is_listed_by_its_reason(tmp_path: Path, kind: str, other: dict, why: str | None):
    settings = settings_in(tmp_path)
    converse(open_store(settings), "ann", outcome("who shoes horses", kind, **other))
    assert [(line.why, line.kind) for line in report(settings) if line.part == "unanswered"] == (
        [(why, kind)] * bool(why)
    )


def test_only_unhelpful_answers_are_wrong_newest_first(tmp_path: Path):
    settings = settings_in(tmp_path)
    converse(
        open_store(settings),
        "ann",
        feedback("who cooks", "not a waiter", roles=["waiter"]),
        feedback("who bakes", "", helpful=True),
        feedback("Who cooks?", "still wrong"),
    )
    assert [(line.part, line.question, line.roles, line.comment) for line in report(settings)] == [
        ("wrong", "who cooks", "", "still wrong"),
        ("wrong", "who cooks", "waiter", "not a waiter"),
    ]


def test_of_several_opinions_on_an_answer_the_last_counts(tmp_path: Path):
    settings = settings_in(tmp_path)
    store = open_store(settings)
    converse(
        store,
        "ann",
        feedback("who cooks", "", seq=2),
        feedback("who cooks", "it is the baker", seq=2),
        feedback("who bakes", "", seq=4),
        feedback("who bakes", "", helpful=True, seq=4),
    )
    converse(store, "ben", feedback("who cooks", "nobody", seq=2))
    assert [(line.question, line.comment) for line in report(settings)] == [
        ("who cooks", "nobody"),
        ("who cooks", "it is the baker"),
    ]


def test_since_leaves_out_what_is_older(tmp_path: Path):
    settings = settings_in(tmp_path)
    converse(open_store(settings), "ann", outcome("who cooks", age=8), outcome("who bakes", age=6))
    assert [line.question for line in report(settings, 7)] == ["who bakes"]
    assert len(report(settings)) == 2


def test_events_of_another_make_do_not_stop_the_report(tmp_path: Path):
    settings = settings_in(tmp_path)
    bare = outcome("who cooks")
    bare.value = {"kind": "role"}
    odd = outcome("who cooks")
    odd.value = "role"
    converse(open_store(settings), "ann", bare, odd)
    assert [(line.kind, line.question, line.roles) for line in report(settings)] == [("role", "", "")]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("who = me", "who = me"),
        ('say "a, b"', 'say "a, b"'),
    ],
)
def test_no_cell_is_a_formula(cell: str, written: str):
    header, row = csv.reader(io.StringIO(as_csv([a_line(cell, cell)])))
    assert header == ["part", "why", "count", "kind", "question", "roles", "comment", "latest"]
    assert row == ["asked", "", "1", "who_handles", written, "chef", written, "2026-01-31"]


@given(st.text())
def test_a_question_is_one_printable_line_and_normal_already(text: str):
    plain = normalised(text)
    assert plain.isprintable()
    assert "\n" not in plain


def test_what_a_terminal_would_obey_is_not_printed_and_rows_stay_rows(tmp_path: Path):
    settings = settings_in(tmp_path)
    converse(open_store(settings), "ann", outcome("who\x1b[2J\ncooks\u202e"), feedback("a", "one\ntwo\x07"))
    lines = report(settings)
    assert [line.question for line in lines] == ["who [2j cooks", "a"]
    assert lines[1].comment == "one two"
    assert len(as_csv(lines).splitlines()) == 3


def test_columns_stand_in_line_whatever_the_script():
    lines = [a_line("who cooks", count=12), a_line("谁做饭", count=3), a_line("x" * 80)]
    assert as_tables(lines, 20).splitlines() == [
        "What people ask (16)",
        "  count  kind         question" + " " * 54 + "roles  latest",
        "     12  who_handles  who cooks" + " " * 53 + "chef   2026-01-31",
        "      3  who_handles  谁做饭" + " " * 56 + "chef   2026-01-31",
        "      1  who_handles  " + "x" * 59 + "…  chef   2026-01-31",
    ]


def test_a_long_part_says_how_much_is_left_out():
    lines = [a_line(str(number)) for number in range(5)] + [a_line(part="unanswered", why="unknown_duty")]
    tables = as_tables(lines, 3)
    assert "What people ask (5)" in tables
    assert (
        "  ... and 2 more; --limit shows more of them\n\nWhat stays unanswered: nobody is known to do it (1)" in tables
    )


def test_the_handbook_shows_what_the_command_prints(tmp_path: Path):
    settings = settings_in(tmp_path)
    moment = datetime(2026, 11, 20, 12).timestamp()
    events = [
        outcome("Who handles customer grievances?", roles=["operations_manager"]),
        outcome("who handles customer grievances", roles=["operations_manager"]),
        outcome("what does a chef do?", "role", roles=["chef"], score=None),
        outcome("who shoes the horses", "unknown_duty", score=None),
        outcome("Who shoes the horses?", "unknown_duty", score=None),
        outcome("what does a wizard do?", "unknown_role", score=None),
        outcome("who does the thing with the stuff", roles=["project_manager"], score=0.46),
        feedback("who does the thing with the stuff", "I meant the stock", roles=["project_manager"]),
    ]
    for number, event in enumerate(events):
        event.timestamp = moment + number
    converse(open_store(settings), "ann", *events)
    handbook = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    table = rolewise("report", **environment(settings)).stdout
    rows = rolewise("report", "--csv", "--limit", "1", **environment(settings)).stdout
    assert indent(table, "    ") in handbook
    assert indent(rows, "    ") in handbook


def test_the_command_prints_all_parts(tmp_path: Path):
    settings = settings_in(tmp_path)
    env = environment(settings)
    empty = rolewise("report", **env)
    assert (empty.returncode, empty.stdout, empty.stderr) == (0, "Nobody has asked anything yet.\n", "")
    assert rolewise("report", "--since", "7", **env).stdout == "Nobody has asked anything in the last 7 days.\n"
    assert not settings.events.exists()
    events = [outcome("who cooks"), outcome("who shoes horses", "unknown_duty"), feedback("who cooks", "=no")]
    converse(open_store(settings), "ann", *events)
    table = rolewise("report", **env)
    assert table.returncode == 0, table.stderr
    assert [line for line in table.stdout.splitlines() if line and not line.startswith(" ")] == [
        "What people ask (2)",
        "What stays unanswered: nobody is known to do it (1)",
        "What was wrong (1)",
    ]
    rows = list(csv.DictReader(io.StringIO(rolewise("report", "--csv", **env).stdout)))
    assert [row["part"] for row in rows] == ["asked", "asked", "unanswered", "wrong"]
    assert rows[-1]["comment"] == "'=no"
    limited = rolewise("report", "--csv", "--limit", "1", **env).stdout
    assert [row["part"] for row in csv.DictReader(io.StringIO(limited))] == ["asked", "unanswered", "wrong"]
