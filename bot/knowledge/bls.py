"""What occupations earn and how their employment will develop, from the tables of knowledge/facts."""

import re
from collections.abc import Mapping

from bot.knowledge.facts import PERCENTILES, Facts
from bot.knowledge.files import Knowledge
from bot.knowledge.model import Figure, Pay, Source, Wages
from bot.knowledge.projections import outlooks
from bot.knowledge.projections import source_id as projection_id

# Above these the survey tells no amounts.
CEILING = {"annual": 239200.0, "hourly": 115.0}


def bls_figures(facts: Facts) -> Knowledge:
    """Pay and prospects by SOC code, one source each; no roles."""
    pay = _pay(facts)
    outlook = outlooks({row["soc"]: row for row in facts.rows["outlook"]}, *_years(facts, "outlook"))
    sources = {_pay_id(code): _source(facts, "pay", each.occupation, code) for code, each in pay.items()}
    sources |= {projection_id(code): _source(facts, "outlook", each.occupation, code) for code, each in outlook.items()}
    return Knowledge((), sources, {}, pay, outlook=outlook)


def _pay_id(code: str) -> str:
    return "oews_" + code.replace("-", "_")


def _source(facts: Facts, table: str, occupation: str, code: str) -> Source:
    about = facts.sources[table]
    return about.copy(update={"title": f"{about.title}: {occupation} ({code})"})


def _years(facts: Facts, table: str) -> list[int]:
    """The years of a table, as its release is called: 'Employment Projections 2024-34'."""
    first, *others = re.findall(r"\d{4}|(?<=-)\d\d", facts.sources[table].release or "")
    return [int(first), *(int(first[:-2] + other[-2:]) for other in others)]


def _pay(facts: Facts) -> dict[str, Pay]:
    found = {}
    (year,) = _years(facts, "pay")
    for row in facts.rows["pay"]:
        annual, hourly = _wages(row, "annual"), _wages(row, "hourly")
        if annual or hourly:
            found[row["soc"]] = Pay.parse_obj(
                dict(
                    sources=[_pay_id(row["soc"])],
                    occupation=row["title"],
                    year=year,
                    annual=annual,
                    hourly=hourly,
                    employment=int(row["employment"]) if row["employment"] else None,
                )
            )
    return found


def _wages(row: Mapping[str, str], basis: str) -> Wages | None:
    figures = {point: _figure(row[f"{basis}_{point}"], CEILING[basis]) for point in PERCENTILES}
    if not (figures["10"] and figures["50"] and figures["90"]):
        return None
    mean = row[f"{basis}_mean"]
    return Wages(
        low=figures["10"],
        lower=figures["25"],
        median=figures["50"],
        upper=figures["75"],
        high=figures["90"],
        mean=float(mean) if mean and mean != "#" else None,
    )


def _figure(cell: str, ceiling: float) -> Figure | None:
    if cell == "#":
        return Figure(dollars=ceiling, or_more=True)
    return Figure(dollars=float(cell), or_more=False) if cell else None
