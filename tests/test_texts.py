"""The widget's own words in all its languages."""

import json
import re
from pathlib import Path

import pytest

from bot.settings import ROOT

TEXTS = ROOT / "web" / "src" / "texts"
ENGLISH = json.loads((TEXTS / "en.json").read_text(encoding="utf-8"))
# What is the same everywhere: questions are English, as the bot is.
SAME = {"suggestions", "titleAfter", "titleAnd"}


def blanks(text: object) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", str(text)))


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.json")), ids=lambda path: path.stem)
def test_each_language_says_everything_with_the_same_blanks(path: Path):
    texts = json.loads(path.read_text(encoding="utf-8"))
    assert list(texts) == list(ENGLISH)
    assert {key: blanks(text) for key, text in texts.items()} == {key: blanks(text) for key, text in ENGLISH.items()}
    untranslated = {key for key, text in texts.items() if text == ENGLISH[key]} - SAME
    assert path.stem == "en" or untranslated == set()
    assert all(text == text.strip() != "" for text in texts.values() if isinstance(text, str))
