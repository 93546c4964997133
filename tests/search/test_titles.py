"""Job titles to roles: as they are, misspelt, shortened, and with everything that adverts put around them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.search.adverts import title_alone


@pytest.mark.parametrize(
    ("title", "alone"),
    [
        ("Sr. Acct Mgr (m/f/d) - ACME", "account manager"),
        ("HR Generalist II", "human resources generalist"),
        ("Exec. Asst to CEO", "executive assistant to ceo"),
        ("PT Cashier @ Corner Shop", "cashier"),
        ("Truck Driver (CDL-A) | $5k sign-on", "truck driver"),
        ("URGENT HIRING!! Waiter / Waitress", "waiter waitress"),
        ("Nurse at Mercy Hospital", "nurse"),
        ("Director of Engineering", "director of engineering"),
        ("Senior", ""),
        ("", ""),
        ("???", ""),
    ],
)
def test_a_title_is_freed_of_what_adverts_put_around_it(title: str, alone: str):
    assert title_alone(title) == alone


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Operations Manager", "operations_manager"),
        ("OPERATIONS  MANAGER", "operations_manager"),
        ("operatoins manager", "operations_manager"),
        ("opertions manger", "operations_manager"),
        ("Ops Mgr", "operations_manager"),
        ("RN", "registered_nurse"),
        ("Sr. Civil Engr. - Bridges (contract)", "civil_engineer"),
        ("HR Mgr", "human_resources_manager"),
        ("Fin. Mgr, EMEA", "financial_manager"),
        ("Cust Svc Rep", "customer_service_representative"),
        ("IT Support / Helpdesk", "it_support_specialist"),
        ("Jr Welder (Night Shift) @ Steelworks", "welder"),
    ],
)
def test_a_title_is_linked_to_its_role(known, title: str, role: str):
    best = known.titles.rank(title)[0]
    assert best.role == role


@pytest.mark.parametrize("text", ["", "  ", "?!", "...", "()"])
def test_no_title_means_no_role(known, text: str):
    assert known.titles.rank(text) == []


@pytest.mark.parametrize("text", ["my neighbour's cat", "photosynthesis", "xyzzy"])
def test_what_is_no_title_means_no_role_for_sure(known, text: str):
    assert known.titles.answer(text) == []


def test_suggestions_are_the_likest_roles(small):
    assert small.titles.nearest("bank manager")[0].role in ("mill_manager", "shop_manager")
    assert small.titles.nearest("xyzzy") == []


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_ranked_in_order_and_repeatably(small, text: str):
    ranked = small.titles.rank(text)
    scores = [match.score for match in ranked]
    assert scores == sorted(scores, reverse=True)
    assert len({match.role for match in ranked}) == len(ranked)
    assert small.titles.rank(text) == ranked


@pytest.mark.parametrize("vary", [str.upper, str.title, lambda text: f"  {text.replace(' ', '   ')} ", "{}.".format])
@pytest.mark.parametrize("title", ["operations manager", "nurse in a hospital", "help desk"])
def test_case_spacing_and_punctuation_do_not_change_the_answer(known, title: str, vary):
    expected = [match.role for match in known.titles.rank(title, limit=3)]
    assert [match.role for match in known.titles.rank(vary(title), limit=3)] == expected
