"""Questions of colleagues over a staff list that is imported as it is, with the duties and channels a keeper adds."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.colleagues import CASES, QUESTIONS, STAFF, write_company_of_cases
from bot.runtime.colleagues import Outcome, as_said, judge, read_asked, running_in_company
from bot.runtime.questions import sent
from bot.search.known import Known
from bot.settings import Settings

# What was reached is a little more; docs/decisions/0023.
RIGHT, WRONG = 0.92, 0.01


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
    outcomes: Counter[Outcome] = Counter()
    for number, asked in enumerate(read_asked(questions)):
        for turn in asked.turns:
            said = as_said(sent(address, f"{questions.stem}-{number}", turn))
        outcomes[judge(asked.expected, said)] += 1
    assert outcomes[Outcome.right] / outcomes.total() >= RIGHT
    assert outcomes[Outcome.wrong] / outcomes.total() <= wrong
