"""The graph components on messages, without a trained model."""

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.duties import DutyPhrases
from bot.nlu.roles import ROLE, RoleLinker, hide_names
from bot.nlu.tokens import TOKENS, LemmaTokenizer
from bot.nlu.vectors import SentenceVectors


@pytest.fixture(scope="module")
def linker(small) -> RoleLinker:
    return RoleLinker(small.linker.mentions)


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
