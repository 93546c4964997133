"""Which of the company's own duties is meant: by its words and by its area of work."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from actions.duties_meant import agreed
from actions.knowledge import Known
from bot.company.model import OwnDuty
from bot.reading.here import Asks, Here
from bot.saying.compose import document_of
from bot.search.own_duties import OwnMatch, by_title
from tests.actions.test_at_work import company, names, text, told  # noqa: F401 (the company is a fixture)


def test_a_need_is_found_by_its_area_of_work_alone(guided: Known):
    here = Here(Asks.need, duty="something flutters out of the box", surely=True)
    assert told(guided, here).kind == "nobody_known"
    found = told(guided, replace(here, alike=(("keeps the looms in order", 1.0),), duty="a loom makes an awful noise"))
    assert names(found) == ["Bert O'Hara"]


def test_where_no_duty_surely_is_meant_the_nearest_are_offered(guided: Known):
    alike = (("dyes wool", 0.4), ("lets visitors in", 0.4))
    found = told(guided, Here(Asks.need, duty="there was somebody with a parcel", alike=alike, surely=True))
    assert found.kind == "nobody_known"
    assert text(found).startswith("I'm not sure whose job that is here.")
    assert {"dyes wool", "lets visitors in"} >= {choice.title for choice in document_of(found).choices} != set()


def test_a_question_who_needs_less_where_the_area_of_work_speaks_for_the_duty(guided: Known):
    here = Here(Asks.duty, duty="opens for guests")
    assert told(guided, here).kind == "nobody_known"
    near = told(guided, replace(here, alike=(("lets visitors in", 0.6),)))
    assert (near.kind, set(names(near))) == ("who_here", {"Åsa Nyström", "Bert O'Hara"})
    assert (
        told(guided, replace(here, alike=(("lets visitors in", 0.1), ("feeds the moths", 0.6)))).kind == "nobody_known"
    )


def test_what_is_done_for_somebody_is_looked_for_by_their_title_as_well(guided: Known):
    here = Here(Asks.duty, duty="looks after the data of Eva", name="Eva", people=("eva",))
    assert by_title(here.duty, here.name, "Officer") == "looks after the data of Officer"
    assert by_title("books evas trips", "Eva", "Officer") == "books Officers trips"
    plain = told(guided, replace(here, duty="lets Eva's visitors in"))
    assert (plain.kind, set(names(plain))) == ("who_here", {"Åsa Nyström", "Bert O'Hara"})


@pytest.mark.parametrize(("next_fit", "meant"), [(0.3, ["dyes wool"]), (0.42, [])])
def test_an_occupation_speaks_for_a_duty_that_leads_the_next(next_fit: float, meant: list[str]):
    ranked = [
        OwnMatch((OwnDuty(duty=duty, accountable="bert"),), fit)
        for duty, fit in (("dyes wool", 0.43), ("lets visitors in", next_fit))
    ]
    dyers = SimpleNamespace(holders=lambda role: [SimpleNamespace(people=("bert",))])
    known = SimpleNamespace(duties=SimpleNamespace(rank=lambda duty, limit: [SimpleNamespace(role="dyer")]))
    found: Any = SimpleNamespace(company=dyers, known=known)
    assert [match.duty for match in agreed(ranked, Here(Asks.duty, duty="colours things"), found)] == meant


@pytest.mark.parametrize(
    ("next_fit", "alike", "meant"),
    [(0.1, 0.25, ["dyes wool"]), (0.1, 0.1, []), (0.4, 0.25, []), (0.4, 0.5, ["dyes wool"])],
)
def test_what_clearly_leads_needs_less_of_the_same_area_of_work(next_fit: float, alike: float, meant: list[str]):
    ranked = [
        OwnMatch((OwnDuty(duty=duty, accountable="bert"),), fit)
        for duty, fit in (("dyes wool", 0.43), ("lets visitors in", next_fit))
    ]
    nobody = SimpleNamespace(holders=lambda role: [])
    found: Any = SimpleNamespace(
        company=nobody, known=SimpleNamespace(duties=SimpleNamespace(rank=lambda duty, limit: []))
    )
    here = Here(Asks.duty, duty="colours things", alike=(("dyes wool", alike),))
    assert [match.duty for match in agreed(ranked, here, found)] == meant


def test_nobody_is_sent_to_whom_one_confides_in_with_what_is_nothing_of_the_kind(guided: Known):
    here = Here(Asks.need, duty="the harassment poster fell off the wall", surely=True)
    assert "Eva Grace" not in names(told(guided, here))
    assert names(told(guided, replace(here, is_private=True))) == ["Eva Grace"]
