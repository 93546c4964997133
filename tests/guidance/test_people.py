"""Whether the finder tells people of flesh and blood what a careers adviser would: people.yml."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.guidance.finder import RATINGS
from bot.guidance.recommend import OUT_OF_REACH, Person, recommend
from bot.search.known import Known

PEOPLE = yaml.safe_load((Path(__file__).parent / "people.yml").read_text(encoding="utf-8"))
# One of the families that an adviser would name is to be among the first so many.
FIRST = 3


def person_of(told: dict[str, Any]) -> Person:
    points = tuple(RATINGS)
    return Person(
        ratings=tuple(points[rating - 1] for rating in told["ratings"]),
        strengths=tuple(told["strengths"]),
        done=tuple(told.get("done", ())),
        education=told["education"],
        avoid=tuple(told["avoid"]),
    )


def codes_and_zones(known: Known, told: dict[str, Any]) -> list[tuple[str, int]]:
    fits = recommend(known, person_of(told))
    return [(known.store.codes[fit.role] or "", fit.zone) for fit in fits]


def is_of(code: str, families: list[str]) -> bool:
    return code.startswith(tuple(families))


@pytest.mark.parametrize("told", PEOPLE, ids=lambda told: told["name"])
def test_what_an_adviser_would_name_is_among_the_first(known: Known, told: dict[str, Any]):
    found = codes_and_zones(known, told)
    assert any(is_of(code, told["families"]) for code, _ in found[:FIRST]), found


@pytest.mark.parametrize("told", PEOPLE, ids=lambda told: told["name"])
def test_nothing_absurd_is_recommended(known: Known, told: dict[str, Any]):
    found = codes_and_zones(known, told)
    assert 3 <= len(found) <= 5
    assert not [code for code, _ in found if is_of(code, told["never"])]
    assert all(zone - told["education"] < OUT_OF_REACH for _, zone in found)
