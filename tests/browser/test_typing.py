"""Titles while one types, and questions that are spoken."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.chat import Chat
from tests.browser.test_access import problems


@pytest.fixture
def options(chat):
    return chat.panel.get_by_role("listbox", name="Job titles").get_by_role("option")


def typed(chat: Chat, text: str) -> None:
    chat.field.fill("")
    chat.field.press_sequentially(text, delay=5)


def test_a_title_is_gone_to_and_taken_by_keyboard(chat, options):
    typed(chat, "what does a nur")
    expect(options.first).to_have_text("nurse")
    expect(chat.field).to_have_attribute("role", "combobox")
    expect(chat.field).to_have_attribute("aria-expanded", "true")
    expect(chat.panel.get_by_text("job titles begin like this")).to_have_count(1)
    assert problems(chat) == []
    chat.field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(chat.field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    chat.field.press("Enter")
    expect(chat.field).to_have_value("what does a nurse")
    # Taken, not sent, and the field is a text area again.
    expect(options).to_have_count(0)
    assert chat.field.get_attribute("role") is None
    assert chat.said() == []
    chat.field.press_sequentially(" do")
    chat.field.press("Enter")
    expect(chat.last).to_contain_text("Registered Nurse")


def test_enter_sends_what_was_typed_where_no_title_was_gone_to(chat, options):
    typed(chat, "what does a nurse")
    expect(options.first).to_be_visible()
    chat.field.press("Enter")
    expect(options).to_have_count(0)
    assert chat.said() == ["what does a nurse"]


def test_escape_closes_the_titles_and_not_the_chat(chat, options):
    typed(chat, "acc")
    expect(options.first).to_be_visible()
    chat.field.press("Escape")
    expect(options).to_have_count(0)
    expect(chat.field).to_have_value("acc")
    expect(chat.field).to_be_visible()


def test_a_title_is_taken_by_pointer_and_one_types_on(chat, options):
    typed(chat, "how far is it from cashier to acc")
    options.filter(has_text=re.compile("^Accountant$")).click()
    expect(chat.field).to_have_value("how far is it from cashier to Accountant")
    expect(chat.field).to_be_focused()


def test_the_arrows_go_round_and_back_to_the_text(chat, options):
    typed(chat, "bar")
    expect(options.first).to_be_visible()
    chat.field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    chat.field.press("ArrowDown")
    expect(chat.panel.locator("[aria-selected='true']")).to_have_count(0)
    assert chat.field.get_attribute("aria-activedescendant") is None


@pytest.mark.parametrize("text", ["what is the dif", "who handles cus", "I want to ma", "", "12 a 34"])
def test_what_looks_like_no_title_is_left_alone(chat, options, text):
    chat.field.fill(text)
    chat.page.wait_for_timeout(400)
    expect(options).to_have_count(0)
    asked = []
    # What is typed is sent to nobody before it is asked, but for what looks like a title.
    chat.page.on("request", lambda request: asked.append(request.url))
    chat.field.press("End")
    chat.field.press_sequentially("x")
    chat.page.wait_for_timeout(400)
    assert asked == []


def test_titles_that_cannot_be_had_are_not_missed(chat, options):
    chat.page.route(
        "**/chat/titles?*", lambda route: route.fulfill(status=429, headers={"Retry-After": "60"}, body="{}")
    )
    typed(chat, "acc")
    chat.page.wait_for_timeout(400)
    expect(options).to_have_count(0)
    chat.ask("what does an accountant do")
    expect(chat.last).to_contain_text("Accountant")


# A browser with speech recognition, whose visitor says one thing.
SPEAKING = """
window.SpeechRecognition = class {
  start() {
    window.heardIn = this.lang;
    setTimeout(() => this.onresult({ results: [[{ transcript: 'what does a nurse do' }]] }), 50);
  }
  stop() { this.onend(); }
};
"""


def test_a_question_can_be_spoken_where_page_and_browser_allow_it(visitor, site):
    chat = Chat(visitor().new_page(), site.settings)
    chat.page.add_init_script(SPEAKING)
    chat.visit(site.embedded("data-voice")).open()
    chat.panel.get_by_role("button", name="Ask by voice").click()
    expect(chat.field).to_have_value("what does a nurse do")
    assert chat.page.evaluate("heardIn").startswith("en")
    # It is looked at before it is sent.
    assert chat.said() == []
    chat.panel.get_by_role("button", name="Stop listening").click()
    expect(chat.panel.get_by_role("button", name="Ask by voice")).to_be_visible()
    expect(chat.field).to_be_focused()


@pytest.mark.parametrize(("attributes", "can"), [("", True), ("data-voice=false", True), ("data-voice", False)])
def test_nothing_listens_unless_the_page_asks_for_it_and_the_browser_can(visitor, site, attributes, can):
    chat = Chat(visitor().new_page(), site.settings)
    chat.page.add_init_script(
        SPEAKING if can else "delete window.webkitSpeechRecognition; delete window.SpeechRecognition"
    )
    chat.visit(site.embedded(attributes)).open()
    expect(chat.panel.get_by_role("button", name="Ask by voice")).to_have_count(0)
