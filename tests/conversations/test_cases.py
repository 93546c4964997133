"""Questions and conversations of tests/cases through the trained model and the action server."""

import re
import uuid
from typing import Any

import pytest
import yaml

from bot.settings import ROOT
from tests.conftest import Bot, Said

CASES = ROOT / "tests/cases"
QUESTIONS: list[dict[str, Any]] = yaml.safe_load((CASES / "questions.yml").read_text(encoding="utf-8"))
CONVERSATIONS: list[dict[str, Any]] = yaml.safe_load((CASES / "conversations.yml").read_text(encoding="utf-8"))
# What is known to go wrong, with the reason: a question, or a conversation's name.
KNOWN_FAILURES: dict[str, str] = yaml.safe_load((CASES / "known_failures.yml").read_text(encoding="utf-8")) or {}
RESPONSES = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]
# Answers in which a role is named as handling something.
TELLING = ("who_handles", "role", "summary", "verdict", "comparison")


def wrong(case: dict[str, Any], said: Said) -> str:
    """What is wrong with a reply; empty if nothing is.

    A case is what is said (ask) and what may be expected of the reply, every part optional:
    kind: the answer's, or a list of kinds; verdict: its verdict. response: names of responses, one of which is said.
    none: no role is named as an answer.
    roles: the answer's roles, all of them; any: one of these comes first; starts: the first ones, in order; has: a
    role among them. person: the first who is named in the company.
    says, not_says: words in the text.
    """
    answer = said.answer
    roles = [role["id"] for role in answer.get("roles", [])]
    if not said.text:
        return "said nothing"
    if case.get("none"):
        return f"answered with {roles}" if answer.get("kind") in TELLING and roles else ""
    if "response" in case:
        expected = [case["response"]] if isinstance(case["response"], str) else case["response"]
        texts = [RESPONSES[name][0]["text"].strip() for name in expected]
        return "" if said.text.strip() in texts else f"said {said.text!r}"
    return wrong_data(case, said) or wrong_roles(case, answer) or wrong_text(case, said.text)


def wrong_data(case: dict[str, Any], said: Said) -> str:
    """What is wrong with an answer's kind, verdict, first roles or first person."""
    answer = said.answer
    roles = [role["id"] for role in answer.get("roles", [])]
    kinds = [case["kind"]] if isinstance(case.get("kind"), str) else case.get("kind", [])
    if kinds and answer.get("kind") not in kinds:
        return f"kind {answer.get('kind')}, not {case['kind']}: {said.text!r}"
    if "verdict" in case and answer.get("verdict") != case["verdict"]:
        return f"verdict {answer.get('verdict')}, not {case['verdict']}: {said.text!r}"
    if "any" in case and (roles or [None])[0] not in case["any"]:
        return f"roles {roles[:1]}, not one of {case['any']}"
    if "starts" in case and roles[: len(case["starts"])] != case["starts"]:
        return f"roles {roles}, which do not start with {case['starts']}"
    if "has" in case and case["has"] not in roles:
        return f"roles {roles}, without {case['has']}"
    if "person" in case and [person["name"] for person in answer.get("people", [])][:1] != [case["person"]]:
        return f"people {answer.get('people')}, not {case['person']}: {said.text!r}"
    return ""


def wrong_roles(case: dict[str, Any], answer: dict[str, Any]) -> str:
    """What is wrong with all the roles of an answer, in the order of those that handle something, else in any."""
    if "roles" not in case:
        return ""
    kind = answer.get("kind")
    told = _owners(answer) if kind == "who_handles" else [role["id"] for role in answer.get("roles", [])]
    told = told[:1] if kind == "verdict" else told
    ordered = kind in ("who_handles", "verdict")
    as_expected = told == case["roles"] if ordered else sorted(told) == sorted(case["roles"])
    return "" if as_expected else f"roles {told}, not {case['roles']}"


def wrong_text(case: dict[str, Any], text: str) -> str:
    """Words that a reply's text lacks, or has and should not."""
    missing = [words for words in case.get("says", []) if words.lower() not in text.lower()]
    if missing:
        return f"does not say {missing}: {text!r}"
    unwanted = [words for words in case.get("not_says", []) if words.lower() in text.lower()]
    return f"says {unwanted}: {text!r}" if unwanted else ""


def _owners(answer: dict[str, Any]) -> list[str]:
    """The best role for each duty asked about, in the order asked, each once."""
    best: dict[str, str] = {}
    for duty in answer["duties"]:
        best.setdefault(duty["asked"], duty["role"])
    return list(dict.fromkeys(best.values()))


def _marked(name: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=KNOWN_FAILURES[name], strict=True)] if name in KNOWN_FAILURES else []


@pytest.mark.parametrize("case", [pytest.param(case, id=case["ask"], marks=_marked(case["ask"])) for case in QUESTIONS])
def test_a_single_question_is_answered_right(bot: Bot, case: dict[str, Any]):
    assert wrong(case, bot.say(case["ask"], uuid.uuid4().hex)) == ""


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case["name"], marks=_marked(case["name"])) for case in CONVERSATIONS]
)
def test_a_conversation_is_answered_right_at_every_turn(bot: Bot, case: dict[str, Any]):
    sender = uuid.uuid4().hex
    failures = {turn["ask"]: wrong(turn, bot.say(turn["ask"], sender)) for turn in case["turns"]}
    assert {ask: failure for ask, failure in failures.items() if failure} == {}


def test_every_answer_with_facts_names_its_source(bot: Bot):
    for ask in ("who handles customer grievances", "what does a general manager do", "skills of an accountant"):
        said = bot.say(ask, uuid.uuid4().hex)
        assert said.answer["sources"]
        # What comes out again and again is named by its edition; the rest when one asks where that was written.
        named = {source.get("name") or source["title"] for source in said.answer["sources"]}
        (line,) = [line for line in said.text.split("\n") if re.match(r"Sources?: ", line)]
        assert said.text.endswith(line)
        assert [name for name in named if name not in line] == []


def test_the_same_question_gets_the_same_answer(bot: Bot):
    replies = {bot.say("who handles customer grievances", uuid.uuid4().hex).text for _ in range(5)}
    assert len(replies) == 1


def test_the_cases_are_many_and_the_known_failures_few():
    assert len(QUESTIONS) >= 150
    assert len(CONVERSATIONS) >= 25
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in CASES.glob("*.yml")]
    names = {case.get("name") or case["ask"] for cases in files if isinstance(cases, list) for case in cases}
    assert set(KNOWN_FAILURES) <= names
    assert len(KNOWN_FAILURES) <= 0.03 * (len(QUESTIONS) + len(CONVERSATIONS))


def test_no_test_sentence_stands_in_the_training_data():
    text = (ROOT / "data/nlu.yml").read_text(encoding="utf-8")
    examples = {_plain(line.strip()[2:]) for line in text.splitlines() if line.strip().startswith("- ")}
    asked = [case["ask"] for case in QUESTIONS]
    asked += [turn["ask"] for case in CONVERSATIONS for turn in case["turns"]]
    assert [ask for ask in asked if _plain(ask) in examples] == []


def _plain(sentence: str) -> str:
    sentence = re.sub(r"\[([^]]+)]\(\w+\)", r"\1", sentence)
    return " ".join(re.sub(r"[^\w\s']", " ", sentence).lower().split())
