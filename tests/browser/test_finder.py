"""The career finder on its screen and in the chat, by mouse and by keyboard alone, to its end and beyond."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.chat import Chat

LAST_WORDS = ("Excel, looking after children, I was a waiter", "selling")
# The smallest side of what is pressed with a finger, in pixels.
TARGET = 44


def begin(chat: Chat) -> None:
    chat.send("find my role")
    question(chat, 1)


def question(chat: Chat, number: int) -> None:
    """Waits until the screen asks its question of that number."""
    bar = chat.finder.get_by_role("progressbar", name=f"Question {number} of 18")
    expect(bar).to_have_attribute("aria-valuenow", str(number))
    expect(chat.finder).to_have_attribute("aria-busy", "false")


def answers(chat: Chat):
    return chat.finder.get_by_role("group", name="Your answer").get_by_role("button")


def way(chat: Chat, name: str):
    return chat.finder.get_by_role("button", name=name)


def write(chat: Chat, words: str) -> None:
    field = chat.finder.get_by_label("Your answer, in your own words")
    expect(field).to_be_enabled()
    field.fill(words)
    way(chat, "Go on").click()


def result(chat: Chat):
    """The sheet with the result, once it is there."""
    sheet = chat.finder.locator(".finder-sheet")
    expect(sheet.get_by_role("heading", name="Roles that suit you")).to_be_visible()
    return sheet


def test_by_mouse_to_the_result(chat):
    begin(chat)
    for number in range(1, 19):
        question(chat, number)
        answers(chat).nth(number % 5).click()
    strengths, avoided = LAST_WORDS
    write(chat, strengths)
    answers(chat).filter(has_text="Secondary school").last.click()
    expect(chat.finder).to_contain_text("anything you want to avoid")
    write(chat, avoided)
    sheet = result(chat)
    # It opens at its top: the profile is what is seen first.
    expect(sheet.locator(".bars li")).to_have_count(6)
    assert chat.finder.locator(".finder-scroll").evaluate("e => e.scrollTop") == 0
    assert 3 <= sheet.locator(".document h3").count() <= 5
    expect(sheet).to_contain_text("selling")
    expect(sheet.locator(".sources a").first).to_be_visible()
    assert chat.errors == []


def test_by_keyboard_alone(chat):
    keyboard = chat.page.keyboard
    keyboard.type("find my role")
    keyboard.press("Enter")
    question(chat, 1)
    # The focus goes to each question, so that it is read out.
    expect(chat.finder.get_by_role("heading", level=3)).to_be_focused()
    keyboard.press("5")
    question(chat, 2)
    keyboard.press("ArrowDown")
    expect(answers(chat).first).to_be_focused()
    keyboard.press("ArrowUp")
    expect(answers(chat).last).to_be_focused()
    keyboard.press("Enter")
    question(chat, 3)
    keyboard.press("Escape")
    expect(chat.field).to_be_focused()
    expect(chat.panel).to_be_visible()
    assert chat.heard() == ["find my role", "Strongly like", "Strongly like"]


def test_back_skip_and_the_result_at_once(chat):
    begin(chat)
    expect(way(chat, "Back")).to_have_count(0)
    answers(chat).first.click()
    question(chat, 2)
    way(chat, "Back").click()
    question(chat, 1)
    answers(chat).last.click()
    question(chat, 2)
    way(chat, "Skip").click()
    question(chat, 3)
    way(chat, "See result now").click()
    result(chat)


def test_stopped_it_goes_back_to_the_chat_and_is_taken_up_again(chat):
    begin(chat)
    answers(chat).last.click()
    question(chat, 2)
    way(chat, "Stop for now").click()
    expect(chat.finder).to_be_hidden()
    expect(chat.last).to_contain_text("I keep your answers")
    chat.send("find my role")
    question(chat, 2)


def test_after_a_reload_it_goes_on_where_it_was(chat):
    begin(chat)
    answers(chat).last.click()
    question(chat, 2)
    chat.page.reload()
    question(chat, 2)
    answers(chat).first.click()
    question(chat, 3)


def test_a_question_in_between_is_answered_in_the_chat_and_the_finder_waits(chat):
    chat.begin_finder()
    chat.ask("What does a nurse do?")
    expect(chat.last).to_contain_text("Question 1 of 18 is still open")
    chat.panel.get_by_role("button", name="Go on in the finder").click()
    question(chat, 1)
    answers(chat).first.click()
    question(chat, 2)


def test_a_double_click_answers_once(chat):
    begin(chat)
    answers(chat).last.dblclick()
    question(chat, 2)
    chat.settled()
    assert chat.heard() == ["find my role", "Strongly like"]


def test_what_is_pressed_is_large_enough_for_a_finger(chat):
    begin(chat)
    for button in chat.finder.get_by_role("button").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= TARGET, button.inner_text()


@pytest.fixture
def finished(chat) -> Chat:
    begin(chat)
    for number in (1, 2, 3):
        question(chat, number)
        answers(chat).nth(number).click()
    question(chat, 4)
    way(chat, "See result now").click()
    result(chat)
    return chat


def test_a_link_shows_the_result_to_whoever_has_it_until_the_conversation_is_erased(finished, visitor, site):
    first = result(finished).locator(".document h3").first.inner_text()
    way(finished, "Link to this result").click()
    address = finished.finder.get_by_label("Address of this result").input_value()
    assert re.search(r"#rolewise-result=\S+$", address)
    other = Chat(visitor().new_page(), site.settings).visit(address)
    expect(other.finder.locator(".document h3").first).to_have_text(first)
    # Nothing else of the conversation is seen there.
    way(other, "To the chat").click()
    expect(other.asked).to_have_count(0)
    way(finished, "To the chat").click()
    finished.ask("delete my data")
    finished.replies.filter(has_text="Yes").click()
    expect(finished.told.last).to_contain_text("erased")
    late = Chat(visitor().new_page(), site.settings).visit(address)
    expect(late.notice).to_contain_text("not kept here any more")


def test_the_result_is_printed_alone(finished):
    page = finished.page
    page.evaluate("() => { window.print = () => { window.printed = (window.printed ?? 0) + 1; }; }")
    way(finished, "Print or save as PDF").click()
    assert page.evaluate("window.printed") == 1
    page.emulate_media(media="print")
    expect(result(finished)).to_be_visible()
    expect(way(finished, "Print or save as PDF")).to_be_hidden()
    expect(page.locator("body > :not(rolewise-widget)").first).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(way(finished, "Print or save as PDF")).to_be_visible()


def test_the_method_is_told_beside_the_result_and_further_results_take_its_place(finished):
    first = result(finished).locator(".document h3").first.inner_text()
    way(finished, "How was that worked out?").click()
    expect(finished.finder).to_contain_text("I set your six interests beside those of")
    expect(result(finished).locator(".document h3").first).to_have_text(first)
    way(finished, "More results").click()
    expect(result(finished).locator(".document h3").first).not_to_have_text(first)
