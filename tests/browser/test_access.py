"""For everyone: keyboard, screen readers, zoom, phones, dark, less motion, right to left."""

import json

import pytest
from playwright.sync_api import expect

from bot.runtime.widget import WEB
from tests.browser.chat import Chat
from tests.browser.documents import DOCUMENTS, tell

AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"
STATES = {
    "welcome": (),
    "answers": (
        "what is the difference between a general manager and an operations manager",
        "how do i get from cashier to accountant",
        "does an operations manager weld pipes",
        "which roles do you know",
        "who is our quality manager here",
    ),
}


def problems(chat: Chat) -> list[str]:
    """What axe finds serious or critical, by rule and element."""
    if not chat.page.evaluate("'axe' in window"):
        # As an evaluated text rather than a script element, so that the page's policy stays as it is.
        chat.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = chat.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{each['id']}: {json.dumps(node['target'])} {node['failureSummary']}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_serious(visitor, site, scheme, state):
    chat = Chat(visitor(color_scheme=scheme).new_page(), site.settings).visit(site.url)
    assert problems(chat) == []
    chat.open()
    for question in STATES[state]:
        chat.ask(question)
        assert problems(chat) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_finder(visitor, site, scheme):
    chat = Chat(visitor(color_scheme=scheme).new_page(), site.settings).visit(site.url).open()
    chat.send("find my role")
    expect(chat.finder.get_by_role("progressbar", name="Question 1 of")).to_be_visible()
    assert problems(chat) == []
    chat.finder.get_by_role("button", name="Strongly like").click()
    expect(chat.finder.get_by_role("progressbar", name="Question 2 of")).to_be_visible()
    chat.finder.get_by_role("button", name="See result now").click()
    expect(chat.finder.get_by_role("heading", name="Roles that suit you")).to_be_visible()
    assert problems(chat) == []
    # What was asked and answered on its screen stands in the chat as well.
    chat.leave_finder()
    expect(chat.last).to_be_visible()
    assert problems(chat) == []


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_any_document(visitor, proxy, scheme, width):
    context = visitor(color_scheme=scheme, viewport={"width": width, "height": 860})
    chat = Chat(context.new_page(), proxy.settings).visit(proxy.url).open()
    for document in DOCUMENTS.values():
        tell(chat, proxy, document)
    assert problems(chat) == []


def test_axe_finds_nothing_serious_where_a_message_failed(disturbed, proxy):
    chat = disturbed
    chat.ask("hello")
    proxy.stop()
    chat.send("are you there")
    expect(chat.panel.get_by_role("button", name="Try again")).to_be_visible(timeout=60000)
    chat.page.context.set_offline(True)
    chat.panel.get_by_role("button", name="New conversation").click()
    assert problems(chat) == []


def test_axe_would_find_something(visitor, site):
    chat = Chat(visitor().new_page(), site.settings).visit(site.url).open()
    chat.field.evaluate("e => e.getRootNode().querySelector('label').remove() || e.removeAttribute('placeholder')")
    assert any("label" in problem for problem in problems(chat))


def test_by_keyboard_it_opens_closes_and_gives_the_focus_back(visitor, site):
    chat = Chat(visitor().new_page(), site.settings).visit(site.url)
    chat.launcher.focus()
    chat.page.keyboard.press("Enter")
    expect(chat.field).to_be_focused()
    chat.page.keyboard.press("Escape")
    expect(chat.panel).to_have_count(0)
    expect(chat.launcher).to_be_focused()
    expect(chat.launcher).to_have_attribute("aria-expanded", "false")


def test_the_focus_is_not_trapped(chat):
    for _ in range(12):
        chat.page.keyboard.press("Tab")
        if chat.page.evaluate("document.activeElement.tagName") != "ROLEWISE-WIDGET":
            return
    pytest.fail("Tab never left the chat")


def test_new_messages_are_announced(chat):
    log = chat.panel.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "polite")
    chat.ask("hello")
    expect(log.locator(".told").last).to_contain_text("The guide said:")
    expect(log.locator(".asked")).to_contain_text("You said: hello")


def test_what_was_announced_is_not_made_anew(chat):
    """A live region reads out what is added: earlier messages must stay the elements they were."""
    chat.ask("who handles customer grievances")
    chat.last.evaluate("e => { e.marked = true; }")
    chat.begin_finder()
    assert chat.panel.locator(".told").nth(1).evaluate("e => e.marked") is True


def test_on_a_phone_it_fills_the_screen_and_nothing_runs_over(visitor, site):
    context = visitor(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    chat = Chat(context.new_page(), site.settings).visit(site.url).open()
    for question in STATES["answers"]:
        chat.ask(question)
    assert chat.panel.bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 740}
    for name in (".scroll", ".log", "header"):
        assert chat.panel.locator(name).first.evaluate("e => e.scrollWidth <= e.clientWidth"), name
    chat.panel.get_by_role("button", name="Close the chat").tap()
    expect(chat.panel).to_have_count(0)
    assert chat.page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("width", [320, 360, 430])
def test_on_a_phone_no_document_runs_over(visitor, proxy, width):
    chat = Chat(visitor(viewport={"width": width, "height": 740}).new_page(), proxy.settings).visit(proxy.url).open()
    for document in DOCUMENTS.values():
        tell(chat, proxy, document)
    for part in [chat.panel.locator(".log"), *chat.panel.locator(".document, .table, .replies").all()]:
        assert part.evaluate("e => e.scrollWidth <= e.clientWidth"), part


def test_at_twice_the_zoom_everything_can_be_reached(visitor, site):
    # Zoomed to 200 %, a window of 1280 by 720 has room for half of that.
    chat = Chat(visitor(viewport={"width": 640, "height": 360}).new_page(), site.settings).visit(site.url).open()
    chat.ask("who handles customer grievances")
    for part in (chat.field, chat.panel.get_by_role("button", name="Close the chat")):
        box = part.bounding_box()
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= 640
        assert box["y"] + box["height"] <= 360
    assert chat.panel.locator(".scroll").evaluate("e => e.clientHeight") > 120


def test_dark_follows_the_system(visitor, site):
    grounds = []
    for scheme in ("light", "dark"):
        chat = Chat(visitor(color_scheme=scheme).new_page(), site.settings).visit(site.url).open()
        grounds.append(chat.panel.evaluate("e => getComputedStyle(e).backgroundColor"))
    assert grounds == ["rgb(245, 246, 251)", "rgb(18, 20, 29)"]


def test_less_motion_is_none(visitor, site):
    chat = Chat(visitor(reduced_motion="reduce").new_page(), site.settings).visit(site.url).open()
    assert chat.panel.evaluate("e => getComputedStyle(e).animationName") == "none"
    other = Chat(visitor(reduced_motion="no-preference").new_page(), site.settings).visit(site.url).open()
    assert other.panel.evaluate("e => getComputedStyle(e).animationName") == "rise"


def test_right_to_left_turns_the_chat_around(visitor, site):
    chat = Chat(visitor().new_page(), site.settings).visit(site.embedded('data-lang="ar"')).open()
    chat.ask("hello")
    assert chat.launcher.bounding_box()["x"] < 100
    assert chat.panel.bounding_box()["x"] < 100
    panel, asked = chat.panel.bounding_box(), chat.panel.locator(".asked .bubble").bounding_box()
    assert asked["x"] - panel["x"] < 40


def test_that_an_answer_is_being_made_is_said_and_then_that_it_is_slow(disturbed, proxy):
    proxy.delay = 12
    disturbed.page.clock.install()
    disturbed.send("who handles customer grievances")
    expect(disturbed.panel.get_by_text("The answer is being looked up")).to_be_attached()
    disturbed.page.clock.fast_forward(9000)
    expect(disturbed.panel.get_by_text("Still looking")).to_be_visible()
