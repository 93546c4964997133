"""What the company's own map answers: people, teams, duties, systems, and what a conversation makes clear of them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.answering import ActionAnswer, answer
from actions.at_work import in_company
from actions.knowledge import Known
from actions.memory import Memory
from actions.people import told_in
from actions.question import Question
from actions.remembering import remembered
from bot.reading.here import Asks, Here
from bot.reading.reading import Asked, Duty, Reading
from bot.saying.answer import Answer
from bot.saying.compose import document_of
from bot.saying.text import as_text
from tests.actions.tracker import run
from tests.search.test_colleagues import WOOL

DUTIES = [
    {"duty": "dyes wool", "also": ["colours yarn"], "accountable": "asa", "responsible": ["bert"], "channel": "#dyes",
     "consulted": ["eva"]},
    {"duty": "lets visitors in", "also": ["front door"], "site": "hull", "accountable": "asa"},
    {"duty": "lets visitors in", "also": ["front door"], "site": "cork", "accountable": "bert"},
    {"duty": "harassment", "also": ["bullying"], "accountable": "eva", "confidential": True},
    {"duty": "feeds the moths", "accountable": "lou"},
    {"duty": "keeps the looms in order", "responsible": ["cem"]},
]  # fmt: skip
TITLES = [{"title": "Recruiter", "role": "shop_manager", "score": 0.7}]


@pytest.fixture(autouse=True)
def company(no_company: Path) -> Path:
    systems = {**WOOL["systems"], "dyes": {"name": "Dyebook", "maintainers": ["asa", "bert", "lou"]}}
    no_company.write_text(
        yaml.safe_dump({**WOOL, "systems": systems, "own_duties": DUTIES, "titles": TITLES}), encoding="utf-8"
    )
    return no_company


def asked(here: Here, memory: Memory | None = None, asks: Asked = Asked.unclear) -> Question:
    reading = Reading(
        text=here.duty or here.name, asked=asks, here=here, duties=(Duty(here.duty),) if here.duty else ()
    )
    return Question(reading, memory or Memory())


def told(known: Known, here: Here, memory: Memory | None = None) -> Answer:
    return answer(in_company(asked(here, memory), known), known)


def names(found: Answer) -> list[str]:
    return [person.name for person in found.people]


def text(found: Answer) -> str:
    return as_text(document_of(found))


@pytest.mark.parametrize(
    ("here", "kind", "named", "says"),
    [
        (Here(Asks.person, people=("bert",)), "colleague", ["Bert O'Hara"], "Senior Dyer (Dyeing, Cork)"),
        (Here(Asks.person, people=("cem",)), "colleague", ["Cem Işık"], "They are away. Bert O'Hara stands in."),
        (Here(Asks.person, people=("eva", "eva_2")), "which_colleague", [], "Eva Grace or Eva Klein"),
        (Here(Asks.person, name="Zed"), "unknown_colleague", [], "Nobody in the company's list is called “Zed”."),
        (Here(Asks.person, people=("lou",)), "colleague_left", [], "Lou Fern doesn't work here any more."),
        (Here(Asks.is_here, people=("lou",)), "colleague_left", [], "Lou Fern doesn't work here any more."),
        (Here(Asks.manager, people=("bert",)), "colleague", ["Åsa Nyström"], "is the manager of Bert O'Hara."),
        (Here(Asks.manager, people=("asa",)), "nobody_known", [], "names no manager of Åsa Nyström"),
        (Here(Asks.reports, people=("asa",)), "colleagues", ["Bert O'Hara", "Cem Işık", "Eva Grace"], "report to Åsa"),
        (Here(Asks.reports, people=("bert",)), "nobody_known", [], "Nobody reports to Bert O'Hara."),
        (Here(Asks.deputy, people=("asa",)), "colleague", ["Bert O'Hara"], "stands in for Åsa Nyström."),
        (Here(Asks.deputy, people=("bert",)), "nobody_known", [], "nobody who stands in for Bert O'Hara"),
        (Here(Asks.reach, people=("bert",), way="phone"), "colleague", ["Bert O'Hara"], "Write to +44 20 1."),
        (Here(Asks.reach, people=("eva",), way="phone"), "colleague", ["Eva Grace"], "doesn't say that of them"),
        (Here(Asks.reach, team="dyeing", way="channel"), "at_work", ["Dyeing"], "Write to #dyeing."),
        (Here(Asks.purpose, team="dyeing"), "at_work", ["Dyeing"], "Dyeing: Dyes wool. Åsa Nyström leads it."),
        (Here(Asks.members, team="dyeing", site="cork"), "colleagues", ["Bert O'Hara"], "is in Dyeing, Cork."),
        (Here(Asks.members, team="it"), "nobody_known", [], "names nobody in IT"),
        (Here(Asks.lead, team="people"), "colleague", ["Eva Grace"], "Eva Grace (Data Protection Officer"),
        (Here(Asks.lead, team="it"), "nobody_known", [], "doesn't say who leads IT"),
        (Here(Asks.top), "colleague", ["Åsa Nyström"], "leads Wool."),
        (Here(Asks.holder, titles=("dyer",), title="dyer"), "colleague", ["Bert O'Hara"], "standing in for Cem Işık"),
        (Here(Asks.holder, titles=("recruiter",), title="recruiter"), "colleague", ["Eva Klein"], "the recruiter here"),
        (Here(Asks.holder, titles=("senior dyer",), title="senior dyer", site="hull"), "nobody_here", [],
         "Bert O'Hara (Senior Dyer, Cork) comes nearest here"),
        (Here(Asks.holder, roles=("shop_manager",), title="shop manager"), "nobody_here", ["Eva Klein"],
         "Eva Klein (Recruiter, People) comes nearest here; nobody there has the title “shop manager”."),
        (Here(Asks.holder, roles=("mill_manager",), title="mill manager"), "nobody_here", [],
         "Nobody here has the title “mill manager”."),
        # Whoever leads what a title says that nobody has; no other than asked for.
        (Here(Asks.holder, roles=("shop_manager",), title="managing director"), "colleague", ["Åsa Nyström"],
         "leads Wool."),
        (Here(Asks.holder, title="general manager", site="cork"), "nobody_here", [], "Nobody here has the title"),
        (Here(Asks.holder, title="chief people officer"), "colleague", ["Eva Grace"], "leads People."),
        (Here(Asks.holder, title="head of HR"), "colleague", ["Eva Grace"], "leads People."),
        (Here(Asks.holder, title="wool boss"), "colleague", ["Åsa Nyström"], "is the wool boss here."),
        (Here(Asks.holder, title="chief looms officer"), "nobody_here", [], "Nobody here has the title"),
        (Here(Asks.holder, title="boss of the surgery"), "nobody_here", [], "Nobody here has the title"),
        (Here(Asks.holder, title="officer"), "colleague", ["Eva Grace"], "is the officer here."),
        (Here(Asks.reach, roles=("shop_manager",), title="managing director", way="email"), "colleague",
         ["Åsa Nyström"], "Write to asa@wool.example."),
        (Here(Asks.is_title, people=("asa",), roles=("shop_manager",), title="managing director"), "colleague_verdict",
         ["Åsa Nyström"], "Yes: Åsa"),
        (Here(Asks.is_title, people=("eva",), roles=("shop_manager",), title="managing director"), "colleague_verdict",
         ["Eva Grace"], "No: Eva"),
        # Of two of one name whoever is where the question says.
        (Here(Asks.reach, people=("eva", "eva_2"), site="hull"), "colleague", ["Eva Grace"], "Eva Grace is"),
        (Here(Asks.person, people=("asa", "bert"), site="cork"), "colleague", ["Bert O'Hara"], "Bert O'Hara is"),
        # Where a duty is only done elsewhere, that is told.
        (Here(Asks.need, duty="the front door is stuck", site="leeds"), "who_here", ["Åsa Nyström", "Bert O'Hara"],
         "Hull: Åsa Nyström"),
        (Here(Asks.trust, duty="they are bullying me", surely=True, own=True), "who_here", ["Eva Grace"],
         "in confidence here"),
        (Here(Asks.is_member, people=("bert",), team="dyeing"), "colleague_verdict", ["Bert O'Hara"], "Yes: Bert"),
        (Here(Asks.is_member, people=("bert",), team="people"), "colleague_verdict", ["Bert O'Hara"], "No: Bert"),
        (Here(Asks.is_at, people=("bert",), site="hull"), "colleague_verdict", ["Bert O'Hara"], "No: Bert"),
        (Here(Asks.is_manager, people=("asa",), other=("bert",)), "colleague_verdict", ["Åsa Nyström"], "Yes: Åsa"),
        (Here(Asks.is_manager, people=("bert",), other=("asa",)), "colleague_verdict", ["Åsa Nyström"], "No: Åsa"),
        (Here(Asks.is_report, people=("bert",), other=("asa",)), "colleague_verdict", ["Åsa Nyström"],
         "Yes: Åsa Nyström (Head of Wool, Dyeing, Hull) is the manager of Bert O'Hara."),
        (Here(Asks.is_report, people=("eva_2",), other=("asa",)), "colleague_verdict", ["Eva Grace"],
         "is the manager of Eva Klein."),
        (Here(Asks.is_report, people=("bert",), other=("eva", "eva_2")), "which_colleague", [], "Eva Grace or Eva"),
        (Here(Asks.team_of, people=("bert",)), "at_work", ["Dyeing"],
         "Bert O'Hara is in Dyeing. Åsa Nyström leads Dyeing. Write to #dyeing."),
        (Here(Asks.team_of, people=("asa",)), "at_work", ["Dyeing"], "Åsa Nyström is in Dyeing. Write to"),
        (Here(Asks.does, people=("bert",), system="loom"), "colleague_verdict", ["Bert O'Hara"], "Yes: Bert"),
        (Here(Asks.does, people=("asa",), system="loom"), "colleague_verdict", ["Åsa Nyström"], "Bert O'Hara does"),
        (Here(Asks.duty, duty="colours the yarn"), "who_here", ["Bert O'Hara"], "dyes wool"),
        (Here(Asks.duty, duty="dyes wool", part="accountable"), "who_here", ["Åsa Nyström"], "is accountable for this"),
        (Here(Asks.duty, duty="dyes wool", part="consulted"), "who_here", ["Eva Grace"], "asked for advice"),
        (Here(Asks.duty, duty="dyes wool", way="channel"), "who_here", ["Bert O'Hara"], "#dyes is where to ask"),
        (Here(Asks.duty, duty="lets visitors in"), "who_here", ["Åsa Nyström", "Bert O'Hara"], "Cork: Bert O'Hara"),
        (Here(Asks.duty, duty="lets visitors in", site="cork"), "who_here", ["Bert O'Hara"], "lets visitors in"),
        # Of those who are away their deputy is told, of those who left nobody.
        (Here(Asks.duty, duty="keeps the looms in order"), "who_here", ["Bert O'Hara"], "standing in for Cem Işık"),
        (Here(Asks.duty, duty="feeds the moths"), "nobody_known", [], "has left, and nobody else is named yet"),
        (Here(Asks.duty, duty="performs surgery"), "nobody_known", [], "Nobody here is known for that."),
        (Here(Asks.duty, duty="bullying"), "who_here", ["Eva Grace"], "whom you can turn to in confidence here"),
        (Here(Asks.need, duty="the front door is stuck", site="hull"), "who_here", ["Åsa Nyström"], "lets visitors in"),
        (Here(Asks.does, people=("bert",), duty="dyes wool"), "colleague_verdict", ["Bert O'Hara"], "Yes: Bert"),
        (Here(Asks.does, people=("eva", "eva_2"), duty="harassment"), "colleague_verdict", ["Eva Grace"],
         "Yes: Eva"),
        (Here(Asks.does, people=("eva_2",), duty="dyes wool"), "colleague_verdict", ["Eva Klein"], "Bert O'Hara does"),
        (Here(Asks.does, people=("bert",), duty="performs surgery"), "colleague_verdict", ["Bert O'Hara"],
         "don't know"),
        (Here(Asks.system, system="loom"), "at_work", ["Bert O'Hara"], "looks after Loomsoft."),
        (Here(Asks.system, system="dyes"), "at_work", ["Åsa Nyström", "Bert O'Hara"], "look after Dyebook."),
        (Here(Asks.on_call), "at_work", ["Bert O'Hara"], "is on call for Nights."),
    ],
)  # fmt: skip
def test_the_map_answers_whom_and_what_it_is_asked_for(
    guided: Known, here: Here, kind: str, named: list[str], says: str
):
    found = told(guided, here)
    assert (found.kind, names(found)) == (kind, named)
    assert says in text(found)


@pytest.mark.parametrize("here", [Here(Asks.person, people=("bert",)), Here(Asks.duty, duty="dyes wool")])
def test_the_name_comes_first_in_the_message(guided: Known, here: Here):
    assert text(told(guided, here)).startswith("Bert O'Hara")


def after(known: Known, *turns: Here) -> Answer:
    """The answer to the last of some questions, each remembering the one before."""
    memory, found = Memory(), None
    for here in turns:
        question = in_company(asked(here, memory), known)
        found = answer(question, known)
        memory = remembered(question, found)
        memory = Memory.of(memory.slots())
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("turns", "named"),
    [
        ((Here(Asks.person, people=("bert",)), Here(Asks.reach, points_back=True, way="phone")), ["Bert O'Hara"]),
        ((Here(Asks.holder, titles=("recruiter",)), Here(Asks.manager, points_back=True)), ["Eva Grace"]),
        ((Here(Asks.manager, people=("bert",)), Here(Asks.again, people=("eva_2",))), ["Eva Grace"]),
        ((Here(Asks.person, people=("eva", "eva_2")), Here(Asks.again, people=("eva_2",))), ["Eva Klein"]),
        ((Here(Asks.duty, duty="lets visitors in", site="hull"), Here(Asks.again, site="cork")), ["Bert O'Hara"]),
        ((Here(Asks.members, team="people"), Here(Asks.lead)), ["Eva Grace"]),
        ((Here(Asks.team_of, people=("eva",)), Here(Asks.manager, points_back=True)), ["Åsa Nyström"]),
        ((Here(Asks.team_of, people=("eva",)), Here(Asks.again, people=("bert",))), ["Dyeing"]),
        ((Here(Asks.duty, duty="dyes wool"), Here(Asks.others)), ["Åsa Nyström", "Eva Grace"]),
        ((Here(Asks.again, people=("bert",)),), ["Bert O'Hara"]),
    ],
)
def test_a_follow_up_goes_on_with_what_was_asked(guided: Known, turns: tuple[Here, ...], named: list[str]):
    assert names(after(guided, *turns)) == named


@pytest.mark.parametrize(
    "here",
    [
        Here(Asks.reach, points_back=True),
        Here(Asks.others),
        Here(Asks.again, site="cork"),
        Here(Asks.lead),
        Here(Asks.trust, duty="my boss shouts at me about wool"),
        Here(Asks.need, duty="I want to be an astronaut"),
    ],
)
def test_what_says_nothing_of_anybody_here_is_left_to_what_is_known_of_roles(guided: Known, here: Here):
    found = told(guided, here)
    assert found.kind in ("fallback", "out_of_scope", "stuck")
    assert found.people == ()


def test_whoever_is_in_trouble_is_told_whom_to_trust_first_and_alone(guided: Known):
    found = told(guided, Here(Asks.trust, duty="there is harassment and bullying here"))
    assert names(found) == ["Eva Grace"]
    assert text(found).startswith("Eva Grace")


# ---- who may be told

MESSAGE: dict[str, Any] = {
    "text": "who dyes wool",
    "readings": [Reading(text="who dyes wool", asked=Asked.who, sure=0.9, duties=(Duty("dyes wool"),),
                         here=Here(Asks.duty, duty="dyes wool")).as_data()],
}  # fmt: skip


@pytest.mark.parametrize(
    ("channel", "setting", "people"),
    [("web", "", False), ("web", "false", False), ("web", "true", True), ("slack", "", True), ("rest", "", True)],
)
def test_visitors_of_the_widget_are_told_of_nobody_unless_the_settings_say_so(
    guided: Known, monkeypatch: pytest.MonkeyPatch, channel: str, setting: str, people: bool
):
    monkeypatch.setenv("ROLEWISE_WEB_PEOPLE", setting)
    ran = run(ActionAnswer(), MESSAGE, guided, monkeypatch, channel)
    whole = repr([message["text"] for message in ran.messages] + [ran.messages, ran.slots])
    assert ("Bert" in whole) is people
    assert ("bert" in repr(ran.slots)) is people


@pytest.mark.parametrize("outside", [True, False])
def test_who_is_no_colleague_is_told_of_nobody(guided: Known, monkeypatch: pytest.MonkeyPatch, outside: bool):
    told_so = {"metadata": {"outside": True}} if outside else {}
    ran = run(ActionAnswer(), MESSAGE | told_so, guided, monkeypatch, "slack")
    assert ("Bert" in repr([ran.messages, ran.slots])) is not outside


@pytest.mark.parametrize(
    ("channel", "level", "told_so"),
    [
        ("slack", "everyone", True),
        ("slack", "colleagues", True),
        ("slack", "nobody", False),
        ("web", "everyone", True),
        ("web", "colleagues", False),
        ("web", "nobody", False),
    ],
)
def test_a_field_is_told_to_those_whom_it_is_visible_to(
    guided: Known, company: Path, monkeypatch: pytest.MonkeyPatch, channel: str, level: str, told_so: bool
):
    content = yaml.safe_load(company.read_text(encoding="utf-8"))
    content["people"]["bert"] |= {"phone": "+44 20 7946 0000"}
    company.write_text(yaml.safe_dump(content | {"visibility": {"phone": level}}), encoding="utf-8")
    monkeypatch.setenv("ROLEWISE_WEB_PEOPLE", "true")
    ran = run(ActionAnswer(), MESSAGE, guided, monkeypatch, channel)
    assert "Bert" in repr(ran.messages)
    assert ("7946" in repr([ran.messages, ran.slots])) is told_so


def test_once_a_visitor_is_answered_others_are_told_again(guided: Known):
    with told_in("web"):
        assert told(guided, Here(Asks.person, people=("bert",))).kind not in ("colleague",)
    assert told(guided, Here(Asks.person, people=("bert",))).kind == "colleague"


def test_without_a_company_everything_is_answered_as_if_nothing_was_asked_of_it(guided: Known, company: Path):
    company.unlink()
    asks = asked(Here(Asks.person, people=("bert",)), asks=Asked.roles)
    plain = replace(asks, reading=replace(asks.reading, here=None))
    assert answer(in_company(asks, guided), guided) == answer(plain, guided)


def test_a_name_that_nobody_here_has_is_said_to_be_nobodys(guided: Known):
    found = told(guided, Here(Asks.person, name="Zora Kubitz"))
    assert (found.kind, found.people) == ("unknown_colleague", ())
    assert "Zora Kubitz" in text(found)
