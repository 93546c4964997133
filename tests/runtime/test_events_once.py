"""Kinds of events are looked up as Rasa looks them up, and once."""

from typing import Any

import pytest
from rasa.shared.core import events as rasa_events
from rasa.shared.core.events import Event, Restarted
from rasa.shared.utils.common import all_subclasses

from bot.runtime.events_once import look_up_events_once

NAMES = sorted({kind.type_name for kind in all_subclasses(Event)})


@pytest.fixture
def original(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Rasa's own way, as it was before; afterwards too."""
    own = getattr(Event.resolve_by_type, "__wrapped__", Event.resolve_by_type)
    monkeypatch.setattr(Event, "resolve_by_type", staticmethod(own))
    return own


def test_every_name_means_what_it_means_to_rasa_and_is_looked_for_once(original: Any, monkeypatch: pytest.MonkeyPatch):
    look_up_events_once()
    assert [Event.resolve_by_type(name) for name in NAMES] == [original(name) for name in NAMES]
    # Without any kinds that could be gone through.
    monkeypatch.setattr(rasa_events.rasa.shared.utils.common, "all_subclasses", lambda kind: [])
    assert Event.resolve_by_type("restart") is Restarted


@pytest.mark.parametrize("name", ["surprise", "", 5, ["slot"]])
def test_a_name_of_nothing_is_refused_as_ever_also_twice(original: Any, name: Any):
    look_up_events_once()
    for _ in range(2):
        with pytest.raises(ValueError, match="Unknown event name"):
            Event.resolve_by_type(name)
    assert Event.resolve_by_type("topic") is None
    assert Event.resolve_by_type(name, Restarted) is Restarted


def test_a_rasa_that_looks_them_up_otherwise_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def other(name: str) -> None: ...

    monkeypatch.setattr(Event, "resolve_by_type", staticmethod(other))
    look_up_events_once()
    assert Event.resolve_by_type is other
    assert "looks up events in another way" in caplog.text
