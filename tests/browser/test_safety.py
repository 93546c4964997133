"""What people type, and what knowledge and company files say, stays text."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.chat import Chat, words
from tests.browser.conftest import ATTACK
from tests.browser.test_answers import DRAWN

# What decides how an answer is drawn; all else in it is somebody's words.
KEPT = frozenset({"kind", "verdict", "involvement", "part"})


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
        "how do i get from cashier to accountant",
        "what skills does an accountant need",
        "what is the difference between an accountant and a bookkeeper",
        "who is our accountant",
        "who is our cashier",
    ],
)
def test_neither_knowledge_nor_company_files_become_elements(visiting, question):
    answer = visiting.ask(question)
    # The attack did arrive.
    assert ATTACK in json.dumps(visiting.kept(), ensure_ascii=False).replace('\\"', '"')
    assert "<img src=x" in words(answer)
    nothing_ran(visiting)
    toggle = answer.get_by_role("button", name="As text")
    if toggle.count():
        toggle.click()
        nothing_ran(visiting)


@pytest.mark.parametrize("question", [row[0] for row in DRAWN])
def test_no_data_of_any_answer_becomes_an_element(disturbed, proxy, question):
    """Worse than any file may say: every word and address in the data of a real answer is an attack."""

    def poisoned(value, field=""):
        if isinstance(value, dict):
            return {name: poisoned(each, name) for name, each in value.items()}
        if isinstance(value, list):
            return [poisoned(each, field) for each in value]
        if not isinstance(value, str) or field in KEPT:
            return value
        return "javascript:window.attacked=4" if field == "url" else f"{ATTACK}{value}"

    def altered(line: bytes) -> bytes:
        if not line.startswith(b'data: {"seq"'):
            return line
        data = json.loads(line.removeprefix(b"data: "))
        if "answer" in data:
            data["answer"] = poisoned(data["answer"])
        return b"data: " + json.dumps(data).encode() + b"\n"

    proxy.altered = altered
    answer = disturbed.ask(question)
    assert "<img src=x" in words(answer)
    nothing_ran(disturbed)


def test_names_that_objects_have_by_themselves_are_only_names(disturbed, proxy):
    proxy.altered = lambda line: line.replace(b'"responsible"', b'"constructor"').replace(
        b'"operations_manager"', b'"__proto__"'
    )
    expect(disturbed.ask("who handles customer grievances")).to_contain_text("Operations Manager")
    nothing_ran(disturbed)


def test_data_that_cannot_be_drawn_leaves_the_text(disturbed, proxy):
    proxy.altered = lambda line: line.replace(b'"duties": [', b'"duties": 7, "other": [')
    answer = disturbed.ask("who handles customer grievances")
    expect(answer).to_contain_text("That is the Operations Manager")
    expect(answer.locator(".card")).to_have_count(0)


def test_what_a_visitor_types_stays_text_also_after_a_reload(chat):
    chat.ask(ATTACK)
    assert chat.said() == [ATTACK]
    nothing_ran(chat)
    chat.page.reload()
    expect(chat.asked).to_have_text([ATTACK])
    nothing_ran(chat)


def test_a_command_that_is_typed_is_not_obeyed(chat):
    chat.ask("find my role")
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
