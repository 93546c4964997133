"""A question for who does something asks for a duty, whatever way it is put."""

import pytest

from bot.reading.clauses import duty_asked
from bot.reading.grammar import asking, sentences
from bot.reading.normal import normal


def duty(text: str):
    return duty_asked(asking(sentences(normal(text))))


@pytest.mark.parametrize(
    ("text", "said", "bare"),
    [
        ("who bridges management and staff", "bridges management and staff", "bridges management and staff"),
        ("who is the person who mends shoes and bags", "mends shoes and bags", "mends shoes and bags"),
        ("what do you call someone who writes biographies?", "writes biographies", "writes biographies"),
        ("who handles customer complaints", "handles customer complaints", "customer complaints"),
        ("who is responsible for fire safety.", "responsible for fire safety", "fire safety"),
        ("who's in charge of payroll please", "in charge of payroll", "payroll"),
        ("who can sign a death certificate", "sign a death certificate", "sign a death certificate"),
        ("whose job is it to approve the budget", "approve the budget", "approve the budget"),
        ("who do you see about ringworm", "ringworm", "ringworm"),
        ("who should I talk to about my pay", "my pay", "my pay"),
        ("who do I send an invoice to", "send an invoice", "send an invoice"),
        ("who in our company approves budgets", "approves budgets", "approves budgets"),
        ("who is it that works with horses", "works with horses", "works with horses"),
        ("someone to install the new servers", "install the new servers", "install the new servers"),
        ("name the person who audits the books", "audits the books", "audits the books"),
        ("my payslip is wrong, who corrects it", "my payslip is wrong", "my payslip is wrong"),
        ("hwo fixes LAPTOPS", "fixes LAPTOPS", "fixes LAPTOPS"),
    ],
)
def test_the_clause_says_what_is_done(text: str, said: str, bare: str):
    found = duty(text)
    assert found is not None
    assert (found.text, found.bare, found.kind) == (said, bare, "")


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("which doctor does eye exams", "doctor", "does eye exams"),
        ("what type of doctor treats ringworm", "doctor", "treats ringworm"),
        ("what is the doctor called that treats kidney disease", "doctor", "treats kidney disease"),
        ("which profession studies society", "", "studies society"),
    ],
)
def test_a_question_may_say_what_kind_of_somebody(text: str, kind: str, said: str):
    found = duty(text)
    assert found is not None
    assert (found.kind, found.text) == (kind, said)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("who mends shoes and bags", ("mends shoes", "mends bags")),
        ("who hires people and trains new staff", ("hires people", "trains new staff")),
        ("who handles complaints and refunds", ("complaints", "refunds")),
        ("who sells bread, cakes and pies", ("sells bread", "sells cakes", "sells pies")),
        ("who runs payroll", ("runs payroll",)),
    ],
)
def test_what_is_joined_can_be_asked_for_apart(text: str, parts: tuple[str, ...]):
    found = duty(text)
    assert found is not None
    assert found.parts == parts


@pytest.mark.parametrize(
    "text",
    [
        "what does a nurse do",
        "what construction workers do",
        "who is a utilization manager",
        "who is the CEO",
        "who are they",
        "who does a nurse report to",
        "who do they report to",
        "what degree is needed to become a chef",
        "how much does a nurse earn",
        "what education do pipelayers need",
        "nurse manager job description",
        "I want to be a teacher",
        "who",
        "",
    ],
)
def test_other_questions_ask_for_no_duty(text: str):
    assert not any(map(duty_asked, sentences(normal(text))))
