"""Who asks from another country than the United States is told that what follows is known of those alone."""

import pytest

from actions.answering import answer
from actions.memory import Memory
from bot.reading.reading import Asked
from bot.saying.compose import document_of
from bot.saying.text import as_text
from bot.search.known import Known
from tests.actions.test_telling import asked_after


@pytest.mark.parametrize(
    ("text", "asked", "country", "says"),
    [
        ("what qualifications does an electrician need", Asked.qualification, "IE", "Ask FetchCourses there"),
        (
            "how long does it take to become an electrician",
            Asked.duration,
            "GB",
            "elsewhere (United Kingdom) it may differ",
        ),
        ("how do I become a roofer", Asked.become, "IN", "United States; elsewhere (India)"),
        ("how do I become a roofer", Asked.become, "TV", "elsewhere (Tuvalu) it may differ"),
        ("how do I become a roofer", Asked.become, "US", ""),
        ("how do I become a roofer", Asked.become, "", ""),
        ("what does a roofer do", Asked.duties, "IN", ""),
    ],
)
def test_how_a_role_is_entered_is_said_to_be_so_in_the_united_states(
    known: Known, text: str, asked: Asked, country: str, says: str
):
    found = answer(asked_after(known, Memory(country=country), text, asked), known)
    said = as_text(document_of(found))
    assert (says in said) if says else ("it may differ" not in said)
    assert said.count("it may differ") == bool(says)
