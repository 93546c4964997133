"""English without a trained pipeline."""

import subprocess
import sys

import pytest

from bot.search.language import content_lemmas, is_english_word, read


def test_searching_does_not_load_tensorflow():
    code = "import sys, bot.search.known; sys.exit('tensorflow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_words_that_carry_meaning_are_kept_as_lemmas():
    assert content_lemmas("Who handles the customers' complaints?") == ("handle", "customer", "complaint")


@pytest.mark.parametrize(
    ("word", "known"), [("manger", True), ("lawyers", True), ("acountant", False), ("x\ud83dy", False)]
)
def test_english_words_are_told_from_typos(word: str, known: bool):
    assert is_english_word(word) == known


def test_offsets_are_those_of_the_text_even_where_lower_case_is_longer():
    text = "İstanbul HEAD"
    assert [text[token.idx : token.idx + len(token)] for token in read(text)][-1] == "HEAD"
