"""Career guidance as people talk: whole conversations over the built-in roles, in a company, and over all of O*NET."""

import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import ROOT, Settings
from tests.conftest import Bot, Said, running
from tests.conversations.test_cases import CASES, KNOWN_FAILURES, RESPONSES, _marked, _plain, wrong

COMPANY = ROOT / "knowledge/company.example.yml"


def _conversations(name: str) -> list[dict[str, Any]]:
    return yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))


GUIDANCE, IN_COMPANY, OVER_ONET = map(_conversations, ("guidance", "company", "onet_conversations"))
EVERY = [*GUIDANCE, *IN_COMPANY, *OVER_ONET]


def each(conversations: list[dict[str, Any]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "case", [pytest.param(case, id=case["name"], marks=_marked(case["name"])) for case in conversations]
    )


@pytest.fixture(scope="module")
def company_bot(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder = tmp_path_factory.mktemp("company_bot")
    with running(settings.in_folder(folder).but(company=COMPANY)) as bot:
        yield bot


@pytest.fixture(scope="module")
def onet_bot(settings: Settings, onet_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder = tmp_path_factory.mktemp("onet_bot")
    with running(settings.in_folder(folder).but(store=onet_store)) as bot:
        yield bot


@each(GUIDANCE)
def test_guidance_goes_right_at_every_turn(bot: Bot, case: dict[str, Any]):
    assert failures(bot, case) == []


@each(IN_COMPANY)
def test_a_company_s_people_are_found_at_every_turn(company_bot: Bot, case: dict[str, Any]):
    assert failures(company_bot, case) == []


@each(OVER_ONET)
def test_guidance_over_the_whole_of_onet_goes_right_at_every_turn(onet_bot: Bot, case: dict[str, Any]):
    assert failures(onet_bot, case) == []


def failures(bot: Bot, case: dict[str, Any]) -> list[str]:
    """What goes wrong in a conversation, as 'sentence: what is wrong with the reply'."""
    sender, told, found = uuid.uuid4().hex, list[str](), []
    for turn in case["turns"]:
        said = bot.say(turn["ask"], sender)
        problem = wrong(turn | picked(turn, told), said)
        if problem:
            found.append(f"{turn['ask']}: {problem}")
        told = listed(said) or told
    return found


def picked(turn: dict[str, Any], told: list[str]) -> dict[str, Any]:
    """What a turn expects that picks from the list told last: the role in that place."""
    return {"roles": told[turn["pick"] - 1 : turn["pick"]]} if "pick" in turn else {}


def listed(said: Said) -> list[str]:
    """Ids of the roles that a reply lists to pick from; empty where it lists none."""
    answer = said.answer
    if answer.get("kind") in ("recommendation", "suited", "skill_users", "who_handles"):
        return [role["id"] for role in answer["roles"]]
    if answer.get("kind") == "related":
        return [fact["ref"] for fact in answer.get("facts", []) if "ref" in fact]
    return []


REPLY = {
    "kind": "person",
    "verdict": "no",
    "roles": [{"id": "lawyer"}, {"id": "paralegal"}],
    "people": [{"name": "Isla Moncrieff"}],
}


@pytest.mark.parametrize(
    ("met", "missed"),
    [
        ({"kind": ["person", "role"]}, {"kind": ["role"]}),
        ({"kind": "person"}, {"kind": "role"}),
        ({"verdict": "no"}, {"verdict": "yes"}),
        ({"roles": ["paralegal", "lawyer"]}, {"roles": ["lawyer"]}),
        ({"any": ["lawyer", "chef"]}, {"any": ["paralegal"]}),
        ({"starts": ["lawyer"]}, {"starts": ["paralegal"]}),
        ({"has": "paralegal"}, {"has": "chef"}),
        ({"person": "Isla Moncrieff"}, {"person": "Rui Falcão"}),
        ({"says": ["HERE"]}, {"says": ["there"]}),
        ({"not_says": ["there"]}, {"not_says": ["here"]}),
    ],
)
def test_what_a_turn_expects_can_be_missed(met: dict[str, Any], missed: dict[str, Any]):
    said = Said([{"text": "Here that is Isla."}, {"custom": {"answer": REPLY}}])
    assert wrong(met, said) == ""
    assert wrong(missed, said) != ""
    assert wrong(met, Said([])) != ""


def test_the_conversations_are_many_and_the_known_failures_few():
    assert len(GUIDANCE) >= 65
    assert len(IN_COMPANY) >= 12
    assert len(OVER_ONET) >= 10
    names = [case["name"] for case in EVERY]
    assert len(names) == len(set(names))
    assert len(set(KNOWN_FAILURES) & set(names)) <= 0.03 * len(names)


def test_a_conversation_has_two_to_twenty_five_turns():
    assert [case["name"] for case in EVERY if not 2 <= len(case["turns"]) <= 25] == []


def test_no_sentence_of_a_conversation_stands_in_the_training_data():
    """But for what the bot itself tells people to say, which has to work to the letter, and single words."""
    text = (ROOT / "data/nlu.yml").read_text(encoding="utf-8")
    examples = {_plain(line.strip()[2:]) for line in text.splitlines() if line.strip().startswith("- ")}
    asked = {_plain(turn["ask"]) for case in EVERY for turn in case["turns"]}
    assert sorted(ask for ask in asked & examples - _offered() if " " in ask) == []


def _offered() -> set[str]:
    """What the bot's own wording quotes, asks to choose from, or has buttons for."""
    told = [variation for variations in RESPONSES.values() for variation in variations]
    quoted = {quote for each in told for quote in re.findall("“([^”{}]+)”", each["text"])}
    buttons = {button["payload"] for each in told for button in each.get("buttons", [])}
    return {_plain(sentence) for sentence in quoted | buttons} | {"not sure"}
