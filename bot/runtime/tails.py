"""The end of a conversation, and what was left in mind of all before it: reading costs the same however long it is.

Rasa plays all events of a session again for every message, and for every action of it once more. Here the last turns
are, after the last event of each kind that anything of what was before depends on: slots, and the form under way.
"""

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActionReverted,
    ActiveLoop,
    AllSlotsReset,
    ConversationPaused,
    ConversationResumed,
    LegacyForm,
    LegacyFormValidation,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from sqlalchemy.engine import Connection, Row
from sqlalchemy.sql import ColumnElement

# How many turns are played again; policies look at fewer (config.yml), and what people point back at is in slots.
TURNS = 10

EVENTS: sa.Table = SQLTrackerStore.SQLEvent.__table__
_E = EVENTS.c
# It finds turns and slots without reading what was said; Rasa makes none for that. Made together with the table.
BY_KIND = sa.Index("ix_events_kind", _E.sender_id, _E.type_name, _E.action_name, _E.id)

# Of these the last one of each name decides what is in mind, in their order.
_LASTING = (
    SlotSet,
    AllSlotsReset,
    ActiveLoop,
    ActionExecutionRejected,
    ConversationPaused,
    ConversationResumed,
    Restarted,
)
# These take back what was before, so that nothing of it can be left out.
_REVERTING = (ActionReverted, UserUtteranceReverted, LegacyForm, LegacyFormValidation)


def whole(connection: Connection, sender: str) -> list[str]:
    """All events of a conversation, as Rasa wrote them."""
    return _data(connection, _E.sender_id == sender)


def latest_session(connection: Connection, sender: str) -> list[str]:
    """The end of its latest session, and what decides what was in mind before."""
    session = session_start(connection, sender)
    listening = _of(sender, ActionExecuted, ACTION_LISTEN_NAME) & (_E.id > session)
    found = sa.select(_E.id).where(listening).order_by(_E.id.desc()).limit(1).offset(TURNS)
    cut = connection.execute(found).scalar()
    inside = (_E.sender_id == sender) & (_E.id >= session)
    if cut is None or _latest(connection, _of(sender, *_REVERTING) & inside):
        return _data(connection, inside)
    lasting = _lasting(connection, sender, (_E.id >= session) & (_E.id < cut))
    return _data(connection, _E.id.in_(lasting)) + _data(connection, inside & (_E.id >= cut))


def session_start(connection: Connection, sender: str) -> int:
    """The row in which the latest session starts; 0 where none does."""
    return _latest(connection, _of(sender, SessionStarted))


def _lasting(connection: Connection, sender: str, before: ColumnElement) -> Collection[int]:
    """The rows that decide what was in mind there."""
    kinds = sa.select(_E.type_name, _E.action_name, sa.func.max(_E.id).label("id"))
    kinds = kinds.where(_of(sender, *_LASTING) & before).group_by(_E.type_name, _E.action_name)
    last: Sequence[Row] = connection.execute(kinds).all()
    # Policies leave out what rules did (in a form, all of it), and need one turn that none did: how the session began.
    began = sa.select(sa.func.min(_E.id)).where(_of(sender, ActionExecuted, ACTION_LISTEN_NAME) & before)
    rows = {row.id for row in last} | {connection.execute(began).scalar() or 0}
    loop = max((row for row in last if row.type_name == ActiveLoop.type_name), key=lambda row: row.id, default=None)
    if loop and loop.action_name:
        # Which message began the form, and whether it was asked again since it was refused.
        rows.add(_latest(connection, _of(sender, UserUttered) & before & (_E.id < loop.id)))
        rows.add(_latest(connection, _of(sender, ActionExecuted, loop.action_name) & before & (_E.id > loop.id)))
    return rows


def _of(sender: str, *kinds: type | str) -> ColumnElement:
    """Events of some types; of one type those of one name, where that is the last of them."""
    types = [kind.type_name for kind in kinds if not isinstance(kind, str)]  # type: ignore[attr-defined]
    named = [_E.action_name == kind for kind in kinds if isinstance(kind, str)]
    return sa.and_(_E.sender_id == sender, _E.type_name.in_(types), *named)


def _latest(connection: Connection, which: ColumnElement) -> int:
    return connection.execute(sa.select(sa.func.max(_E.id)).where(which)).scalar() or 0


def _data(connection: Connection, which: ColumnElement) -> list[str]:
    return list(connection.execute(sa.select(_E.data).where(which).order_by(_E.id)).scalars())
