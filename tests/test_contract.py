"""Domain, actions, data, knowledge, configuration and README say the same things."""

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

import yaml

from actions.answering import ActionAnswer
from actions.kinds import KINDS, follows
from actions.naming import NamedAction
from bot.knowledge.aid import Topic
from bot.knowledge.files import read_knowledge
from bot.knowledge.model import Interest, Involvement
from bot.knowledge.store import Store
from bot.knowledge.tongues import read_tongues
from bot.reading.circumstances import SITUATIONS
from bot.reading.here import MATTERS
from bot.reading.limits import Limit
from bot.reading.naming import linker_of
from bot.reading.reading import Asked
from bot.reading.tongue import OTHER, SPOKEN
from bot.runtime import apology, turns
from bot.saying.answer import IN_SHORT
from bot.saying.kinds import AnswerKind
from bot.search.known import Known
from bot.settings import ROOT

# The kinds of role that a company of any trade has.
COMPANY_FAMILIES = (
    "Finance",
    "Legal and Compliance",
    "Management",
    "Office and Facilities",
    "Operations",
    "People",
    "Sales and Marketing",
    "Security",
    "Technology",
)
DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
CONFIG = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
EXAMPLES = {
    item["intent"]: [line.strip()[2:] for line in item["examples"].splitlines()]
    for item in yaml.safe_load((ROOT / "data/nlu.yml").read_text(encoding="utf-8"))["nlu"]
}
RULES = yaml.safe_load((ROOT / "data/rules.yml").read_text(encoding="utf-8"))["rules"]
STORIES = yaml.safe_load((ROOT / "data/stories.yml").read_text(encoding="utf-8"))["stories"]
STEPS = [each for item in (*RULES, *STORIES) for step in item["steps"] for each in step.get("or", [step])]
# Rasa's own actions that rules name.
OF_RASA = {"action_deactivate_loop"}


def subclasses(cls: type) -> set[type]:
    return {cls, *(deeper for child in cls.__subclasses__() for deeper in subclasses(child))}


def actions_in_code() -> set[str]:
    for path in (ROOT / "actions").glob("*.py"):
        import_module(f"actions.{path.stem}")
    return {cls().name() for cls in subclasses(NamedAction) - {NamedAction} if not cls.__name__.startswith("_")}


def responses_in_code() -> set[str]:
    """Every response that is said somewhere; those whose names are put together are in TOGETHER."""
    folders = (ROOT / "actions", ROOT / "bot/saying")
    text = "".join(path.read_text(encoding="utf-8") for folder in folders for path in sorted(folder.glob("*.py")))
    names = set(re.findall(r"(?<!f)\"(utter_\w+)\"", text))
    names |= {f"utter_ask_{form}_{slot}" for form, slot in ASKED}
    names |= {response for kind in AnswerKind for response in follows(kind)}
    metadata = [variants[0].get("metadata", {}) for variants in DOMAIN["responses"].values()]
    names |= {f"utter_suggest_{name}" for each in metadata for name in each.get("suggests", ())}
    parts = [part for of_module in TOGETHER.values() for part in of_module]
    return names | {f"utter_{start}_{end}" if end else f"utter_{start}" for start, ends in parts for end in ends}


INVOLVEMENTS = [*(involvement.value for involvement in Involvement), IN_SHORT]
# Responses whose names are put together, by the module of bot/saying that does it; those of what may be asked next are
# put together in actions/kinds.py.
TOGETHER: dict[str, list[tuple[str, Iterable[str]]]] = {
    "roles.py": [
        ("handles", INVOLVEMENTS),
        ("sharing", INVOLVEMENTS),
        (
            "verdict",
            (
                "no",
                "no_in_short",
                "no_at_all",
                "no_at_all_long",
                "unknown",
                "unknown_long",
                "much",
                "some",
                "much_against",
                "some_against",
                "little",
                "unmeasured",
                *(f"yes_{involvement}" for involvement in INVOLVEMENTS),
            ),
        ),
    ],
    "facts.py": [
        *((fact, ("", "further")) for fact in ("skill", "knowledge", "tool")),
        *((fact, ("", "is")) for fact in ("scope", "place", "needed_in")),
        *((fact, ("", "one", "these")) for fact in ("related", "next_roles")),
        *(
            (fact, ("",))
            for fact in "department no_superior education experience disagreement licence no_licence style".split()
        ),
        ("interest", [interest.value for interest in Interest]),
    ],
    "beside.py": [
        *((fact, ("", "further")) for fact in ("shared_skill", "shared_department")),
        *((fact, ("these",)) for fact in ("alike", "different", "disagreement")),
    ],
    "suiting.py": [
        ("told_level", [str(level) for level in range(1, 6)]),
        ("told", [limit.value for limit in Limit]),
        ("told_note", {wish.note for wish in read_knowledge(ROOT / "knowledge").wishes.values() if wish.note}),
        ("untold", ("likes", "level", "dislikes")),
    ],
    "card.py": [("card", ("title", "team", "site", "manager", "away", "deputy", "ways"))],
    "need.py": [
        ("rights", [topic.value for topic in Topic]),
        ("situation", SITUATIONS),
        ("confided", MATTERS),
    ],
    "tongues.py": [
        ("tongue", (*SPOKEN, OTHER)),
        ("in_english", SPOKEN),
        ("read_on", read_tongues(ROOT / "knowledge").links),
    ],
    "people.py": [(f"here{part}", ("", "accountable", "responsible")) for part in ("", "_deputy", "_deputy_until")],
}
# Questions of forms that are worded whole in the domain.
ASKED = [
    (form, slot)
    for form, described in DOMAIN["forms"].items()
    for slot in described["required_slots"]
    if f"action_ask_{form}_{slot}" not in DOMAIN["actions"]
]


def test_every_action_in_the_domain_is_in_the_code_and_the_other_way_round():
    assert set(DOMAIN["actions"]) == actions_in_code()


def test_every_response_that_is_said_exists_and_every_one_that_exists_is_said():
    said = responses_in_code() | {apology.RESPONSE, turns.RESPONSE, *apology.OF_DISTRESS.values()}
    said |= {step["action"] for step in STEPS if step.get("action", "").startswith("utter_")}
    assert said == set(DOMAIN["responses"])


def test_no_name_of_a_response_is_put_together_elsewhere():
    pattern = re.compile(r"f\"utter_|f\"\{response|response \+=")
    found = {path.name for path in (ROOT / "bot/saying").glob("*.py") if pattern.search(path.read_text("utf-8"))}
    assert found == set(TOGETHER)
    found = {path.name for path in (ROOT / "actions").glob("*.py") if pattern.search(path.read_text("utf-8"))}
    assert found == {"kinds.py"}


def test_every_question_of_a_form_can_be_asked():
    for form, described in DOMAIN["forms"].items():
        assert f"validate_{form}" in DOMAIN["actions"]
        for slot in described["required_slots"]:
            asked = {f"utter_ask_{form}_{slot}", f"action_ask_{form}_{slot}"}
            assert asked & {*DOMAIN["responses"], *DOMAIN["actions"]}, slot


def test_nothing_random_decides_what_is_said():
    assert all(len(variants) == 1 for variants in DOMAIN["responses"].values())


def test_every_intent_has_examples_and_a_meaning():
    intents = set(DOMAIN["intents"])
    assert intents == set(EXAMPLES)
    used = {step["intent"] for step in STEPS if "intent" in step}
    assert used == intents | {Asked.unclear.value}


def test_what_can_be_asked_are_the_intents_and_what_is_read_of_a_message():
    # Rasa has the fallback's intent of its own; whether a licence is needed, or what a word means, no classifier tells.
    read = {Asked.licence.value, Asked.term.value, Asked.unclear.value}
    assert {asked.value for asked in Asked} - read == set(DOMAIN["intents"])
    assert {asked.value for asked in Asked} >= read


def answered(items: list[dict[str, Any]]) -> Iterator[Asked]:
    """What the action that answers comes right after; of an 'or' each."""
    for item in items:
        for step, after in zip(item["steps"], item["steps"][1:], strict=False):
            if after.get("action") == ActionAnswer().name():
                yield from (Asked(each["intent"]) for each in step.get("or", [step]) if "intent" in each)


def test_what_rules_and_stories_have_answered_is_in_the_table_of_kinds_and_all_of_that_is_reached():
    # Where the finder is under way and takes them for no answer, these were not understood.
    answers = {Asked.deny, Asked.like, Asked.unsure, Asked.dislike, Asked.skip, Asked.go_back}
    in_stories = set(answered(STORIES))
    assert in_stories <= set(KINDS)
    assert set(answered(RULES)) - answers | in_stories | {Asked.licence, Asked.term} == set(KINDS)


def test_every_step_is_in_the_domain():
    named = {step["action"] for step in STEPS if "action" in step}
    named.add(CONFIG["policies"][0]["core_fallback_action_name"])
    assert named <= set(DOMAIN["actions"]) | set(DOMAIN["responses"]) | set(DOMAIN["forms"]) | OF_RASA


def test_the_pipeline_names_real_intents_and_components():
    intents = set(DOMAIN["intents"])
    for component in CONFIG["pipeline"]:
        assert set(component.get("asks", [])) | set(component.get("checks", [])) <= intents
        if component["name"].startswith("bot."):
            module, _, cls = component["name"].rpartition(".")
            assert hasattr(__import__(module, fromlist=[cls]), cls)


def test_no_example_stands_in_two_intents():
    owner: dict[str, str] = {}
    for intent, sentences in EXAMPLES.items():
        for sentence in sentences:
            plain = re.sub(r"\[([^]]+)]\(\w+\)", r"\1", sentence).lower().strip(" ?!.")
            assert owner.setdefault(plain, intent) == intent, sentence


def test_every_role_marked_in_the_examples_is_known(onet_store, encoder):
    known = Known(Store(onet_store), encoder)
    unknown = [
        name
        for sentences in EXAMPLES.values()
        for sentence in sentences
        for name in re.findall(r"\[([^]]+)]\(role\)", sentence)
        if not linker_of(known).mentions(name)
    ]
    # A few are misspelt beyond what is taken for a typo; many would mean that training and use differ.
    total = sum(sentence.count("](role)") for sentences in EXAMPLES.values() for sentence in sentences)
    assert len(unknown) <= total * 0.05, unknown


def test_the_knowledge_is_valid_and_as_broad_as_promised():
    knowledge = read_knowledge(ROOT / "knowledge")
    assert len(knowledge.roles) >= 82
    for role in knowledge.roles:
        assert len(role.duties) >= 6, role.id
        for part in ("aliases", "department", "interests"):
            assert getattr(role, part), f"{role.id} has no {part}"
    # Not every source says which departments a bus driver works with, and none is made up; of the roles that
    # companies have, each says everything. tests/knowledge/test_facts.py holds the others to what their source says.
    parts = ("works_with", "skills", "education", "related")
    company = [role for role in knowledge.roles if role.family in COMPANY_FAMILIES]
    assert len(company) >= 22
    for role in company:
        for part in parts:
            # Some occupations are not measured yet: of those the release lists tools alone.
            assert getattr(role, part) or (part == "skills" and role.technology), f"{role.id} has no {part}"


def test_every_source_and_department_is_used():
    knowledge = read_knowledge(ROOT / "knowledge")
    text = "".join(role.json() for role in knowledge.roles)
    unused = [key for key in (*knowledge.sources, *knowledge.departments) if f'"{key}"' not in text]
    assert unused == []


def test_readme_names_the_commands_there_are():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert {"chat", "test"} <= set(re.findall(r"make ([a-z-]+)", readme)) <= targets


def test_nothing_names_a_machine_or_a_download_address():
    for name in ("requirements.txt", "pyproject.toml", "Makefile"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"--(extra-)?index-url\s+\S*:|--find-links|https?://\S*(pypi|pythonhosted)", text), name
