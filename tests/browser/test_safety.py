"""What people type and what knowledge files say stays text."""

from playwright.sync_api import expect

from tests.browser.chat import words
from tests.browser.server import ATTACK


def test_neither_texts_nor_data_become_elements(chat):
    answer = chat.ask("attack")
    expect(answer.locator(".card h3")).to_contain_text("<script>")
    assert chat.page.evaluate("window.attacked") is None
    assert chat.panel.locator("img, script, iframe, style").count() == 0
    assert words(answer).count("<img src=x") >= 5
    expect(chat.replies).to_have_text([ATTACK])
    answer.get_by_role("button", name="As text").click()
    assert chat.panel.locator("img, script").count() == 0
    assert chat.page.evaluate("window.attacked") is None


def test_only_http_addresses_become_links(chat):
    answer = chat.ask("attack")
    answer.get_by_role("button", name="As text").click()
    addresses = answer.locator("a").evaluate_all("all => all.map(e => e.href)")
    assert addresses
    assert all(address.startswith("https://example.org/") for address in addresses)


def test_what_a_visitor_types_stays_text_also_after_a_reload(chat):
    chat.ask(ATTACK)
    assert chat.said() == [ATTACK]
    chat.page.reload()
    expect(chat.asked).to_have_text([ATTACK])
    assert chat.page.evaluate("window.attacked") is None


def test_a_message_cannot_be_longer_than_is_accepted(chat, server):
    chat.field.fill("x" * 950)
    expect(chat.panel).to_contain_text("50 characters left")
    chat.field.press_sequentially("y" * 60)
    chat.field.press("Enter")
    expect(chat.told).to_have_count(1)
    assert len(server.only.asked[0]) == 1000


def test_no_token_is_in_the_page_or_in_an_address(chat, server):
    chat.ask("hello")
    (token,) = server.sessions
    assert token not in chat.page.content()
    assert not any(token in request for request in server.requests)
