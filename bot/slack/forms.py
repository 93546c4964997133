"""What Slack's requests look like, as far as Bolt and this bot read them.

Asked only where something failed: a request of another form is no fault of ours, and one line says so; Slack may add to
its requests what it likes.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, StrictBool, StrictStr, ValidationError


class Message(BaseModel):
    channel: StrictStr
    ts: StrictStr
    user: StrictStr | None
    text: StrictStr | None
    thread_ts: StrictStr | None


class HomeOpened(BaseModel):
    user: StrictStr


class AssistantThread(BaseModel):
    channel_id: StrictStr
    thread_ts: StrictStr


class AssistantOpened(BaseModel):
    assistant_thread: AssistantThread


class Authorization(BaseModel):
    team_id: StrictStr | None
    enterprise_id: StrictStr | None
    user_id: StrictStr | None


class Kind(BaseModel):
    type: StrictStr


class Event(BaseModel):
    team_id: StrictStr
    event_id: StrictStr | None
    authorizations: list[Authorization] | None
    event: Kind


class Person(BaseModel):
    id: StrictStr
    name: StrictStr | None


class Label(BaseModel):
    text: StrictStr


class Option(BaseModel):
    value: StrictStr
    text: Label


class Action(BaseModel):
    action_id: StrictStr
    block_id: StrictStr
    value: StrictStr | None
    text: Label | None
    selected_option: Option | None


class Container(BaseModel):
    channel_id: StrictStr
    message_ts: StrictStr
    is_ephemeral: StrictBool | None


class Pressed(BaseModel):
    user: Person
    trigger_id: StrictStr
    response_url: StrictStr
    actions: list[Action]
    container: Container


class PressedAtHome(BaseModel):
    user: Person
    trigger_id: StrictStr
    actions: list[Action]
    view: dict[str, Any]


class Written(BaseModel):
    text: StrictStr | None


class Shortcut(BaseModel):
    user: Person
    trigger_id: StrictStr
    response_url: StrictStr
    message: Written


class Sent(BaseModel):
    user: Person
    view: dict[str, Any]


class Command(BaseModel):
    command: StrictStr
    team_id: StrictStr
    channel_id: StrictStr
    user_id: StrictStr
    trigger_id: StrictStr
    response_url: StrictStr


_EVENTS: Mapping[str, type[BaseModel]] = {
    "message": Message,
    "app_mention": Message,
    "app_home_opened": HomeOpened,
    "assistant_thread_started": AssistantOpened,
}


def is_known(body: Mapping[str, Any]) -> bool:
    """Whether a request is one that Slack documents and the bot listens to; of other events, whether it is one."""
    try:
        _read(body)
    except (ValidationError, TypeError):
        return False
    return True


def _read(body: Mapping[str, Any]) -> None:
    kind = body.get("type")
    if kind == "event_callback":
        event = Event.parse_obj(body).event.type
        if event in _EVENTS:
            _EVENTS[event].parse_obj(body["event"])
    elif kind == "block_actions":
        (PressedAtHome if body.get("view") else Pressed).parse_obj(body)
    elif kind == "view_submission":
        Sent.parse_obj(body)
    elif kind == "message_action":
        Shortcut.parse_obj(body)
    else:
        Command.parse_obj(body)
