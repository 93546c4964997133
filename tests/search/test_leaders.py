"""What leaders' titles say is led, and whose title is like it."""

import pytest

from bot.search.leaders import are_chiefs, field_led, likest_field, same_field, says_field, spelt_out


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Head of People", ("people",)),
        ("Chief Financial Officer", ("financial",)),
        ("boss of the web shop", ("web", "shop")),
        ("Warehouse Manager", ("warehouse",)),
        ("Customer Service Team Lead", ("customer", "service")),
        # Who leads everything.
        ("Managing Director", ()),
        ("chief executive officer", ()),
        ("the big boss", ()),
        ("General Manager", ()),
        # Who leads nothing.
        ("Web Developer", None),
        ("HR Officer", None),
        ("", None),
    ],
)
def test_a_title_says_what_is_led(title: str, field: tuple[str, ...] | None):
    assert field_led(title) == field


@pytest.mark.parametrize(
    ("initials", "meant"),
    [("CEO", "chief executive officer"), ("cto", "Chief Technical Officer"), ("COO", "COO"), ("boss", "boss")],
)
def test_initials_are_spelt_out_by_the_names_of_an_occupation(initials: str, meant: str):
    assert spelt_out(initials, ("CEO", "chief executive officer", "Chief Technical Officer")) in (meant, initials)
    assert spelt_out(initials, ("chief executive officer", "Chief Technical Officer")) == meant


def test_fields_are_the_same_by_their_words_and_said_by_other_forms_of_them():
    assert same_field(("service", "customers"), ("customer", "service"))
    assert not same_field(("sales",), ("export", "sales"))
    assert says_field(("designer",), ("product", "design"))
    assert not says_field(("product",), ("production",))
    assert not says_field((), ("design",))


def test_chiefs_of_different_things_are_different_people():
    assert are_chiefs("Chief Technical Officer", "Chief Financial Officer")
    assert not are_chiefs("Chief Technical Officer", "Head of IT")


def test_the_field_that_is_like_another_is_found_and_none_where_none_is(encoder):
    fields = {"henrik": ["online shop", "E-Commerce"], "nadia": ["sales"], "wim": ["IT"]}
    assert likest_field(("web", "shop"), fields, encoder) == "henrik"
    assert likest_field(("archaeology",), fields, encoder) == ""
    assert likest_field((), fields, encoder) == ""
    assert likest_field(("web",), {}, encoder) == ""
