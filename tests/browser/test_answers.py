"""Answers are drawn, and every drawing has its text."""

import pytest
from playwright.sync_api import expect

from bot.runtime.reports import report
from tests.browser.chat import Chat, words

DRAWN = [
    ("who handles customer grievances", ".card h3 .badge", "responsible"),
    ("who recruits and who approves the budget", ".phrase >> nth=1", "On “approves the budget”"),
    ("what does a general manager do", ".card li >> nth=0", "Takes responsibility for every aspect of the business."),
    ("what is an accountant", ".card h3", "Accountant"),
    ("does a general manager recruit people", ".badge.verdict", "Yes"),
    ("does an operations manager weld pipes", ".badge.verdict", "No"),
    (
        "what is the difference between a general manager and an operations manager",
        "thead th >> nth=1",
        "Operations Manager",
    ),
    ("what skills does an accountant need", ".bars li >> nth=0", "Reading Comprehension"),
    ("how do i get from cashier to accountant", ".way li >> nth=-1", "Accountant"),
    ("which jobs use excel and negotiation", ".chip >> nth=0", "Arbitrator or Mediator"),
    ("which roles are related to cashier", ".chip >> nth=1", "Shop Assistant"),
    ("which roles do you know", "summary >> nth=0", "Architecture and Engineering"),
    ("what is a typical day of a nurse like", ".card h4 >> nth=0", "What a day may hold"),
    ("what qualifications does an accountant need", ".card h4 >> nth=0", "Schooling"),
    ("which interests suit a nurse", ".card .chips li >> nth=0", "social"),
    ("which subjects matter for a nurse", ".card .bars li >> nth=0", "Psychology"),
    ("who do sales managers work with", ".card h4 >> nth=0", "Works with"),
    ("what is the career ladder of a nurse", ".card h4 >> nth=0", "Related roles that take more preparation"),
    ("who is our quality manager here", ".person strong", "Maya Okafor"),
    ("who is our purchasing manager here", ".person", "standing in for Piotr Zielak until 2099-06-30"),
]


@pytest.mark.parametrize(("question", "part", "shown"), DRAWN, ids=[row[0] for row in DRAWN])
def test_is_drawn(chat, question, part, shown):
    answer = chat.ask(question)
    expect(answer.locator(f".seen {part}")).to_contain_text(shown)
    assert chat.errors == []


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("I'm pretty good with numbers but hate talking to people", "Left out are roles to which this matters much"),
        ("which jobs use excel and zorblaxing", "“zorblaxing” is no skill or tool I know"),
    ],
)
def test_what_the_drawing_does_not_say_is_read_beside_it(chat, question, said):
    answer = chat.ask(question)
    expect(answer.locator(".seen .chip").first).to_be_visible()
    expect(answer.locator(".seen")).to_contain_text(said)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what does a neonatal nurse do", "“neonatal nurse” is counted under Registered Nurse"),
        ("what does a teacher assistant do", "Others go by that name too: College Teaching Assistant"),
        ("what does a radio jockey do", "I don't know “radio jockey” by that name"),
    ],
)
def test_what_is_said_of_a_name_is_read_beside_the_drawing(chat, question, said):
    answer = chat.ask(question)
    expect(answer.locator(".seen .card").first).to_be_visible()
    expect(chat.panel.locator(".seen", has_text=said).first).to_be_visible()


@pytest.mark.parametrize("question", [row[0] for row in DRAWN])
def test_has_all_its_text_at_the_press_of_a_button(chat, question):
    answer = chat.ask(question)
    answer.get_by_role("button", name="As text").click()
    expect(answer.locator(".seen")).to_be_hidden()
    shown = " ".join(words(each).replace(" (opens in a new tab)", "") for each in chat.told.all())
    lines = [line for message in chat.kept()[1:] for line in message["text"].splitlines()]
    assert lines
    for line in lines:
        assert " ".join(line.removeprefix("- ").split()) in shown


def test_copying_takes_the_whole_text(visitor, site):
    context = visitor()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    chat = Chat(context.new_page(), site.settings).visit(site.url).open()
    chat.ask("who handles customer grievances").get_by_role("button", name="Copy").click()
    expect(chat.last.get_by_role("button", name="Copied")).to_be_visible()
    texts = [message["text"] for message in chat.kept() if message["from"] == "bot"]
    assert chat.page.evaluate("navigator.clipboard.readText()") == "\n\n".join(texts)


def test_what_the_drawing_says_is_not_said_twice(chat):
    answer = chat.ask("who handles customer grievances")
    assert words(answer.locator(".seen")).count("Deals with customers' queries") == 1
    assert words(answer.locator(".seen")).count("Artyom Malkov") == 1


def test_what_the_drawing_does_not_say_stays_as_text(chat):
    chat.ask("what is an accountant")
    expect(chat.last).to_contain_text("Shall I list the duties?")
    answer = chat.ask("how do i get from cashier to accountant")
    expect(answer.locator(".seen")).to_contain_text("usually a bachelor's degree, two to four years in all")


def test_what_a_way_in_takes_is_drawn_and_the_rest_of_it_stays_as_text(chat):
    answer = chat.ask("how do i become a nurse")
    expect(answer.locator(".card h4")).to_have_text(
        [
            "Schooling",
            "Licences and certificates",
            "Experience",
            "First moves: get good at",
            "Roles on the way, which take less preparation",
        ]
    )
    expect(answer.locator(".card .bars li").first).to_contain_text("Psychology")
    left = answer.locator(".seen > .bubble li")
    expect(left).to_contain_text(["Preparation: usually a bachelor's degree"])


def test_a_comparison_is_a_table_with_headers(chat):
    answer = chat.ask("what is the difference between a general manager and an operations manager")
    table = answer.get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_text(["General Manager", "Operations Manager"])
    expect(table.locator("th[scope=rowgroup]")).to_have_text(["Only this role", "Scope", "Where needed"])


def test_gaps_have_their_figures_in_words(chat):
    answer = chat.ask("how do i get from cashier to accountant")
    expect(answer.locator(".bars li").filter(has_text="Mathematics")).to_contain_text("46 now, 73 needed, of 100")


def test_long_lists_fold(chat):
    table = chat.ask("what is the difference between a general manager and an operations manager").get_by_role("table")
    entries = table.locator("tbody").first.locator("td").nth(1).locator("li")
    assert entries.count() == 10
    expect(entries.filter(visible=True)).to_have_count(6)
    table.get_by_role("button", name="Show 4 more").click()
    expect(entries.filter(visible=True)).to_have_count(10)
    table.get_by_role("button", name="Show less").click()
    expect(entries.filter(visible=True)).to_have_count(6)


def test_sources_are_links_that_give_nothing_away(chat):
    link = chat.ask("what is an accountant").locator(".sources a")
    expect(link).to_have_attribute("href", "https://www.onetonline.org/link/summary/13-2011.00")
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_contain_text("(opens in a new tab)")


def test_choices_are_buttons(chat):
    chat.ask("what does a manager do?")
    expect(chat.replies).to_have_count(8)
    chat.replies.filter(has_text="Hotel Manager").click()
    expect(chat.told).to_have_count(2)
    chat.settled()
    assert chat.heard()[-1] == "Hotel Manager"


def test_a_role_in_a_list_can_be_asked_about(chat):
    chat.ask("which roles are related to cashier").get_by_role(
        "button", name="Ask what the Shop Assistant does"
    ).click()
    expect(chat.told).to_have_count(2)
    assert chat.heard()[-1] == "What does the Shop Assistant do?"


def test_thumbs_tell_what_one_thinks_of_an_answer(chat):
    answer = chat.ask("who handles customer grievances")
    answer.get_by_role("button", name="Helpful", exact=True).click()
    expect(answer.locator(".thanks")).to_have_text("Thank you.")
    answer.get_by_role("button", name="Not helpful").click()
    answer.get_by_label("What was wrong").fill("It is another one here.")
    answer.get_by_role("button", name="Send comment").click()
    expect(answer.get_by_label("What was wrong")).to_have_count(0)
    # The last opinion is the one that counts, with its comment.
    wrong = [line for line in report(chat.settings) if line.part == "wrong"]
    assert [(line.count, line.question, line.comment) for line in wrong] == [
        (1, "who handles customer grievances", "It is another one here.")
    ]


def test_small_talk_has_no_thumbs(chat):
    expect(chat.ask("hello").get_by_role("button")).to_have_count(0)
