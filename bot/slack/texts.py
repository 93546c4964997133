"""Every sentence that only Slack needs, from texts.yml."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Texts = Mapping[str, Any]


@cache
def texts() -> Texts:
    """The sentences by name: texts with {blanks} for str.format, lists of them, or further ones by name."""
    return yaml.safe_load(Path(__file__).with_name("texts.yml").read_text(encoding="utf-8"))
