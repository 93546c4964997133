"""The end of a conversation, and what was left in mind of all before it: reading costs the same however long it is.

Rasa plays all events of a session again for every message, and for every action of it once more. Here the last turns
are, after the last event of each kind that anything of what was before depends on: slots, and the form under way.
"""

from collections.abc import Collection
from typing import Any

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
from sqlalchemy.sql.expression import TextClause

# How many turns are played again; policies look at fewer (config.yml), and what people point back at is in slots.
TURNS = 10

EVENTS: sa.Table = SQLTrackerStore.SQLEvent.__table__
_E = EVENTS.c
# It finds turns and slots without reading what was said; Rasa makes none for that. Made together with the table.
BY_KIND = sa.Index("ix_events_kind", _E.sender_id, _E.type_name, _E.action_name, _E.id)

# Of these, and of slots, the last one of each name decides what is in mind, in their order.
_LASTING = (
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
    return _column(connection, _ALL, sender)


def latest_session(connection: Connection, sender: str) -> list[str]:
    """The end of its latest session, and what decides what was in mind before."""
    session = session_start(connection, sender)
    cut = _one(connection, _CUT, sender, session=session, turns=TURNS)
    if not cut or _one(connection, _REVERTED, sender, session=session):
        return _column(connection, _SINCE, sender, since=session)
    lasting = _lasting(connection, sender, session, cut)
    return _rows(connection, lasting) + _column(connection, _SINCE, sender, since=cut)


def session_start(connection: Connection, sender: str) -> int:
    """The row in which the latest session starts; 0 where none does."""
    return _one(connection, _SESSION, sender)


def _lasting(connection: Connection, sender: str, session: int, cut: int) -> Collection[int]:
    """The rows that decide what was in mind there."""
    between = {"session": session, "cut": cut}
    last: list[Row] = [
        row
        for statement in (_LAST, _LAST_SLOTS)
        for row in connection.execute(statement, {"sender": sender, **between})
    ]
    # Policies leave out what rules did (in a form, all of it), and need one turn that none did: how the session began.
    rows = {row.id for row in last} | {_one(connection, _BEGAN, sender, **between)}
    loop = max((row for row in last if row.type_name == ActiveLoop.type_name), key=lambda row: row.id, default=None)
    if loop and loop.action_name:
        # Which message began the form, and whether it was asked again since it was refused.
        rows.add(_one(connection, _ASKED, sender, **between, loop=loop.id))
        rows.add(_one(connection, _LOOPED, sender, **between, loop=loop.id, name=loop.action_name))
    return rows


def _of(*kinds: type) -> str:
    """Events of a conversation that are of some kinds, in SQL."""
    names = ", ".join(f"'{kind.type_name}'" for kind in kinds)  # type: ignore[attr-defined]
    return f"sender_id = :sender AND type_name IN ({names})"


# Statements as text: SQLAlchemy takes six times as long to put them together, for each message anew, as they take.
_ALL = sa.text("SELECT data FROM events WHERE sender_id = :sender ORDER BY id")
_SINCE = sa.text("SELECT data FROM events WHERE sender_id = :sender AND id >= :since ORDER BY id")
# +id: told of an id as it is, SQLite looks for the largest through the whole conversation, from its end.
_SESSION = sa.text(f"SELECT max(+id) FROM events WHERE {_of(SessionStarted)}")
_LISTENING = f"{_of(ActionExecuted)} AND action_name = '{ACTION_LISTEN_NAME}'"
_CUT = sa.text(f"SELECT id FROM events WHERE {_LISTENING} AND id > :session ORDER BY id DESC LIMIT 1 OFFSET :turns")
_REVERTED = sa.text(f"SELECT max(+id) FROM events WHERE {_of(*_REVERTING)} AND +id >= :session")
_BETWEEN = "id >= :session AND id < :cut"
_LAST = sa.text(
    "SELECT type_name, action_name, max(id) AS id FROM events "
    f"WHERE {_of(*_LASTING)} AND {_BETWEEN} GROUP BY type_name, action_name"
)
# Of slots there are very many, of few names: from each name the next one is looked for, and the last of each.
_LAST_SLOTS = sa.text(f"""
WITH RECURSIVE names (name) AS (
    SELECT min(action_name) FROM events WHERE {_of(SlotSet)}
    UNION ALL
    SELECT (SELECT min(action_name) FROM events WHERE {_of(SlotSet)} AND action_name > name)
    FROM names WHERE name IS NOT NULL
), found (type_name, action_name, id) AS (
    SELECT '{SlotSet.type_name}', name, (
        SELECT max(id) FROM events WHERE {_of(SlotSet)} AND action_name = name AND {_BETWEEN}
    ) FROM names WHERE name IS NOT NULL
)
SELECT type_name, action_name, id FROM found WHERE id IS NOT NULL
""")
_BEGAN = sa.text(f"SELECT min(id) FROM events WHERE {_LISTENING} AND {_BETWEEN}")
_ASKED = sa.text(f"SELECT max(id) FROM events WHERE {_of(UserUttered)} AND {_BETWEEN} AND id < :loop")
_LOOPED = sa.text(
    f"SELECT max(id) FROM events WHERE {_of(ActionExecuted)} AND action_name = :name AND {_BETWEEN} AND id > :loop"
)


def _one(connection: Connection, statement: TextClause, sender: str, **values: Any) -> int:
    """The row that a statement finds; 0 where it finds none."""
    return connection.execute(statement, {"sender": sender, **values}).scalar() or 0


def _column(connection: Connection, statement: TextClause, sender: str, **values: Any) -> list[str]:
    return list(connection.execute(statement, {"sender": sender, **values}).scalars())


def _rows(connection: Connection, rows: Collection[int]) -> list[str]:
    """What is in rows that were just found, in their order."""
    numbers = ", ".join(str(int(row)) for row in sorted(rows))
    return list(connection.exec_driver_sql(f"SELECT data FROM events WHERE id IN ({numbers}) ORDER BY id").scalars())
