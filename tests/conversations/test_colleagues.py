"""Questions of colleagues over a staff list that is imported as it is, with the duties and channels a keeper adds."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.colleagues import CASES, QUESTIONS, SECOND, STAFF, write_company_of_cases, write_second_company
from bot.runtime.colleagues import Outcome, as_said, judge, read_asked, running_in_company
from bot.runtime.questions import sent
from bot.search.known import Known
from bot.settings import Settings

# What was reached is a little more; docs/decisions/0023.
RIGHT, WRONG = 0.92, 0.01


@pytest.fixture(scope="module")
def second(settings: Settings, known: Known, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    company = tmp_path_factory.mktemp("second") / "company.yml"
    write_second_company(company, known)
    with running_in_company(settings.but(company=company)) as found:
        yield found


@pytest.fixture(scope="module")
def address(settings: Settings, known: Known, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if not STAFF.is_file():
        pytest.skip(f"{STAFF.name} is not beside the project (ROLEWISE_SHARED)")
    company = tmp_path_factory.mktemp("colleagues") / "company.yml"
    write_company_of_cases(company, known)
    with running_in_company(settings.but(company=company)) as found:
        yield found


@pytest.mark.parametrize(
    ("questions", "wrong"), [(QUESTIONS, WRONG), (CASES / "company_questions_more.tsv", 2 * WRONG)]
)
def test_colleagues_are_told_the_right_person_and_hardly_ever_a_wrong_one(address: str, questions: Path, wrong: float):
    outcomes = outcomes_of(address, questions)
    assert outcomes[Outcome.right] / outcomes.total() >= RIGHT
    assert outcomes[Outcome.wrong] / outcomes.total() <= wrong


# Over a company whose list and table somebody else invented; what was reached is a little more.
@pytest.mark.parametrize(
    ("questions", "right", "wrong"), [("questions.tsv", 0.84, 0.02), ("questions_kinds.tsv", 0.92, 0.02)]
)
def test_so_they_are_in_a_company_that_nothing_was_made_for(second: str, questions: str, right: float, wrong: float):
    outcomes = outcomes_of(second, SECOND / questions)
    assert outcomes[Outcome.right] / outcomes.total() >= right
    assert outcomes[Outcome.wrong] / outcomes.total() <= wrong


def test_what_a_card_offers_is_answered_in_kind(second: str):
    offered = [each for message in sent(second, "card", "who is Pieter Maes") for each in message.get("buttons", ())]
    told = {each["title"]: as_said(sent(second, f"card-{each['payload']}", each["payload"])) for each in offered}
    assert {title: (said.kind, said.people[:1]) for title, said in told.items()} == {
        "Who is their manager?": ("colleague", ("Femi Adeyemi",)),
        "Who else is in the team?": ("colleagues", ("Femi Adeyemi",)),
        "Who reports to them?": ("colleagues", ("Amadou Diallo",)),
    }


def outcomes_of(address: str, questions: Path) -> Counter[Outcome]:
    """How often each came of the questions of a file, each asked in a conversation of its own."""
    outcomes: Counter[Outcome] = Counter()
    for number, asked in enumerate(read_asked(questions)):
        for turn in asked.turns:
            said = as_said(sent(address, f"{questions.stem}-{number}", turn))
        outcomes[judge(asked.expected, said)] += 1
    return outcomes
