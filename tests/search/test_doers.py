"""The role that somebody had, found by what they tell that they did, over the project's own store."""

import pytest

from bot.search.known import Known


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("I was on the tills at Lidl for six years", "Cashier"),
        ("15 years emptying the bins for the council", "Refuse and Recyclable Material Collector"),
        ("drove a lorry up and down the M6", "Truck Driver"),
        ("cutting and colouring hair in a salon", "Hairdresser"),
        ("answered the 999 calls", "Public Safety Telecommunicator"),
    ],
)
def test_work_that_is_only_told_is_of_the_role_that_does_it(known: Known, text: str, title: str):
    role = known.doers.role_of(text)
    assert role is not None
    assert known.store.titles[role] == title


@pytest.mark.parametrize("text", ["", "5 years", "for a decade", "it was fine", "I was 19", "asdf qwer"])
def test_what_tells_of_no_work_is_of_no_role(known: Known, text: str):
    assert known.doers.role_of(text) is None


def test_how_long_it_was_changes_nothing(known: Known):
    assert known.doers.role_of("stacked shelves for nine years") == known.doers.role_of("stacked shelves")
