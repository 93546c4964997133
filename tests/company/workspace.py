"""A Slack workspace on this machine, as far as a company's map is read from it; it remembers what it was asked."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "xoxb-people"
TEAM = "T0CRUMB"
# What answers a call in Slack's place: status, headers and body; None for what it would answer itself.
Odd = Callable[[str, int], tuple[int, dict[str, str], bytes] | None]
_TAKES = {
    "auth.test": set(),
    "users.list": {"limit", "cursor"},
    "usergroups.list": {"include_users"},
    "usergroups.users.list": {"usergroup"},
}


def member(key: str, name: str, title: str = "", **fields: Any) -> dict[str, Any]:
    """A member as users.list tells of them."""
    profile = {"real_name": name, "display_name": name.split()[0].lower(), "title": title, "phone": ""}
    profile |= {"email": f"{name.split()[0].lower()}@crumb.example", **fields.pop("profile", {})}
    told = {"id": key, "team_id": TEAM, "name": name.split()[0].lower(), "deleted": False, "is_bot": False}
    return {
        **told,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "tz": "Europe/London",
        "profile": profile,
        **fields,
    }


def group(key: str, name: str, handle: str, *users: str, **fields: Any) -> dict[str, Any]:
    return {"id": key, "name": name, "handle": handle, "description": "", "date_delete": 0, "users": [*users], **fields}


@dataclass
class Members:
    """Answers the methods of _TAKES, members a page at a time; asked: each call with its arguments."""

    members: list[dict[str, Any]]
    groups: list[dict[str, Any]] = field(default_factory=list)
    most: int = 2
    tells_users: bool = True
    odd: Odd = lambda method, count: None
    url: str = ""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def answer(self, path: str, headers: Any) -> tuple[int, dict[str, str], bytes]:
        parts = urlsplit(path)
        method, given = parts.path.rpartition("/")[2], {name: value[0] for name, value in parse_qs(parts.query).items()}
        self.asked.append((method, given))
        if method not in _TAKES or not given.keys() <= _TAKES[method]:
            self.problems.append(f"{method} takes no {given}")
        if headers["Authorization"] != f"Bearer {TOKEN}":
            return self._said({"ok": False, "error": "invalid_auth"})
        count = sum(name == method for name, _ in self.asked)
        if (odd := self.odd(method, count)) is not None:
            return odd
        return self._said({"ok": True, **self._told(method, given)})

    def _told(self, method: str, given: dict[str, str]) -> dict[str, Any]:
        if method == "users.list":
            assert int(given["limit"]) <= 1000
            start = int(given.get("cursor", "at-0").removeprefix("at-"))
            end = start + min(int(given["limit"]), self.most)
            more = f"at-{end}" if end < len(self.members) else ""
            return {"members": self.members[start:end], "response_metadata": {"next_cursor": more}}
        if method == "usergroups.list":
            with_users = self.tells_users and given.get("include_users") == "true"
            hidden = () if with_users else ("users",)
            return {"usergroups": [{k: v for k, v in each.items() if k not in hidden} for each in self.groups]}
        if method == "usergroups.users.list":
            return {"users": next(each["users"] for each in self.groups if each["id"] == given["usergroup"])}
        return {"team_id": TEAM, "team": "Crumb"}

    def _said(self, answer: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        return 200, {"Content-Type": "application/json"}, json.dumps(answer).encode()
