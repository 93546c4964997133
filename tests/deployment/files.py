"""What deploy/ says, as data."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.settings import ROOT

DEPLOY = ROOT / "deploy"
KUBERNETES = DEPLOY / "kubernetes"
# Whoever runs in one of our images.
NOBODY = 10001


@dataclass
class Stage:
    """One stage of the Dockerfile, with what it has of those before it."""

    base: str
    env: dict[str, str] = field(default_factory=dict)
    # The last of each, as it stands there.
    said: dict[str, str] = field(default_factory=dict)
    runs: list[str] = field(default_factory=list)
    # Of the project's folder, what it copies from another stage.
    copied: list[str] = field(default_factory=list)

    @property
    def command(self) -> list[str]:
        return json.loads(self.said["CMD"])


@cache
def stages() -> Mapping[str, Stage]:
    """The stages of the Dockerfile by their names."""
    found: dict[str, Stage] = {}
    stage = Stage("")
    for name, value in _instructions(DEPLOY / "Dockerfile"):
        if name == "FROM":
            base, _, called = value.partition(" AS ")
            before = found.get(base, Stage(base))
            stage = found[called] = Stage(base, dict(before.env), dict(before.said), copied=list(before.copied))
        elif name == "ENV":
            stage.env |= dict(each.split("=", 1) for each in value.split())
        elif name == "COPY" and value.startswith("--from=build "):
            stage.copied += [source.removeprefix("/rolewise/") for source in value.split()[1:-1]]
        elif name == "RUN":
            stage.runs.append(value)
        else:
            stage.said[name] = value
    return found


def _instructions(path: Path) -> Iterator[tuple[str, str]]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")]
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        if line.strip():
            name, _, value = line.strip().partition(" ")
            yield name, " ".join(value.split())


def composed(name: str = "compose.yaml") -> dict[str, Any]:
    return yaml.safe_load((DEPLOY / name).read_text(encoding="utf-8"))


def services() -> dict[str, dict[str, Any]]:
    """Those of compose.yaml, and of what may be put over it what that adds."""
    return {**composed("compose.events.yaml")["services"], **composed()["services"]}


def manifests() -> list[dict[str, Any]]:
    """All of deploy/kubernetes but what kustomize alone reads."""
    paths = [path for path in sorted(KUBERNETES.glob("*.yaml")) if path.name != "kustomization.yaml"]
    return [each for path in paths for each in yaml.safe_load_all(path.read_text(encoding="utf-8"))]


def manifest(kind: str, name: str) -> dict[str, Any]:
    [found] = [each for each in manifests() if (each["kind"], each["metadata"]["name"]) == (kind, name)]
    return found


def pods() -> dict[str, dict[str, Any]]:
    """The templates of pods, by what they are called."""
    found = {}
    for each in manifests():
        if each["kind"] == "Deployment":
            found[each["metadata"]["name"]] = each["spec"]["template"]
        elif each["kind"] == "CronJob":
            found[each["metadata"]["name"]] = each["spec"]["jobTemplate"]["spec"]["template"]
    return found


def texts() -> dict[str, str]:
    """All files that say how the bot is run on several machines."""
    paths = [path for path in DEPLOY.rglob("*") if path.is_file() and path.parent.name not in ("monitoring", "slack")]
    return {str(path.relative_to(DEPLOY)): path.read_text(encoding="utf-8") for path in paths}


def named(pattern: str) -> set[str]:
    """Whatever in those files is of a form."""
    return {each for text in texts().values() for each in re.findall(pattern, text)}


def taken_out() -> set[str]:
    """The packages that an image has no more when it is built."""
    [found] = re.findall(r"uv pip uninstall --python \S+ (.+?) &&", " ".join(stages()["build"].runs))
    return set(found.split())
