"""Messages that are not English, told from those that are."""

import csv
import importlib
from collections.abc import Iterator

import pytest
import yaml

from benchmarks.stores import SHARED
from bot.reading.naming import foreign_names
from bot.reading.tongue import OTHER, SPOKEN, english_of, tongue_in
from bot.search.language import key_of
from bot.settings import ROOT

NAMES = foreign_names(ROOT / "knowledge")


@pytest.mark.parametrize(
    ("text", "tongue", "english"),
    [
        ("was macht eine Krankenschwester", "de", "what does a nurse do"),
        ("Wie viel verdient ein Zahnarzt?", "de", "how much does a dentist earn"),
        ("Wie werde ich Pilotin?", "de", "how do I become a pilot"),
        ("Unterschied zwischen Anwältin und Richter", "de", "what is the difference between a lawyer and a judge"),
        ("¿Cuánto ganan los abogados?", "es", "how much does a lawyer earn"),
        ("que hacen las enfermeras", "es", "what does a nurse do"),
        ("que fait un avocat", "fr", "what does a lawyer do"),
        ("quelles compétences faut-il pour être infirmière", "fr", "what skills does a nurse need"),
        ("o que faz um engenheiro civil", "pt", "what does a civil engineer do"),
        ("berapa gaji dokter gigi", "id", "how much does a dentist earn"),
        ("что делает медсестра", "ru", "what does a nurse do"),
        ("ماذا يفعل المحامي", "ar", "what does a lawyer do"),
        ("एक नर्स क्या करती है", "hi", "what does a nurse do"),
        ("একজন ডাক্তারের বেতন কত", "bn", "how much does a doctor earn"),
        ("نرس کیا کرتی ہے", "ur", "what does a nurse do"),
        ("护士和医生有什么区别", "zh", "what is the difference between a nurse and a doctor"),
        ("Krankenschwester", "de", "what does a nurse do"),
        ("ich weiß nicht, was ich machen soll", "de", ""),
        ("quels sont les métiers avec les animaux", "fr", ""),
        # 'Kocht' is no cook.
        ("wer kocht das Essen in der Kantine", "de", ""),
    ],
)
def test_a_question_in_another_language_is_read_as_the_english_one_it_stands_for(text, tongue, english):
    assert tongue_in(text, NAMES) == tongue
    assert english_of(text, tongue, NAMES) == english


@pytest.mark.parametrize(
    "text",
    [
        "sous chef",
        "au pair",
        "barista",
        "CEO",
        "hola",
        "oui",
        "maitre d'hotel",
        "chef de partie",
        "c'est la vie",
        "hasta la vista",
        "que sera sera",
        "José Martínez",
        "Los Angeles",
        "Jobs in Berlin",
        "barista jobs in São Paulo",
        "who is Angela Merkel",
        "what does a Krankenschwester do",
        "what is 护士 in English",
        "",
        "?",
        "123",
        "wat dos a nurs do",
        "how do you say nurse in Spanish, enfermera?",
        "pilot",
        "florist",
        "journalist",
        "no no",
        "do they do it",
    ],
)
def test_english_with_foreign_words_and_single_words_is_english(text):
    assert tongue_in(text, NAMES) == ""


@pytest.mark.parametrize("tongue", SPOKEN)
def test_sentences_of_others_are_told_by_their_language(tongue):
    """Those that spaCy ships: headlines, mostly, which have few small words. None is taken for another language."""
    sentences = importlib.import_module(f"spacy.lang.{tongue}.examples").sentences
    found = [tongue_in(sentence, NAMES) for sentence in sentences]
    assert set(found) <= {tongue, ""}
    assert found.count(tongue) >= 0.6 * len(found)


@pytest.mark.parametrize("tongue", ["ja", "ko", "el", "he", "uk"])
def test_what_is_written_in_letters_of_no_language_answered_in_is_another(tongue):
    sentences = importlib.import_module(f"spacy.lang.{tongue}.examples").sentences
    assert {tongue_in(sentence) for sentence in sentences} == {OTHER}


@pytest.mark.parametrize(
    "text", ["che cosa fa un infermiere", "wat doet een verpleegkundige", "ile zarabia lekarz i co robi"]
)
def test_a_neighbour_is_not_taken_for_a_language_answered_in(text):
    assert tongue_in(text, NAMES) == OTHER


def test_no_english_question_of_ours_is_taken_for_another_language():
    examples = yaml.safe_load((ROOT / "data/nlu.yml").read_text(encoding="utf-8"))["nlu"]
    lines = [
        line.strip()[2:].replace("](role)", "").replace("[", "")
        for each in examples
        for line in each["examples"].splitlines()
    ]
    assert len(lines) > 1000
    assert [line for line in lines if tongue_in(line, NAMES)] == []


@pytest.mark.skipif(not (SHARED / "eval").is_dir(), reason="the held-apart questions are not beside the project")
def test_no_question_of_real_people_is_taken_for_another_language():
    asked = list(_evaluated())
    assert len(asked) > 400
    assert [text for text in asked if tongue_in(text, NAMES)] == []


def _evaluated() -> Iterator[str]:
    with open(SHARED / "eval/real_questions_dev.tsv", encoding="utf-8") as file:
        yield from (row[1] for row in csv.reader(file, delimiter="\t"))
    with open(SHARED / "eval/who_handles_dev.tsv", encoding="utf-8") as file:
        yield from (row[0] for row in csv.reader(file, delimiter="\t"))
    yield from (SHARED / "eval/clinc_oos_dev.txt").read_text(encoding="utf-8").splitlines()


def test_every_occupation_of_the_table_is_known_and_has_a_name_in_every_language(known):
    table = yaml.safe_load((ROOT / "knowledge/tongues.yml").read_text(encoding="utf-8"))["occupations"]
    assert len(table) >= 60
    for english, called in table.items():
        assert set(called) == set(SPOKEN), english
        assert known.names.by_key.get(key_of(english)) or known.names.of_kind(english), english


def test_no_name_means_two_occupations_in_one_language():
    table = yaml.safe_load((ROOT / "knowledge/tongues.yml").read_text(encoding="utf-8"))["occupations"]
    names = [
        (tongue, name) for called in table.values() for tongue, told in called.items() for name in told.split(", ")
    ]
    assert len(names) == len(set(names))
