"""What people type, and what knowledge and company files say, stays text."""

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from bot.saying.document import as_data
from tests.browser.chat import Chat, words
from tests.browser.conftest import ATTACK
from tests.browser.documents import DOCUMENTS, altering, tell_data


def nothing_ran(chat: Chat) -> None:
    """No script ran, and none of the words became an element that could run one or load anything."""
    assert chat.panel.locator("img, script, iframe, style, object, form:not(.composer):not(.comment)").count() == 0
    assert chat.panel.locator("[onerror], [onload], [onclick]").count() == 0
    assert chat.page.evaluate("window.attacked") is None
    addresses = chat.panel.locator("a").evaluate_all("all => all.map(e => e.getAttribute('href'))")
    assert all(address.startswith(("http://", "https://")) for address in addresses)
    assert chat.errors == []


@pytest.fixture
def visiting(visitor, hostile):
    return Chat(visitor().new_page(), hostile.settings).visit(hostile.url).open()


@pytest.mark.parametrize(
    "question",
    [
        "what does an accountant do",
        "what is an accountant",
        "who fills in the tax returns",
        "how do i become an accountant",
        # What is missing on the way does not all fit beside the way itself.
        "how do i get from cashier to accountant; more",
        "what skills does an accountant need",
        "what is the difference between an accountant and a bookkeeper",
        "who is our accountant",
        "who is our cashier",
    ],
)
def test_neither_knowledge_nor_company_files_become_elements(visiting, question):
    shown = " ".join(words(visiting.ask(said)) for said in question.split("; "))
    # The attack did arrive.
    assert ATTACK in json.dumps(visiting.kept(), ensure_ascii=False).replace('\\"', '"')
    assert "<img src=x" in shown
    nothing_ran(visiting)


def poisoned(value: Any, field: str = "") -> Any:
    """Data in which every word and address is an attack; only what a block is stays."""
    if isinstance(value, dict):
        return {name: poisoned(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [poisoned(each, field) for each in value]
    if not isinstance(value, str) or field == "type":
        return value
    return "javascript:window.attacked=4" if field == "url" else f"{ATTACK}{value}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_data_of_any_document_becomes_an_element(disturbed, proxy, name):
    """Worse than any file may say."""
    answer = tell_data(disturbed, proxy, poisoned(as_data(DOCUMENTS[name])), ATTACK)
    expect(answer.locator(".document")).to_be_visible()
    assert "<img src=x" in words(answer)
    nothing_ran(disturbed)


def test_no_text_of_a_button_becomes_an_element(disturbed, proxy):
    proxy.altered = altering(lambda message: message | {"buttons": [{"title": ATTACK, "payload": ATTACK}]})
    disturbed.ask("hello")
    expect(disturbed.replies).to_have_text([ATTACK])
    nothing_ran(disturbed)


def test_what_a_visitor_types_stays_text_also_after_a_reload(chat):
    chat.ask(ATTACK)
    assert chat.said() == [ATTACK]
    nothing_ran(chat)
    chat.page.reload()
    expect(chat.asked).to_have_text([ATTACK])
    nothing_ran(chat)


def test_a_command_that_is_typed_is_not_obeyed(chat):
    chat.begin_finder()
    chat.ask("/restart")
    chat.page.reload()
    expect(chat.asked).to_have_text(["find my role", "restart"])


def test_a_message_cannot_be_longer_than_is_accepted(chat):
    chat.field.fill("x" * 950)
    expect(chat.panel).to_contain_text("50 characters left")
    chat.field.press_sequentially("y" * 60)
    chat.field.press("Enter")
    expect(chat.told).to_have_count(1)
    assert len(chat.heard()[0]) == 1000


def test_no_token_is_in_the_page_or_in_an_address(chat):
    addresses: list[str] = []
    chat.page.on("request", lambda request: addresses.append(request.url))
    chat.ask("hello")
    assert addresses
    assert chat.token
    assert chat.token not in chat.page.content()
    assert not any(chat.token in address for address in addresses)
