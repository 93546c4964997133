"""Which of the company's own duties is meant: by its words and by its area of work."""

from dataclasses import replace

from actions.knowledge import Known
from bot.reading.here import Asks, Here
from bot.saying.compose import document_of
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
        told(guided, replace(here, alike=(("lets visitors in", 0.2), ("feeds the moths", 0.6)))).kind == "nobody_known"
    )


def test_nobody_is_sent_to_whom_one_confides_in_with_what_is_nothing_of_the_kind(guided: Known):
    here = Here(Asks.need, duty="the harassment poster fell off the wall", surely=True)
    assert "Eva Grace" not in names(told(guided, here))
    assert names(told(guided, replace(here, is_private=True))) == ["Eva Grace"]
