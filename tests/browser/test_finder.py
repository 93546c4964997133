"""The career finder, by mouse and by keyboard alone."""

from playwright.sync_api import expect


def test_by_mouse(chat):
    chat.ask("find my role")
    for number in range(1, 19):
        expect(chat.last.get_by_role("progressbar")).to_have_attribute("aria-valuenow", str(number))
        expect(chat.last).to_contain_text(f"Question {number} of 18")
        chat.replies.filter(has_text="Like").first.click()
        expect(chat.panel.locator(".told")).to_have_count(number + 3)
        chat.settled()
    chat.ask("Excel, looking after children, I was a waiter")
    chat.replies.filter(has_text="Secondary school").last.click()
    expect(chat.last).to_contain_text("anything you want to avoid")
    answer = chat.ask("selling")
    # Best first, each with why and with what is missing, and what can be asked next.
    expect(answer.locator(".ranked > li h3")).to_contain_text(["Childcare Worker", "Bus Driver", "Housekeeper"])
    first = answer.locator(".ranked > li").first
    expect(first).to_contain_text("teach somebody a thing they find hard")
    expect(first.locator(".meter")).to_contain_text("of 5")
    expect(first.locator(".bars li").first).to_be_visible()
    expect(answer.locator(".sources a")).to_have_count(3)
    expect(chat.replies).to_have_text(["Why that one?", "How do I become one?", "What is a typical day?"])


def test_by_keyboard_alone(chat, server):
    page = chat.page
    page.keyboard.type("find my role")
    page.keyboard.press("Enter")
    expect(chat.replies).to_have_count(4)
    chat.settled()
    # Back from the field to the first of the replies.
    for _ in range(4):
        page.keyboard.press("Shift+Tab")
    expect(chat.replies.first).to_be_focused()
    for number in range(2, 6):
        page.keyboard.press("Enter")
        expect(chat.last).to_contain_text(f"Question {number} of 18")
        # The focus goes on to the next question's first reply.
        expect(chat.replies.first).to_be_focused()
    assert server.only.asked == ["find my role", "Like", "Like", "Like", "Like"]


def test_a_double_click_answers_once(chat, server):
    chat.ask("find my role")
    chat.replies.first.dblclick()
    expect(chat.last).to_contain_text("Question 2 of 18")
    chat.settled()
    assert server.only.asked == ["find my role", "Like"]
