"""deploy/kubernetes: each manifest is one by Kubernetes' own schemas, and nobody has more than they need."""

import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.errors import SettingError
from bot.runtime.draining import LAST
from bot.runtime.hosts import Hosts
from bot.settings import ROOT, load_settings
from tests.deployment.files import KUBERNETES, NOBODY, manifest, manifests, pods, stages

# The schemas of the cluster's API. Nothing else of the package is used: its code needs a newer jsonschema than Rasa.
PACKAGE = find_spec("kubernetes_validate")
SCHEMAS = Path(str(PACKAGE and PACKAGE.origin)).with_name("kubernetes-json-schema") / "v1.32.0-local-strict"
DEFINITIONS = json.loads((SCHEMAS / "_definitions.json").read_text(encoding="utf-8"))
# As the pods of a cluster are addressed.
POD = "10.1.2.3"


def called(each: dict[str, Any]) -> str:
    return f"{each['kind']} {each['metadata']['name']}"


def check(each: dict[str, Any]) -> None:
    """Raises ValidationError where it is nothing that a cluster takes."""
    group, _, version = each["apiVersion"].rpartition("/")
    name = "-".join(part for part in (each["kind"].lower(), group.split(".")[0], version) if part)
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    resolver = jsonschema.RefResolver("/api/", schema, store={"/api/_definitions.json": DEFINITIONS})
    jsonschema.Draft7Validator(schema, resolver=resolver).validate(each)


def environ_of(name: str) -> dict[str, str]:
    """What the container of a pod finds in its environment, as the kubelet makes it."""
    [container] = pods()[name]["spec"]["containers"]
    maps = [each["configMapRef"]["name"] for each in container.get("envFrom", [])]
    environ = {key: value for each in maps for key, value in manifest("ConfigMap", each)["data"].items()}
    # Only what stands above, in the same list, is put in for $( ).
    above: dict[str, str] = {}
    for each in container["env"]:
        source = each.get("valueFrom", {})
        if "fieldRef" in source:
            value = {"status.podIP": POD}[source["fieldRef"]["fieldPath"]]
        elif "configMapKeyRef" in source:
            value = manifest("ConfigMap", source["configMapKeyRef"]["name"])["data"][source["configMapKeyRef"]["key"]]
        elif "secretKeyRef" in source:
            assert source["secretKeyRef"]["key"] in manifest("Secret", source["secretKeyRef"]["name"])["stringData"]
            value = "s" * 40
        else:
            value = re.sub(r"\$\((\w+)\)", lambda found: above.get(found[1], found[0]), each["value"])
        above[each["name"]] = value
    return environ | above


@pytest.mark.parametrize("each", manifests(), ids=called)
def test_each_is_what_a_cluster_takes_by_its_own_schema(each: dict[str, Any]):
    check(each)


@pytest.mark.parametrize(
    "wrong",
    [
        {"replicas": "two"},
        {"strategy": {"rollingUpdates": {}}},
        {"selector": {"app": "rasa"}},
        {"template": {"spec": {"user": 1}}},
    ],
)
def test_what_none_would_take_is_noticed(wrong: dict[str, Any]):
    deployment = manifest("Deployment", "rasa")
    with pytest.raises(jsonschema.ValidationError):
        check({**deployment, "spec": {**deployment["spec"], **wrong}})


def test_kustomize_is_told_of_every_file_but_of_the_secrets():
    kustomization = yaml.safe_load((KUBERNETES / "kustomization.yaml").read_text(encoding="utf-8"))
    files = {path.name for path in KUBERNETES.glob("*.yaml")}
    assert set(kustomization["resources"]) == files - {"kustomization.yaml", "secret.example.yaml"}
    assert kustomization["namespace"] == manifest("Namespace", "rolewise")["metadata"]["name"]
    used = {each["image"].partition(":")[0] for pod in pods().values() for each in pod["spec"]["containers"]}
    assert {each["name"] for each in kustomization["images"]} == used


@pytest.mark.parametrize("name", pods())
def test_no_pod_runs_as_root_or_has_rights_or_writes_to_itself(name: str):
    spec = pods()[name]["spec"]
    context = spec["securityContext"]
    assert (context["runAsNonRoot"], context["runAsUser"], context["runAsGroup"]) == (True, NOBODY, NOBODY)
    assert context["seccompProfile"] == {"type": "RuntimeDefault"}
    assert spec["automountServiceAccountToken"] is False
    assert not spec.keys() & {"hostNetwork", "hostPID", "hostIPC"}
    for container in spec["containers"]:
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        written = [mount for mount in container["volumeMounts"] if not mount.get("readOnly")]
        assert [mount["mountPath"] for mount in written] == ["/tmp"]
        assert container["resources"]["requests"].keys() == {"cpu", "memory"}
        assert container["resources"]["limits"]["memory"]
    assert not [volume for volume in spec["volumes"] if "hostPath" in volume]


@pytest.mark.parametrize("name", ["rasa", "actions"])
def test_probes_ask_where_the_servers_answer_by_a_name_that_they_have(name: str):
    [container] = pods()[name]["spec"]["containers"]
    asked = {probe: container[f"{probe}Probe"]["httpGet"] for probe in ("startup", "liveness", "readiness")}
    assert {probe: get["path"] for probe, get in asked.items()} == {
        "startup": "/health",
        "liveness": "/health",
        "readiness": "/ready",
    }
    ports = {port["name"]: port["containerPort"] for port in container["ports"]}
    assert str(ports["http"]) == stages()[name].said["EXPOSE"]
    settings = load_settings({**stages()[name].env, **environ_of(name)})
    assert ports["metrics"] == (settings.metrics_port or settings.actions_metrics_port)
    # The kubelet asks by the pod's address where it is told no other name, and so does Prometheus.
    assert all("httpHeaders" not in get and "host" not in get for get in asked.values())
    hosts = Hosts(settings, settings.host)
    other = {"rasa": "bot.example.org", "actions": "actions:5055"}[name]
    for host in (f"{POD}:{ports['http']}", f"{POD}:{ports['metrics']}", other):
        assert hosts.know(host)


@pytest.mark.parametrize("name", ["rasa", "actions"])
def test_a_server_has_time_to_finish(name: str):
    spec = pods()[name]["spec"]
    [container] = spec["containers"]
    before = int(container["lifecycle"]["preStop"]["exec"]["command"][1])
    drain = int(stages()[name].env["SANIC_GRACEFUL_SHUTDOWN_TIMEOUT"])
    assert spec["terminationGracePeriodSeconds"] > before + drain + LAST


@pytest.mark.parametrize("name", ["rasa", "actions"])
def test_what_belongs_to_a_deployment_finds_its_pods(name: str):
    deployment = manifest("Deployment", name)
    labels = pods()[name]["metadata"]["labels"]
    assert deployment["spec"]["selector"]["matchLabels"] == labels
    assert manifest("Service", name)["spec"]["selector"] == labels
    assert manifest("PodDisruptionBudget", name)["spec"]["selector"]["matchLabels"] == labels
    scaled = manifest("HorizontalPodAutoscaler", name)["spec"]
    assert scaled["scaleTargetRef"] == {"apiVersion": "apps/v1", "kind": "Deployment", "name": name}
    # A budget of one that stays would let no machine be emptied where there is only one.
    assert scaled["minReplicas"] > manifest("PodDisruptionBudget", name)["spec"]["minAvailable"]
    assert "replicas" not in deployment["spec"]


def test_rasa_asks_the_action_servers_by_their_service():
    service = manifest("Service", "actions")
    [port] = service["spec"]["ports"]
    assert environ_of("rasa")["ROLEWISE_ACTIONS_URL"] == f"http://{service['metadata']['name']}:{port['port']}/webhook"


def test_only_rasa_has_the_secrets_of_the_public_and_of_the_databases():
    used = {
        name: {
            each["name"] for each in pod["spec"]["containers"][0]["env"] if "secretKeyRef" in each.get("valueFrom", {})
        }
        for name, pod in pods().items()
    }
    assert used == {
        "rasa": {"ROLEWISE_WEB_KEY", "ROLEWISE_ACTIONS_SECRET", "DATABASE_PASSWORD", "LOCKS_PASSWORD"},
        "actions": {"ROLEWISE_ACTIONS_SECRET"},
        "forgetting": {"DATABASE_PASSWORD"},
    }


def test_the_values_of_the_example_are_no_secrets_and_are_refused():
    example = manifest("Secret", "rolewise")["stringData"]
    for name in ("ROLEWISE_WEB_KEY", "ROLEWISE_ACTIONS_SECRET"):
        with pytest.raises(SettingError, match=name):
            load_settings({name: example[name]})


def test_the_internet_may_ask_what_nginx_lets_in_and_nothing_else():
    [rule] = manifest("Ingress", "rolewise")["spec"]["rules"]
    let_in = {path["path"].rstrip("/") or "/" for path in rule["http"]["paths"]}
    conf = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8").partition("listen 5055")[0]
    locations = re.findall(r"location (?:= )?(\S+) \{(?!\s*return)", conf)
    assert let_in == {location.rstrip("/") or "/" for location in locations}
    exact = {path["path"] for path in rule["http"]["paths"] if path["pathType"] == "Exact"}
    assert exact == {"/", "/widget.js"}
    assert {path["backend"]["service"]["name"] for path in rule["http"]["paths"]} == {"rasa"}
    settings = load_settings(environ_of("rasa"))
    assert Hosts(settings, settings.host).know(rule["host"])


def test_nobody_is_reached_but_as_it_is_said():
    policies = {each["metadata"]["name"]: each["spec"] for each in manifests() if each["kind"] == "NetworkPolicy"}
    assert policies["nothing"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    into = {
        name: [
            (next(iter(source)), port["port"])
            for rule in spec.get("ingress", [])
            for source in rule["from"]
            for port in rule["ports"]
        ]
        for name, spec in policies.items()
    }
    assert into == {
        "nothing": [],
        "names": [],
        # The ingress controller and Prometheus, each of a namespace of its own.
        "rasa": [("namespaceSelector", "http"), ("namespaceSelector", "metrics")],
        "actions": [("podSelector", "http"), ("namespaceSelector", "metrics")],
        "forgetting": [],
    }
    [to_actions] = [rule["to"] for rule in policies["rasa"]["egress"] if "to" in rule]
    assert to_actions == [{"podSelector": {"matchLabels": pods()["actions"]["metadata"]["labels"]}}]
    for name, pod in pods().items():
        assert policies[name]["podSelector"]["matchLabels"] == pod["metadata"]["labels"]
