"""The graph components on messages, without a trained model."""

import os
from pathlib import Path

import pytest
import yaml
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.places import PlaceLinker
from bot.nlu.questions import SplitQuestions
from bot.nlu.reading import READINGS, ReadMessages
from bot.nlu.roles import PLACE, ROLE, RoleLinker, hide_names
from bot.nlu.tokens import TOKENS, LemmaTokenizer
from bot.nlu.vectors import SentenceVectors
from bot.reading.extent import LONGEST, MOST_QUESTIONS
from bot.reading.marks import Mark
from bot.reading.naming import linker_of
from bot.reading.read import Names
from bot.reading.reading import Asked, Reading, from_data


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


def readings_of(message: Message, asked: Asked) -> list[Reading]:
    """What is read of a message whose intent is known."""
    message.set(INTENT, {"name": asked.value})
    (read,) = ReadMessages(Names).process([message])
    return [from_data(data) for data in read.get(READINGS)]


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
    ("asked", "text", "phrases"),
    [
        (Asked.who, "who handles stale bread", ["stale bread"]),
        (Asked.who, "who bakes and who counts the money", ["bakes", "counts the money"]),
        (Asked.check, "does a head baker teach apprentices", ["teach apprentices"]),
        (Asked.greet, "who handles stale bread", []),
        (Asked.who, "", []),
    ],
)
def test_the_duty_is_read_for_the_intents_that_ask_about_one(
    linker: RoleLinker, asked: Asked, text: str, phrases: list[str]
):
    (reading,) = readings_of(understood(linker, text), asked)
    assert [duty.text for duty in reading.duties] == phrases
    assert all(duty.text in text for duty in reading.duties)


# ---- several questions in one message


INTENTS = (Asked.duties, Asked.pay, Asked.skills, Asked.day, Asked.greet)


def through(linker: RoleLinker, *texts: str) -> list[Message]:
    """Messages after they were split, understood part by part, and gathered again; each question's intent the next."""
    parts = SplitQuestions().process([Message.build(text) for text in texts])
    for number, part in enumerate(linker.process(parts)):
        part.set(INTENT, {"name": INTENTS[number].value}, add_to_output=True)
    return ReadMessages(Names).process(parts)


TWO = "what does a head baker do? and what does a shop manager earn?"


def test_each_question_of_a_message_is_understood_by_itself(linker: RoleLinker):
    parts = SplitQuestions().process([Message.build(TWO)])
    assert [part.get(TEXT) for part in parts] == ["what does a head baker do", "and what does a shop manager earn"]


def test_a_message_keeps_its_whole_text_and_notes_the_readings_of_its_questions(linker: RoleLinker):
    (message,) = through(linker, TWO)
    assert message.get(TEXT) == TWO
    assert message.get(INTENT) == {"name": "ask_duties"}
    assert [entity["roles"] for entity in message.get(ENTITIES)] == [["head_baker"]]
    first, second = map(from_data, message.get(READINGS))
    assert (first.text, first.asked) == ("what does a head baker do", Asked.duties)
    assert (second.text, second.asked) == ("and what does a shop manager earn", Asked.pay)
    assert [[named.roles for named in reading.roles] for reading in (first, second)] == [
        [("head_baker",)],
        [("shop_manager",)],
    ]
    # What the action server gets of the message.
    sent = message.as_dict(only_output_properties=True)
    assert (list(map(from_data, sent[READINGS])), sent[TEXT]) == ([first, second], TWO)


def test_three_questions_keep_their_order_and_other_messages_their_own(linker: RoleLinker):
    messages = through(linker, "hello", "what is this? what is that? how is it?", "what now")
    assert [message.get(TEXT) for message in messages] == [
        "hello",
        "what is this? what is that? how is it?",
        "what now",
    ]
    found = [[from_data(data) for data in message.get(READINGS)] for message in messages]
    assert [[reading.text for reading in readings] for readings in found] == [
        ["hello"],
        ["what is this", "what is that", "how is it"],
        ["what now"],
    ]
    assert [[reading.asked for reading in readings] for readings in found] == [
        [INTENTS[0]],
        [*INTENTS[1:4]],
        [INTENTS[4]],
    ]


@pytest.mark.parametrize("text", ["what does a head baker do?", "who hires people and who pays them", "", "?"])
def test_a_message_with_one_question_has_one_reading_of_its_whole_text(linker: RoleLinker, text: str):
    (message,) = through(linker, text)
    (reading,) = map(from_data, message.get(READINGS))
    assert message.get(TEXT) == reading.text == text


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


def test_of_many_questions_the_first_are_read_and_of_a_long_text_the_beginning(linker: RoleLinker):
    many = "What does a head baker do? " * (MOST_QUESTIONS + 1)
    for text, left in ((many, Mark.more_asked), ("a head baker " * LONGEST, Mark.cut_off)):
        (message,) = ReadMessages(Names).process(linker.process(SplitQuestions().process([Message.build(text)])))
        readings = [from_data(data) for data in message.get(READINGS)]
        assert len(readings) == (MOST_QUESTIONS if left is Mark.more_asked else 1)
        assert [reading.shows(left) for reading in readings] == [False] * (len(readings) - 1) + [True]
        assert len(message.get(TEXT)) <= LONGEST


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
