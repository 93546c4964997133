"""What the regular expressions of reading cost: no message of the greatest length holds one of them up."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import bot.reading
from bot.reading.extent import LONGEST
from bot.reading.normal import normal

# Seconds of this process for one expression, by far; where it tried every way to read a text, it would take minutes.
MOST_SECONDS = 0.25
SHORTEST = 100
PIECES = [
    *("a ", "at a i ", "nurse, ", "who ", "what is ", "is there a ", "and ", "not ", "i want to be a ", "do i "),
    *(", ", "? ", "-", "'s ", "a,", "()", "/", "...", "\n", "  ", "x", "7", "who-", "e\N{COMBINING ACUTE ACCENT}"),
]


def patterns() -> dict[str, re.Pattern[str]]:
    """All that the modules of bot.reading hold, by where one of them stands."""
    found: dict[tuple[str, int], tuple[str, re.Pattern[str]]] = {}
    for module in pkgutil.walk_packages(bot.reading.__path__, "bot.reading."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for each in held(value):
                found.setdefault((each.pattern, each.flags), (f"{module.name}.{name}", each))
    return {f"{name} {number}": pattern for number, (name, pattern) in enumerate(found.values())}


def held(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from held(tuple(value.values()))
    elif isinstance(value, tuple | list | set | frozenset):
        for each in value:
            yield from held(each)


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """Of two tries the better: what else the machine does is not the expression's."""

    def tried() -> float:
        began = time.process_time()
        pattern.match(text)
        pattern.fullmatch(text)
        for _ in pattern.finditer(text):
            pass
        return time.process_time() - began

    return min(tried(), tried())


PATTERNS = patterns()


def test_there_are_expressions_to_try():
    assert len(PATTERNS) > 50
    assert seconds(re.compile(r"(a+)+b"), "a" * 20 + "c") > seconds(re.compile(r"a+b"), "a" * 20 + "c")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    pieces=st.lists(st.sampled_from(PIECES) | st.text(max_size=8), min_size=1, max_size=4),
    length=st.integers(SHORTEST, LONGEST),
)
@example(pieces=["who "], length=LONGEST)
@example(pieces=["x"], length=LONGEST)
@example(pieces=[", "], length=LONGEST)
def test_no_expression_holds_up_a_message(pieces: list[str], length: int):
    again = "".join(pieces) or " "
    # As it comes to them.
    text = normal((again * length)[:length])
    slow = {name: took for name, each in PATTERNS.items() if (took := seconds(each, text)) > MOST_SECONDS}
    assert not slow
