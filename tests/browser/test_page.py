"""The chat as a page of its own, over the whole page, and in other languages."""

import json

import pytest
from playwright.sync_api import expect

from bot.runtime.widget import WEB
from tests.browser.chat import Chat
from tests.browser.test_access import problems

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
GERMAN = json.loads((WEB / "src/texts/de.json").read_text(encoding="utf-8"))


def covers(chat: Chat) -> bool:
    """Whether the chat is all there is to see, and nothing of it is beside the screen."""
    box, size = chat.panel.bounding_box(), chat.page.viewport_size
    wide = chat.page.evaluate("document.documentElement.scrollWidth")
    return [box["x"], box["y"], box["width"], box["height"], wide] == [
        0,
        0,
        size["width"],
        size["height"],
        size["width"],
    ]


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desktop", "phone"])
def test_the_page_is_the_chat_and_nothing_else(visitor, site, options):
    chat = Chat(visitor(**options).new_page(), site.settings).visit(f"{site.url}/chat")
    expect(chat.field).to_be_visible()
    assert covers(chat)
    expect(chat.launcher).to_be_hidden()
    expect(chat.panel.get_by_role("button", name="Close the chat")).to_have_count(0)
    chat.ask("Who handles customer grievances?")
    expect(chat.last).to_contain_text("Operations Manager")
    chat.page.keyboard.press("Escape")
    expect(chat.field).to_be_visible()
    assert problems(chat) == []
    assert chat.errors == []


def test_the_page_and_the_widget_of_the_same_site_have_one_conversation(visitor, site):
    context = visitor()
    widget = Chat(context.new_page(), site.settings).visit(site.url).open()
    widget.ask("hello")
    page = Chat(context.new_page(), site.settings).visit(f"{site.url}/chat")
    expect(page.told).to_have_count(1)
    assert page.token == widget.token


def test_the_widget_fills_the_page_and_goes_back_with_what_was_said(visitor, site):
    chat = Chat(visitor().new_page(), site.settings).visit(site.embedded()).open()
    chat.ask("hello")
    chat.panel.get_by_role("button", name="Fill the page").click()
    assert covers(chat)
    expect(chat.told).to_have_count(1)
    assert problems(chat) == []
    # Escape takes one step back, then another.
    chat.field.press("Escape")
    expect(chat.panel.get_by_role("button", name="Fill the page")).to_be_visible()
    assert not covers(chat)
    chat.field.press("Escape")
    expect(chat.panel).to_be_hidden()


def test_on_a_phone_there_is_nothing_to_enlarge(visitor, site):
    chat = Chat(visitor(**PHONE).new_page(), site.settings).visit(site.url).open()
    expect(chat.panel.get_by_role("button", name="Fill the page")).to_be_hidden()
    assert covers(chat)


def test_the_widgets_words_are_those_of_the_page_and_answers_are_marked_as_english(visitor, site):
    chat = Chat(visitor().new_page(), site.settings).visit(site.embedded('data-lang="de-AT"'))
    expect(chat.launcher).to_have_accessible_name(f"Eine Frage stellen: {GERMAN['title']}")
    chat.launcher.click()
    field = chat.panel.get_by_label(GERMAN["input"])
    expect(field).to_have_attribute("placeholder", GERMAN["placeholder"])
    expect(chat.panel).to_have_attribute("lang", "de")
    field.fill("was macht eine Krankenschwester")
    field.press("Enter")
    expect(chat.last).to_contain_text("Ich antworte auf Englisch")
    expect(chat.last).to_contain_text("Registered Nurse")
    expect(chat.last).to_have_attribute("lang", "en")


def test_a_language_without_words_is_spoken_to_in_english(visitor, site):
    chat = Chat(visitor().new_page(), site.settings).visit(site.embedded('data-lang="fi"')).open()
    expect(chat.panel).to_have_attribute("lang", "en")


def test_words_that_cannot_be_loaded_are_english(visitor, site):
    chat = Chat(visitor().new_page(), site.settings)
    chat.page.route("**/texts-de*.json", lambda route: route.abort())
    chat.visit(site.embedded('data-lang="de"'))
    chat.launcher.click()
    expect(chat.field).to_be_visible()


@pytest.mark.parametrize("lang", ["en", "de", "es"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_longest_words_have_room(visitor, site, lang, width):
    chat = Chat(visitor(viewport={"width": width, "height": 700}).new_page(), site.settings)
    chat.visit(f"{site.url}/chat?lang={lang}")
    expect(chat.panel.locator("textarea")).to_be_visible()
    cut = chat.panel.evaluate(
        "panel => [...panel.querySelectorAll('h2, p, button, header, .composer')]"
        ".filter(e => e.offsetParent && e.scrollWidth > e.clientWidth + 1 && !e.classList.contains('unseen'))"
        ".map(e => e.className || e.textContent)"
    )
    assert cut == []
    assert chat.page.evaluate("document.documentElement.scrollWidth") == width


def test_what_is_said_in_arabic_stands_from_right_to_left(visitor, site):
    chat = Chat(visitor().new_page(), site.settings).visit(f"{site.url}/chat")
    expect(chat.field).to_be_visible()
    chat.ask("أريد أن أجد عملا جيدا")
    said = chat.last.locator("p", has_text="أجيب بالإنجليزية")
    assert said.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert chat.asked.last.evaluate("e => getComputedStyle(e).direction") == "rtl"
    # An English answer after a sentence in Arabic goes its own way.
    chat.ask("ماذا يفعل المحامي")
    assert chat.last.locator("p", has_text="أجيب").first.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert chat.last.locator("p", has_text="Lawyer").first.evaluate("e => getComputedStyle(e).direction") == "ltr"
