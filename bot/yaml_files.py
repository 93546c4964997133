"""YAML files as data, read by libyaml where PyYAML was built with it: ten times as quickly as in Python."""

from pathlib import Path
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """The content of a file of ours; raises OSError or yaml.YAMLError where it cannot be read."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
