"""Sentences that somebody who knew nothing of the bot wrote: what they ask to have erased, keep, drop or know."""

import csv
import uuid
from collections import defaultdict

from bot.settings import ROOT
from tests.conftest import Bot

SENTENCES = ROOT / "tests/cases/erasing.tsv"
ASKED, ERASED, KEPT = "cannot be brought back", "have erased", "I keep what you write"


def test_erasing_is_asked_about_where_it_is_meant_and_never_done_at_once(bot: Bot):
    with SENTENCES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    said: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        said[row["kind"]].append(bot.say(row["sentence"], uuid.uuid4().hex).text)
    assert not [text for texts in said.values() for text in texts if ERASED in text]
    # Some sound like a farewell, and are answered with where to turn; docs/safety.md says why that is so.
    assert share(ASKED, said["erase"]) >= 0.9
    assert share(KEPT, said["privacy"]) >= 0.6
    others = said["keep"] + said["privacy"] + said["dismiss"]
    assert share(ASKED, others) <= 0.03


def share(words: str, texts: list[str]) -> float:
    return sum(words in text for text in texts) / len(texts)
