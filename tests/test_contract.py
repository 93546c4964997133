"""Domain, actions, data, knowledge, configuration and README say the same things."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest
import yaml

from actions.answer import IN_SHORT
from actions.base import AnswerAction, NamedAction, answering
from bot.knowledge.files import read_knowledge
from bot.knowledge.model import Interest, Involvement
from bot.knowledge.store import Store
from bot.runtime.apology import RESPONSE
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
    """Every response that an action may name; f-strings are filled with all they may hold."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "actions").glob("*.py")))
    names = set(re.findall(r"(?<!f)\"(utter_\w+)\"", text)) - {"utter_here"} | {f"utter_here{end}" for end in HERE}
    names |= {f"utter_handles_{word}" for word in INVOLVEMENTS}
    names |= {f"utter_verdict_{word}" for word in ("no", "no_in_short", "unknown")}
    names |= {f"utter_verdict_yes_{word}" for word in INVOLVEMENTS}
    names |= {f"utter_order_{verdict}" for verdict in ("yes", "no", "unknown")}
    names |= {f"utter_zone_{zone}" for zone in range(1, 6)}
    names |= {f"utter_limit_{limit}" for limit in ("no_degree", "no_experience", "little_preparation", "field")}
    names |= {f"utter_limit_interest_{interest.value}" for interest in Interest}
    names |= {f"utter_ranking_{asked}" for asked in ("growing", "falling", "openings")}
    names |= {f"utter_outlook_{pace}" for pace in ("much_faster", "faster", "average", "slower", "declining")}
    names |= {f"utter_{kind}_of" for kind in ("no_pay", "no_cost", "no_outlook")}
    names |= {f"utter_ask_{form}_{slot}" for form, slot in ASKED}
    names |= {f"utter_shared_{part}" for part in ("department", "skill")}
    return names | {f"utter_{fact}" for fact in FACTS}


# What a response's name ends in that says who has a role here.
HERE = ("", "_deputy", "_deputy_until")
INVOLVEMENTS = {involvement.value for involvement in Involvement} | {IN_SHORT}
# Facts that are said by a response of their own name.
FACTS = set(
    """summary scope needed_in department reports_to no_superior skill knowledge tool education experience disagreement
    interest style next_roles related alike different step_up led step_down no_ladder pay_together pay_equal
    pay_incomparable licence no_licence place""".split()
)
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
        if not known.linker.mentions(name)
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
    "bot/knowledge": {"bot.knowledge", "bot.errors"},
    "bot/search": {"bot.search", "bot.knowledge", "bot.errors"},
    "bot/reading": {"bot.reading", "bot.search.language", "bot.errors"},
    "bot/guidance": {"bot.guidance", "bot.search", "bot.knowledge", "bot.errors"},
    "bot/nlu": {"bot.nlu", "bot.search", "bot.knowledge", "bot.settings", "bot.errors", "rasa"},
    "bot/slack": {"bot.slack", "bot.settings", "bot.errors"},
    "bot/channels": {"bot.channels", "bot.slack", "bot.runtime", "bot.settings", "bot.errors", "rasa"},
    "bot/runtime": {"bot", "rasa", "rasa_sdk"},
    "actions": {"actions", "bot.guidance", "bot.search", "bot.knowledge", "bot.settings", "bot.errors", "rasa_sdk"},
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


def test_readme_names_the_commands_there_are():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert {"chat", "test"} <= set(re.findall(r"make ([a-z-]+)", readme)) <= targets


def test_nothing_names_a_machine_or_a_download_address():
    for name in ("requirements.txt", "pyproject.toml", "Makefile"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"--(extra-)?index-url\s+\S*:|--find-links|https?://\S*(pypi|pythonhosted)", text), name
