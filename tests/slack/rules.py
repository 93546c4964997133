"""The terms that the rules of Block Kit are written in: each tells what is wrong with a value, and where."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

# What is wrong with a value, each with where it is.
Check = Callable[[Any, str], Iterator[str]]


def length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def string(most: int) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{at}: {value!r:.60} is not a string"
        elif not value:
            yield f"{at}: empty"
        elif length(value) > most:
            yield f"{at}: {length(value)} characters, of {most} at most"
        elif re.search("[\ud800-\udfff]", value):
            yield f"{at}: half of a surrogate pair, which no UTF-8 can carry"

    return check


def address(value: Any, at: str) -> Iterator[str]:
    yield from string(3000)(value, at)
    if isinstance(value, str) and not re.fullmatch(r"https?://[^\s<>]+", value):
        yield f"{at}: {value!r:.60} is no address of the web"


def boolean(value: Any, at: str) -> Iterator[str]:
    if not isinstance(value, bool):
        yield f"{at}: {value!r:.60} is not true or false"


def among(*values: Any) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if value not in values or isinstance(value, bool):
            yield f"{at}: {value!r:.60} is none of {values}"

    return check


def array(each: Check, most: int, least: int = 1) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{at}: {value!r:.60} is not a list"
            return
        if not least <= len(value) <= most:
            yield f"{at}: {len(value)} items, of {least} to {most}"
        for number, item in enumerate(value):
            yield from each(item, f"{at}[{number}]")

    return check


@dataclass(frozen=True)
class Shape:
    """The fields of an object beside its type: those it must have, those it may, and those of which it needs one."""

    needs: Mapping[str, Check] = field(default_factory=dict)
    takes: Mapping[str, Check] = field(default_factory=dict)
    any_of: tuple[str, ...] = ()


def has(shape: Shape, typed: bool = False) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, Mapping):
            yield f"{at}: {value!r:.60} is not an object"
            return
        known = {**shape.needs, **shape.takes}
        yield from (f"{at}: no {name}" for name in shape.needs if name not in value)
        if shape.any_of and not any(name in value for name in shape.any_of):
            yield f"{at}: none of {shape.any_of}"
        for name, part in value.items():
            if name in known:
                yield from known[name](part, f"{at}.{name}")
            elif not (typed and name == "type"):
                yield f"{at}: there is no field {name}"

    return check


def one_of(shapes: Mapping[str, Shape]) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, Mapping) else None
        if kind not in shapes:
            yield f"{at}: no rules for the type {kind!r} here, only for {sorted(shapes)}"
        else:
            yield from has(shapes[kind], typed=True)(value, f"{at}.{kind}")

    return check
