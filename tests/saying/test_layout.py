"""The layout of what is said comes from the answer alone: rewording all of domain.yml changes nothing but the words."""

import re
from copy import deepcopy
from functools import lru_cache, partial
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings

from bot.saying import words
from bot.saying.answer import Answer
from bot.saying.compose import SAYINGS, document_of
from bot.saying.document import Bars, Block, Document, Listing, Table
from bot.saying.kinds import AnswerKind
from bot.saying.text import as_text
from tests.saying.answers import ANSWERS
from tests.saying.test_guidance import FIGURES, TOLD, answers

FOLLOWS = ("utter_suggest_duties", "utter_suggest_finder")


def reworded(text: str) -> str:
    """As many letters, none of them the same; the blanks as they were."""
    parts = re.split(r"(\{\w+\})", text)
    return "".join(part if number % 2 else re.sub(r"[^\W\d_]", "w", part) for number, part in enumerate(parts))


@lru_cache(maxsize=1)
def in_other_words() -> dict[str, dict[str, Any]]:
    responses: dict[str, dict[str, Any]] = deepcopy(words._responses())
    for response in responses.values():
        response["text"] = reworded(response["text"])
        for button in response.get("buttons", ()):
            button |= {"title": reworded(button["title"]), "payload": reworded(button["payload"])}
    return responses


def layout(document: Document) -> dict[str, Any]:
    return {
        "told": list(map(form, document.blocks)),
        "rest": list(map(form, document.rest)),
        "sources": bool(document.sources),
        "choices": len(document.choices),
        "suggestions": len(document.suggestions),
    }


def form(block: Block) -> tuple[Any, ...]:
    parts: tuple[Any, ...] = ()
    if isinstance(block, Listing):
        parts = (len(block.items),)
    elif isinstance(block, Bars):
        parts = tuple((bar.value, bar.before) for bar in block.bars)
    elif isinstance(block, Table):
        parts = tuple(tuple(map(len, row.cells)) for row in block.rows)
    return type(block).__name__, *parts


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.kind.value)
def test_other_words_leave_the_layout_as_it_is(answer: Answer):
    before = document_of(answer, FOLLOWS)
    with patch.object(words, "_responses", partial(dict, in_other_words())):
        after = document_of(answer, FOLLOWS)
    assert layout(after) == layout(before)
    # Rewording is seen: a response is part of every answer, but where facts alone are told.
    alone = answer.kind in (AnswerKind.rest, AnswerKind.summary)
    assert alone or as_text(after) != as_text(before)
    # A name that is offered is what it says, in any words.
    offered = [choice for choice in before.choices if choice.title in answer.choices + tuple(answer.titles.values())]
    assert [choice for choice in after.choices if choice in offered] == offered


@settings(deadline=None)
@given(answers())
def test_other_words_leave_the_layout_of_what_guides_as_it_is(answer: Answer):
    before = layout(document_of(answer, FOLLOWS))
    with patch.object(words, "_responses", partial(dict, in_other_words())):
        assert layout(document_of(answer, FOLLOWS)) == before


def test_each_kind_has_an_example():
    assert set(SAYINGS) == {answer.kind for answer in ANSWERS} | {*TOLD, *FIGURES, AnswerKind.order}
