"""The career finder to its end, by mouse and by keyboard alone."""

from playwright.sync_api import expect

from tests.browser.chat import Chat

LAST_WORDS = ("Excel, looking after children, I was a waiter", "Secondary school", "selling")


def question(chat: Chat, number: int) -> None:
    """Waits until the finder asks its question of that number."""
    expect(chat.last).to_contain_text(f"Question {number} of 18")
    expect(chat.last.get_by_role("progressbar")).to_have_attribute("aria-valuenow", str(number))


def recommended(chat: Chat) -> None:
    """Several roles by name, where that was read, and what can be asked next."""
    answer = chat.told.filter(has=chat.page.locator(".document")).last
    expect(answer.locator("strong").nth(2)).to_be_visible()
    expect(answer.locator(".sources a").first).to_be_visible()
    expect(chat.replies.first).to_be_visible()


def test_by_mouse(chat):
    chat.ask("find my role")
    for number in range(1, 19):
        question(chat, number)
        chat.replies.filter(has_text="Like").first.click()
    strengths, schooling, avoided = LAST_WORDS
    expect(chat.replies).to_have_count(1)
    chat.ask(strengths)
    chat.replies.filter(has_text=schooling).last.click()
    expect(chat.last).to_contain_text("anything you want to avoid")
    chat.ask(avoided)
    recommended(chat)
    told = chat.told.count()
    chat.replies.first.click()
    expect(chat.told.nth(told).locator(".document")).to_be_visible()
    assert chat.errors == []


def test_by_keyboard_alone(chat):
    keyboard = chat.page.keyboard
    keyboard.type("find my role")
    keyboard.press("Enter")
    expect(chat.replies).to_have_count(4)
    # Back from the field to the first of the replies.
    for _ in range(4):
        keyboard.press("Shift+Tab")
    for number in range(1, 19):
        question(chat, number)
        # The focus goes on to the next question's first reply.
        expect(chat.replies.first).to_be_focused()
        keyboard.press("Enter")
    expect(chat.replies).to_have_text(["Skip"])
    for words in LAST_WORDS:
        while not chat.field.evaluate("e => e.getRootNode().activeElement === e"):
            keyboard.press("Tab")
        before = chat.told.count()
        keyboard.type(words)
        keyboard.press("Enter")
        expect(chat.told.nth(before)).to_be_visible()
        chat.settled()
    recommended(chat)
    assert chat.heard() == ["find my role", *["Like"] * 18, *LAST_WORDS]


def test_a_double_click_answers_once(chat):
    chat.ask("find my role")
    chat.replies.first.dblclick()
    question(chat, 2)
    chat.settled()
    assert chat.heard() == ["find my role", "Like"]


def test_a_question_in_between_is_answered_and_the_finder_goes_on(chat):
    chat.ask("find my role")
    chat.replies.filter(has_text="Dislike").click()
    question(chat, 2)
    chat.settled()
    chat.ask("What does a nurse do?")
    question(chat, 2)
    chat.settled()
    chat.replies.filter(has_text="Skip").click()
    question(chat, 3)


def test_asked_for_again_it_goes_on_where_it_was(chat):
    chat.ask("find my role")
    chat.replies.first.click()
    question(chat, 2)
    chat.settled()
    chat.ask("find my role")
    question(chat, 2)
    chat.settled()
    # Its replies are there once, and still answer it.
    expect(chat.replies).to_have_text(["Like", "Not sure", "Dislike", "Skip"])
    chat.replies.first.click()
    question(chat, 3)
