"""Pay of other countries: the plain table it is read from, and the roles it is given to."""

from pathlib import Path

import pytest

from bot.errors import ReleaseError
from bot.knowledge.local_pay import by_role, read_local_pay
from bot.knowledge.model import Role
from bot.knowledge.pay_releases import read_pay
from bot.knowledge.tables import Release

HEADER = "code,title,country,year,source,median,low,high,currency,period"
BAKER = "51-3011.00,,DE,2024,Wage Office,32400,25200,41000,EUR,year"


def table(folder: Path, *lines: str, header: str = HEADER) -> Release:
    path = folder / "pay_of_germany.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return Release(path)


def role(role_id: str, title: str, code: str | None = None, aliases: tuple[str, ...] = ()) -> Role:
    summary = {"text": "Works.", "sources": ["test"]}
    return Role.parse_obj(
        dict(id=role_id, title=title, family="Food", summary=summary, onet_code=code, aliases=aliases)
    )


ROLES = (
    role("baker", "Baker", "51-3011.00", ("bread maker",)),
    role("cook", "Cook", "35-2014.00", ("kitchen hand",)),
    role("cleaner", "Cleaner", "37-2011.00", ("kitchen hand",)),
)


def test_a_row_is_read_with_country_currency_period_and_where_it_stands(tmp_path: Path):
    (pay,) = read_local_pay(table(tmp_path, BAKER)).local_pay
    assert (pay.code, pay.country, pay.currency, pay.period, pay.year) == ("51-3011.00", "DE", "EUR", "year", 2024)
    assert (pay.low, pay.median, pay.high) == (25200, 32400, 41000)
    assert pay.ref == "pay_of_germany.csv, row 2"


def test_each_source_that_is_named_is_a_source(tmp_path: Path):
    found = read_local_pay(table(tmp_path, BAKER, BAKER.replace("Wage Office", "Union"), BAKER))
    assert sorted(source.title for source in found.sources.values()) == ["Union", "Wage Office"]


@pytest.mark.parametrize(
    ("change", "to", "column", "problem"),
    [
        ("51-3011.00,,", ",,", "code", "neither code nor title"),
        (",DE,", ",Atlantis,", "country", "'Atlantis' is neither"),
        (",2024,", ",24,", "year", "'24' is not a year"),
        ("Wage Office", "", "source", "it is empty"),
        (",32400,", ",,", "median", "it is empty"),
        (",32400,", ",about 32,", "median", "'about 32' is not an amount"),
        (",32400,", ",99999,", "median", "not in that order"),
        (",EUR,", ",Euros,", "currency", "'Euros' is not a currency"),
        (",year", ",fortnight", "period", "'fortnight' is none of"),
    ],
)
def test_a_damaged_row_is_refused_with_its_file_row_and_column(
    tmp_path: Path, change: str, to: str, column: str, problem: str
):
    with pytest.raises(ReleaseError, match=problem) as refused:
        read_local_pay(table(tmp_path, BAKER, BAKER.replace(change, to, 1)))
    assert f"pay_of_germany.csv, row 3, column '{column}'" in str(refused.value)


def test_countries_may_be_named_and_amounts_may_have_commas(tmp_path: Path):
    line = BAKER.replace("DE", "germany").replace("32400,25200,41000", '"32,400",,')
    (pay,) = read_local_pay(table(tmp_path, line)).local_pay
    assert (pay.country, pay.median, pay.low, pay.high) == ("DE", 32400, None, None)


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        (BAKER, ["baker"]),
        (BAKER.replace("51-3011.00", "51-3011"), ["baker"]),
        (BAKER.replace("51-3011.00,,", ",Bread Maker,"), ["baker"]),
    ],
)
def test_a_code_or_a_name_says_whose_pay_it_is(tmp_path: Path, line: str, ids: list[str]):
    assert sorted(by_role(read_local_pay(table(tmp_path, line)).local_pay, ROLES)) == ids


@pytest.mark.parametrize(
    ("who", "problem"),
    [
        (",Astronaut,", "row 2: no role has the title 'Astronaut'"),
        ("99-9999,,", "row 2: no role has the code '99-9999'"),
        (",kitchen hand,", "row 2: the title 'kitchen hand' may be any of cook, cleaner"),
    ],
)
def test_a_job_that_is_no_role_s_is_refused(tmp_path: Path, who: str, problem: str):
    pay = read_local_pay(table(tmp_path, BAKER.replace("51-3011.00,,", who))).local_pay
    with pytest.raises(ReleaseError, match=problem):
        by_role(pay, ROLES)


def test_of_one_country_the_latest_year_counts(tmp_path: Path):
    lines = (BAKER, BAKER.replace("2024", "2026"), BAKER.replace("2024", "2025"), BAKER.replace("DE", "AT"))
    found = by_role(read_local_pay(table(tmp_path, *lines)).local_pay, ROLES)["baker"]
    assert sorted((pay.country, pay.year) for pay in found) == [("AT", 2024), ("DE", 2026)]


def test_the_import_of_pay_knows_the_table_by_its_columns(tmp_path: Path):
    assert read_pay(table(tmp_path, BAKER)).local_pay
    with pytest.raises(ReleaseError, match="there is no column 'currency'"):
        read_pay(table(tmp_path, BAKER, header=HEADER.replace("currency", "money")))


def test_an_empty_table_is_refused(tmp_path: Path):
    with pytest.raises(ReleaseError, match="has no rows"):
        read_pay(table(tmp_path))
