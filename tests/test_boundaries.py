"""What each folder may import and look into, and how long its modules and functions may be."""

import ast
import builtins
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import ROOT

ALLOWED_IMPORTS = {
    "bot/knowledge": {"bot.knowledge", "bot.errors", "bot.tables"},
    "bot/company": {"bot.company", "bot.knowledge", "bot.errors", "bot.settings", "bot.tables"},
    "bot/company/sources": {"bot.company", "bot.knowledge", "bot.errors"},
    "bot/search": {"bot.search", "bot.company", "bot.knowledge", "bot.errors"},
    "bot/guidance": {"bot.guidance", "bot.reading", "bot.search", "bot.knowledge", "bot.errors"},
    "bot/nlu": {"bot.nlu", "bot.reading", "bot.search", "bot.knowledge", "bot.settings", "bot.errors", "rasa"},
    "bot/slack": {"bot.slack", "bot.saying.document", "bot.settings", "bot.errors"},
    "bot/channels": {
        *("bot.channels", "bot.slack", "bot.runtime", "bot.search", "bot.settings", "bot.errors"),
        "rasa",
    },
    "bot/runtime": {"bot", "rasa", "rasa_sdk"},
    "bot/cli": {"bot"},
    "bot/saying": {"bot.saying", "bot.settings", "bot.yaml_files"},
    "bot/reading": {"bot.reading", "bot.search", "bot.knowledge", "bot.errors", "bot.yaml_files"},
    "actions": {
        *("actions", "bot.reading", "bot.saying", "bot.guidance", "bot.search", "bot.company", "bot.knowledge"),
        *("bot.settings", "bot.errors"),
        "rasa_sdk",
    },
}


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Each module that is imported, with what is taken of it; empty where that is the whole."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


@pytest.mark.parametrize("folder", ALLOWED_IMPORTS)
def test_imports_point_one_way(folder: str):
    watched = ("bot", "actions", "rasa", "rasa_sdk")
    for path in (ROOT / folder).glob("*.py"):
        for module, _ in imported(parsed(path)):
            if module.split(".")[0] in watched:
                assert any(within(module, name) for name in ALLOWED_IMPORTS[folder]), f"{path}: {module}"


# ---- who reads what people write

# The command line reads what its user gives it; the last ones look at what was read.
READING = {"bot/reading", "bot/nlu", "bot/cli", "actions", "bot/guidance", "bot/runtime"}


def test_only_the_understanding_reads_and_others_get_what_was_read():
    for folder in ALLOWED_IMPORTS:
        for path in (ROOT / folder).glob("*.py"):
            found = [pair for pair in imported(parsed(path)) if within(pair[0], "bot.reading")]
            assert not found or folder in READING, path
            if folder in ("actions", "bot/guidance", "bot/runtime"):
                assert all(is_value(getattr(import_module(module), name)) for module, name in found), path


def is_value(taken: Any) -> bool:
    """Whether something of bot.reading is what was read, or turns data into that, rather than reads text."""
    return isinstance(taken, type) or not callable(taken) or taken.__name__.endswith("from_data")


# What in actions/ looks at language, and at whose: of classes and of what the knowledge says, never of a message.
LANGUAGE = {
    "naming.py": {"re"},
    "roles.py": {"re"},
    # Whether a name has a word of its role's title.
    "named.py": {"bot.search.language"},
    "groups.py": {"bot.search.language"},
    # Whether what was read is what an activity is about.
    "hearing.py": {"bot.search.language"},
    "question.py": {"bot.search.language"},
    "initials.py": {"re"},
}


def test_actions_look_at_no_language_but_that_of_the_knowledge():
    tools = ("re", "spacy", "rapidfuzz", "bot.search.language", "bot.search.spelling")
    found = {path.name: {module for module, _ in imported(parsed(path))} for path in (ROOT / "actions").glob("*.py")}
    assert {name: used for name, modules in found.items() if (used := modules.intersection(tools))} == LANGUAGE


@pytest.mark.parametrize("path", sorted((ROOT / "actions").glob("*.py")), ids=lambda path: path.name)
def test_actions_pass_on_what_was_typed_and_look_at_none_of_it(path: Path):
    assert list(looked_into(parsed(path))) == []


@pytest.mark.parametrize(
    ("code", "looks"),
    [
        ("Answer(asked=reading.text)", False),
        ("duties = question.reading.duties or (Duty(question.reading.text),)", False),
        ("def f():\n    return {'question': question.reading.text}", False),
        ("said = tracker.latest_message.get('text') or ''\nSlotSet('comment', said if explains else None)", False),
        ("mention.text.lower()", False),
        ("reading.text.lower()", True),
        ("re.search('pay', question.reading.text)", True),
        ("search('pay', first.text)\nfirst, *further = readings_of(tracker)", True),
        ("'pay' in reading.text", True),
        ("reading.text[:3]", True),
        ("len(reading.text)", True),
        ("for each in readings_of(tracker):\n    each.text.split()", True),
        ("def f(said: Reading):\n    return said.text == 'yes'", True),
        ("typed = question.reading.text or ''\nread(typed.strip())", True),
        ("tracker.latest_message['text'].split()", True),
        ("if tracker.latest_message.get('text') == 'yes': pass", True),
    ],
)
def test_looking_into_what_was_typed_is_told_from_passing_it_on(code: str, looks: bool):
    assert bool(list(looked_into(ast.parse(code)))) == looks


# What only holds or chooses a value, and those who may be given it: classes and functions of ours by their names.
HOLDING = (ast.BoolOp, ast.IfExp, ast.Tuple, ast.List, ast.Dict, ast.Starred, ast.keyword, ast.FormattedValue)
QUOTING = (ast.JoinedStr, ast.Return)
FOREIGN = {*dir(builtins), "search", "match", "read", "content_lemmas", "key_of"}


def looked_into(tree: ast.Module) -> Iterator[int]:
    """The lines where the text of a message, as typed, is not merely passed on, kept or quoted."""
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    readings, texts = held(tree, is_reading, {"reading"}), held(tree, is_text, set())
    for node in ast.walk(tree):
        if is_text(node, texts, readings):
            child, parent = node, above[node]
            while isinstance(parent, HOLDING) and child is not getattr(parent, "test", None):
                child, parent = parent, above[parent]
            called = isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name) and child is not parent.func
            given = called and parent.func.id not in FOREIGN
            kept = isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Name)
            if not (given or kept or isinstance(parent, QUOTING)):
                yield node.lineno


def is_text(node: ast.AST, names: set[str], readings: set[str] = frozenset({"reading"})) -> bool:
    """Whether an expression is the text of a message: of a reading, or as Rasa has it, or a name of either."""
    if isinstance(node, ast.Attribute) and node.attr == "text":
        return is_reading(node.value, readings)
    if isinstance(node, ast.Subscript) or (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        source = ast.unparse(node)
        return bool(re.fullmatch(r"[\w.]*latest_message(\.get\('text'\)|\['text'\])", source))
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names


def is_reading(node: ast.AST, names: set[str], _: object = None) -> bool:
    """Whether an expression is a reading, or several."""
    if isinstance(node, ast.Subscript | ast.Starred):
        return is_reading(node.value, names)
    if isinstance(node, ast.Call):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return called in ("readings_of", "readings")
    return (isinstance(node, ast.Attribute) and node.attr == "reading") or getattr(node, "id", None) in names


def held(tree: ast.Module, holds: Any, names: set[str]) -> set[str]:
    """The names that hold such expressions: by what they are assigned, loop over, or are annotated with."""
    found = set(names)
    if holds is is_reading:
        found |= {
            node.arg
            for node in ast.walk(tree)
            if isinstance(node, ast.arg) and node.annotation and "Reading" in ast.unparse(node.annotation)
        }
    for node in ast.walk(tree):
        value = getattr(node, "iter", None) if isinstance(node, ast.For | ast.comprehension) else None
        value = node.value if isinstance(node, ast.Assign | ast.NamedExpr) else value
        values = value.values if isinstance(value, ast.BoolOp) else [value]
        if any(each is not None and holds(each, found) for each in values):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]  # type: ignore[attr-defined]
            found |= {part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)}
    return found


# ---- who looks into what the bot says

CHANNELS = ("bot/slack", "bot/channels", "web/src")
# Letters that patterns of channels may have: of addresses, and of a question after a command that asks one anyway.
IN_PATTERNS = {"https", "amp", "who", "whose", "whom", "what", "which", "how", "where"}
_LITERAL = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`")
_PATTERN = re.compile(r"(?<=[(,=!&|?:])\s*/(?![/*])((?:\\.|[^/\n\\])+)/|(?<=return )/(?![/*])((?:\\.|[^/\n\\])+)/")


def words(text: str) -> str:
    return " ".join(["", *re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.lower()), ""])


def literals(path: Path) -> Iterator[str]:
    """The texts in a module or a script, but for what is said of them."""
    if path.suffix == ".js":
        yield from (found[0] for found in _LITERAL.finditer(path.read_text(encoding="utf-8")))
        return
    tree = parsed(path)
    said_of = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said_of:
            yield node.value


def patterns(path: Path) -> Iterator[str]:
    """The regular expressions in a module or a script."""
    if path.suffix == ".js":
        yield from ("".join(filter(None, found.groups())) for found in _PATTERN.finditer(path.read_text("utf-8")))
        return
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args:
            parts = [part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)]
            yield "".join(part for part in parts if isinstance(part, str))


def of_channels() -> list[Path]:
    return [path for folder in CHANNELS for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".js")]


def test_no_channel_has_words_of_the_bot():
    responses = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]
    pieces = [words(piece) for told in responses.values() for piece in re.split(r"\{\w+\}", told[0]["text"])]
    assert len(of_channels()) > 40
    for path in of_channels():
        for literal in map(words, literals(path)):
            if len(literal.split()) >= 3:
                assert not [piece for piece in pieces if literal in piece], path
            assert not [piece for piece in pieces if len(piece.split()) >= 3 and piece in literal], path


@pytest.mark.parametrize("path", of_channels(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_channel_matches_words(path: Path):
    for pattern in patterns(path):
        plain = re.sub(r"\\[a-zA-Z]|\(\?[P<\w>=!]*|\[[^]]*\]", " ", pattern)
        assert set(re.findall(r"[a-zA-Z]{3,}", plain)) <= IN_PATTERNS, pattern


# ---- how long

# How many lines a module and a function may have; a function's decorators, tables of cases mostly, are not counted.
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40
# What is longer still; whatever leaves this list stays out of it.
TOO_LONG = {"bot/reading/read.py: read"}


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
