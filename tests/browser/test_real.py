"""The widget with the bot itself behind it, the channel, Rasa and the actions included."""

import pytest
from playwright.sync_api import expect

from tests.browser.chat import Chat


@pytest.fixture
def real(visitor, _built, bot):
    return Chat(visitor().new_page()).visit(f"http://{bot.settings.host}:{bot.settings.port}/").open()


def test_answers_are_drawn_and_their_texts_not_repeated(real):
    answer = real.ask("What is the difference between a general manager and an operations manager?")
    expect(answer.get_by_role("columnheader")).to_have_text(["General Manager", "Operations Manager"])
    expect(answer.locator(".sources a")).to_have_count(1)
    expect(real.told).to_have_count(1)
    answer = real.ask("How do I get from cashier to accountant?")
    expect(answer.locator(".bars li").first).to_be_visible()
    answer = real.ask("Who handles customer grievances?")
    expect(answer.locator(".card h3")).to_contain_text("Operations Manager")
    assert real.errors == []


def test_the_finder_goes_on_after_a_reload_and_after_a_question(real):
    real.ask("Find my role")
    real.replies.filter(has_text="Dislike").click()
    expect(real.last).to_contain_text("Question 2 of 18")
    real.settled()
    real.page.reload()
    expect(real.last).to_contain_text("Question 2 of 18")
    assert real.said() == ["Find my role", "Dislike"]
    real.ask("What does a nurse do?")
    expect(real.last).to_contain_text("Question 2 of 18")
    real.settled()
    real.replies.filter(has_text="Skip").click()
    expect(real.last).to_contain_text("Question 3 of 18")


def test_an_opinion_is_taken(real):
    answer = real.ask("What is an accountant?")
    answer.get_by_role("button", name="Helpful", exact=True).click()
    expect(answer.locator(".thanks")).to_have_text("Thank you.")


def test_a_new_conversation_has_forgotten_the_old_one(real):
    real.ask("What is an accountant?")
    real.panel.get_by_role("button", name="New conversation").click()
    real.panel.get_by_role("button", name="Start new").click()
    expect(real.told).to_have_count(0)
    real.ask("hello")
    real.page.reload()
    expect(real.told).to_have_count(1)
