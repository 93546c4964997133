"""Policies see of a conversation what they see in Rasa, and choose rules as Rasa chooses them."""

import itertools
import json
import logging
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from bot.runtime import states_plain
from bot.runtime.states_plain import look_at_little
from bot.settings import ROOT
from tests.runtime.test_tails import CONVERSATION, DOMAIN, played

SEEN = Domain.from_yaml("slots:\n  a: {type: float, influence_conversation: true, mappings: [{type: custom}]}\n")
STATES, RULES = "states_for_tracker_history", "_is_rule_applicable"
COPYING = "import copy\n\n\ndef tell(log, words):\n    log(copy.deepcopy(words))\n"


@pytest.fixture(autouse=True)
def original(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Rasa's own ways, as they were before; afterwards too."""
    found = {}
    for owner, name in ((Domain, STATES), (RulePolicy, RULES)):
        method = getattr(owner, name)
        found[name] = getattr(method, "__wrapped__", method)
        monkeypatch.setattr(owner, name, found[name])
    for module in states_plain._COPYING:
        monkeypatch.setattr(module, "copy", module.copy)
    return found


@settings(deadline=None, max_examples=200)
@given(CONVERSATION, st.booleans(), st.booleans())
def test_policies_see_what_they_see_in_rasa(turns: list[list[Event]], omit: bool, ignore: bool) -> None:
    before = Domain.states_for_tracker_history
    look_at_little()
    assert Domain.states_for_tracker_history is not getattr(before, "__wrapped__", before)
    rasas = Domain.states_for_tracker_history.__wrapped__  # type: ignore[attr-defined]
    for domain in (DOMAIN, SEEN):
        tracker = DialogueStateTracker.from_events("somebody", played(turns), domain.slots)
        given = (tracker, omit, ignore, {"rule_only_loops": ["find_form"]})
        assert domain.states_for_tracker_history(*given) == rasas(domain, *given)


def test_no_slot_of_ours_is_played_again() -> None:
    """What makes it quick: a slot that policies see would take it all back."""
    domain = Domain.load(str(ROOT / "domain.yml"))
    assert not [slot.name for slot in domain.slots if slot.has_features()]


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize("before", [None, {"action_name": "action_listen"}, {"action_name": "action_answer"}])
def test_rules_apply_where_they_apply_in_rasa(original: dict[str, Any], turn: int, before: Any) -> None:
    look_at_little()
    policy = RulePolicy.__new__(RulePolicy)
    listening, answered = ({"prev_action": {"action_name": f"action_{name}"}} for name in ("listen", "answer"))
    kinds = [{}, listening, answered, {**listening, "user": {"intent": "thank"}}]
    state = {"user": {"intent": "thank"}, **({"prev_action": before} if before else {})}
    found = set()
    for rule in itertools.product(kinds, repeat=2):
        key = json.dumps(rule)
        found.add(policy._is_rule_applicable(key, turn, state))
        assert policy._is_rule_applicable(key, turn, state) == original[RULES](policy, key, turn, state)
    assert found == {True} if turn > 1 else found == {True, False}


def test_nothing_is_copied_that_is_only_logged() -> None:
    look_at_little()
    words = ["any"]
    assert all(module.copy.deepcopy(words) is words for module in states_plain._COPYING)


def test_a_module_that_copies_for_more_than_its_log_goes_on_copying(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "copying_module.py").write_text(COPYING, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    import copying_module  # type: ignore[import-not-found]

    module: ModuleType = copying_module
    kept = module.copy
    monkeypatch.setattr(states_plain, "_COPYING", (module,))
    look_at_little()
    assert module.copy is kept
    assert "copies more than what it logs" in caplog.text


@pytest.mark.parametrize(("owner", "name"), [(Domain, STATES), (RulePolicy, RULES)])
def test_a_rasa_that_does_it_otherwise_is_left_alone(
    owner: type, name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def other(self: object, something: object) -> None: ...

    monkeypatch.setattr(owner, name, other)
    with caplog.at_level(logging.WARNING):
        look_at_little()
    assert getattr(owner, name) is other
    assert f"has no {owner.__name__}.{name} as expected" in caplog.text
