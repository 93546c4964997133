"""Processes that answer people work out products of floats in one thread; the environment may say otherwise."""

import json
import os
import subprocess
import sys

import pytest

from bot.settings import ROOT

# Which modules of its own a process that answers begins in.
MAINS = ("rasa_main", "actions_main", "ask_main", "read_main")
THREADS = """
from bot.runtime.one_thread import multiply_in_one_thread
multiply_in_one_thread()
import json, numpy, scipy.linalg, threadpoolctl
print(json.dumps([pool["num_threads"] for pool in threadpoolctl.threadpool_info()]))
"""


def printed(program: str, **variables: str) -> str:
    environ = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"} | variables
    return subprocess.run(
        [sys.executable, "-c", program], env=environ, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize(("variables", "threads"), [({}, 1), ({"OPENBLAS_NUM_THREADS": "2"}, 2)])
def test_numpy_and_scipy_have_so_many_threads(variables: dict[str, str], threads: int):
    found = json.loads(printed(THREADS, **variables))
    assert found
    assert set(found) == {min(threads, os.cpu_count() or 1)}


@pytest.mark.parametrize("name", MAINS)
def test_nothing_is_imported_before_it_is_said(name: str):
    assert printed(f"import sys, bot.runtime.{name}\nprint('numpy' in sys.modules)").strip() == "False"
