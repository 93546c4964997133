"""The graph components on messages, without a trained model."""

import os
from pathlib import Path

import pytest
import yaml
from bot.nlu.duties import DutyPhrases
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.places import PlaceLinker
from bot.nlu.questions import FIRST, FURTHER, GatherQuestions, SplitQuestions
from bot.nlu.roles import PLACE, ROLE, RoleLinker, hide_names
from bot.nlu.tokens import TOKENS, LemmaTokenizer
from bot.nlu.vectors import SentenceVectors
from bot.reading.naming import linker_of


@pytest.fixture(scope="module")
def linker(small) -> RoleLinker:
    return RoleLinker(linker_of(small).mentions)


def understood(linker: RoleLinker, text: str) -> Message:
    (message,) = linker.process([Message.build(text)])
    return message


def test_roles_become_entities_with_the_ids_of_the_store(linker: RoleLinker):
    message = understood(linker, "Is a Head Baker above a manager or a bank manager?")
    found = [(entity["value"], entity["roles"]) for entity in message.get("entities")]
    assert found == [
        ("Head Baker", ["head_baker"]),
        ("manager", ["mill_manager", "shop_manager"]),
        ("bank manager", []),
    ]
    for entity in message.get("entities"):
        assert message.get(TEXT)[entity["start"] : entity["end"]] == entity["value"]
        assert entity["extractor"] == "RoleLinker"


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("what does a head baker do", "what does a X do"),
        ("head baker vs shop manager", "X vs X"),
        ("no role here", "no role here"),
        ("", ""),
    ],
)
def test_names_are_hidden_from_the_classifier(linker: RoleLinker, text: str, hidden: str):
    assert hide_names(understood(linker, text), {ROLE: "X"}) == hidden


def test_marked_training_data_look_like_linked_messages(linker: RoleLinker):
    data = RasaYAMLReader().reads(
        'version: "3.1"\nnlu:\n- intent: a\n  examples: |\n    - duties of a [head baker](role)?\n'
    )
    (example,) = data.training_examples
    linked = understood(linker, "duties of a head baker?")
    assert hide_names(example, {ROLE: "X"}) == hide_names(linked, {ROLE: "X"}) == "duties of a X?"


def test_a_role_is_one_token_whatever_its_name(linker: RoleLinker):
    tokenizer = LemmaTokenizer(LemmaTokenizer.get_default_config())
    tokens = tokenizer.tokenize(understood(linker, "what do Head Bakers do"), TEXT)
    assert [token.lemma for token in tokens] == ["what", "do", TOKENS[ROLE], "do"]
    assert [(token.start, token.end) for token in tokens] == [(0, 4), (5, 7), (8, 19), (20, 22)]


def test_vectors_are_the_same_for_any_role(linker: RoleLinker):
    component = SentenceVectors({**SentenceVectors.get_default_config(), "alias": "vectors"}, "vectors")
    one, other = component.process(
        [understood(linker, "skills of a head baker"), understood(linker, "skills of a shop manager")]
    )
    first, second = (message.get_dense_features(TEXT)[1].features for message in (one, other))
    assert first.shape == (1, 768)
    assert (first == second).all()


@pytest.mark.parametrize(
    ("intent", "text", "phrases"),
    [
        ("who", "who handles stale bread", ["stale bread"]),
        ("who", "who bakes and who counts the money", ["bakes", "counts the money"]),
        ("check", "does a head baker teach apprentices", ["teach apprentices"]),
        ("other", "who handles stale bread", []),
        ("who", "", []),
    ],
)
def test_the_duty_is_marked_for_the_intents_that_ask_about_one(
    linker: RoleLinker, intent: str, text: str, phrases: list[str]
):
    message = understood(linker, text)
    message.set(INTENT, {"name": intent})
    DutyPhrases({"asks": ["who"], "checks": ["check"]}).process([message])
    found = [entity for entity in message.get("entities") if entity["entity"] == "duty"]
    assert [entity["value"] for entity in found] == phrases
    for entity in found:
        assert text[entity["start"] : entity["end"]] == entity["value"]


# ---- several questions in one message


def through(linker: RoleLinker, *texts: str) -> list[Message]:
    """Messages after they were split, understood part by part, and gathered again."""
    parts = SplitQuestions().process([Message.build(text) for text in texts])
    for number, part in enumerate(linker.process(parts)):
        part.set(INTENT, {"name": f"intent {number}"}, add_to_output=True)
    return GatherQuestions().process(parts)


TWO = "what does a head baker do? and what does a shop manager earn?"


def test_each_question_of_a_message_is_understood_by_itself(linker: RoleLinker):
    parts = SplitQuestions().process([Message.build(TWO)])
    assert [part.get(TEXT) for part in parts] == ["what does a head baker do", "and what does a shop manager earn"]


def test_a_message_keeps_its_whole_text_and_notes_its_further_questions(linker: RoleLinker):
    (message,) = through(linker, TWO)
    assert (message.get(TEXT), message.get(FIRST)) == (TWO, "what does a head baker do")
    assert message.get(INTENT) == {"name": "intent 0"}
    assert [entity["roles"] for entity in message.get(ENTITIES)] == [["head_baker"]]
    (second,) = message.get(FURTHER)
    assert (second[TEXT], second[INTENT]) == ("and what does a shop manager earn", {"name": "intent 1"})
    assert [entity["roles"] for entity in second[ENTITIES]] == [["shop_manager"]]
    # What the action server gets of the message.
    sent = message.as_dict(only_output_properties=True)
    assert (sent[FURTHER], sent[FIRST], sent[TEXT]) == ([second], "what does a head baker do", TWO)


def test_three_questions_keep_their_order_and_other_messages_their_own(linker: RoleLinker):
    one, three, last = through(linker, "hello", "what is this? what is that? how is it?", "what now")
    assert [message.get(TEXT) for message in (one, three, last)] == [
        "hello",
        "what is this? what is that? how is it?",
        "what now",
    ]
    assert [part[TEXT] for part in three.get(FURTHER)] == ["what is that", "how is it"]
    assert [part[INTENT]["name"] for part in three.get(FURTHER)] == ["intent 2", "intent 3"]
    assert one.get(FURTHER) is last.get(FURTHER) is None


@pytest.mark.parametrize("text", ["what does a head baker do?", "who hires people and who pays them", "", "?"])
def test_a_message_with_one_question_is_left_as_it_is(linker: RoleLinker, text: str):
    (message,) = through(linker, text)
    assert message.get(TEXT) == text
    assert message.get(FURTHER) is message.get(FIRST) is None


# ---- places

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


def test_the_company_file_may_come_change_be_broken_and_go(company: Path):
    found = []
    for version, content in enumerate((None, {"name": "A"}, COMPANY, {**COMPANY, "sites": 7}, None)):
        if content is None:
            company.unlink(missing_ok=True)
        else:
            company.write_text(yaml.safe_dump(content), encoding="utf-8")
            os.utime(company, ns=(version, version))
        found.append(found_in(placed("who bakes at Hill")))
    assert found == [[], [], ["Hill"], [], []]


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
def test_a_duty_is_marked_without_its_place(company: Path, text: str, phrases: list[str]):
    company.write_text(yaml.safe_dump(COMPANY), encoding="utf-8")
    message = placed(text)
    message.set(INTENT, {"name": "who"})
    DutyPhrases({"asks": ["who"], "checks": []}).process([message])
    duties = [entity for entity in message.get(ENTITIES) if entity["entity"] == "duty"]
    assert [" ".join(entity["value"].split()) for entity in duties] == phrases
    for entity in duties:
        assert 0 <= entity["start"] < entity["end"] <= len(text)


def test_a_phrase_has_no_trace_of_the_place_that_was_in_it(company: Path):
    company.write_text(yaml.safe_dump(COMPANY), encoding="utf-8")
    message = placed("who handles bread at Hill in the morning")
    message.set(INTENT, {"name": "who"})
    DutyPhrases({"asks": ["who"], "checks": []}).process([message])
    (duty,) = [entity for entity in message.get(ENTITIES) if entity["entity"] == "duty"]
    assert duty["value"] == "bread in the morning"
