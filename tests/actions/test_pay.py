"""What is told of pay, over a small store with figures."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.knowledge import Known
from actions.pay import as_amount, rank_by_pay, tell_pay
from bot.knowledge.files import Knowledge, read_knowledge
from bot.knowledge.local_pay import read_local_pay
from bot.knowledge.merge import merged
from bot.knowledge.model import Role
from bot.knowledge.oews import read_oews
from bot.knowledge.tables import Release
from bot.reading.naming import codes_of
from bot.reading.place import Countries
from bot.reading.reading import Asked, Named
from bot.saying.answer import Answer
from bot.search.encoder import Encoder
from tests.actions.asking import answered, said
from tests.conftest import SMALL_TREE, opened, write_tree
from tests.knowledge.oews_files import occupation, write_survey

CODES = {"head_baker": "51-3011.00", "shop_manager": "41-1011.00"}
HOURLY = {"HOURLY": "TRUE", "A_PCT10": "*", "A_MEDIAN": "*", "A_PCT90": "*"}
ANNUAL = {"ANNUAL": "TRUE", "H_PCT10": "*", "H_MEDIAN": "*", "H_PCT90": "*"}


@pytest.fixture
def paid(tmp_path: Path, encoder: Encoder):
    """Opens the small tree with a survey: rows for the head baker and the shop manager, with some cells changed."""

    def with_pay(baker: dict | None, shop: dict | None, notes: bool = True, codes: dict = CODES) -> Known:
        built_in = read_knowledge(write_tree(tmp_path / "tree", SMALL_TREE))
        roles = tuple(Role.parse_obj(role.dict() | {"onet_code": codes.get(role.id)}) for role in built_in.roles)
        rows = [occupation("99-9999", "Others")]
        rows += [occupation("51-3011", "Bakers", **baker)] if baker is not None else []
        rows += [occupation("41-1011", "Retail Supervisors", **shop)] if shop is not None else []
        path = write_survey(tmp_path / f"national_M2024_dl.{'xlsx' if notes else 'csv'}", rows)
        known = merged(Knowledge(roles, built_in.sources, built_in.departments), read_oews(Release(path)))
        return opened(known, tmp_path / "paid.db", encoder)

    return with_pay


def facts(answer: Answer, role: str) -> dict[str, str]:
    return {fact.kind: fact.text for fact in answer.facts if fact.role == role}


def test_a_role_s_pay_is_told_with_its_occupation_year_and_source(paid):
    answer = tell_pay(paid({}, None), ["head_baker"])
    assert answer.kind == "pay"
    assert [(fact.kind, fact.text) for fact in answer.facts] == [
        ("pay_occupation", "Bakers"),
        ("pay_year", "2024"),
        ("pay_unit", "a year"),
        ("pay_median", "101,280"),
        ("pay_low", "47,420"),
        ("pay_high", "230,000"),
        ("pay_lower", "64,690"),
        ("pay_upper", "162,660"),
        ("pay_hour", "48.69"),
    ]
    (source,) = answer.sources
    assert source.title == "Occupational Employment and Wage Statistics, May 2024: Bakers (51-3011)"
    assert source.url == "https://www.bls.gov/oes/"


def test_hourly_pay_is_told_where_there_is_no_yearly_one(paid):
    told = facts(tell_pay(paid({**HOURLY, "H_MEDIAN": 20.5}, None), ["head_baker"]), "head_baker")
    assert (told["pay_unit"], told["pay_median"], told["pay_low"]) == ("an hour", "20.50", "22.80")


@pytest.mark.parametrize(("notes", "high"), [(True, "239,200 or more"), (False, "above what the file shows")])
def test_pay_above_the_ceiling_names_it_if_the_file_does(paid, notes: bool, high: str):
    told = facts(tell_pay(paid({"A_PCT90": "#"}, None, notes), ["head_baker"]), "head_baker")
    assert (told["pay_median"], told["pay_high"]) == ("101,280", high)


def test_a_role_without_figures_is_named_beside_one_with_them(paid):
    answer = tell_pay(paid({}, None), ["head_baker", "mill_manager"])
    assert facts(answer, "mill_manager") == {"no_pay": "Mill Manager"}
    assert "pay_median" in facts(answer, "head_baker")
    assert not any(fact.kind == "pay_compared" for fact in answer.facts)


def test_a_role_without_figures_alone_has_no_source_to_name(paid):
    answer = tell_pay(paid({}, None), ["mill_manager"])
    assert (answer.kind, answer.sources) == ("pay", ())


def test_a_store_without_any_figures_says_so(small: Known):
    answer = tell_pay(small, ["head_baker"])
    assert (answer.kind, [role.id for role in answer.roles]) == ("no_pay", ["head_baker"])
    assert (answer.facts, answer.sources) == ((), ())


@pytest.mark.parametrize(
    ("baker", "shop", "notes", "kind", "role", "text"),
    [
        ({"A_MEDIAN": "36,650"}, {"A_MEDIAN": "47,320"}, True, "pay_compared", "shop_manager", "10,670"),
        ({"A_MEDIAN": "47,320"}, {"A_MEDIAN": "36,650"}, True, "pay_compared", "head_baker", "10,670"),
        ({**HOURLY, "H_MEDIAN": 17.62}, {"H_MEDIAN": 22.75}, True, "pay_compared", "shop_manager", "5.13"),
        ({"A_MEDIAN": "#"}, {"A_MEDIAN": "100,000"}, True, "pay_compared", "head_baker", "139,200 or more"),
        ({"A_MEDIAN": "100,000"}, {"A_MEDIAN": "#"}, False, "pay_compared", "shop_manager", ""),
        ({"A_MEDIAN": "50,000"}, {"A_MEDIAN": "50,000"}, True, "pay_equal", "head_baker", "50,000"),
        ({"A_MEDIAN": "#"}, {"A_MEDIAN": "#"}, True, "pay_incomparable", "head_baker", ""),
        ({"A_MEDIAN": "#"}, {"A_MEDIAN": "#"}, False, "pay_incomparable", "head_baker", ""),
        (HOURLY, ANNUAL, True, "pay_incomparable", "head_baker", ""),
    ],
)
def test_of_two_roles_the_one_that_earns_more_is_named(paid, baker, shop, notes, kind, role, text):
    answer = tell_pay(paid(baker, shop, notes), ["head_baker", "shop_manager"])
    last = answer.facts[-1]
    assert (last.kind, last.role, last.text) == (kind, role, text)
    assert [source.id for source in answer.sources] == ["oews_51_3011", "oews_41_1011"]


def test_two_roles_are_told_in_the_wages_that_both_have(paid):
    answer = tell_pay(paid(HOURLY, {}), ["head_baker", "shop_manager"])
    assert [facts(answer, role)["pay_unit"] for role in ("head_baker", "shop_manager")] == ["an hour", "an hour"]


def test_two_roles_that_the_survey_counts_together_are_not_compared(paid):
    both = dict.fromkeys(CODES, CODES["head_baker"])
    answer = tell_pay(paid({}, {}, codes=both), ["head_baker", "shop_manager"])
    assert (answer.facts[-1].kind, answer.facts[-1].text) == ("pay_together", "Bakers")
    assert len(answer.sources) == 1


def test_the_action_answers_about_the_role_of_the_conversation(paid):
    known = paid({}, None)
    named = answered(Asked.pay, said("head baker pay", (Named("head baker", ("head_baker",)),)), known)
    meant = answered(Asked.pay, said("what do they earn", focus=("head_baker",)), known)
    assert named == meant == tell_pay(known, ["head_baker"])


@pytest.mark.parametrize(
    ("text", "roles", "asked"),
    [
        ("which job pays the most", ["shop_manager", "head_baker"], ""),
        ("top paying careers", ["shop_manager", "head_baker"], ""),
        ("the worst paid jobs", ["head_baker", "shop_manager"], "lowest"),
        ("who earns least", ["head_baker", "shop_manager"], "lowest"),
    ],
)
def test_the_best_and_the_worst_paid_of_all_roles_are_told(paid, text: str, roles: list[str], asked: str):
    known = paid({"A_MEDIAN": "36,650"}, {"A_MEDIAN": "#"})
    answer = answered(Asked.pay, said(text), known)
    assert (answer.kind, [role.id for role in answer.roles], answer.asked) == ("pay_ranking", roles, asked)
    assert facts(answer, "head_baker")["pay_median"] == "36,650"
    assert {source.id for source in answer.sources} == {"oews_51_3011", "oews_41_1011"}


def test_roles_are_ranked_by_yearly_pay_alone(paid):
    assert rank_by_pay(paid(HOURLY, None)) == Answer("no_pay")


def test_which_pays_better_is_asked_of_the_two_that_were_talked_about(paid):
    known = paid({}, {})
    asked = said("which one earns more", focus=("shop_manager",), recent=("shop_manager", "head_baker"))
    both = tell_pay(known, ["head_baker", "shop_manager"])
    assert answered(Asked.pay, asked, known) == both
    assert answered(Asked.pay, replace(asked, text="which pays the most"), known) == both
    assert answered(Asked.pay, replace(asked, text="what does it pay"), known) == tell_pay(known, ["shop_manager"])


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_dollars_are_written_so_that_they_read_back(whole: int, cents: int):
    text = as_amount(whole + cents / 100)
    assert float(text.replace(",", "")) == pytest.approx(whole + cents / 100, abs=0.001)
    assert all(len(group) == 3 for group in text.partition(".")[0].split(",")[1:])


GERMAN = """code,title,country,year,source,median,low,high,currency,period
51-3011,,DE,2024,Bakers' Guild,2700,2100,3400,EUR,month
"""


@pytest.fixture
def abroad(tmp_path: Path, encoder: Encoder) -> Known:
    """The small tree with what head bakers earn in the United States and in Germany, and where to look elsewhere."""
    tree = write_tree(tmp_path / "tree", SMALL_TREE)
    (tree / "countries.yml").write_text(
        "FR: {look: Insee, url: https://www.insee.fr}\nGB: {also: [UK], look: Careers, url: https://careers.gov.uk}\n"
        "ZZ: {look: ILO, url: https://ilostat.ilo.org}\n"
    )
    built_in = read_knowledge(tree)
    roles = tuple(Role.parse_obj(role.dict() | {"onet_code": CODES.get(role.id)}) for role in built_in.roles)
    (tmp_path / "german.csv").write_text(GERMAN)
    survey = write_survey(tmp_path / "national_M2024_dl.csv", [occupation("51-3011", "Bakers")])
    imported = read_oews(Release(survey)), read_local_pay(Release(tmp_path / "german.csv"))
    return opened(merged(replace(built_in, roles=roles), *imported), tmp_path / "abroad.db", encoder)


def asked(text: str, known: Known) -> Answer:
    return answered(Asked.pay, said(text, (Named("head bakers", ("head_baker",)),)), known)


def test_pay_in_a_country_with_figures_is_told_from_them_alone(abroad: Known):
    answer = asked("what do head bakers earn in germany", abroad)
    median = next(fact for fact in answer.facts if fact.kind == "local_median")
    assert (median.text, median.value, median.unit, median.year, median.place) == (
        *("2,700", 2700, "EUR a month", 2024, "Germany"),
    )
    assert [source.title for source in answer.sources] == ["Bakers' Guild"]


@pytest.mark.parametrize(
    ("text", "country", "url"),
    [
        ("what do head bakers earn in France", "France", "https://www.insee.fr"),
        ("UK head bakers salary", "United Kingdom", "https://careers.gov.uk"),
        ("head bakers pay in new zealand", "New Zealand", "https://ilostat.ilo.org"),
    ],
)
def test_pay_in_a_country_without_figures_says_who_has_them(abroad: Known, text: str, country: str, url: str):
    answer = asked(text, abroad)
    found = {fact.kind: fact.text for fact in answer.facts}
    assert (found["pay_elsewhere"], found["pay_url"], found["pay_median"]) == (country, url, "101,280")


@pytest.mark.parametrize("text", ["what do head bakers earn", "in the United States", "do turkey farmers earn more"])
def test_no_country_is_read_where_none_is_named(abroad: Known, text: str):
    assert Countries(codes_of(abroad.store)).named(text) == ""


def test_without_a_country_those_with_figures_stand_beside_the_united_states(abroad: Known):
    kinds = {fact.kind for fact in asked("what do head bakers earn", abroad).facts}
    assert {"pay_median", "local_median"} <= kinds
    assert "pay_elsewhere" not in kinds
