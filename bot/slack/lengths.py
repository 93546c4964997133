"""Lengths as Slack counts them, and texts cut or split to fit.

Slack documents its limits in characters; here each of UTF-16's units counts as one, the most that can be meant.
"""

import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.slack.mrkdwn import clean, weight

MORE = "…"
Entry = TypeVar("Entry")


def units(character: str) -> int:
    return 2 if ord(character) > 0xFFFF else 1


def size(text: str) -> int:
    """The length of a text as Slack may count it."""
    return len(text) + sum(character > "\uffff" for character in text)


def heft(text: str) -> int:
    """The most that a text takes in mrkdwn, once it is escaped."""
    return sum(map(weight, text))


def cut(text: str, limit: int) -> str:
    """The text in one line of at most so many characters, its end replaced by … where it is longer."""
    text = " ".join(clean(text).split())
    return text if size(text) <= limit else text[: _fitting(text, limit - size(MORE), units)].rstrip() + MORE


def divided(text: str, limit: int) -> list[str]:
    """The text, cleaned, in parts that each fit once escaped, broken after lines, sentences or words where that can be.

    Nothing is left out between them.
    """
    parts = []
    text = clean(text)
    while text:
        end = _fitting(text, limit, weight)
        if end < len(text):
            end = _break(text, end)
        parts.append(text[:end])
        text = text[end:]
    return parts


def split(text: str, limit: int) -> list[str]:
    """The text in parts as `divided` has them, without the spaces around them."""
    return [part.strip() for part in divided(text.strip(), limit) if part.strip()]


def _break(text: str, end: int) -> int:
    for mark in ("\n", ". ", " "):
        found = text.rfind(mark, end // 2, end)
        if found > 0:
            return found + len(mark)
    return end


def _fitting(text: str, limit: int, measure: Callable[[str], int]) -> int:
    """How many characters of a text fit, none of them parted from what is written over or joined to it."""
    room, end = limit, 0
    while end < len(text) and measure(text[end]) <= room:
        room -= measure(text[end])
        end += 1
    if end == len(text):
        return end
    # A tower of accents may be higher than the limit; then there is nothing to spare.
    whole = end
    while whole and _joined(text[whole - 1], text[whole]):
        whole -= 1
    return whole or end


def _joined(before: str, after: str) -> bool:
    return before == "\u200d" or after == "\u200d" or unicodedata.category(after) in ("Mn", "Mc", "Me", "Sk")


def portion(items: Sequence[Entry], room: int, measure: Callable[[Entry], int]) -> list[Entry]:
    """The first of them that fit, but at least one."""
    told: list[Entry] = []
    for entry in items:
        room -= measure(entry)
        if told and room < 0:
            break
        told.append(entry)
    return told
