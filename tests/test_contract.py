"""Domain, actions, data, knowledge, configuration and README say the same things."""

import ast
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from actions.base import AnswerAction, NamedAction, answering

from bot.knowledge.files import read_knowledge
from bot.knowledge.model import Interest, Involvement
from bot.knowledge.store import Store
from bot.reading.naming import linker_of
from bot.runtime.apology import RESPONSE
from bot.saying.answer import IN_SHORT
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
    concrete = (cls for cls in subclasses(NamedAction) if not getattr(cls, "__abstractmethods__", None))
    return {cls().name() for cls in concrete if not cls.__name__.startswith("_") and cls is not NamedAction}


def responses_in_code() -> set[str]:
    """Every response that is said somewhere; those whose names are put together are in TOGETHER."""
    folders = (ROOT / "actions", ROOT / "bot/saying")
    text = "".join(path.read_text(encoding="utf-8") for folder in folders for path in sorted(folder.glob("*.py")))
    names = set(re.findall(r"(?<!f)\"(utter_\w+)\"", text))
    names |= {f"utter_ask_{form}_{slot}" for form, slot in ASKED}
    return names | {f"utter_{start}_{end}" if end else f"utter_{start}" for start, ends in TOGETHER for end in ends}


INVOLVEMENTS = [*(involvement.value for involvement in Involvement), IN_SHORT]
# Responses whose names are put together of these parts.
TOGETHER: list[tuple[str, Iterable[str]]] = [
    ("handles", INVOLVEMENTS),
    ("sharing", INVOLVEMENTS),
    ("verdict", ("no", "no_in_short", "unknown", *(f"yes_{involvement}" for involvement in INVOLVEMENTS))),
    ("interest", ("", *(interest.value for interest in Interest))),
    *((fact, ("", "further")) for fact in ("skill", "knowledge", "tool", "shared_skill", "shared_department")),
    *((fact, ("", "is")) for fact in ("scope", "place", "needed_in")),
    *((fact, ("", "one", "these")) for fact in ("related", "next_roles")),
    *((fact, ("", "these")) for fact in ("alike", "different", "disagreement")),
    *(
        (fact, ("",))
        for fact in "department reports_to no_superior education experience style licence no_licence".split()
    ),
    *((here, ("", "accountable", "responsible")) for here in ("here", "here_deputy", "here_deputy_until")),
    ("order", ("yes", "no", "unknown")),
    ("zone", map(str, range(1, 6))),
    ("limit", ("no_degree", "no_experience", "little_preparation", "field")),
    ("limit_interest", (interest.value for interest in Interest)),
    ("ranking", ("growing", "falling", "openings")),
    ("outlook", ("much_faster", "faster", "average", "slower", "declining")),
    *((fact, ("",)) for fact in "step_up led step_down no_ladder pay_together pay_equal pay_incomparable".split()),
    *((declined, ("of",)) for declined in ("no_pay", "no_outlook")),
]
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
    said = responses_in_code() | {RESPONSE}
    said |= {step["action"] for step in STEPS if step.get("action", "").startswith("utter_")}
    assert said == set(DOMAIN["responses"])


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
    assert used == intents | {"nlu_fallback"}


def test_the_second_question_of_a_message_is_answered_by_the_action_of_its_rule():
    for item in RULES:
        steps = item["steps"]
        if "intent" in steps[0] and steps[1].get("action", "").startswith("action_") and "condition" not in item:
            action = answering(steps[0]["intent"])
            assert action is None or action.name() == steps[1]["action"], item["rule"]
    answered = {cls.intent for cls in subclasses(AnswerAction)} - {""}
    assert answered <= {item["steps"][0].get("intent") for item in RULES}


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


ALLOWED_IMPORTS = {
    "bot/knowledge": {"bot.knowledge", "bot.errors", "bot.tables"},
    "bot/company": {"bot.company", "bot.knowledge", "bot.errors", "bot.settings"},
    "bot/search": {"bot.search", "bot.company", "bot.knowledge", "bot.errors"},
    "bot/guidance": {"bot.guidance", "bot.search", "bot.knowledge", "bot.errors"},
    "bot/nlu": {"bot.nlu", "bot.search", "bot.knowledge", "bot.settings", "bot.errors", "rasa"},
    "bot/slack": {"bot.slack", "bot.saying.document", "bot.settings", "bot.errors"},
    "bot/channels": {"bot.channels", "bot.slack", "bot.runtime", "bot.settings", "bot.errors", "rasa"},
    "bot/runtime": {"bot", "rasa", "rasa_sdk"},
    "bot/cli": {"bot"},
    "bot/saying": {"bot.saying", "bot.settings"},
    "bot/reading": {"bot.reading", "bot.search", "bot.knowledge", "bot.errors"},
    "actions": {
        *("actions", "bot.reading", "bot.saying", "bot.guidance", "bot.search", "bot.company", "bot.knowledge"),
        *("bot.settings", "bot.errors"),
        "rasa_sdk",
    },
}


@pytest.mark.parametrize("folder", ALLOWED_IMPORTS)
def test_imports_point_one_way(folder: str):
    watched = ("bot", "actions", "rasa", "rasa_sdk")
    for path in (ROOT / folder).glob("*.py"):
        for module in imported_modules(path):
            if module.split(".")[0] in watched:
                allowed = ALLOWED_IMPORTS[folder]
                assert any(module == name or module.startswith(name + ".") for name in allowed), f"{path}: {module}"


def imported_modules(path: Path) -> set[str]:
    modules: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules.add(node.module)
    return modules


# How many lines a module and a function may have; a function's decorators, tables of cases mostly, are not counted.
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40
# What is longer still; whatever leaves this list stays out of it.
TOO_LONG = {
    "bot/search/mentions.py",
    "bot/search/phrases.py",
    "bot/slack/drawing.py",
    "tests/slack/test_answers.py",
    "web/src/chat/answers/kinds.js",
}


def test_modules_and_functions_are_short_but_for_those_that_are_listed():
    folders = ("bot", "actions", "benchmarks", "tests", "web/src")
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".js")]
    assert {found for path in paths for found in too_long(path)} == TOO_LONG


def too_long(path: Path) -> Iterator[str]:
    """The module, and each of its functions, that has too many lines; of scripts the module alone."""
    name, text = str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
    if len(text.splitlines()) > LONGEST_MODULE:
        yield name
    for node in ast.walk(ast.parse(text)) if path.suffix == ".py" else ():
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            first, last = node.lineno, node.end_lineno or node.lineno
            if last - first >= LONGEST_FUNCTION:
                yield f"{name}: {node.name}"


def test_readme_names_the_commands_there_are():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert {"chat", "test"} <= set(re.findall(r"make ([a-z-]+)", readme)) <= targets


def test_nothing_names_a_machine_or_a_download_address():
    for name in ("requirements.txt", "pyproject.toml", "Makefile"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"--(extra-)?index-url\s+\S*:|--find-links|https?://\S*(pypi|pythonhosted)", text), name
