"""Whatever is offered to be asked next is answered in kind, and of the role that was meant, when it is pressed."""

import re
import uuid
from typing import Any

import pytest
import yaml

from bot.saying.words import with_article
from bot.search.known import Known
from bot.settings import ROOT
from tests.conftest import Bot, Said

RESPONSES: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]
# What each suggestion is answered with: kinds of answers, the response that is said, or a question of the finder.
IN_KIND: dict[str, tuple[str, ...]] = {
    "duties": ("role", "summary"),
    "day": ("day",),
    "skills": ("skills",),
    "become": ("become",),
    "pay": ("pay", "no_pay"),
    "outlook": ("outlook", "no_outlook"),
    "related": ("related",),
    "setting": ("setting",),
    "duration": ("duration",),
    "pay_both": ("pay", "no_pay"),
    "shared": ("shared",),
    "difference": ("comparison",),
    "grievances": ("who_handles",),
    "invoices": ("who_handles",),
    "best_paid": ("pay_ranking",),
    "growing": ("ranking",),
    "compare": ("comparison",),
    "roles": ("roles",),
    "nurse": ("role",),
    "why": ("reason",),
    "more": ("rest", "skills", "qualification", "become", "day", "related", "role"),
    "result": ("recommendation", "no_answers"),
    "finder": ("finder",),
    "go_on": ("finder",),
    "help": ("utter_help",),
    "privacy": ("utter_privacy",),
    "forget": ("utter_ask_forget",),
    "skip_comment": ("utter_feedback_kept",),
    "about": ("role", "summary"),
    "told": ("told",),
    "suited": ("suited", "told_nothing"),
    "forget_told": ("told_forgotten",),
    "interview": ("interview",),
    "application": ("application",),
    "courses": ("courses",),
    "vacancies": ("vacancies",),
    "ladder": ("ladder", "onwards"),
    "interests": ("interests",),
    "finder_more": ("recommendation", "finder_result", "rest"),
    "finder_schooling": ("recommendation", "finder_result"),
    "method": ("method", "utter_method"),
    "human": ("human", "utter_human"),
    "manager": ("colleague",),
    "team": ("colleagues",),
    "reports": ("colleagues",),
}
TELLING = {kind for kinds in IN_KIND.values() for kind in kinds} | {"licence", "verdict", "skill_users"}
# Examples of what may be said after something else.
NOT_ALONE = ("and ", "where did you get that")
# Conversations, their turns with | between, after the last of which something is offered.
CONVERSATIONS = [
    "hello",
    "thanks",
    "help",
    "goodbye",
    "are you a robot",
    "that was a good answer",
    "your answer is wrong",
    "find my role|pause",
    "find my role|like|pause",
    "I like drawing",
    "what do you keep about me",
    "who pays the salaries",
    "who deals with angry customers|where did you get that",
    "what does a locksmith do",
    "what does a locksmith do|more",
    "what is a paralegal",
    "does a baker drive a bus",
    "compare a chef and a waiter",
    "compare a chef and a waiter|which of them pays more",
    "compare a chef and a waiter|what do they have in common",
    "compare a chef and a waiter|shorter please",
    "who does a lawyer work with",
    "what skills does a web developer need",
    "what qualifications does a pilot need",
    "which interests suit a librarian",
    "which roles are similar to a dentist",
    "what does an electrician earn",
    "what does an electrician earn|where did you get that",
    "what are the prospects of a roofer",
    "how do i become a plumber",
    "how long does it take to become a vet",
    "what should i study to be a pharmacist",
    "what is a typical day of a firefighter",
    "where does a geologist work",
    "what is the career ladder of a cook",
    "how do i get from cashier to accountant",
    "which is above the other, a chef or a cook",
    "do i need a licence to be a barber",
    "what does the training of a midwife cost",
    "which jobs use photoshop",
    "which roles do you know",
    "who is our accountant here",
    "who handles the unicorns",
    "who handles the unicorns|who feeds the griffins",
    "who handles the unicorns|who feeds the griffins|who shoes the centaurs",
    "zxcv qwer asdf",
    "find my role|like|dislike|show me the result",
]


def pressed(said: Said) -> list[dict[str, str]]:
    return [button for message in said.messages for button in message.get("buttons", ())]


def suggestion(payload: str) -> tuple[str, str]:
    """Which suggestion says that, and of which role; both empty where it is a choice of an answer's own."""
    found = []
    for name, variants in RESPONSES.items():
        if name.startswith("utter_suggest_"):
            asks = re.escape(variants[0]["buttons"][0]["payload"]).replace(r"\{a_role\}", "(.+)")
            if match := re.fullmatch(asks, payload):
                found.append((name.removeprefix("utter_suggest_"), match[1] if match.groups() else ""))
    # "What does a nurse do?" stands in the domain as it is, and is also said of any role.
    return min(found, key=lambda each: each[1] != "", default=("", ""))


def what_it_is(said: Said) -> set[str]:
    """The kind of an answer, the names of responses, and whether the finder asks."""
    names = {said.answer.get("kind", "")}
    for message in said.messages:
        names |= {"finder"} if "finder" in message.get("custom", {}) else set()
        text = message.get("text", "")
        for name, variants in RESPONSES.items():
            start = variants[0]["text"].split("{")[0].strip()
            names |= {name} if len(start) > 15 and text.startswith(start) else set()
    return names


@pytest.mark.parametrize("conversation", CONVERSATIONS)
def test_what_is_offered_is_answered_in_kind(bot: Bot, conversation: str):
    def begun() -> tuple[str, Said]:
        sender = uuid.uuid4().hex
        return sender, [bot.say(turn, sender) for turn in conversation.split("|")][-1]

    offered = pressed(begun()[1])
    assert offered
    for button in offered:
        name, role = suggestion(button["payload"])
        if not name:
            continue
        sender, _ = begun()
        said = bot.say(button["payload"], sender)
        assert what_it_is(said) & set(IN_KIND[name]), (button, said.text)
        titles = [with_article(each["title"]) for each in said.answer.get("roles", ())]
        assert not role or role in titles, (button, titles)


def test_every_question_that_the_bot_gives_as_an_example_is_answered(bot: Bot):
    spoken = " ".join(variants[0]["text"] for variants in RESPONSES.values())
    examples = {example for example in re.findall(r"“([^“”{}]+\?)”", spoken) if not example.startswith(NOT_ALONE)}
    assert len(examples) > 8
    missed = {example: bot.say(example, uuid.uuid4().hex) for example in sorted(examples)}
    assert {example: said.text for example, said in missed.items() if said.answer.get("kind") not in TELLING} == {}


def test_every_suggestion_of_the_domain_is_expected_to_be_answered_somehow():
    assert {name.removeprefix("utter_suggest_") for name in RESPONSES if name.startswith("utter_suggest_")} == {
        *IN_KIND
    }


def test_a_role_is_known_by_the_words_that_a_suggestion_has_for_it(bot: Bot, known: Known):
    """One in seventeen of all, each asked about in another way."""
    ways = ["duties", "pay", "become", "day", "skills", "setting"]
    wrong = []
    for number, title in enumerate(list(known.store.titles.values())[::17]):
        name = ways[number % len(ways)]
        payload = RESPONSES[f"utter_suggest_{name}"][0]["buttons"][0]["payload"].format(a_role=with_article(title))
        said = bot.say(payload, uuid.uuid4().hex)
        if title not in [role["title"] for role in said.answer.get("roles", ())]:
            wrong.append((payload, said.text))
    assert wrong == []
