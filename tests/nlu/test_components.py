"""The graph components on messages, without a trained model."""

import pytest
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.questions import SplitQuestions
from bot.nlu.reading import READINGS, ReadMessages
from bot.nlu.roles import ROLE, RoleLinker, hide_names
from bot.nlu.tokens import TOKENS, LemmaTokenizer
from bot.nlu.vectors import ASKING, SentenceVectors
from bot.reading.extent import LONGEST, MOST_QUESTIONS
from bot.reading.known_names import Names
from bot.reading.marks import Mark
from bot.reading.reading import Asked, Reading, from_data


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


def test_of_several_sentences_the_one_that_asks_has_a_vector_of_its_own(linker: RoleLinker):
    component = SentenceVectors({**SentenceVectors.get_default_config(), "alias": "vectors"}, "vectors")
    alone, beside, silent = component.process(
        [
            understood(linker, text)
            for text in (
                "what does a head baker earn?",
                "My back is gone. what does a shop manager earn?",
                "My back is gone. So.",
            )
        ]
    )
    within, vector = beside.get(ASKING)
    assert beside.get(TEXT)[slice(*within)] == "what does a shop manager earn?"
    assert (vector == alone.get_dense_features(TEXT)[1].features).all()
    assert alone.get(ASKING) is None
    assert silent.get(ASKING) is None


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
    assert [part.get(TEXT) for part in parts] == ["what does a head baker do?", "and what does a shop manager earn?"]


def test_a_message_keeps_its_whole_text_and_notes_the_readings_of_its_questions(linker: RoleLinker):
    (message,) = through(linker, TWO)
    assert message.get(TEXT) == TWO
    assert message.get(INTENT) == {"name": "ask_duties"}
    assert [entity["roles"] for entity in message.get(ENTITIES)] == [["head_baker"]]
    first, second = map(from_data, message.get(READINGS))
    assert (first.text, first.asked) == ("what does a head baker do?", Asked.duties)
    assert (second.text, second.asked) == ("and what does a shop manager earn?", Asked.pay)
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
        ["what is this?", "what is that?", "how is it?"],
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


def test_of_many_questions_the_first_are_read_and_of_a_long_text_the_beginning(linker: RoleLinker):
    many = "What does a head baker do? " * (MOST_QUESTIONS + 1)
    for text, left in ((many, Mark.more_asked), ("a head baker " * LONGEST, Mark.cut_off)):
        (message,) = ReadMessages(Names).process(linker.process(SplitQuestions().process([Message.build(text)])))
        readings = [from_data(data) for data in message.get(READINGS)]
        assert len(readings) == (MOST_QUESTIONS if left is Mark.more_asked else 1)
        assert [reading.shows(left) for reading in readings] == [False] * (len(readings) - 1) + [True]
        assert len(message.get(TEXT)) <= LONGEST
