"""Reloads, second tabs, servers that go away, networks that do: nothing is lost and nothing comes twice."""

import re

from playwright.sync_api import expect

from tests.browser.chat import Chat


def test_a_reload_goes_on_where_one_was(chat, server):
    chat.ask("find my role")
    chat.replies.first.click()
    expect(chat.last).to_contain_text("Question 2 of 18")
    chat.page.reload()
    # It was open, so it is again.
    expect(chat.last).to_contain_text("Question 2 of 18")
    assert chat.said() == ["find my role", "Like"]
    chat.replies.first.click()
    expect(chat.last).to_contain_text("Question 3 of 18")
    assert len(server.sessions) == 1


def test_a_reload_while_an_answer_is_made_gets_it_once(chat, server):
    chat.send("slow one")
    expect(chat.panel.locator(".typing")).to_be_visible()
    chat.page.wait_for_function("() => true")
    chat.page.reload()
    expect(chat.told).to_have_text([re.compile("Heard: slow one")], timeout=8000)
    assert chat.said() == ["slow one"]
    assert server.only.asked == ["slow one"]


def test_a_second_tab_shows_the_same_and_follows(visitor, address, server):
    context = visitor()
    first = Chat(context.new_page()).visit(address).open()
    first.ask("hello")
    second = Chat(context.new_page()).visit(address).open()
    expect(second.told).to_have_count(1)
    second.ask("who handles customer grievances")
    expect(first.last).to_contain_text("Operations Manager")
    assert first.said() == ["hello", "who handles customer grievances"]
    assert len(server.sessions) == 1


def test_when_the_server_goes_and_comes_back_the_message_arrives_once(chat, server):
    chat.ask("hello")
    server.stop()
    chat.send("are you there")
    # It tries again by itself.
    chat.page.wait_for_timeout(700)
    server.start()
    expect(chat.last).to_contain_text("Heard: are you there")
    assert server.only.asked == ["hello", "are you there"]


def test_when_the_server_stays_away_one_can_try_again(chat, server):
    chat.ask("hello")
    server.stop()
    chat.send("are you there")
    retry = chat.panel.get_by_role("button", name="Try again")
    expect(retry).to_be_visible(timeout=15000)
    expect(chat.panel).to_contain_text("The guide cannot be reached just now.")
    server.start()
    retry.click()
    expect(chat.last).to_contain_text("Heard: are you there")
    expect(retry).to_have_count(0)
    assert chat.said() == ["hello", "are you there"]


def test_a_message_the_server_never_got_is_sent_after_a_reload(visitor, embedded, server):
    # The page is another server's, so it can be reloaded while the bot is away.
    chat = Chat(visitor().new_page()).visit(embedded()).open()
    chat.ask("hello")
    server.stop()
    chat.send("are you there")
    expect(chat.panel.get_by_role("button", name="Try again")).to_be_visible(timeout=15000)
    server.start()
    chat.page.reload()
    expect(chat.last).to_contain_text("Heard: are you there")
    assert chat.said() == ["hello", "are you there"]


def test_a_connection_cut_in_the_middle_of_an_answer_is_taken_up_with_the_same_id(chat, server):
    chat.send("break it")
    expect(chat.last).to_contain_text("Heard: break it")
    chat.settled()
    expect(chat.told).to_have_count(1)
    assert server.only.asked == ["break it"]
    assert sum(request == "POST /chat/messages" for request in server.requests) == 2


def test_offline_is_said_and_what_was_typed_is_sent_when_back(chat, server):
    chat.ask("hello")
    chat.page.context.set_offline(True)
    expect(chat.notice).to_contain_text("You are offline")
    chat.send("who handles customer grievances")
    expect(chat.panel).to_contain_text("Not sent yet")
    chat.page.context.set_offline(False)
    expect(chat.last).to_contain_text("Operations Manager")
    expect(chat.notice).to_be_empty()
    assert server.only.asked == ["hello", "who handles customer grievances"]


def test_two_visitors_never_see_each_other(visitor, address, server):
    one, other = (Chat(visitor().new_page()).visit(address).open() for _ in range(2))
    one.ask("my secret")
    other.ask("hello")
    expect(other.told).to_have_count(1)
    other.page.reload()
    expect(other.told).to_have_count(1)
    assert other.said() == ["hello"]
    assert len(server.sessions) == 2


def test_an_expired_conversation_becomes_a_new_one_and_the_message_is_answered(chat, server):
    chat.ask("hello")
    server.expired |= set(server.sessions)
    chat.send("who handles customer grievances")
    expect(chat.last).to_contain_text("Operations Manager")
    expect(chat.notice).to_have_text("Your earlier conversation has ended; this is a new one.")
    assert chat.said() == ["who handles customer grievances"]
    assert len(server.sessions) == 2


def test_a_forged_token_is_dropped(visitor, address, server):
    chat = Chat(visitor().new_page()).visit(address)
    key = f"rolewise {address}/ session"
    chat.page.evaluate("key => localStorage.setItem(key, JSON.stringify({token: 'forged', expires: Date.now()}))", key)
    chat.open()
    chat.ask("hello")
    assert "forged" not in server.sessions
    assert "GET /chat/history?after=0" in server.requests


def test_a_new_conversation_is_asked_about_first(chat, server):
    chat.ask("hello")
    chat.panel.get_by_role("button", name="New conversation").click()
    chat.panel.get_by_role("button", name="Keep this one").click()
    expect(chat.told).to_have_count(1)
    chat.panel.get_by_role("button", name="New conversation").click()
    chat.panel.get_by_role("button", name="Start new").click()
    expect(chat.told).to_have_count(0)
    chat.ask("hello")
    assert len(server.sessions) == 2


def test_too_many_messages_say_how_long_to_wait(chat, server):
    chat.ask("hello")
    server.limited = 1
    chat.send("again")
    expect(chat.panel).to_contain_text("Please wait 7 seconds.")
    chat.panel.get_by_role("button", name="Try again").click()
    expect(chat.last).to_contain_text("Heard: again")


def test_an_error_in_an_action_is_said_and_can_be_tried_again(chat):
    chat.send("fail please")
    expect(chat.panel).to_contain_text("Something went wrong here.")
    chat.panel.get_by_role("button", name="Try again").click()
    expect(chat.last).to_contain_text("Heard: fail please")


def test_two_quick_messages_are_answered_in_order(chat, server):
    chat.send("slow first")
    chat.send("second")
    expect(chat.told).to_have_count(2)
    chat.settled()
    assert server.only.asked == ["slow first", "second"]
    assert chat.panel.locator(".log > :not(.welcome)").evaluate_all(
        "all => all.map(e => e.className.split(' ')[0])"
    ) == [
        "asked",
        "told",
        "asked",
        "told",
    ]
