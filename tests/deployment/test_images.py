"""deploy/Dockerfile and .dockerignore: what they name is there, and the servers have what the project gives them."""

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest

from bot.runtime.processes import ARENAS, DRAIN, QUIET
from bot.settings import ROOT, load_settings
from tests.deployment.files import NOBODY, composed, named, pods, services, stages, taken_out

SERVERS = ("rasa", "actions")
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
# Of the development packages, what Rasa imports all the same.
NEEDED = {"setuptools"}
UNINSTALLED = taken_out()


@pytest.mark.parametrize("server", SERVERS)
def test_servers_have_what_the_project_gives_those_that_it_starts(server: str):
    env = stages()[server].env
    given = QUIET | DRAIN | ARENAS
    assert {name: env.get(name) for name in given} == given
    # Rasa's cache, its own settings and what it unpacks: nothing else can be written to.
    assert all(env[name].startswith("/tmp") for name in ("RASA_CACHE_DIRECTORY", "HOME", "ROLEWISE_LAST_COMPANY"))


@pytest.mark.parametrize("server", SERVERS)
def test_their_settings_can_be_used_and_name_files_of_the_image(server: str):
    env = stages()[server].env
    settings = load_settings(env)
    assert settings.log_format == "json"
    assert (ROOT / settings.endpoints.relative_to("/rolewise")).is_file()
    assert settings.last_company.parent == Path("/tmp")


@pytest.mark.parametrize("server", SERVERS)
def test_they_run_as_nobody_and_are_told_to_stop_as_they_listen_for(server: str):
    said = stages()[server].said
    assert said["USER"] == f"{NOBODY}:{NOBODY}"
    assert said["STOPSIGNAL"] == "SIGTERM"


@pytest.mark.parametrize(("server", "port"), [("rasa", 5005), ("actions", 5055)])
def test_the_port_that_is_told_is_the_one_that_is_listened_at_and_looked_at(server: str, port: int):
    stage = stages()[server]
    assert server == "actions" or port == load_settings({}).port
    assert stage.said["EXPOSE"] == str(port)
    assert f"--port {port}" in " ".join(stage.command)
    assert f"http://127.0.0.1:{port}/health" in stage.said["HEALTHCHECK"]


def test_all_packages_are_locked_and_those_for_development_are_taken_out():
    assert any("make setup" in run for run in stages()["build"].runs)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "--require-hashes requirements.txt" in makefile
    group = re.search(r"^dev = \[(.+?)^\]", PROJECT, re.MULTILINE | re.DOTALL)
    assert group
    development = {name.lower() for name in re.findall(r'^    "([A-Za-z0-9-]+)', group[1], re.MULTILINE)}
    assert development - UNINSTALLED == NEEDED


@pytest.mark.parametrize("package", sorted(UNINSTALLED))
def test_what_is_taken_out_is_there_to_be_taken(package: str):
    assert distribution(package)


def test_only_what_is_named_goes_into_an_image_and_no_secret_does():
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    let_in = [rule[1:] for rule in rules if rule.startswith("!")]
    assert all(any(ROOT.glob(name)) for name in let_in)
    # What git keeps out of the repository would be kept out of it for a reason.
    assert not {".", ".rolewise", ".venv", "deploy", "deploy/.env", ".git"} & set(let_in)
    assert "knowledge/company.yml" in rules


def test_what_a_server_has_was_let_in_or_was_built():
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"}
    built = {".venv", ".rolewise", "web/dist"}
    # Of deploy/, the endpoints.
    assert set(stages()["rasa"].copied) - built - {"deploy"} <= let_in
    assert {"Makefile", "requirements.txt", "pyproject.toml", ".python-version", "README.md"} <= let_in


def test_every_image_is_pinned():
    images = [service["image"] for service in services().values() if "image" in service]
    images += [container["image"] for pod in pods().values() for container in pod["spec"]["containers"]]
    images += [stage.base for stage in stages().values() if stage.base not in stages()]
    for image in images:
        assert re.match(r"\d+\.\d+", image.partition(":")[2]), image


def test_our_own_images_have_the_version_of_the_project_and_stages_of_their_names():
    version = re.search(r'^version = "(.+)"', PROJECT, re.MULTILINE)[1]  # type: ignore[index]
    assert named(r"rolewise-(?:rasa|actions):[\w.]+") == {f"rolewise-{server}:{version}" for server in SERVERS}
    built = {name: each["build"] for name, each in composed()["services"].items() if "build" in each}
    assert {name: build["target"] for name, build in built.items()} == {server: server for server in SERVERS}


def test_every_setting_that_is_named_is_one():
    # Made by the project for whoever calls actions: bot/runtime/processes.py.
    others = {"ROLEWISE_ACTIONS_URL"}
    known = set(load_settings({}).environment())
    assert named(r"\bROLEWISE_[A-Z_]+") <= known | others
    assert named(r"\bSANIC_[A-Z_]+") == {"SANIC_HOST", "SANIC_PROXIES_COUNT", "SANIC_GRACEFUL_SHUTDOWN_TIMEOUT"}
