"""Where a question is about, and what is left of it without."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.countries import COUNTRIES
from bot.knowledge.places import read_places
from bot.reading.place import Countries, without_places
from bot.settings import ROOT


def places_of(text: str, *names: str) -> list[tuple[int, int]]:
    return [(text.index(name), text.index(name) + len(name)) for name in names]


@pytest.mark.parametrize(
    ("text", "places", "left"),
    [
        ("who handles complaints in Leeds", ["Leeds"], "who handles complaints"),
        ("who handles complaints at our Berlin office", ["Berlin"], "who handles complaints"),
        ("who handles complaints from our Leeds plant", ["Leeds"], "who handles complaints"),
        ("in Leeds, who handles complaints", ["Leeds"], "who handles complaints"),
        ("I'm in Leeds, who fixes laptops", ["Leeds"], "who fixes laptops"),
        ("who fixes laptops at the help desk", ["help desk"], "who fixes laptops"),
        ("who at the Leeds site handles complaints", ["Leeds"], "who handles complaints"),
        ("Who do I call in Leeds when the heating is cold?", ["Leeds"], "Who do I call when the heating is cold?"),
        ("who bakes bread", [], "who bakes bread"),
        # Nothing but the place.
        ("Leeds", ["Leeds"], ""),
        ("and in Leeds?", ["Leeds"], ""),
        ("what about Leeds", ["Leeds"], ""),
        ("who is it in Leeds", ["Leeds"], ""),
        ("not Leeds, I mean Berlin", ["Leeds", "Berlin"], ""),
        ("who handles complaints in Leeds and in Berlin", ["Leeds", "Berlin"], "who handles complaints"),
        # A team named for what it does: here it is the thing that is done.
        ("who does tax returns", ["tax"], "who does tax returns"),
        ("who keeps the ledger", ["ledger"], "who keeps the ledger"),
        ("who looks after customer care", ["customer care"], "who looks after customer care"),
    ],
)  # fmt: skip
def test_places_go_with_the_words_that_lead_to_them(text: str, places: list[str], left: str):
    assert " ".join(without_places(text, places_of(text, *places)).split()) == left


@given(st.text(), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))))
def test_whatever_is_named_as_a_place_the_rest_is_no_longer_than_the_text(text: str, found: list[tuple[int, int]]):
    spans, end = [], 0
    for start, length in sorted(found):
        if start >= end and start + length <= len(text):
            spans.append((start, start + length))
            end = start + length
    # A space stands for each place at most.
    assert len(without_places(text, spans)) <= len(text) + len(spans)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Hi I'm Gift from Limpopo, what can I do", "ZA"),
        ("i live in pune and want to move", "IN"),
        ("a supervisor near Cardiff", "GB"),
        ("what do bakers earn in Germany, in Pune I know", "DE"),
        # Where somebody went to school is not where they look for work; nor is a town that is called like a country.
        ("I finished high school in Germany, I live in Pune", "IN"),
        ("my certificate is from Germany", ""),
        ("I grew up in Germany", ""),
        ("I work in Germany", "DE"),
        # A word that is also a city's name, and a city that nobody is in.
        ("do they work in split shifts", ""),
        ("I work in Split", "HR"),
        ("Paris is lovely", ""),
        ("what do nurses earn in Chicago", ""),
        ("what does a nurse do", ""),
    ],
)
def test_a_city_tells_which_country_somebody_is_in(text: str, country: str):
    countries = Countries({"Germany": "DE"}, read_places(ROOT / "knowledge"))
    assert countries.named(text) == country


def test_every_place_is_in_a_country_and_a_folder_without_the_table_has_none(tmp_path):
    places = read_places(ROOT / "knowledge")
    assert len(places) > 8000
    assert set(places.values()) <= set(COUNTRIES) - {"US"}
    assert read_places(tmp_path) == {}
