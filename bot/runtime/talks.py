"""Whole conversations, played to the running bot and written down to be rated by a reader; docs/judging.md says how."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.errors import RunError
from bot.runtime.progress import step
from bot.runtime.questions import running_alone, sent
from bot.settings import Settings


@dataclass(frozen=True)
class Talk:
    """A conversation: its name, and what the person says, turn by turn."""

    name: str
    turns: tuple[str, ...]


def read_talks(path: Path) -> list[Talk]:
    """The conversations of a YAML file, each with `name` and `turns`; raises RunError naming what is wrong in it."""
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RunError(f"{path} is no YAML: {error}") from None
    if not isinstance(found, list) or not found:
        raise RunError(f"{path}: expected is a list of conversations, each with 'name' and 'turns'.")
    return [_talk(path, number, each) for number, each in enumerate(found, 1)]


def _talk(path: Path, number: int, data: Any) -> Talk:
    turns = data.get("turns") if isinstance(data, dict) else None
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) and turn.strip() for turn in turns):
        raise RunError(f"{path}, conversation {number}: expected is 'turns', a list of what the person says.")
    return Talk(str(data.get("name", number)), tuple(turn.strip() for turn in turns))


def played(settings: Settings, file: Path) -> str:
    """The conversations of a file with what the bot says to each turn, as Markdown."""
    talks = read_talks(file)
    with running_alone(settings) as address, step(f"Having {len(talks)} conversations"):
        return "\n".join(as_markdown(talk, _answers(address, talk)) for talk in talks)


def _answers(address: str, talk: Talk) -> list[str]:
    sender = uuid.uuid4().hex
    return [_as_text(sent(address, sender, turn)) for turn in talk.turns]


def _as_text(messages: Sequence[dict[str, Any]]) -> str:
    """What the bot said, and in brackets what it offered to press."""
    texts = [message["text"] for message in messages if message.get("text")]
    buttons = [button["title"] for message in messages for button in message.get("buttons") or ()]
    return "\n".join([*texts, *([f"[{' | '.join(buttons)}]"] if buttons else [])])


def as_markdown(talk: Talk, answers: Sequence[str]) -> str:
    """A conversation to be read: the turns numbered, the answers indented."""
    lines = [f"## {talk.name}", ""]
    for number, (turn, answer) in enumerate(zip(talk.turns, answers, strict=True), 1):
        lines += [f"**{number}. {turn}**", "", *(f"    {line}" for line in answer.splitlines()), ""]
    return "\n".join(lines)
