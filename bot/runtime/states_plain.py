"""What policies look at of a conversation is found without what cannot matter to them.

Rasa 3.6 plays the conversation again for each look of a policy, five times a message, with all slots and all that was
said. What the bot said no policy sees, and none of our slots (domain.yml): here both are left out, where a domain has
no slot that policies see. Rasa also turns each rule round for each of its turns that is looked at: here once a rule.
And it copies whatever it might log, though what is logged is written out at once: here nothing is copied for that.

Should a later Rasa do any of this in another way, that is left alone and a warning is logged.
"""

import functools
import inspect
import logging
import re
from types import ModuleType, SimpleNamespace
from typing import Any

from rasa.core import processor
from rasa.core.policies import memoization, rule_policy
from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.constants import PREVIOUS_ACTION
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import AllSlotsReset, BotUttered, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

logger = logging.getLogger(__name__)

# Events that change nothing but slots, and what was said last.
_OF_NO_MATTER = frozenset((SlotSet, AllSlotsReset, BotUttered))
# What Rasa's methods are given.
_OF_STATES = ["self", "tracker", "omit_unset_slots", "ignore_rule_only_turns", "rule_only_data"]
_OF_RULES = ["self", "rule_key", "turn_index", "conversation_state"]
# A copy that is made within a call of its log, and any use of the module that makes copies.
_LOGGED = re.compile(r"structlogger\.debug\((?:[^()]|\([^()]*\))*\)")
_COPY = re.compile(r"\bcopy\.\w+")
_COPYING: tuple[ModuleType, ...] = (processor, rule_policy, memoization)


def look_at_little() -> None:
    """From now on, the policies of this process look at conversations so."""
    _replace(Domain, "states_for_tracker_history", _OF_STATES, _without_slots)
    _replace(RulePolicy, "_is_rule_applicable", _OF_RULES, _turned_once)
    for module in _COPYING:
        _log_without_copies(module)


def _replace(owner: type, name: str, parameters: list[str], made: Any) -> None:
    original: Any = getattr(owner, name, None)
    if hasattr(original, "__wrapped__"):
        return
    if not (callable(original) and list(inspect.signature(original).parameters) == parameters):
        logger.warning("This Rasa has no %s.%s as expected: each message may cost more time.", owner.__name__, name)
        return
    setattr(owner, name, functools.wraps(original)(made(original)))


def _without_slots(original: Any) -> Any:
    def states_for_tracker_history(self: Domain, tracker: DialogueStateTracker, *given: Any, **named: Any) -> Any:
        is_seen = any(slot.has_features() for slot in self.slots)
        # Of a tracker that forgets its first events, which these are depends on all that it has.
        looked_at = tracker if is_seen or tracker._max_event_history is not None else _lean(tracker)
        return original(self, looked_at, *given, **named)

    return states_for_tracker_history


def _lean(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """A tracker of the same conversation that has no slots, and nothing that was said."""
    lean = DialogueStateTracker(tracker.sender_id, (), is_rule_tracker=tracker.is_rule_tracker)
    lean.events.extend(event for event in tracker.events if type(event) not in _OF_NO_MATTER)
    return lean


def _turned_once(original: Any) -> Any:
    def _is_rule_applicable(self: RulePolicy, rule_key: str, turn_index: int, conversation_state: Any) -> bool:
        turns = _turned(self, rule_key)
        if turn_index >= len(turns):
            return True
        before, before_in_rule = conversation_state.get(PREVIOUS_ACTION), turns[turn_index].get(PREVIOUS_ACTION)
        if not (before and before_in_rule):
            return not before and not before_in_rule
        return self._does_rule_match_state(turns[turn_index], conversation_state)

    return _is_rule_applicable


@functools.lru_cache(maxsize=1000)
def _turned(policy: RulePolicy, rule_key: str) -> list[Any]:
    """The turns of a rule, last first, as the policy reads them from its key."""
    return policy._rule_key_to_state(rule_key)[::-1]


def _log_without_copies(module: ModuleType) -> None:
    """Lets a module copy nothing, where all that it copies is for its log."""
    if isinstance(module.copy, SimpleNamespace):
        return
    source = inspect.getsource(module)
    if _COPY.search(_LOGGED.sub("", source)):
        logger.warning("This Rasa copies more than what it logs in %s: each may cost more time.", module.__name__)
        return
    module.copy = SimpleNamespace(deepcopy=lambda thing: thing)  # type: ignore[attr-defined]
