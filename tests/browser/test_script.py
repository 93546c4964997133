"""What a page can do with the widget by script, and what the widget does by itself."""

import json

from playwright.sync_api import expect

from bot.runtime.widget import WEB
from tests.browser.chat import Chat

WHO = "who handles customer grievances"
LISTEN = """
window.events = [];
window.faults = [];
addEventListener("error", ({ message }) => faults.push(message));
for (const name of ['open', 'close', 'ask', 'message', 'answer', 'result'])
  rolewise.on(name, (detail) => events.push([name, JSON.parse(JSON.stringify(detail))]));
// What a script comes to is called where it is a function.
true;
"""


def embedded(visitor, site, attributes: str = "", **options) -> Chat:
    chat = Chat(visitor(**options).new_page(), site.settings).visit(site.embedded(attributes))
    expect(chat.launcher).to_be_visible()
    return chat


def events(chat: Chat) -> list[str]:
    return [name for name, _ in chat.page.evaluate("events")]


def test_a_page_opens_asks_listens_and_closes(visitor, site):
    chat = embedded(visitor, site)
    chat.page.evaluate(LISTEN)
    chat.page.evaluate(f"rolewise.ask('{WHO}')")
    expect(chat.last).to_contain_text("Operations Manager")
    chat.settled()
    chat.page.evaluate("rolewise.close()")
    expect(chat.panel).to_be_hidden()
    assert events(chat) == ["open", "ask", "message", "answer", "close"]
    _, ask, message, answer, _ = (detail for _, detail in chat.page.evaluate("events"))
    assert ask == {"text": WHO}
    assert "Operations Manager" in message["text"]
    assert answer["answer"]["kind"] == "who_handles"
    assert answer["answer"]["roles"][0]["title"] == "Operations Manager"
    chat.page.evaluate("rolewise.open()")
    expect(chat.field).to_be_visible()


def test_a_listener_can_leave_and_a_faulty_one_breaks_nothing(visitor, site):
    chat = embedded(visitor, site)
    chat.page.evaluate(LISTEN)
    chat.page.evaluate("void rolewise.on('open', () => { throw new Error('of the page'); })")
    chat.page.evaluate("window.off = rolewise.on('open', () => events.push(['again', {}])); off();")
    chat.page.evaluate("rolewise.open()")
    expect(chat.field).to_be_visible()
    assert events(chat) == ["open"]
    assert chat.page.evaluate("faults") == ["Uncaught Error: of the page"]
    assert "no such event" in chat.page.evaluate("try { rolewise.on('opened', () => {}) } catch (e) { e.message }")


def test_the_result_of_the_finder_is_told(visitor, site):
    chat = embedded(visitor, site)
    chat.page.evaluate(LISTEN)
    chat.open()
    chat.begin_finder()
    for _ in range(4):
        chat.ask("like")
    chat.ask("show the result")
    assert events(chat)[-2:] == ["answer", "result"]


def test_a_widget_that_is_destroyed_leaves_nothing_and_can_come_again(visitor, site):
    chat = embedded(visitor, site)
    chat.open()
    chat.ask("hello")
    chat.page.evaluate("rolewise.destroy()")
    expect(chat.page.locator("rolewise-widget")).to_have_count(0)
    assert chat.page.evaluate("'rolewise' in window") is False
    asked = []
    chat.page.on("request", lambda request: asked.append(request.url))
    chat.page.evaluate("dispatchEvent(new Event('focus')); document.querySelector('[data-rolewise-ask]').click()")
    chat.page.wait_for_timeout(200)
    assert asked == []
    chat.page.evaluate(
        "bot => document.head.append(Object.assign(document.createElement('script'), {src: `${bot}/widget.js`}))",
        site.url,
    )
    chat.page.wait_for_function("window.rolewise")
    chat.page.evaluate("rolewise.open()")
    expect(chat.told).to_have_count(1)
    assert chat.errors == []


def test_the_package_loads_the_widget_once_with_its_options(visitor, site):
    page = visitor().new_page()
    page.goto(site.embedded().replace(".html", ".html?none"))
    page.evaluate("rolewise.destroy()")
    source = (WEB / "package" / "index.js").read_text(encoding="utf-8")
    page.evaluate(
        "async ([source, bot]) => { const url = URL.createObjectURL(new Blob([source], {type: 'text/javascript'}));"
        " const { load } = await import(url);"
        " const options = { title: 'Ask the bank', open: true, greet: undefined, voice: false };"
        " const [one, other] = await Promise.all([load(bot, options), load(bot)]);"
        " window.same = one === other; window.widget = one; }",
        [source, site.url],
    )
    assert page.evaluate("same") is True
    chat = Chat(page, site.settings)
    expect(chat.panel).to_have_accessible_name("Ask the bank")
    page.evaluate("widget.destroy()")
    expect(page.locator("rolewise-widget")).to_have_count(0)


def test_an_answer_that_comes_while_the_chat_is_closed_is_counted_on_the_button(visitor, proxy):
    chat = Chat(visitor().new_page(), proxy.settings).visit(proxy.url).open()
    proxy.delay = 0.5
    chat.send(WHO)
    chat.panel.get_by_role("button", name="Close the chat").click()
    expect(chat.page.locator("rolewise-widget .unread")).to_have_text("1")
    expect(chat.launcher).to_have_accessible_name("Ask a question: Rolewise (1 unread)")
    chat.open()
    expect(chat.page.locator("rolewise-widget .unread")).to_be_hidden()
    expect(chat.last).to_contain_text("Operations Manager")


def test_nobody_is_greeted_unless_the_page_says_when(visitor, site):
    chat = embedded(visitor, site)
    chat.page.wait_for_timeout(300)
    expect(chat.page.locator("rolewise-widget .greeting")).to_have_count(0)


def test_a_greeting_comes_once_a_visit_and_opens_the_chat(visitor, site):
    chat = embedded(visitor, site, "data-greet=0.2")
    greeting = json.loads((WEB / "src/texts/en.json").read_text(encoding="utf-8"))["greeting"]
    chat.page.get_by_role("button", name=greeting).click()
    expect(chat.field).to_be_visible()
    expect(chat.page.get_by_role("button", name=greeting)).to_be_hidden()
    chat.page.evaluate("rolewise.close()")
    chat.page.reload()
    chat.page.wait_for_timeout(500)
    expect(chat.page.get_by_role("button", name=greeting)).to_have_count(0)


def test_a_greeting_can_be_sent_away(visitor, site):
    chat = embedded(visitor, site, "data-greet=0.1")
    chat.page.get_by_role("button", name="Dismiss").click()
    expect(chat.page.locator("rolewise-widget .greeting")).to_be_hidden()
    expect(chat.panel).to_be_hidden()
