"""Places and people of a company in messages, without a trained model."""

import os
from pathlib import Path

import pytest
import yaml
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.places import PlaceLinker
from bot.nlu.reading import READINGS, ReadMessages
from bot.nlu.roles import PLACE, ROLE, RoleLinker, hide_names
from bot.nlu.tokens import TOKENS, LemmaTokenizer
from bot.reading.known_names import Names
from bot.reading.reading import Asked, from_data
from tests.nlu.test_components import readings_of

COMPANY = {
    "name": "Crumb & Sons",
    "sites": {"hill": {"name": "Hill", "aliases": ["the old mill"]}, "quay": {"name": "Quay Street"}},
    "teams": {"counter": {"name": "Counter", "site": "quay"}, "baking": {"name": "Head Baker Team", "site": "quay"}},
}


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small) -> Path:
    """Where the company file is; there is none yet."""
    monkeypatch.setenv("ROLEWISE_KNOWLEDGE", str(small.store.path))
    monkeypatch.setenv("ROLEWISE_COMPANY", str(tmp_path / "company.yml"))
    return tmp_path / "company.yml"


def placed(text: str, linker: RoleLinker | None = None) -> Message:
    message = Message.build(text)
    (message,) = PlaceLinker().process(linker.process([message]) if linker else [message])
    return message


def found_in(message: Message) -> list[str]:
    return [entity["value"] for entity in message.get(ENTITIES) if entity["entity"] == PLACE]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("who bakes at Hill?", ["Hill"]),
        ("who bakes at the Old Mill and in QUAY STREET", ["the Old Mill", "QUAY STREET"]),
        ("who is on the counter", ["counter"]),
        ("who bakes uphill", []),
        ("", []),
    ],
)
def test_places_become_entities_as_they_were_written(company: Path, text: str, found: list[str]):
    company.write_text(yaml.safe_dump(COMPANY), encoding="utf-8")
    message = placed(text)
    assert found_in(message) == found
    for entity in message.get(ENTITIES):
        assert text[entity["start"] : entity["end"]] == entity["value"]
        assert entity["extractor"] == "PlaceLinker"


def test_the_company_file_may_come_change_and_go_and_a_broken_one_changes_nothing(company: Path):
    found = []
    for version, content in enumerate((None, {"name": "A"}, COMPANY, {**COMPANY, "sites": 7}, None)):
        if content is None:
            company.unlink(missing_ok=True)
        else:
            company.write_text(yaml.safe_dump(content), encoding="utf-8")
            os.utime(company, ns=(version, version))
        found.append(found_in(placed("who bakes at Hill")))
    assert found == [[], [], ["Hill"], ["Hill"], []]


def test_places_stand_beside_the_roles_that_were_found_before(company: Path, linker: RoleLinker):
    company.write_text(yaml.safe_dump(COMPANY), encoding="utf-8")
    message = placed("is the head baker at Hill", linker)
    assert [entity["entity"] for entity in message.get(ENTITIES)] == [ROLE, PLACE]
    assert hide_names(message, TOKENS) == f"is the {TOKENS[ROLE]} at {TOKENS[PLACE]}"


def test_a_place_is_one_token_whatever_its_name(company: Path, linker: RoleLinker):
    company.write_text(yaml.safe_dump(COMPANY), encoding="utf-8")
    tokenizer = LemmaTokenizer(LemmaTokenizer.get_default_config())
    tokens = tokenizer.tokenize(placed("who bakes in Quay Street", linker), TEXT)
    assert [token.lemma for token in tokens] == ["who", "bake", "in", TOKENS[PLACE]]


def test_of_names_that_overlap_the_first_is_hidden(company: Path, linker: RoleLinker):
    company.write_text(yaml.safe_dump(COMPANY), encoding="utf-8")
    message = placed("who is on the head baker team", linker)
    assert {entity["entity"] for entity in message.get(ENTITIES)} == {ROLE, PLACE}
    hidden = hide_names(message, {ROLE: "X", PLACE: "Y"})
    assert hidden in ("who is on the X team", "who is on the Y")


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("who handles stale bread at Hill", ["stale bread"]),
        ("at Hill, who handles stale bread", ["stale bread"]),
        ("who bakes and who counts the money in Quay Street", ["bakes", "counts the money"]),
        ("and at Hill?", []),
        ("who is it at Hill", []),
        ("who handles bread at Hill in the morning", ["bread in the morning"]),
    ],
)
def test_a_duty_is_read_without_its_place(company: Path, text: str, phrases: list[str]):
    company.write_text(yaml.safe_dump(COMPANY), encoding="utf-8")
    (reading,) = readings_of(placed(text), Asked.who)
    assert [duty.text for duty in reading.duties] == phrases


def test_the_first_place_is_read_as_it_was_written(company: Path):
    company.write_text(yaml.safe_dump(COMPANY), encoding="utf-8")
    (reading,) = readings_of(placed("who bakes in QUAY STREET and at Hill"), Asked.who)
    assert reading.place == "QUAY STREET"


# ---- the company's map

COLLEAGUES = {
    **COMPANY,
    "people": {"ann": {"name": "Ann Loaf", "title": "Head Baker", "team": "counter"}},
}


def read_in_company(text: str, linker: RoleLinker) -> Message:
    message = Message.build(text)
    message.set("intent", {"name": "out_of_scope", "confidence": 0.9})
    (message,) = ReadMessages(Names).process(PlaceLinker().process(linker.process([message])))
    return message


def test_what_is_asked_of_the_company_is_answered_by_the_rule_for_people(company: Path, linker: RoleLinker):
    company.write_text(yaml.safe_dump(COLLEAGUES), encoding="utf-8")
    message = read_in_company("what does Ann Loaf do", linker)
    (reading,) = map(from_data, message.get(READINGS))
    assert reading.here is not None
    assert reading.here.people == ("ann",)
    assert message.get("intent")["name"] == Asked.person.value
    # Whoever must not be told of people is answered by what is read without them.
    assert reading.asked is not Asked.person
    # Nobody's name is kept with the conversation beside what was typed.
    assert message.get(ENTITIES) == []


def test_without_a_company_nothing_is_asked_of_it(company: Path, linker: RoleLinker):
    message = read_in_company("what does Ann Loaf do", linker)
    (reading,) = map(from_data, message.get(READINGS))
    assert reading.here is None
    assert message.get("intent")["name"] != Asked.person.value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("who is on the counter", ["counter"]),
        ("who does counter sales", []),
        ("who is on the head baker team", ["head baker team"]),
    ],
)
def test_a_team_s_name_says_where_only_where_it_stands_as_a_place(
    company: Path, linker: RoleLinker, text: str, found: list[str]
):
    company.write_text(yaml.safe_dump(COMPANY), encoding="utf-8")
    assert found_in(placed(text, linker)) == found
