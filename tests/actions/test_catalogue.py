"""Which roles there are, and where answers come from."""

import pytest

from actions.knowledge import Known
from bot.reading.reading import Asked
from tests.actions.asking import Said, answered
from tests.actions.bakery import BAKER, MILL, SHOP, bakery, ids


@pytest.mark.parametrize(
    ("question", "roles"),
    [
        (bakery("list all roles"), [BAKER, MILL, SHOP]),
        (bakery("which jobs are there in the bakery"), [BAKER]),
        (bakery("who works in the oven room"), [BAKER]),
        (bakery("which managers do you know"), [MILL, SHOP]),
        (bakery("roles in operations"), [MILL]),
    ],
)
def test_roles_are_listed_whole_or_by_group(small: Known, question: Said, roles: list[str]):
    assert ids(answered(Asked.roles, question, small)) == roles


def test_the_last_answer_s_sources_are_cited(small: Known):
    answer = answered(Asked.source, bakery("source?", cited=("survey", "no_longer_there")), small)
    assert [source.title for source in answer.sources] == ["Survey of Mills"]
    assert answered(Asked.source, bakery("source?"), small).sources == ()
