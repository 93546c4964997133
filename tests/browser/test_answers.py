"""Documents are drawn as they are, and say everything that their text says."""

import re

import pytest
from playwright.sync_api import expect

from bot.runtime.reports import report
from bot.saying.document import Document, Heading, Paragraph, Span, as_data
from bot.saying.text import as_text
from tests.browser.chat import Chat, words
from tests.browser.documents import (
    BARS,
    CHOICES,
    COMPARISON,
    DOCUMENTS,
    OF_THREE,
    SOURCES,
    WHO,
    tell,
    tell_data,
)

# A question of each kind that is told.
QUESTIONS = [
    "who handles customer grievances",
    "who recruits and who approves the budget",
    "what does a general manager do",
    "what is an accountant",
    "does a general manager recruit people",
    "does an operations manager weld pipes",
    "what is the difference between a general manager and an operations manager",
    "what skills does an accountant need",
    "how do i get from cashier to accountant",
    "which jobs use excel and negotiation",
    "which roles are related to cashier",
    "which roles do you know",
    "what is a typical day of a nurse like",
    "what qualifications does an accountant need",
    "how do i become a nurse",
    "which interests suit a nurse",
    "which subjects matter for a nurse",
    "who do sales managers work with",
    "what is the career ladder of a nurse",
    "what does a neonatal nurse do",
    "what does a radio jockey do",
    "I'm pretty good with numbers but hate talking to people",
    "who is our quality manager here",
    "who is our purchasing manager here",
]
# Data in the place of a document, as another version of the bot or something broken may send it.
UNKNOWN = {
    "no object": "blocks",
    "no blocks": {"sources": [{"text": "A source"}]},
    "nothing in it": {"blocks": []},
    "blocks that are no list": {"blocks": {"type": "paragraph"}},
    "a block that is none": {"blocks": [None]},
    "a block of a later version": {"blocks": [{"type": "paragraph", "words": [{"text": "A"}]}, {"type": "map"}]},
    "a name that objects have": {"blocks": [{"type": "constructor", "words": [{"text": "A"}]}]},
    "a name that objects inherit": {"blocks": [{"type": "__proto__", "words": [{"text": "A"}]}]},
    "words that are one text": {"blocks": [{"type": "heading", "words": "A"}]},
    "text that is none": {"blocks": [{"type": "paragraph", "words": [{"text": 7}]}]},
    "a paragraph of nothing": {"blocks": [{"type": "paragraph"}]},
    "a list of nothing": {"blocks": [{"type": "list"}]},
    "an entry without words": {"blocks": [{"type": "list", "items": [7]}]},
    "a bar of no length": {"blocks": [{"type": "bars", "bars": [{"label": "A", "value": "much"}]}]},
    "a bar that was of no length": {"blocks": [{"type": "bars", "bars": [{"label": "A", "value": 1, "before": {}}]}]},
    "a row of too few": {"blocks": [{"type": "table", "columns": ["A", "B"], "rows": [{"label": "", "cells": [[]]}]}]},
    "an entry that is none": {"blocks": [{"type": "table", "columns": ["A"], "rows": [{"label": "", "cells": [[7]]}]}]},
    "sources that are one text": {"blocks": [{"type": "paragraph", "words": [{"text": "A"}]}], "sources": "A"},
}


def assert_said(text: str, shown: str) -> None:
    missing = set(re.findall(r"\w+", text)) - set(re.findall(r"\w+", shown))
    assert not missing


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_says_all_of_its_text(disturbed, proxy, name):
    answer = tell(disturbed, proxy, DOCUMENTS[name])
    expect(answer.locator(".document")).to_be_visible()
    expect(answer.locator(".bubble")).to_have_count(0)
    assert_said(as_text(DOCUMENTS[name]), words(answer))
    assert disturbed.errors == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_kind_of_answer_is_drawn_and_says_all_of_its_text(chat, question):
    answer = chat.ask(question)
    expect(answer.locator(".document")).to_be_visible()
    texts = [message["text"] for message in chat.kept() if message["from"] == "bot"]
    assert_said(texts[0], words(answer))
    assert chat.errors == []


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_cannot_be_drawn_leaves_the_text(disturbed, proxy, name):
    answer = tell_data(disturbed, proxy, UNKNOWN[name], "That is the Operations Manager.\n- Cashier")
    expect(answer.locator(".bubble p")).to_have_text("That is the Operations Manager.")
    expect(answer.locator(".bubble li")).to_have_text("Cashier")
    expect(answer.locator(".document, .sources")).to_have_count(0)
    expect(answer.get_by_role("button")).to_have_count(0)
    assert disturbed.errors == []


def test_what_a_later_version_adds_to_a_document_is_passed_over(disturbed, proxy):
    said = [{"text": "An accountant", "colour": "green", "strong": True}]
    data = {"blocks": [{"type": "paragraph", "words": said, "id": 7}], "mood": "good"}
    answer = tell_data(disturbed, proxy, data, "An accountant")
    expect(answer.locator(".document strong")).to_have_text("An accountant")


def test_names_stand_out_and_lines_stay_lines(disturbed, proxy):
    answer = tell(disturbed, proxy, WHO)
    expect(answer.locator("strong")).to_have_text(["Operations Manager", "General Manager", "Cashier", "Artyom Malkov"])
    expect(answer.locator("li")).to_have_count(2)
    first = answer.locator(".document > p").first
    assert len(first.inner_text().split("\n")) == 2
    assert first.evaluate("e => e.clientHeight >= 2 * parseFloat(getComputedStyle(e).lineHeight)")


def test_a_comparison_is_a_table_with_headers(disturbed, proxy):
    table = tell(disturbed, proxy, COMPARISON).get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_text(["General Manager", "Operations Manager"])
    expect(table.get_by_role("rowheader")).to_have_text(["What only one of them does", "How wide the role is"])
    expect(table.get_by_role("cell")).to_have_count(4)
    expect(table.get_by_role("cell").first.locator("li")).to_have_text(["Sets the goals.", "Approves the budget."])
    expect(table.get_by_role("cell").last.locator("p")).to_have_text("–")


@pytest.mark.parametrize(
    ("document", "width", "beside"),
    [(COMPARISON, 1280, True), (COMPARISON, 430, True), (COMPARISON, 360, False), (OF_THREE, 1280, False)],
)
def test_a_table_stands_side_by_side_where_there_is_room(visitor, proxy, document, width, beside):
    chat = Chat(visitor(viewport={"width": width, "height": 860}).new_page(), proxy.settings).visit(proxy.url).open()
    table = tell(chat, proxy, document).get_by_role("table")
    first, second = (table.get_by_role("cell").nth(at).bounding_box() for at in (0, 1))
    assert (first["y"] == second["y"]) is beside
    assert (first["x"] == second["x"]) is not beside
    # Each cell says whose it is where no head stands above it.
    named = table.get_by_role("cell").first.locator(".column")
    expect(named).to_be_visible(visible=not beside)
    assert (table.get_by_role("columnheader").first.bounding_box()["width"] > 20) is beside


def test_bars_have_their_figures_in_words(disturbed, proxy):
    entries = tell(disturbed, proxy, BARS).locator(".bars li")
    expect(entries.filter(has_text="Mathematics")).to_contain_text("46 before, 73 now, of 100")
    expect(entries.filter(has_text="Reading")).to_contain_text("80 of 100")
    lengths = entries.first.locator(".track").evaluate("e => [...e.children].map(f => f.offsetWidth / e.offsetWidth)")
    assert lengths == pytest.approx([0.73, 0.46], abs=0.02)


def test_what_bars_compare_is_explained_where_they_do(disturbed, proxy):
    expect(tell(disturbed, proxy, BARS).locator(".legend")).to_have_count(1)


def test_sources_are_links_that_give_nothing_away(disturbed, proxy):
    link = tell(disturbed, proxy, WHO).locator(".sources a")
    expect(link).to_have_attribute("href", "https://www.onetonline.org/link/summary/11-1021.00")
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_contain_text("(opens in a new tab)")


@pytest.mark.parametrize("address", ["javascript:window.attacked=1", "data:text/html,x", "//", "file:///etc", "tel:1"])
def test_other_addresses_than_of_the_web_are_no_links(disturbed, proxy, address):
    answer = tell(disturbed, proxy, Document((Paragraph((Span("Look here", url=address),)),), SOURCES))
    expect(answer.locator(".document")).to_have_text("Look here")
    expect(answer.locator(".document a")).to_have_count(0)


ASKED = Document((Heading((Span("Question 7 of 18"),)), Paragraph((Span("Would you like to sing?"),))))


def test_a_question_of_many_shows_how_far_one_is(disturbed, proxy):
    finder = {"question": "likes", "number": 7, "total": 18}
    answer = tell_data(disturbed, proxy, as_data(ASKED), as_text(ASKED), finder=finder)
    bar = answer.get_by_role("progressbar", name="Question 7 of 18")
    expect(bar).to_have_attribute("aria-valuenow", "7")
    expect(bar).to_have_attribute("aria-valuemax", "18")
    length = bar.locator(".done").evaluate("e => e.offsetWidth / e.parentElement.offsetWidth")
    assert length == pytest.approx(7 / 18, abs=0.02)
    expect(answer.locator(".document > p")).to_have_text("Would you like to sing?")


@pytest.mark.parametrize("finder", [None, 7, "likes", {"question": "strengths"}, {"number": 19, "total": 18}])
def test_what_is_no_question_of_many_has_no_bar(disturbed, proxy, finder):
    answer = tell_data(disturbed, proxy, as_data(ASKED), as_text(ASKED), finder=finder)
    expect(answer.locator(".document > p")).to_have_text("Would you like to sing?")
    expect(answer.get_by_role("progressbar")).to_have_count(0)


def test_copying_takes_the_whole_text(visitor, site):
    context = visitor()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    chat = Chat(context.new_page(), site.settings).visit(site.url).open()
    chat.ask("who handles customer grievances").get_by_role("button", name="Copy").click()
    expect(chat.last.get_by_role("button", name="Copied")).to_be_visible()
    texts = [message["text"] for message in chat.kept() if message["from"] == "bot"]
    assert chat.page.evaluate("navigator.clipboard.readText()") == "\n\n".join(texts)


def test_choices_are_buttons(chat):
    chat.ask("what does a manager do?")
    expect(chat.replies).to_have_count(8)
    chat.replies.filter(has_text="Hotel Manager").click()
    expect(chat.told).to_have_count(2)
    chat.settled()
    assert chat.heard()[-1] == "Hotel Manager"


def test_what_may_be_asked_next_is_a_button(disturbed, proxy):
    tell(disturbed, proxy, WHO)
    expect(disturbed.replies).to_have_text(["More", "What does it pay?"])


def test_thumbs_tell_what_one_thinks_of_an_answer(chat):
    answer = chat.ask("who handles customer grievances")
    answer.get_by_role("button", name="Helpful", exact=True).click()
    expect(answer.locator(".thanks")).to_have_text("Thank you.")
    answer.get_by_role("button", name="Not helpful").click()
    answer.get_by_label("What was wrong").fill("It is another one here.")
    answer.get_by_role("button", name="Send comment").click()
    expect(answer.get_by_label("What was wrong")).to_have_count(0)
    # The last opinion is the one that counts, with its comment.
    wrong = [line for line in report(chat.settings) if line.part == "wrong"]
    assert [(line.count, line.question, line.comment) for line in wrong] == [
        (1, "who handles customer grievances", "It is another one here.")
    ]


def test_small_talk_has_no_thumbs(chat):
    expect(chat.ask("hello").get_by_role("button")).to_have_count(0)


def test_what_only_asks_has_no_thumbs(disturbed, proxy):
    answer = tell(disturbed, proxy, CHOICES)
    expect(answer.locator(".document")).to_be_visible()
    expect(answer.get_by_role("button")).to_have_count(0)
