"""One line of HTML on anybody's page."""

import gzip

from playwright.sync_api import expect

from tests.browser.chat import Chat, words
from tests.browser.documents import BARS, tell

IN_KIND = {
    "Who handles customer grievances?": "who_handles",
    "Who recruits and who approves the budget?": "who_handles",
    "Does a general manager recruit people?": "verdict",
    "What does a general manager do?": "role",
    "What is a typical day of a nurse like?": "day",
    "What skills does an accountant need?": "skills",
    "How do I get from cashier to accountant?": "path",
    "How do I become a nurse?": "become",
    "Which jobs use Excel and negotiation?": "skill_users",
    "Which roles are related to cashier?": "related",
    "Which roles do you know?": "roles",
    "What is the difference between a general manager and an operations manager?": "comparison",
    "How do a general manager and an operations manager differ?": "comparison",
}
# It answers with a question, on a screen of its own.
FINDER = "Find my role"


def test_on_another_site_the_widget_answers_and_keeps_its_own_looks(visitor, site):
    chat = Chat(visitor().new_page(), site.settings).visit(site.embedded()).open()
    chat.ask("Who handles customer grievances?")
    expect(chat.last).to_contain_text("Operations Manager")
    # The page's style sheet hides all buttons, reddens and spaces all text; inside nothing of it is seen.
    looks = chat.last.evaluate("e => [getComputedStyle(e).letterSpacing, getComputedStyle(e).color]")
    assert looks[0] == "normal"
    assert looks[1] != "rgb(255, 0, 0)"
    # And the page keeps its own.
    assert chat.page.locator("#own").evaluate("e => getComputedStyle(e).letterSpacing") == "3px"


def test_under_a_strict_policy_nothing_is_blocked(visitor, site, proxy):
    chat = Chat(visitor().new_page(), proxy.settings)
    chat.page.add_init_script(
        "window.blocked = []; addEventListener('securitypolicyviolation', e => blocked.push(e.violatedDirective))"
    )
    chat.visit(site.embedded(strict=True, bot=proxy.url)).open()
    tell(chat, proxy, BARS)
    # The bars have their widths although the policy allows no inline style.
    assert chat.panel.locator(".bars .value").first.evaluate("e => e.offsetWidth") > 20
    proxy.altered = bytes
    chat.begin_finder()
    assert chat.page.evaluate("blocked") == []
    # The policy is in force: what it does not allow is blocked.
    chat.page.evaluate("document.body.append(Object.assign(document.createElement('style'), {textContent: '* {}'}))")
    assert chat.page.evaluate("blocked") == ["style-src-elem"]
    assert [error for error in chat.errors if "inline style" not in error] == []


def test_a_page_that_is_not_allowed_is_refused_in_words(visitor, site):
    chat = Chat(visitor().new_page(), site.settings).visit(site.embedded(allowed=False)).open()
    chat.send("Who recruits?")
    # Without CORS headers the browser hides the reason; the visitor can try again.
    expect(chat.panel.get_by_role("button", name="Try again")).to_be_visible(timeout=60000)
    expect(chat.told).to_have_count(0)


def test_the_page_chooses_title_and_colour_and_both_can_be_read(visitor, site):
    page = site.embedded('data-title="Ask the bank" data-color="#ffe14d"')
    chat = Chat(visitor().new_page(), site.settings).visit(page).open()
    expect(chat.panel).to_have_accessible_name("Ask the bank")
    header = chat.panel.locator("header")
    assert header.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 225, 77)"
    # White could not be read on yellow.
    assert header.evaluate("e => getComputedStyle(e).color") == "rgb(16, 18, 26)"


def test_the_page_can_open_the_chat_with_itself(visitor, site):
    chat = Chat(visitor().new_page(), site.settings).visit(site.embedded("data-open"))
    expect(chat.field).to_be_visible()


def test_a_button_of_the_page_asks(visitor, site):
    chat = Chat(visitor().new_page(), site.settings).visit(site.embedded())
    # The page hides its own buttons, so it is pressed by script.
    chat.page.evaluate("document.querySelector('[data-rolewise-ask]').click()")
    expect(chat.last).to_contain_text("Operations Manager")


def test_examples_of_the_demo_page_open_the_chat_and_ask(visitor, site):
    chat = Chat(visitor().new_page(), site.settings).visit(site.url)
    chat.page.get_by_role("button", name="Does a general manager recruit people?").click()
    expect(chat.last).to_contain_text("Yes")
    assert chat.said() == ["Does a general manager recruit people?"]


def test_every_example_is_answered_in_kind(visitor, site):
    """Those that can be pressed on the demo page and under the welcome, and those that are only shown."""
    page = visitor().new_page()
    page.goto(site.url)
    examples = page.locator("[data-rolewise-ask]").evaluate_all("all => all.map(e => e.dataset.rolewiseAsk)")
    examples += page.locator(".said").all_inner_texts()
    chat = Chat(page, site.settings).open()
    examples += chat.replies.all_inner_texts()
    assert {*examples} == {*IN_KIND, FINDER}
    for example in IN_KIND:
        answer = chat.ask(example)
        assert answer.locator(".document").count(), (example, words(answer))
    told = [message.get("answer", {}).get("kind") for message in chat.kept() if message["from"] == "bot"]
    assert [kind for kind in told if kind] == [*IN_KIND.values()]
    # Last, as it asks again after whatever comes next.
    chat.send(FINDER)
    expect(chat.finder.get_by_role("progressbar", name="Question 1 of")).to_be_visible()
    finder = [message for message in chat.kept() if message.get("finder")]
    assert finder[0]["finder"]["question"] == "likes"


def test_the_demo_page_says_how_to_embed_it(visitor, site):
    chat = Chat(visitor().new_page(), site.settings).visit(site.url)
    expect(chat.page.locator("#line")).to_contain_text(f'<script src="{site.url}/widget.js"')


def test_the_launcher_is_small_and_the_chat_loaded_only_when_opened(visitor, site, widget):
    assert len(gzip.compress((widget / "widget.js").read_bytes())) <= 10_000
    chat = Chat(visitor().new_page(), site.settings)
    asked: list[str] = []
    chat.page.on("request", lambda request: asked.append(request.url))
    chat.visit(site.embedded())
    expect(chat.launcher).to_be_visible()
    chat.page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.startswith(site.url)] == [f"{site.url}/widget.js"]
    chat.open()
    later = [url.removeprefix(site.url) for url in asked if url.startswith(site.url)][1:]
    assert len(later) == 1
    assert later[0].startswith("/assets/chat.")
