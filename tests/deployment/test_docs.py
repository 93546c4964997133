"""docs/operations.md, On more than one machine: what it names is in deploy/."""

import re

import pytest

from bot.settings import ROOT, load_settings
from tests.deployment.files import DEPLOY, manifest, named, pods, services

TEXT = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
SECTION = TEXT.partition("## On more than one machine\n")[2].partition("\n## ")[0]
COMMANDS = re.findall(r"^    ((?:docker|kubectl|cp) .+)$", SECTION, re.MULTILINE)


def test_every_file_that_is_named_is_there():
    files = set(re.findall(r"[\w./-]+\.(?:yaml|yml|conf|sql|example)\b(?!\.)|Dockerfile", SECTION))
    # The operator's own.
    files -= {"deploy/company/company.yml", "endpoints.yml"}
    assert len(files) > 8
    for name in files:
        assert any((folder / name).is_file() for folder in (ROOT, DEPLOY, DEPLOY / "kubernetes")), name


def test_every_setting_that_is_named_is_one():
    assert set(re.findall(r"`(ROLEWISE_[A-Z_]+)`", SECTION)) <= {
        *load_settings({}).environment(),
        "ROLEWISE_ACTIONS_URL",
    }
    others = set(re.findall(r"`((?:DATABASE|LOCKS)_[A-Z]+)`", SECTION))
    assert others == named(r"\$\{((?:DATABASE|LOCKS)_\w+)\}(?=\s)")


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_name_services_and_deployments_that_there_are(command: str):
    for file in re.findall(r"--(?:file|kustomize) (\S+)", command):
        assert (ROOT / file).exists()
    if found := re.search(r" (?:--no-deps|stop|start|exec -T) (\w+(?: proxy)?)", command):
        assert set(found[1].split()) <= services().keys()
    for kind, name in re.findall(r"(deployment|cronjob)/(\w+)", command):
        assert manifest({"deployment": "Deployment", "cronjob": "CronJob"}[kind], name)
        for container in re.findall(r" (\w+)=registry", command):
            assert container in {each["name"] for each in pods()[name]["spec"]["containers"]}


def test_commands_are_found():
    assert len(COMMANDS) > 10
