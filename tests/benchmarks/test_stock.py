"""Stock Rasa is stock, and our actions can answer what it understood."""

from importlib import resources
from typing import Any

import pytest
import yaml

from benchmarks.stock.reading import reading_of
from benchmarks.stock.training import CONFIG, HURRIED, digest_of, few, hurried
from bot.reading.reading import Asked
from bot.search.known import Known

OWN = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))


def test_its_pipeline_and_policies_are_those_that_rasa_takes_where_none_are_written():
    file = resources.files("rasa.engine.recipes.config_files") / "default_config.yml"
    default = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert {part: OWN[part] for part in ("recipe", "language", "pipeline", "policies")} == {
        part: default[part] for part in ("recipe", "language", "pipeline", "policies")
    }


def test_rasa_init_writes_neither_pipeline_nor_policies():
    written = yaml.safe_load((resources.files("rasa.cli.initial_project") / "config.yml").read_text(encoding="utf-8"))
    assert (written["pipeline"], written["policies"]) == (None, None)


def message(intent: str, text: str, *names: str) -> dict[str, Any]:
    found = [{"entity": "role", "value": name, "start": text.index(name), "end": 0} for name in names]
    return {"text": text, "intent": {"name": intent, "confidence": 0.9}, "entities": found}


@pytest.mark.parametrize(
    ("intent", "text", "names", "asked", "roles"),
    [
        ("ask_duties", "what does a nurse do", ["nurse"], Asked.duties, None),
        ("ask_skills", "what skills does a general manager need", ["general manager"], Asked.skills, "general_manager"),
        ("ask_skills", "what skills does a genral manager need", ["genral manager"], Asked.skills, "general_manager"),
        ("compare_roles", "a xyzzy", ["xyzzy"], Asked.comparison, ""),
        ("no_such_intent", "hm", [], Asked.unclear, None),
    ],
)
def test_what_it_understood_is_a_reading(
    intent: str, text: str, names: list[str], asked: Asked, roles: str | None, known: Known
):
    found = reading_of(message(intent, text, *names), known)
    assert (found.asked, found.text) == (asked, text)
    if roles is not None:
        assert [role for each in found.roles for role in each.roles] == ([roles] if roles else [])


def test_who_is_asked_for_with_what_is_left_of_the_words(known: Known):
    (duty,) = reading_of(message("ask_who", "who pays the invoices"), known).duties
    assert duty.text == "pays the invoices"


def test_a_message_that_was_not_understood_at_all_has_a_reading(known: Known):
    assert reading_of({}, known).asked is Asked.unclear


def test_a_trial_learns_little_from_few_examples_of_each_intent():
    nlu = {"nlu": [{"intent": "greet", "examples": "".join(f"- hello {number}\n" for number in range(100))}]}
    (left,) = few(nlu)["nlu"]
    assert left["examples"].splitlines()[0] == "- hello 0"
    assert 1 < len(left["examples"].splitlines()) < 10
    assert {part["epochs"] for part in hurried(OWN, HURRIED)["pipeline"] if "epochs" in part} == {HURRIED}


def test_a_model_is_known_by_all_that_it_is_made_from():
    assert digest_of({"a": b"1", "b": b"2"}) == digest_of({"b": b"2", "a": b"1"})
    assert len({digest_of(each) for each in ({"a": b"1"}, {"a": b"2"}, {"b": b"1"})}) == 3
