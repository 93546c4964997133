"""deploy/monitoring: the alerts and the dashboard are of metrics that the servers have."""

import json
import re
from typing import Any

import pytest
import yaml

from bot.runtime import metrics
from bot.settings import ROOT
from tests.monitoring.conftest import Watched
from tests.monitoring.talking import over_rest

FOLDER = ROOT / "deploy" / "monitoring"
RULES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "alerts.yml").read_text(encoding="utf-8"))["groups"][0]["rules"]
DASHBOARD: dict[str, Any] = json.loads((FOLDER / "dashboard.json").read_text(encoding="utf-8"))
PANELS = {panel["title"]: [target["expr"] for target in panel["targets"]] for panel in DASHBOARD["panels"]}
ASKED = [rule["expr"] for rule in RULES] + [expression for panel in PANELS.values() for expression in panel]
# Prometheus makes these itself, of each server that it reads.
OF_PROMETHEUS = {"up"}
LABELS = {
    "channel": metrics.CHANNELS,
    "outcome": metrics.OUTCOMES,
    "stage": metrics.STAGES,
    "kind": (*metrics.KINDS, *metrics.ERRORS),
    "status": metrics.STATUSES,
    "door": (*metrics.DOORS.values(), metrics.OTHER),
    "reason": metrics.REASONS,
    "job": ("rolewise", "rolewise-actions"),
}


def named(expression: str) -> set[str]:
    """The metrics that an expression names."""
    plain = re.sub(r"\{[^}]*\}|\[[^]]*\]|\b(by|without) \([^)]*\)", " ", expression)
    return set(re.findall(r"\b[a-z][a-z0-9_]*\b(?!\s*\()", plain)) - {"e9"}


def test_expressions_are_read_as_they_are_meant():
    expression = 'sum by (le) (rate(rolewise_x_bucket{stage="y"}[10m])) / up{job="z"} > 2.5e9'
    assert named(expression) == {"rolewise_x_bucket", "up"}


def test_what_alerts_and_dashboard_ask_for_is_there_after_a_message(watched: Watched):
    over_rest(watched, "who handles customer grievances")
    found = {
        name
        for port in (watched.settings.metrics_port, watched.settings.actions_metrics_port)
        for name, _ in watched.metrics(port)
    }
    for expression in ASKED:
        assert named(expression), expression
        assert named(expression) <= found | OF_PROMETHEUS, expression


def test_all_that_is_counted_is_on_the_dashboard():
    shown = {name for panel in PANELS.values() for expression in panel for name in named(expression)}
    ours = {metric._name for metric in vars(metrics).values() if hasattr(metric, "_documentation")}
    assert len(ours) == 10
    for name in ours:
        assert any(each.startswith(name) for each in shown), name


@pytest.mark.parametrize("expression", ASKED)
def test_the_labels_they_choose_have_such_values(expression: str):
    for label, _, values in re.findall(r'(\w+)(=~|!~|!=|=)"([^"]+)"', expression):
        assert set(values.split("|")) <= set(LABELS[label])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_each_alert_says_what_is_wrong_and_leads_to_what_to_do(rule: dict[str, Any]):
    assert rule["labels"]["severity"] in ("page", "ticket")
    assert rule["annotations"]["summary"].endswith(".")
    [anchor] = re.findall(r"docs/operations\.md#([\w-]+)", rule["annotations"]["description"])
    headings = re.findall(r"^#+ (.+)$", (ROOT / "docs/operations.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert anchor in {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    for panel in re.findall(r'panel "([^"]+)"', rule["annotations"]["description"]):
        assert panel in PANELS


def test_panels_have_titles_of_their_own_and_stand_side_by_side():
    panels = DASHBOARD["panels"]
    assert len(PANELS) == len(panels) == len({panel["id"] for panel in panels})
    assert len({(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in panels}) == len(panels)
