"""The chat over the whole O*NET database: real people's phrasing, and knowing what is no question about work."""

import json
import uuid
from collections.abc import Iterator

import pytest
import yaml

from benchmarks.stores import SHARED
from bot.settings import ROOT, Settings
from tests.conftest import Bot, running
from tests.conversations.test_cases import wrong

CASES = yaml.safe_load((ROOT / "tests/cases/onet.yml").read_text(encoding="utf-8"))
OUT_OF_SCOPE = SHARED / "eval/clinc_oos_dev.txt"
# What names a role as an answer; asking back or regretting does not.
ANSWERS = frozenset(
    """who_handles role summary verdict comparison shared contacts scope skills qualification licence interests related
    roles become duration subjects day setting ladder order path pay pay_ranking outlook ranking skill_users""".split()
)


@pytest.fixture(scope="module")
def onet_bot(settings: Settings, onet_store, tmp_path_factory) -> Iterator[Bot]:
    folder = tmp_path_factory.mktemp("onet_bot")
    with running(settings.in_folder(folder).but(store=onet_store)) as bot:
        yield bot


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["ask"])
def test_a_question_over_the_whole_of_onet_is_answered_right(onet_bot: Bot, case: dict):
    assert wrong(case, onet_bot.say(case["ask"], uuid.uuid4().hex)) == ""


@pytest.mark.parametrize("which", ["bot", "onet_bot"])
def test_questions_about_anything_else_get_no_role(which: str, request: pytest.FixtureRequest):
    if not OUT_OF_SCOPE.is_file():
        pytest.skip(f"{OUT_OF_SCOPE} is not beside the project (ROLEWISE_SHARED)")
    asked = OUT_OF_SCOPE.read_text(encoding="utf-8").splitlines()
    bot = request.getfixturevalue(which)
    kinds = {question: bot.say(question, uuid.uuid4().hex).answer.get("kind") for question in asked}
    answered = {question: kind for question, kind in kinds.items() if kind in ANSWERS}
    assert len(answered) <= 0.03 * len(asked), json.dumps(answered, indent=1)
