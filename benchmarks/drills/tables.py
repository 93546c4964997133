"""How drills tell their results."""

import os
from collections.abc import Sequence
from datetime import date

from bot.settings import ROOT

RESULTS = ROOT / "benchmarks/results"


def machine() -> str:
    """When and where a drill ran; server and people are on one machine."""
    return f"{date.today()}, {os.cpu_count()} cores with a load of {os.getloadavg()[0]:.1f} before, all on one machine"


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a Markdown table."""
    lines = [columns, ["---"] * len(columns), *rows]
    return ["| " + " | ".join(each.replace("|", "\\|") for each in line) + " |" for line in lines]
