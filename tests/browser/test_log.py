"""The log: read out once, seen from the beginning of what was said last, and each thing in it pressed with a finger."""

from typing import Any

import pytest
from playwright.sync_api import expect

from bot.saying.document import Choice, Document, Listing, Span
from tests.browser.chat import Chat
from tests.browser.documents import BARS, CHOICES, COMPARISON, DOCUMENTS, SOURCES, WHO, tell

LONG = Document(
    (Listing(tuple((Span(f"Entry {number} of a list that is long."),) for number in range(60))),),
    SOURCES,
    suggestions=(Choice("More", "more"),),
)
# Pixels that a finger asks for: WCAG 2.5.5.
FINGER = 44


def accessible(chat: Chat) -> list[dict[str, Any]]:
    """The accessibility tree as Chromium hands it to screen readers: {role, name, focusable, live, inside}."""
    session = chat.page.context.new_cdp_session(chat.page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    session.detach()

    def property_of(node: dict[str, Any], name: str) -> Any:
        return next((each["value"].get("value") for each in node.get("properties", ()) if each["name"] == name), None)

    def roles_above(node: dict[str, Any]) -> list[str]:
        above = nodes.get(node.get("parentId", ""))
        return [above["role"]["value"], *roles_above(above)] if above else []

    return [
        {
            "role": node["role"]["value"],
            "name": node.get("name", {}).get("value", ""),
            "focusable": property_of(node, "focusable"),
            "live": property_of(node, "live"),
            "inside": roles_above(node),
        }
        for node in nodes.values()
        if not node["ignored"]
    ]


def test_there_is_one_log_read_out_once_and_the_stop_of_the_tab_key_is_around_it(disturbed, proxy):
    tell(disturbed, proxy, WHO)
    disturbed.last.get_by_role("button", name="Not helpful").click()
    disturbed.panel.get_by_label("What was wrong").wait_for()
    tree = accessible(disturbed)
    logs = [node for node in tree if node["role"] == "log"]
    assert [(node["live"], node["focusable"]) for node in logs] == [("polite", None)]
    # Nothing in it announces by itself: neither what it says nor thanks for an opinion would be heard twice.
    assert [node for node in tree if node["live"] not in (None, "off") and "log" in node["inside"]] == []
    assert [node["name"] for node in tree if node["focusable"] and node["role"] == "group"] == ["Conversation"]
    stops = disturbed.panel.locator("[tabindex]").evaluate_all("all => all.map(e => e.className)")
    assert stops == ["scroll"]


def test_that_an_answer_is_made_is_said_in_an_element_that_was_there_before(disturbed, proxy):
    """A screen reader says what changes in an element that it knows, not one that comes with its words."""
    # An answer that is there at once leaves nothing to be seen between two looks.
    proxy.delay = 2.0
    status = disturbed.panel.locator(".typing [role=status]")
    status.evaluate("e => { e.known = true; }")
    disturbed.send("who handles customer grievances")
    expect(status).to_have_text("The answer is being looked up")
    assert status.evaluate("e => e.known && e.checkVisibility()")
    disturbed.settled()
    expect(status).to_be_empty()


def test_what_was_said_before_a_reload_is_not_read_out_anew(disturbed, proxy):
    disturbed.ask("hello")
    # Long enough to be seen on a machine that is busy.
    proxy.delay = 3.0
    disturbed.page.reload()
    log = disturbed.panel.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "off")
    expect(log).to_have_attribute("aria-live", "polite")
    expect(disturbed.told).to_have_count(1)


@pytest.mark.parametrize("viewport", [(1280, 860), (1280, 620), (390, 700)])
def test_a_long_answer_is_seen_from_its_beginning_and_its_header_stays(visitor, proxy, viewport):
    width, height = viewport
    context = visitor(viewport={"width": width, "height": height})
    chat = Chat(context.new_page(), proxy.settings).visit(proxy.url).open()
    tell(chat, proxy, WHO)
    answer = tell(chat, proxy, LONG)
    chat.settled()
    expect(chat.replies).to_have_count(1)
    log, shown = chat.panel.locator(".scroll").bounding_box(), answer.bounding_box()
    assert shown["height"] > log["height"]
    assert log["y"] <= shown["y"] < log["y"] + 110
    # What is put out of sight for screen readers does not make the panel longer than it is.
    assert chat.panel.evaluate(
        "e => { e.scrollTop = 500; return [e.scrollTop, e.scrollHeight - e.clientHeight]; }"
    ) == [0, 0]
    expect(chat.panel.locator("header")).to_be_in_viewport(ratio=1)
    expect(chat.field).to_be_in_viewport(ratio=1)


def test_of_a_short_answer_all_is_seen_with_what_may_be_asked_next(disturbed, proxy):
    tell(disturbed, proxy, LONG)
    answer = tell(disturbed, proxy, WHO)
    expect(answer).to_be_in_viewport(ratio=1)
    expect(disturbed.replies.last).to_be_in_viewport(ratio=1)


def test_after_a_reload_the_last_answer_is_seen_from_its_beginning(disturbed, proxy):
    disturbed.ask("hello")
    disturbed.ask("who handles customer grievances")
    disturbed.page.reload()
    expect(disturbed.told).to_have_count(2)
    expect(disturbed.last.locator(".document")).to_be_in_viewport(ratio=1)


def test_where_one_reads_back_nothing_moves_when_something_comes(disturbed, proxy):
    tell(disturbed, proxy, LONG)
    scroll = disturbed.panel.locator(".scroll")
    scroll.evaluate("e => { e.scrollTop = 300; }")
    before = disturbed.told.last.bounding_box()["y"]
    disturbed.page.context.set_offline(True)
    expect(disturbed.notice).to_contain_text("You are offline")
    moved = disturbed.told.last.bounding_box()["y"] - before
    # The notice takes its height from the log; what is read keeps its place in it.
    assert scroll.evaluate("e => e.scrollTop") == 300
    assert moved == pytest.approx(disturbed.notice.bounding_box()["height"], abs=1)


def small(chat: Chat) -> list[str]:
    """What can be pressed and is smaller than a finger, but for links within a sentence, which are as high as it is."""
    return chat.panel.locator("button, input, textarea, a, [tabindex]").evaluate_all(
        """(all, finger) => all
            .filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.matches(".document p a, .bubble p a"))
            .map((e) => [e.className || e.tagName, e.getBoundingClientRect()])
            .filter(([, box]) => box.height < finger || box.width < finger)
            .map(([name, box]) => `${name} ${box.width} x ${box.height}`)""",
        FINGER,
    )


@pytest.mark.parametrize("width", [1280, 360])
def test_whatever_can_be_pressed_is_as_large_as_a_finger_asks_for(visitor, proxy, width):
    context = visitor(viewport={"width": width, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    chat = Chat(context.new_page(), proxy.settings).visit(proxy.url)
    assert chat.launcher.bounding_box()["height"] >= FINGER
    chat.open()
    assert small(chat) == []
    for document in DOCUMENTS.values():
        tell(chat, proxy, document)
        assert small(chat) == []
    chat.told.first.get_by_role("button", name="Not helpful").click()
    expect(chat.panel.get_by_label("What was wrong")).to_be_visible()
    chat.panel.get_by_role("button", name="Options").click()
    assert small(chat) == []
    chat.page.keyboard.press("Escape")
    chat.panel.get_by_role("button", name="New conversation").click()
    assert small(chat) == []
    proxy.stop()
    chat.send("are you there")
    expect(chat.panel.get_by_role("button", name="Try again")).to_be_visible(timeout=60000)
    assert small(chat) == []


def test_what_can_be_pressed_on_the_demo_page_is_as_large(visitor, site):
    page = visitor(viewport={"width": 360, "height": 740}).new_page()
    page.goto(site.url)
    boxes = page.locator("button:visible, nav a, .brand").evaluate_all(
        "all => all.map(e => [e.innerText, e.getBoundingClientRect().height])"
    )
    assert [box for box in boxes if box[1] < FINGER] == []


@pytest.mark.parametrize("document", [WHO, BARS, COMPARISON])
def test_the_comment_field_comes_into_sight(visitor, proxy, document):
    chat = Chat(visitor(viewport={"width": 390, "height": 620}).new_page(), proxy.settings).visit(proxy.url).open()
    answer = tell(chat, proxy, document)
    answer.get_by_role("button", name="Not helpful").click()
    expect(answer.get_by_label("What was wrong")).to_be_in_viewport(ratio=1)
    expect(answer.get_by_role("button", name="Send comment")).to_be_in_viewport(ratio=1)


def test_an_opinion_is_there_after_a_reload_and_in_another_tab(visitor, site):
    context = visitor()
    chat = Chat(context.new_page(), site.settings).visit(site.url).open()
    for question in ("who handles customer grievances", "what does a nurse do"):
        chat.ask(question)
    chat.told.first.get_by_role("button", name="Helpful", exact=True).click()
    expect(chat.told.first.locator(".thanks")).to_have_text("Thank you.")
    chat.last.get_by_role("button", name="Not helpful").click()
    expect(chat.last.locator(".thanks")).to_contain_text("Thank you.")
    chat.page.reload()
    other = Chat(context.new_page(), site.settings).visit(site.url).open()
    for each in (chat, other):
        expect(each.told).to_have_count(2)
        pressed = [
            each.told.nth(number).locator("[aria-pressed=true]").evaluate_all("all => all.map(e => e.ariaLabel)")
            for number in (0, 1)
        ]
        assert pressed == [["Helpful"], ["Not helpful"]]


def test_an_answer_without_sources_has_no_empty_line_for_them(disturbed, proxy):
    answer = tell(disturbed, proxy, CHOICES)
    expect(answer.locator(".foot, .sources, footer")).to_have_count(0)


def test_times_are_shown_on_request_and_stay_so(chat):
    chat.ask("who handles customer grievances")
    times = chat.panel.locator("time")
    expect(times).to_have_count(2)
    expect(times.first).to_be_hidden()
    chat.panel.get_by_role("button", name="Options").click()
    chat.panel.get_by_role("button", name="Show times").click()
    expect(times.first).to_be_visible()
    said = times.evaluate_all("all => all.map(e => e.dateTime)")
    chat.page.reload()
    # Those of the server, which keeps whole seconds and has its own clock.
    expect(times).to_have_count(2)
    expect(times.last).to_be_visible()
    later = times.evaluate_all("all => all.map(e => e.dateTime)")
    assert [each[:13] for each in later] == [each[:13] for each in said]
    chat.panel.get_by_role("button", name="Options").click()
    shown = chat.panel.get_by_role("button", name="Show times")
    expect(shown).to_have_attribute("aria-pressed", "true")
    shown.click()
    expect(times.last).to_be_hidden()


def test_from_the_menu_erasing_is_asked_about_first(chat):
    chat.ask("what does a nurse do")
    menu = chat.panel.get_by_role("button", name="Options")
    menu.click()
    expect(menu).to_have_attribute("aria-expanded", "true")
    chat.panel.get_by_role("button", name="Delete my data").click()
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(chat.replies).to_have_text(["Yes, erase it", "No, keep it"])
    chat.replies.last.click()
    expect(chat.last).to_contain_text("nothing is erased")
    assert "what does a nurse do" in chat.heard()


def test_the_menu_closes_by_keyboard_and_by_pressing_elsewhere_and_the_chat_stays(chat):
    menu = chat.panel.get_by_role("button", name="Options")
    inside = chat.panel.get_by_role("button", name="Delete my data")
    menu.focus()
    chat.page.keyboard.press("Enter")
    expect(inside).to_be_visible()
    chat.page.keyboard.press("Escape")
    expect(inside).to_be_hidden()
    expect(menu).to_be_focused()
    menu.click()
    # In its corner: over its middle lies the menu.
    chat.panel.locator(".log").click(position={"x": 4, "y": 4})
    expect(inside).to_be_hidden()
    expect(chat.panel).to_be_visible()
