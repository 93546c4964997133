"""What is learnt of examples, and the component that tells intents by it."""

from copy import deepcopy
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.intents import LikenessClassifier
from bot.nlu.tokens import LemmaTokenizer
from bot.nlu.vectors import SentenceVectors
from bot.search import likeness
from bot.search.likeness import RIDGE, WORDS, LearntClasses

SENTENCES = [["who", "bakes"], ["who", "mills"], ["what", "does", "x", "do"], ["what", "do", "x", "do"], ["hello"]]
ANSWERS = ["who", "who", "duties", "duties", "greet"]


def directions(count: int, seed: int = 0) -> np.ndarray:
    """Vectors as the encoder gives them: two halves, each of length 1."""
    halves = np.random.default_rng(seed).normal(size=(count, 2, 4)).astype(np.float32)
    return (halves / np.linalg.norm(halves, axis=2, keepdims=True)).reshape(count, 8)


def written_out(asked: list[list[str]], vectors: np.ndarray) -> np.ndarray:
    """The scores by the formulas, one pair of sentences at a time."""

    def counts(words: list[str]) -> dict[str, int]:
        grams = words + [f"{words[i]} {words[i + 1]}" for i in range(len(words) - 1)]
        return {gram: grams.count(gram) for gram in grams}

    def like(one: tuple[list[str], np.ndarray], other: tuple[list[str], np.ndarray]) -> float:
        (a, b), cosine = (counts(one[0]), counts(other[0])), float(one[1] @ other[1]) / 2
        lengths = [sum(value**2 for value in each.values()) ** 0.5 for each in (a, b)]
        shared = sum(a[gram] * b.get(gram, 0) for gram in a)
        return cosine**2 + (WORDS * shared / (lengths[0] * lengths[1]) if shared else 0)

    examples = list(zip(SENTENCES, directions(len(SENTENCES)), strict=True))
    classes = sorted(set(ANSWERS))
    slack = [RIDGE / (len(ANSWERS) / ANSWERS.count(each) / len(classes)) ** 0.5 for each in ANSWERS]
    among = np.array([[like(one, other) for other in examples] for one in examples]) + np.diag(slack)
    weights = np.linalg.solve(among, np.array([[float(each == name) for name in classes] for each in ANSWERS]))
    return np.array([[like(each, other) for other in examples] for each in zip(asked, vectors, strict=True)]) @ weights


@pytest.fixture(scope="module")
def learnt() -> LearntClasses:
    return LearntClasses.learn(SENTENCES, directions(len(SENTENCES)), ANSWERS)


@given(st.lists(st.sampled_from(["who", "bakes", "x", "do", "unseen"]), max_size=6), st.integers(0, 50))
def test_scores_are_those_of_the_formulas_written_out(learnt: LearntClasses, words: list[str], seed: int):
    vector = directions(1, seed)
    assert np.allclose(learnt.scores([words], vector), written_out([words], vector), atol=1e-4)


def test_every_example_is_most_like_its_own_class(learnt: LearntClasses):
    scores = learnt.scores(SENTENCES, directions(len(SENTENCES)))
    assert [learnt.classes[best] for best in scores.argmax(axis=1)] == ANSWERS


def test_the_same_examples_teach_the_same(learnt: LearntClasses, tmp_path: Path):
    again = LearntClasses.learn(SENTENCES, directions(len(SENTENCES)), ANSWERS)
    again.save(tmp_path / "saved.npz")
    loaded = LearntClasses.load(tmp_path / "saved.npz")
    asked, vectors = [["who", "bakes", "unseen"]], directions(1, 7)
    expected = learnt.scores(asked, vectors)
    assert (again.scores(asked, vectors) == expected).all()
    # Vectors are kept in half as many bits.
    assert np.abs(loaded.scores(asked, vectors) - expected).max() < 1e-3
    assert again.classes == loaded.classes == learnt.classes == ["duties", "greet", "who"]


# Examples of two classes, so many that a form for each class takes less than they do, and so few that it does not.
@pytest.mark.parametrize(("count", "has_forms"), [(64, True), (31, False)])
def test_scores_are_the_same_by_forms_and_by_examples(count: int, has_forms: bool, tmp_path: Path):
    random = np.random.default_rng(count)
    words = [[str(word) for word in random.choice(["who", "bakes", "x", "do"], 3)] for _ in range(count)]
    answers = [f"class {each}" for each in random.integers(0, 2, count)]
    vectors = directions(count)
    learnt = LearntClasses.learn(words, vectors, answers)
    assert ("forms" in learnt.arrays()) is has_forms
    asked = directions(5, 9)
    alike = (asked @ vectors.T / 2) ** 2
    expected = alike @ learnt.arrays()["weights"]
    # Nothing is said, so that vectors alone speak.
    assert np.allclose(learnt.scores([[]] * 5, asked), expected, atol=1e-4)
    learnt.save(tmp_path / "saved.npz")
    loaded = LearntClasses.load(tmp_path / "saved.npz")
    assert np.allclose(loaded.scores(words[:5], asked), learnt.scores(words[:5], asked), atol=2e-3)
    assert deepcopy(loaded).scores(words[:5], asked).tolist() == loaded.scores(words[:5], asked).tolist()


@pytest.mark.parametrize("at_once", [1, 2, 1000])
@pytest.mark.parametrize("many", [0, 100])
def test_scores_do_not_depend_on_how_many_are_worked_out_together(
    at_once: int, many: int, monkeypatch: pytest.MonkeyPatch, learnt: LearntClasses
):
    monkeypatch.setattr(likeness, "_AT_ONCE", at_once)
    # None has few classes, or all have.
    monkeypatch.setattr(likeness, "_MANY_CLASSES", many)
    again = LearntClasses.learn(SENTENCES, directions(len(SENTENCES)), ANSWERS)
    asked, vectors = [["who", "bakes", "unseen"], [], ["what", "does"]], directions(3, 7)
    expected = learnt.scores(asked, vectors)
    assert np.allclose(again.scores(asked, vectors), expected, atol=1e-5)
    alone = [again.scores([words], vector[None])[0] for words, vector in zip(asked, vectors, strict=True)]
    assert np.allclose(alone, expected, atol=1e-5)


# ---- the component

TAUGHT = {
    "ask_who": ["who bakes the bread", "who counts the money", "who is in charge of safety"],
    "ask_pay": ["how much does a baker earn", "salary of a miller", "is it well paid"],
    "greet": ["hello", "good morning", "hi there"],
}


def prepared(text: str, intent: str | None = None) -> Message:
    message = Message.build(text, intent)
    LemmaTokenizer(LemmaTokenizer.get_default_config()).process([message])
    vectors = SentenceVectors({**SentenceVectors.get_default_config(), "alias": "vectors"}, "vectors")
    return vectors.process([message])[0]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> LikenessClassifier:
    """The component as it is loaded after training."""
    storage, resource = LocalModelStorage(tmp_path_factory.mktemp("model")), Resource("classifier")
    examples = [prepared(text, intent) for intent, texts in TAUGHT.items() for text in texts]
    config = LikenessClassifier.get_default_config()
    LikenessClassifier(config, storage, resource).train(TrainingData(examples))
    return LikenessClassifier.load(config, storage, resource, None)


@pytest.mark.parametrize(
    ("text", "intent"),
    [("who mills the flour", "ask_who"), ("HOW MUCH DOES A MILLER EARN", "ask_pay"), ("good evening", "greet")],
)
def test_a_new_sentence_gets_the_intent_it_is_most_like(trained: LikenessClassifier, text: str, intent: str):
    (message,) = trained.process([prepared(text)])
    ranking = message.get("intent_ranking")
    assert message.get(INTENT) == ranking[0]
    assert message.get(INTENT)["name"] == intent
    assert sum(each["confidence"] for each in ranking) == pytest.approx(1)


def test_a_sentence_like_nothing_taught_is_told_less_surely(trained: LikenessClassifier):
    known, unknown = trained.process([prepared("who counts the bread"), prepared("zebra umbrella")])
    assert unknown.get(INTENT)["confidence"] < known.get(INTENT)["confidence"]


def test_an_empty_message_has_no_intent(trained: LikenessClassifier):
    (message,) = trained.process([Message.build("")])
    assert message.get(INTENT) == {"name": None, "confidence": 0.0}
    assert message.get("intent_ranking") == []


def test_vectors_of_training_are_those_of_asking():
    vectors = SentenceVectors({**SentenceVectors.get_default_config(), "alias": "vectors"}, "vectors")
    texts = ["who bakes", "who bakes", "what is a miller", ""]
    taught = vectors.process_training_data(TrainingData([Message.build(text, "a") for text in texts]))
    for example in taught.training_examples:
        (alone,) = vectors.process([Message.build(example.get(TEXT))])
        one, other = (features_of(message) for message in (example, alone))
        assert len(one) == len(other) == (1 if example.get(TEXT) else 0)
        assert all((a.features == b.features).all() for a, b in zip(one, other, strict=True))


def features_of(message: Message) -> list[Features]:
    return [each for each in message.features if each.type == FEATURE_TYPE_SENTENCE]
