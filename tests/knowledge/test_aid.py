"""Where people in need turn: every entry, and what is said of entries that are wrong."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.errors import InvalidKnowledge
from bot.knowledge.aid import CRISIS_FILE, RIGHTS_FILE, Topic, read_aid
from bot.knowledge.countries import COUNTRIES
from bot.settings import ROOT

KNOWLEDGE = ROOT / "knowledge"
AID = read_aid(KNOWLEDGE)


@pytest.mark.parametrize("country", AID.crisis)
def test_every_country_has_an_emergency_number_and_somebody_who_listens(country: str):
    entry = AID.crisis[country]
    assert country in COUNTRIES
    assert re.fullmatch(r"\d{3}", entry.emergency)
    assert entry.crisis or entry.pages
    for line in (*entry.crisis, *entry.violence):
        assert 3 <= len(re.sub(r"\D", "", line.number)) <= 12, line
    assert entry.source.startswith("https://")
    assert date(2024, 1, 1) < entry.checked <= date.today()


@pytest.mark.parametrize("country", AID.rights)
def test_every_country_of_the_second_table_has_bodies_and_advisers(country: str):
    entry = AID.rights[country]
    assert country in COUNTRIES
    assert entry.topics
    assert date(2024, 1, 1) < entry.checked <= date.today()


@pytest.mark.parametrize("topic", Topic)
@pytest.mark.parametrize("country", ["US", "GB", "DE", "BR", "", "XX"])
def test_there_is_a_body_for_every_topic_everywhere(topic: Topic, country: str):
    body = AID.body_for(topic, country)
    assert body.name
    assert body.url.startswith("https://")


def test_what_is_known_for_sure():
    assert AID.crisis["US"].crisis[0].number == "988"
    assert AID.crisis["GB"].emergency == "999"
    assert AID.crisis_in("TV") is None
    assert AID.body_for(Topic.wages, "US").name.startswith("Wage and Hour Division")
    assert AID.careers_in("GB").name == "National Careers Service, England"
    assert AID.careers_in("TV") == AID.careers_in("ZZ")


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (CRISIS_FILE, 'emergency: "911"', "emergency: nine one one", "US.emergency: wrong form"),
        (CRISIS_FILE, "checked: 2026-11-29", "checked: 2999-01-01", "this day is yet to come"),
        (CRISIS_FILE, "  source: https://988lifeline.org\n", "", "the field 'source' is missing"),
        (CRISIS_FILE, "GB:", "UK:", "this is no ISO 3166 code"),
        (RIGHTS_FILE, "ZZ:", "ZZ:\n  country: 1", "unknown field 'country'"),
        (RIGHTS_FILE, "    any: ", "    wages: ", "the topic 'any' is missing"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, file: str, old: str, new: str, told: str):
    for name in (CRISIS_FILE, RIGHTS_FILE):
        shutil.copy(KNOWLEDGE / name, tmp_path / name)
    path = tmp_path / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InvalidKnowledge, match=re.escape(told)):
        read_aid(tmp_path)
