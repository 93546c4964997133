"""Reloads, second tabs, servers that go away, networks that do: nothing is lost and nothing comes twice."""

import re
import time

import jwt
from playwright.sync_api import expect

from bot.channels.tokens import Tokens
from tests.browser.chat import Chat
from tests.channels.visitor import Visitor

WHO = "who handles customer grievances"
OPERATIONS = "Operations Manager"


def test_a_reload_goes_on_where_one_was(chat):
    chat.begin_finder()
    chat.replies.first.click()
    expect(chat.last).to_contain_text("Question 2 of 18")
    token = chat.token
    chat.page.reload()
    # It was open, so it is again.
    expect(chat.last).to_contain_text("Question 2 of 18")
    assert chat.said() == ["find my role", "Strongly dislike"]
    chat.replies.first.click()
    expect(chat.last).to_contain_text("Question 3 of 18")
    assert chat.token == token


def test_a_reload_while_an_answer_is_made_gets_it_once(disturbed, proxy):
    proxy.delay = 1.0
    disturbed.send(WHO)
    expect(disturbed.panel.locator(".typing")).to_be_visible()
    disturbed.page.reload()
    expect(disturbed.told).to_have_count(1)
    expect(disturbed.last).to_contain_text(OPERATIONS)
    disturbed.settled()
    assert disturbed.said() == disturbed.heard() == [WHO]


def test_a_second_tab_shows_the_same_and_follows(visitor, site):
    context = visitor()
    first = Chat(context.new_page(), site.settings).visit(site.url).open()
    first.ask("hello")
    second = Chat(context.new_page(), site.settings).visit(site.url).open()
    expect(second.told).to_have_count(1)
    second.ask(WHO)
    expect(first.last).to_contain_text(OPERATIONS)
    assert first.said() == first.heard() == ["hello", WHO]
    assert first.token == second.token


def test_the_server_starts_anew_in_mid_conversation(visitor, hostile):
    chat = Chat(visitor().new_page(), hostile.settings).visit(hostile.url).open()
    chat.begin_finder()
    chat.replies.first.click()
    expect(chat.last).to_contain_text("Question 2 of 18")
    chat.settled()
    # Actions that fail are said to, and can be tried again.
    rasa, actions = hostile.processes[-1], hostile.processes[-2]
    actions.stop()
    chat.replies.first.click()
    retry = chat.panel.get_by_role("button", name="Try again")
    expect(retry).to_be_visible(timeout=15000)
    hostile.start_actions()
    retry.click()
    expect(chat.last).to_contain_text("Question 3 of 18")
    # Rasa goes away: what is typed meanwhile is answered when it is back, and nobody needs to press anything.
    rasa.stop()
    chat.replies.first.click()
    chat.page.wait_for_timeout(8000)
    hostile.start_rasa()
    expect(chat.last).to_contain_text("Question 4 of 18", timeout=20000)
    expect(retry).to_have_count(0)
    chat.page.reload()
    expect(chat.last).to_contain_text("Question 4 of 18")
    assert chat.said() == chat.heard() == ["find my role", *["Strongly dislike"] * 3]


def test_too_many_messages_say_how_long_to_wait(visitor, hostile):
    chat = Chat(visitor().new_page(), hostile.settings).visit(hostile.url).open()
    chat.ask("hello")
    same = Visitor(hostile.settings, chat.token)
    while same.say("/").status != 429:
        pass
    chat.send("are you there")
    expect(chat.panel).to_contain_text(re.compile(r"Please wait \d+ seconds\."))
    expect(chat.panel.get_by_role("button", name="Try again")).to_be_visible()
    # It was refused, so it is not sent again unasked.
    chat.page.reload()
    expect(chat.told).to_have_count(1)
    assert chat.said() == ["hello"]


def test_while_the_server_is_away_for_a_moment_it_is_tried_again(disturbed, proxy):
    disturbed.ask("hello")
    proxy.stop()
    disturbed.send(WHO)
    disturbed.page.wait_for_timeout(700)
    proxy.start()
    expect(disturbed.last).to_contain_text(OPERATIONS)
    assert disturbed.heard() == ["hello", WHO]


def test_who_is_sent_away_by_a_crowd_comes_back_and_is_answered(disturbed, proxy):
    disturbed.ask("hello")
    proxy.crowded = 2
    disturbed.send(WHO)
    expect(disturbed.panel.locator(".typing")).to_be_visible()
    expect(disturbed.last).to_contain_text(OPERATIONS, timeout=20000)
    assert disturbed.heard() == ["hello", WHO]
    assert proxy.requests.count("POST /chat/messages") == 4


def test_a_message_the_server_never_got_is_sent_after_a_reload(visitor, site, proxy):
    # The page is another server's, so it can be reloaded while the bot is away.
    chat = Chat(visitor().new_page(), site.settings).visit(site.embedded(bot=proxy.url)).open()
    chat.ask("hello")
    proxy.stop()
    chat.send(WHO)
    expect(chat.panel.get_by_role("button", name="Try again")).to_be_visible(timeout=60000)
    expect(chat.panel).to_contain_text("The guide cannot be reached just now.")
    proxy.start()
    chat.page.reload()
    expect(chat.last).to_contain_text(OPERATIONS)
    assert chat.said() == chat.heard() == ["hello", WHO]


def test_a_connection_cut_in_the_middle_of_an_answer_is_taken_up_with_the_same_id(disturbed, proxy):
    proxy.cuts = 1
    disturbed.send("What does a nurse do? Who pays the invoices?")
    expect(disturbed.told).to_have_count(2)
    disturbed.settled()
    expect(disturbed.told).to_have_count(2)
    assert len(disturbed.heard()) == 1
    assert proxy.requests.count("POST /chat/messages") == 2


def test_offline_is_said_and_what_was_typed_is_sent_when_back(chat):
    chat.ask("hello")
    chat.page.context.set_offline(True)
    expect(chat.notice).to_contain_text("You are offline")
    chat.send(WHO)
    expect(chat.panel).to_contain_text("Not sent yet")
    chat.page.context.set_offline(False)
    expect(chat.last).to_contain_text(OPERATIONS)
    expect(chat.notice).to_be_empty()
    assert chat.heard() == ["hello", WHO]


def test_two_visitors_at_once_never_see_each_other(visitor, site):
    one, other = (Chat(visitor().new_page(), site.settings).visit(site.url).open() for _ in range(2))
    one.send("what does a nurse do")
    other.send("what does a chef do")
    for chat, role, others in ((one, "Nurse", "Chef"), (other, "Chef", "Nurse")):
        expect(chat.last).to_contain_text(role)
        chat.settled()
        chat.page.reload()
        expect(chat.last).to_contain_text(role)
        expect(chat.panel.get_by_role("log")).not_to_contain_text(others)
    assert one.token != other.token


def test_a_conversation_that_expires_becomes_a_new_one_and_the_message_is_answered(chat):
    chat.ask("hello")
    claims = jwt.decode(chat.token, options={"verify_signature": False})
    ends = int(time.time()) + 3
    chat.remember(jwt.encode({**claims, "exp": ends}, chat.settings.web_key, "HS256"))
    chat.page.reload()
    expect(chat.told).to_have_count(1)
    short = chat.token
    chat.page.wait_for_timeout(max(0.0, ends + 1 - time.time()) * 1000)
    chat.send(WHO)
    expect(chat.last).to_contain_text(OPERATIONS)
    expect(chat.notice).to_have_text("Your earlier conversation has ended; this is a new one.")
    assert chat.said() == chat.heard() == [WHO]
    assert chat.token != short


def test_expired_and_forged_tokens_are_dropped(chat):
    chat.ask("hello")
    claims = jwt.decode(chat.token, options={"verify_signature": False})
    key = chat.settings.web_key
    for bad in (
        "forged",
        Tokens("f" * 40, 1).new().text,
        Tokens(key, -1).new().text,
        jwt.encode(claims, None, "none"),
        chat.token[:-4] + "AAAA",
    ):
        chat.remember(bad)
        chat.page.reload()
        # Nothing is shown of a conversation that it does not entitle to, and a new one is begun.
        expect(chat.field).to_be_visible()
        chat.ask("hello again")
        assert chat.said() == chat.heard() == ["hello again"]
        assert chat.token != bad


def test_a_new_conversation_is_asked_about_first_and_forgets_the_old_one(chat):
    chat.ask(WHO)
    token = chat.token
    chat.panel.get_by_role("button", name="New conversation").click()
    chat.panel.get_by_role("button", name="Keep this one").click()
    expect(chat.told).to_have_count(1)
    chat.panel.get_by_role("button", name="New conversation").click()
    chat.panel.get_by_role("button", name="Start new").click()
    expect(chat.told).to_have_count(0)
    chat.ask("hello")
    chat.page.reload()
    expect(chat.told).to_have_count(1)
    assert chat.token != token


def test_whoever_asks_to_be_forgotten_begins_anew(visitor, site):
    context = visitor()
    chat, other = (Chat(context.new_page(), site.settings).visit(site.url).open() for _ in range(2))
    chat.ask("what does a nurse do")
    expect(other.last).to_contain_text("Nurse")
    chat.ask("forget me")
    chat.panel.get_by_role("button", name="Yes, erase it").click()
    # What was erased is no longer shown either, in no tab; that it was is.
    for each in (chat, other):
        expect(each.panel.get_by_role("log")).not_to_contain_text("Nurse")
    expect(chat.told).to_have_count(1)
    expect(chat.last).to_contain_text("erased")
    assert chat.kept() == []
    # What comes next is answered, numbered from one again.
    chat.ask(WHO)
    expect(chat.last).to_contain_text(OPERATIONS)
    expect(other.last).to_contain_text(OPERATIONS)
    assert other.said() == chat.heard() == [WHO]
    chat.page.reload()
    expect(chat.told).to_have_count(1)


def test_two_quick_messages_are_answered_in_order(disturbed, proxy):
    proxy.delay = 0.5
    disturbed.send("what does a nurse do")
    disturbed.send("what does a chef do")
    expect(disturbed.told).to_have_count(2)
    disturbed.settled()
    assert disturbed.heard() == ["what does a nurse do", "what does a chef do"]
    kinds = disturbed.panel.locator(".log > :not(.welcome)").evaluate_all("e => e.map(e => e.className.split(' ')[0])")
    assert kinds == ["asked", "told", "asked", "told"]
    expect(disturbed.last).to_contain_text("Chef")
