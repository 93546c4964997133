"""Fields that a text names, over the project's own store."""

import pytest

from actions.groups import of_group
from actions.knowledge import Known
from bot.reading.read import read


@pytest.mark.parametrize(
    ("text", "groups", "not_groups"),
    [
        ("which job in health care pays most", {"29"}, {"47", "53"}),
        ("highest paying jobs in technology", {"15"}, {"29", "35"}),
        ("construction jobs", {"47"}, {"29"}),
        ("jobs in law", set(), {"29"}),
    ],
)
def test_a_field_has_the_occupations_of_the_major_groups_that_sit_in_it(
    known: Known, text: str, groups: set[str], not_groups: set[str]
):
    codes = {(known.store.codes[role] or "")[:2] for role in of_group(known, read(text).words)}
    assert groups <= codes
    assert not codes & not_groups
