"""Reads what jobs earn in other countries from a plain CSV file: one row a job and country, in a layout of our own."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from bot.errors import ReleaseError
from bot.knowledge.countries import COUNTRIES, CURRENCIES
from bot.knowledge.files import Knowledge
from bot.knowledge.model import LocalPay, Role, Source
from bot.knowledge.tables import Release, Row

# code or title; any further column is left alone.
COLUMNS = ("country", "year", "source", "median", "low", "high", "currency", "period")
PERIODS = ("hour", "day", "week", "month", "year")
_NAMED = {name.lower(): code for code, name in COUNTRIES.items()}


def read_local_pay(release: Release) -> Knowledge:
    """What the one table of the release tells, with a source for each name in its column 'source'; no roles.

    Raises ReleaseError, naming file, row and column, where a cell is missing or no such thing.
    """
    if len(release.tables) != 1:
        raise ReleaseError(f"{release.path} must hold one table of pay, and it holds {len(release.tables)}.")
    pay = tuple(_read(row) for row in release.rows(release.tables[0], COLUMNS, ("code", "title")))
    if not pay:
        raise release.empty(release.tables[0])
    names = {
        source_id(row["source"]): row["source"] for row in release.rows(release.tables[0], COLUMNS, ("code", "title"))
    }
    sources = {key: Source.parse_obj(dict(title=name, publisher=name)) for key, name in names.items()}
    return Knowledge((), sources, {}, local_pay=pay)


def source_id(name: str) -> str:
    return "local_" + hashlib.sha1(name.encode()).hexdigest()[:12]


def by_role(pay: Iterable[LocalPay], roles: Sequence[Role]) -> dict[str, tuple[LocalPay, ...]]:
    """The figures by the ids of the roles they are of, of each country the latest year.

    Raises ReleaseError naming file and row where a code or title is no role's, or a title that of several.
    """
    codes: dict[str, list[str]] = defaultdict(list)
    titles: dict[str, list[str]] = defaultdict(list)
    for role in roles:
        for code in {role.onet_code, role.onet_code and role.onet_code[:7], role.esco_uri}:
            if code:
                codes[code].append(role.id)
        for name in {name.lower() for name in role.names}:
            titles[name].append(role.id)
    own = {role.title.lower(): role.id for role in roles}
    found: dict[str, dict[str, LocalPay]] = defaultdict(dict)
    for each in pay:
        title = (each.title or "").lower()
        meant = codes[each.code] if each.code else [own[title]] if title in own else titles[title]
        if not meant:
            raise ReleaseError(f"{each.ref}: no role has the {_job(each)}.")
        if len(meant) > 1 and not each.code:
            raise ReleaseError(f"{each.ref}: the {_job(each)} may be any of {', '.join(meant)}; give its code.")
        for role_id in meant:
            before = found[role_id].get(each.country)
            if before is None or before.year <= each.year:
                found[role_id][each.country] = each
    return {role_id: tuple(countries.values()) for role_id, countries in found.items()}


def _job(pay: LocalPay) -> str:
    return f"code '{pay.code}'" if pay.code else f"title '{pay.title}'"


def _read(row: Row) -> LocalPay:
    if not (row.get("code") or row.get("title")):
        raise row.error("code", "neither code nor title says which job it is")
    if not row["source"]:
        raise row.error("source", "it is empty; say where the figures were read")
    if not re.fullmatch(r"\d{4}", row["year"]):
        raise row.error("year", f"{row['year']!r} is not a year such as 2024")
    if row["period"].lower() not in PERIODS:
        raise row.error("period", f"{row['period']!r} is none of {', '.join(PERIODS)}")
    currency = row["currency"].upper()
    if currency not in CURRENCIES:
        raise row.error("currency", f"{row['currency']!r} is not a currency's code such as EUR")
    amounts = {point: _amount(row, point) for point in ("low", "median", "high")}
    if amounts["median"] is None:
        raise row.error("median", "it is empty")
    told = [amount for amount in amounts.values() if amount is not None]
    if told != sorted(told):
        raise row.error("median", "low, median and high are not in that order")
    return LocalPay.parse_obj(
        dict(
            sources=[source_id(row["source"])],
            ref=f"{row.file}, row {row.number}",
            code=row.get("code") or None,
            title=row.get("title") or None,
            country=_country(row),
            currency=currency,
            period=row["period"].lower(),
            year=int(row["year"]),
            **amounts,
        )
    )


def _country(row: Row) -> str:
    told = row["country"]
    if told.upper() in COUNTRIES:
        return told.upper()
    if told.lower() not in _NAMED:
        raise row.error("country", f"{told!r} is neither a country's English name nor its code of two letters")
    return _NAMED[told.lower()]


def _amount(row: Row, column: str) -> float | None:
    if not row[column]:
        return None
    if not re.fullmatch(r"\d[\d,]*(\.\d+)?", row[column]):
        raise row.error(column, f"{row[column]!r} is not an amount")
    return float(row[column].replace(",", ""))
