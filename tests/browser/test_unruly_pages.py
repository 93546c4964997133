"""Pages that swap their body, drop attributes, embed it twice, or are denied storage; and input methods."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat

WHO = "who handles customer grievances"
OPERATIONS = "Operations Manager"
# What is left on a page that puts the widget in by script: a tag manager's, or a framework's.
INJECTED = """([address, settings, copied]) => new Promise(async (resolve, reject) => {
  if (settings) window.rolewiseSettings = settings;
  const script = document.createElement("script");
  if (copied) script.textContent = await (await fetch(copied)).text();
  else Object.assign(script, {src: address, onload: resolve, onerror: reject});
  document.body.append(script);
  if (copied) resolve();
})"""


@pytest.fixture
def empty(visitor, site) -> Page:
    """A page of the other site with nothing on it."""
    page = visitor().new_page()
    page.goto(nothing(site))
    return page


def nothing(site) -> str:
    """The address of that page; what is not found would be a page of the browser itself."""
    return site.origin + site.foreign.put("<!doctype html><title>Nothing</title>")


@pytest.mark.parametrize(
    "swap",
    [
        "document.body.innerHTML = '<h1>Another page</h1>'",
        "document.body.replaceWith(document.createElement('body'))",
        "document.documentElement.replaceChild(document.createElement('body'), document.body)",
        "document.querySelector('rolewise-widget').remove()",
    ],
)
def test_where_the_page_swaps_its_body_the_chat_goes_on(visitor, site, swap):
    chat = Chat(visitor().new_page(), site.settings).visit(site.embedded()).open()
    chat.ask("what skills does an accountant need")
    chat.ask(WHO)
    scroll = chat.panel.locator(".scroll")
    place = scroll.evaluate("e => e.scrollTop")
    for _ in range(2):
        chat.page.evaluate(swap)
        expect(chat.panel).to_be_visible()
        expect(chat.last).to_contain_text(OPERATIONS)
        assert scroll.evaluate("e => e.scrollTop") == pytest.approx(place, abs=1) != 0
    chat.ask("what does a nurse do")
    assert chat.said()[1:] == [WHO, "what does a nurse do"]
    assert chat.errors == []


def test_a_copy_that_a_page_restores_is_taken_away(visitor, site):
    chat = Chat(visitor().new_page(), site.settings).visit(site.embedded())
    # As frameworks keep pages for the way back: a copy has neither a shadow root nor anybody who listens.
    chat.page.evaluate("{ const copy = document.body.cloneNode(true); document.body.replaceWith(copy); }")
    expect(chat.page.locator("rolewise-widget")).to_have_count(1)
    chat.open().ask(WHO)


def test_settings_may_stand_in_an_object_where_attributes_are_dropped(empty, site):
    settings = {"title": "Ask the bank", "color": "#ffe14d", "open": True, "lang": "ar"}
    empty.evaluate(INJECTED, [f"{site.url}/widget.js", settings, None])
    chat = Chat(empty, site.settings)
    expect(chat.panel).to_have_accessible_name("Ask the bank")
    expect(chat.page.locator("rolewise-widget")).to_have_attribute("dir", "rtl")
    assert chat.panel.locator("header").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 225, 77)"


def test_an_attribute_counts_before_the_object(visitor, site):
    page = visitor().new_page()
    page.add_init_script("window.rolewiseSettings = {title: 'Theirs', color: '#ffe14d'}")
    chat = Chat(page, site.settings).visit(site.embedded('data-title="Ours"')).open()
    expect(chat.panel).to_have_accessible_name("Ours")
    assert chat.panel.locator("header").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 225, 77)"


def test_a_script_whose_text_was_copied_into_the_page_is_told_where_the_bot_is(visitor, site):
    # On the bot's own page, whose script may be fetched.
    page = visitor().new_page()
    page.goto(site.url)
    text = page.evaluate("fetch('widget.js').then(found => found.text())")
    page.goto(nothing(site))
    page.evaluate("address => { window.rolewiseSettings = {src: address}; }", f"{site.url}/widget.js")
    page.add_script_tag(content=text)
    chat = Chat(page, site.settings).open()
    expect(chat.ask(WHO)).to_contain_text(OPERATIONS)


def test_two_lines_make_one_widget(empty, site):
    for title in ("First", "Second"):
        empty.evaluate(INJECTED, [f"{site.url}/widget.js", {"title": title}, None])
    chat = Chat(empty, site.settings)
    expect(chat.launcher).to_have_count(1)
    expect(chat.open().panel).to_have_accessible_name("First")
    expect(chat.ask(WHO)).to_contain_text(OPERATIONS)
    expect(chat.told).to_have_count(1)


def test_two_lines_in_the_head_make_one_widget(visitor, site):
    line = f'<script src="{site.url}/widget.js"></script>'
    page = site.origin + site.foreign.put(f"{line}{line}<h1>Twice</h1>")
    chat = Chat(visitor().new_page(), site.settings).visit(page)
    expect(chat.launcher).to_have_count(1)
    chat.open().ask(WHO)
    assert chat.errors == []


DENIED = """
for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, {get() { throw new DOMException("denied", "SecurityError"); }});
"""
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"


@pytest.mark.parametrize("script", [DENIED, FULL])
def test_where_storage_is_denied_or_full_the_chat_works_as_long_as_the_page(visitor, site, script):
    page = visitor().new_page()
    page.add_init_script(script)
    chat = Chat(page, site.settings).visit(site.embedded()).open()
    expect(chat.ask(WHO)).to_contain_text(OPERATIONS)
    chat.ask("and what does a nurse do")
    # One conversation, not a new one for each message.
    assert chat.said() == [WHO, "and what does a nurse do"]
    chat.last.get_by_role("button", name="Helpful", exact=True).click()
    expect(chat.last.locator(".thanks")).to_have_text("Thank you.")
    page.reload()
    chat.open()
    expect(chat.told).to_have_count(0)
    assert chat.errors == []


def test_enter_that_ends_a_character_of_an_input_method_sends_nothing(chat):
    chat.field.focus()
    session = chat.page.context.new_cdp_session(chat.page)
    session.send("Input.imeSetComposition", {"text": "かんごし", "selectionStart": 4, "selectionEnd": 4})
    # As Chromium and Firefox, and as Safari tell that Enter ends it.
    for told in ({"isComposing": True}, {"keyCode": 229}):
        sent = chat.field.evaluate(
            "(e, told) => e.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', cancelable: true, bubbles: true,"
            " ...told}))",
            told,
        )
        assert sent is True
    assert chat.asked.count() == 0
    session.send("Input.insertText", {"text": "nurse"})
    expect(chat.field).to_have_value("nurse")
    chat.field.press("Enter")
    expect(chat.asked).to_have_text(["nurse"])
