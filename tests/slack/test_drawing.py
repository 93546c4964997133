"""Documents as pieces: each block in its form, and any document within Slack's limits with nothing lost."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.saying.answer import Answer, PersonRef
from bot.saying.document import (
    Bar,
    Bars,
    Block,
    Card,
    Choice,
    Document,
    Heading,
    Listing,
    Paragraph,
    Row,
    Span,
    Table,
    Words,
)
from bot.saying.kinds import AnswerKind
from bot.slack import names
from bot.slack.answers import MESSAGE_JSON, MESSAGE_TEXT, Drawn, drawn
from bot.slack.blocks import json_size
from bot.slack.texts import texts
from tests.slack.documents import KNOWN_MEMBER, LINES, TEXTS, WORDS, documents, tables, texts_of
from tests.slack.examples import entry
from tests.slack.shown import blocks_of, letters, problems, shown, values

TEAM = Answer(AnswerKind.person, people=(PersonRef("Isla Moncrieff", "baker", slack=KNOWN_MEMBER),))


def plain(text: str) -> Words:
    return (Span(text),)


def messages_of(*blocks: Block, sources: Words = (), answer: Answer | None = None) -> list[Drawn]:
    return drawn([entry(Document(blocks, sources), answer)])


ANN_CARD = Card(
    plain("Ann Ox is Baker."),
    (Span("Ann Ox", is_strong=True),),
    (
        ("Title", plain("Baker")),
        ("How to reach them", (Span(KNOWN_MEMBER, member=KNOWN_MEMBER), Span(", a@x.example"))),
    ),
)
COMPARED = Table(
    ("Baker", "Shop Manager"),
    (Row("Scope", (("One shop",), ("One shop", "Its staff"))), Row("Where", (("Bakeries",), ()))),
)


@pytest.mark.parametrize(
    ("block", "kinds", "seen", "heard"),
    [
        (Heading(plain("Baker")), ["header"], ["Baker"], "Baker"),
        (Heading(plain("x" * 151)), ["rich_text"], ["x" * 151], "x" * 151),
        (Heading((Span("Baker", url="https://x.example"),)), ["rich_text"], ["Baker"], "Baker"),
        (Paragraph((Span("A "), Span("Baker", is_strong=True))), ["rich_text"], ["A Baker"], "A Baker"),
        (
            Listing((plain("Bakes."), plain("Sells.")), plain("Does:")),
            ["rich_text"],
            ["Does:", "Bakes.", "Sells."],
            "Does:\n- Bakes.\n- Sells.",
        ),
        (
            Bars((Bar("Kneading", 73, 46), Bar("Patience", 100)), plain("Missing:")),
            ["rich_text"],
            ["Missing:", "▮▮▮▮▮▮▮▯▯▯ Kneading 46 → 73", "▮▮▮▮▮▮▮▮▮▮ Patience 100"],
            "Missing:\n- Kneading (46 → 73)\n- Patience (100)",
        ),
        (
            ANN_CARD,
            ["section"],
            ["*Title*\nBaker", f"*How to reach them*\n{KNOWN_MEMBER}, a@x.example", "*Ann Ox*"],
            "Ann Ox is Baker.",
        ),
        (
            COMPARED,
            ["table"],
            [texts()["aspect"], "Baker", "Shop Manager", "Scope", "One shop", "• One shop\n• Its staff",
             "Where", "Bakeries", texts()["none"]],
            "Scope\n- Baker\n  - One shop\n- Shop Manager\n  - One shop\n  - Its staff\nWhere\n- Baker\n  - Bakeries",
        ),
    ],
)  # fmt: skip
def test_each_block_has_its_form(block: Block, kinds: list[str], seen: list[str], heard: str):
    (message,) = messages_of(block)
    assert [each["type"] for each in message.blocks] == kinds
    assert shown(message.blocks) == seen
    assert message.text == heard
    assert problems([message]) == []


def test_whom_a_card_is_of_can_be_written_to_from_it():
    (block,) = blocks_of(messages_of(ANN_CARD, answer=TEAM))
    assert block["fields"][1]["text"] == f"*How to reach them*\n<@{KNOWN_MEMBER}>, a@x.example"


@given(st.builds(Card, WORDS, WORDS, st.lists(st.tuples(TEXTS, WORDS), max_size=12).map(tuple)))
def test_a_card_of_whatever_is_taken_by_slack_and_nothing_in_it_takes_effect(card: Card):
    assert problems(messages_of(card)) == []


def elements(*words: Span) -> list[dict]:
    (block,) = blocks_of(messages_of(Paragraph(words)))
    return block["elements"][0]["elements"]


@pytest.mark.parametrize(
    ("span", "element"),
    [
        (Span("Baker", is_strong=True), {"type": "text", "text": "Baker", "style": {"bold": True}}),
        (
            Span("O*NET", url="https://x.example/a|b"),
            {"type": "link", "text": "O*NET", "url": "https://x.example/a%7Cb"},
        ),
        (Span("O*NET", url="javascript:x"), {"type": "text", "text": "O*NET"}),
        (Span("https://x.example"), {"type": "link", "text": "https://x.example", "url": "https://x.example"}),
        (Span("*b* <!channel>"), {"type": "text", "text": "*b* <!channel>"}),
    ],
)
def test_a_span_is_one_element(span: Span, element: dict):
    assert elements(span) == [element]


def test_an_address_in_a_text_is_a_link_without_the_stop_after_it():
    assert [each["text"] for each in elements(Span("See https://x.example/a."))] == ["See ", "https://x.example/a", "."]


def test_a_table_too_large_is_lists_and_loses_nothing():
    rows = tuple(Row(f"Row {number}", ((f"a{number} " + "x" * 200,), (f"b{number}",))) for number in range(40))
    messages = messages_of(Table(("Baker", "Shop Manager"), rows))
    assert blocks_of(messages, "table") == []
    assert len(messages) > 1
    assert problems(messages) == []
    assert {text for row in rows for cell in row.cells for text in cell} <= set(shown(blocks_of(messages)))


def test_of_two_tables_each_has_a_message():
    messages = messages_of(COMPARED, COMPARED)
    assert [len(blocks_of([message], "table")) for message in messages] == [1, 1]


def test_sources_are_small_print_with_links():
    words = (Span("Source: "), Span("O*NET", url="https://x.example/?a=1&b=2"), Span("; "), Span("Ours"))
    (message,) = messages_of(Paragraph(plain("Bakes.")), sources=words)
    last = message.blocks[-1]
    assert last["type"] == "context"
    assert [each["text"] for each in last["elements"]] == ["Source: <https://x.example/?a=1&amp;b=2|O*NET>; Ours"]
    assert message.text == "Bakes.\nSource: O*NET; Ours"


# ---- mentions


@pytest.mark.parametrize("block", [Paragraph, Heading, lambda words: Listing((words,))])
def test_a_person_of_the_answer_is_mentioned_and_their_name_read(block):  # type: ignore[no-untyped-def]
    words = (Span("Slack "), Span(KNOWN_MEMBER, member=KNOWN_MEMBER))
    (message,) = messages_of(block(words), answer=TEAM)
    assert problems([message]) != []
    assert problems([message], [KNOWN_MEMBER]) == []
    assert shown(message.blocks) == [f"Slack <@{KNOWN_MEMBER}>"]
    assert message.text.endswith("Slack @Isla Moncrieff")


@pytest.mark.parametrize("handle", ["rui", "@rui", "here", "U1", "U04ISLA001|x", "u04isla001"])
def test_who_has_no_member_id_is_not_mentioned(handle: str):
    team = Answer(AnswerKind.person, people=(PersonRef("Rui", "baker", slack=handle),))
    messages = messages_of(Paragraph((Span(handle, member=handle),)), answer=team)
    assert problems(messages) == []
    assert shown(blocks_of(messages)) == [handle]


@pytest.mark.parametrize("answer", [None, Answer(AnswerKind.person), TEAM])
def test_who_is_not_among_the_people_of_the_answer_is_not_mentioned(answer: Answer | None):
    asked = "<@U04ISLA001> U04ISLA001 <!channel>"
    messages = messages_of(
        Paragraph((Span("U04ISLA001", member="U04ISLA001"), Span(f" {asked}"))), sources=plain(asked), answer=answer
    )
    assert problems(messages) == []
    assert shown(blocks_of(messages)) == [f"U04ISLA001 {asked}", asked]


# ---- any document


@settings(max_examples=100, deadline=None)
@given(documents(LINES))
def test_any_words_are_shown_once_in_their_order(document: Document):
    messages = drawn([entry(replace(document, choices=(), suggestions=()), TEAM)])
    told, found = letters("".join(texts_of(document))), letters("".join(shown(blocks_of(messages))))
    # What has no letter, such as a cross, is shown as well; what is blank is said to be no answer.
    assert found == told or (not told and found == letters(texts()["nothing"]))


@settings(max_examples=100, deadline=None)
@given(documents(LINES | tables()), st.booleans(), st.booleans())
def test_any_document_keeps_slack_s_rules_and_loses_nothing(document: Document, rated: bool, share: bool):
    messages = drawn([entry(document, TEAM)], feedback="7" if rated else "", share=share)
    assert problems(messages, [KNOWN_MEMBER]) == []
    assert all(json_size(message.blocks) <= MESSAGE_JSON and len(message.text) <= MESSAGE_TEXT for message in messages)
    seen = Counter(letters("".join(shown(blocks_of(messages)))))
    assert not Counter(letters("".join(texts_of(document)))) - seen
    offered = {choice.payload for choice in (*document.choices, *document.suggestions)}
    assert set(values(blocks_of(messages))) <= offered | {"7", names.SHARE}


@settings(max_examples=30, deadline=None)
@given(st.lists(documents(LINES | tables()), max_size=3))
def test_any_turn_of_several_documents_does_as_well(told: list[Document]):
    assert problems(drawn([entry(document, TEAM) for document in told]), [KNOWN_MEMBER]) == []


def test_choices_and_suggestions_can_be_pressed():
    document = Document((Paragraph(plain("Which?")),), (), (Choice("Baker", "a"),), (Choice("More", "b"),))
    assert values(blocks_of(drawn([entry(document)]))) == ["a", "b"]
