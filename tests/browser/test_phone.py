"""On a phone: the whole screen, its keyboard, its back button, its notch."""

import pytest
from playwright.sync_api import expect

from tests.browser.chat import Chat

PHONE = {"viewport": {"width": 390, "height": 760}, "has_touch": True, "is_mobile": True}
WHO = "who handles customer grievances"
# A part of the screen that is seen, as a page is told of it; Chromium without a window has no keyboard to show.
SEEN = """
window.seen = Object.assign(new EventTarget(), {offsetTop: 0, scale: 1, left: null});
Object.defineProperty(window.seen, "height", {get: () => window.seen.left ?? innerHeight});
Object.defineProperty(window, "visualViewport", {value: window.seen});
window.see = (change) => { Object.assign(window.seen, change); window.seen.dispatchEvent(new Event("resize")); };
"""


@pytest.fixture
def phone(visitor, site) -> Chat:
    page = visitor(**PHONE).new_page()
    page.add_init_script(SEEN)
    return Chat(page, site.settings).visit(site.url)


def test_the_keyboard_leaves_header_field_and_last_answer_in_sight(phone):
    phone.open()
    phone.ask(WHO)
    phone.panel.locator(".scroll").evaluate("e => { e.scrollTop = e.scrollHeight; }")
    phone.page.evaluate("see({left: 430, offsetTop: 60})")
    assert phone.panel.bounding_box() == {"x": 0, "y": 60, "width": 390, "height": 430}
    header, field = phone.panel.locator("header").bounding_box(), phone.field.bounding_box()
    assert header["y"] == 60
    assert field["y"] + field["height"] <= 490
    # The end was in sight, so it still is.
    replies = phone.replies.last.bounding_box()
    assert replies["y"] + replies["height"] <= field["y"]
    phone.page.evaluate("see({left: null, offsetTop: 0})")
    assert phone.panel.bounding_box()["height"] == 760


def test_who_zooms_in_keeps_the_whole_panel(phone):
    phone.open()
    phone.page.evaluate("see({left: 300, offsetTop: 100, scale: 2.5})")
    assert phone.panel.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 760}


@pytest.mark.parametrize(("width", "covers"), [(360, True), (480, True), (481, False), (1024, False)])
def test_it_covers_the_screen_where_there_is_no_room_for_both(visitor, site, width, covers):
    chat = Chat(visitor(viewport={"width": width, "height": 760}).new_page(), site.settings).visit(site.url).open()
    assert (chat.panel.bounding_box() == {"x": 0, "y": 0, "width": width, "height": 760}) is covers


def test_the_back_button_closes_the_chat_and_leaves_the_page_as_it_was(phone):
    page = phone.page
    page.evaluate("history.pushState({theirs: 7}, '', '#ask')")
    phone.open()
    phone.ask(WHO)
    assert page.evaluate("history.state.theirs") == 7
    page.go_back()
    expect(phone.panel).to_have_count(0)
    assert page.url.endswith("/#ask")
    assert page.evaluate("history.state") == {"theirs": 7}
    # It can be opened again, and what was said is there.
    phone.open()
    expect(phone.told).to_have_count(1)


def test_closed_by_its_own_button_it_leaves_no_step_for_the_back_button(phone):
    page = phone.page
    page.evaluate("history.pushState({}, '', '#ask')")
    phone.open()
    phone.panel.get_by_role("button", name="Close the chat").tap()
    expect(phone.panel).to_have_count(0)
    page.evaluate(
        "new Promise(done => history.state.rolewise ? addEventListener('popstate', done, {once: true}) : done())"
    )
    page.go_back()
    assert not page.url.endswith("#ask")


def test_on_a_wide_screen_the_back_button_is_the_page_s(chat):
    before = chat.page.evaluate("history.length")
    chat.panel.get_by_role("button", name="Close the chat").click()
    chat.open()
    assert chat.page.evaluate("history.length") == before
    assert chat.page.evaluate("history.state") is None


def test_no_field_is_so_small_that_a_phone_zooms_into_it(phone):
    phone.open()
    answer = phone.ask(WHO)
    answer.get_by_role("button", name="Not helpful").tap()
    fields = phone.panel.locator("textarea, input")
    expect(fields).to_have_count(2)
    assert all(
        size >= 16 for size in fields.evaluate_all("all => all.map(e => parseFloat(getComputedStyle(e).fontSize))")
    )


def test_a_notch_and_a_home_bar_cover_nothing(phone):
    phone.open()
    session = phone.page.context.new_cdp_session(phone.page)
    session.send("Emulation.setSafeAreaInsetsOverride", {"insets": {"top": 40, "bottom": 30, "left": 12, "right": 0}})
    header, note = phone.panel.locator("header").bounding_box(), phone.panel.locator(".note").bounding_box()
    assert (header["x"], header["y"]) == (12, 40)
    assert note["y"] + note["height"] == 730
    assert phone.panel.bounding_box()["height"] == 760
