"""A workspace of Slack's: all its members and user groups, whole or not at all.

By the methods users.list, usergroups.list and usergroups.users.list (docs.slack.dev/reference/methods).
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode

from bot.company.sources.fetching import Fetching
from bot.errors import DirectoryError

# So many members are asked for at a time, as Slack recommends; so many are read at most.
PAGE, MOST = 200, 200_000
# Seconds that Slack asks to wait where it does not say how long, and how often in a row that is done.
WAIT, MOST_WAITS = 30.0, 5
TOKEN = "ROLEWISE_SLACK_PEOPLE_TOKEN"
# What to do about Slack's errors.
_ADVICE = {
    "missing_scope": "add the scope to the app that the token is of, and install it again.",
    "invalid_auth": f"{TOKEN} is no token of Slack's.",
    "not_authed": f"{TOKEN} is no token of Slack's.",
    "account_inactive": "the app was removed from the workspace, so its token has ended.",
    "token_revoked": f"the token in {TOKEN} was revoked.",
    "token_expired": f"the token in {TOKEN} has expired.",
}
# Workspaces on plans that have no user groups.
_NO_GROUPS = "plan_upgrade_required"


@dataclass(frozen=True)
class Workspace:
    """What a workspace holds. team: its id; groups: each with `users`, the ids of its members."""

    team: str
    members: tuple[Mapping[str, Any], ...]
    groups: tuple[Mapping[str, Any], ...]


def read_workspace(url: str, token: str) -> Workspace:
    """All members and user groups of the workspace that a token is of.

    url: where Slack's methods are, with a slash at its end. Raises DirectoryError where any of them cannot be had: who
    is missing would be taken to have left.
    """
    client = _Client(url, token)
    team = client.call("auth.test").get("team_id")
    members = tuple(client.members())
    return Workspace(team if isinstance(team, str) else "", members, tuple(client.groups()))


class _Refused(DirectoryError):
    """Slack's error, as a word; a DirectoryError with what to do."""

    def __init__(self, method: str, error: str, needed: str):
        self.error = error
        asked = f" (it needs {needed})" if needed else ""
        super().__init__(f"Slack refused {method}: {error}{asked}; {_ADVICE.get(error, 'nothing was taken.')}")


class _Client:
    """Calls Slack's methods, and waits where it is asked to."""

    def __init__(self, url: str, token: str):
        self._url, self._fetching = url, Fetching(url, token, TOKEN)

    def members(self) -> Iterator[Mapping[str, Any]]:
        """All members, page by page, each once."""
        known: set[str] = set()
        cursors = {""}
        cursor = ""
        while True:
            page = self.call("users.list", limit=str(PAGE), **({"cursor": cursor} if cursor else {}))
            for member in _listed(page, "users.list", "members"):
                if member["id"] not in known:
                    known.add(member["id"])
                    yield member
            if len(known) > MOST:
                raise DirectoryError(f"users.list: there are more than {MOST} members, more than are read.")
            more = page.get("response_metadata")
            cursor = str(more.get("next_cursor") or "") if isinstance(more, dict) else ""
            if not cursor:
                return
            if cursor in cursors:
                raise DirectoryError("users.list: the same page comes again; nothing was taken.")
            cursors.add(cursor)

    def groups(self) -> Iterator[Mapping[str, Any]]:
        """The user groups that are in use, each with its members."""
        try:
            page = self.call("usergroups.list", include_users="true")
        except _Refused as refused:
            if refused.error == _NO_GROUPS:
                return
            raise
        for group in _listed(page, "usergroups.list", "usergroups"):
            if group.get("date_delete"):
                continue
            users = group.get("users")
            if not isinstance(users, list):
                users = self.call("usergroups.users.list", usergroup=group["id"]).get("users")
            yield {**group, "users": users if isinstance(users, list) else []}

    def call(self, method: str, **arguments: str) -> Mapping[str, Any]:
        """What a method answers; raises DirectoryError where it refuses."""
        url = f"{self._url}{method}{'?' if arguments else ''}{urlencode(arguments)}"
        for waited in range(MOST_WAITS + 1):
            try:
                content = self._fetching.fetch(url, "application/json")
                break
            except HTTPError as error:
                if error.code != 429 or waited == MOST_WAITS:
                    raise DirectoryError(f"Slack answered {method} with {error.code}; nothing was taken.") from None
                told = error.headers.get("Retry-After", "")
                self._fetching.wait(float(told) if told.isdigit() else WAIT, url)
        try:
            answer = json.loads(content)
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict):
            raise DirectoryError(f"{url}: the answer is none of Slack's; is that the address of its methods?")
        if answer.get("ok") is not True:
            raise _Refused(method, str(answer.get("error")), str(answer.get("needed") or ""))
        return answer


def _listed(page: Mapping[str, Any], method: str, name: str) -> list[Mapping[str, Any]]:
    found = page.get(name)
    if not isinstance(found, list) or not all(isinstance(each, dict) and each.get("id") for each in found):
        raise DirectoryError(f"{method}: the answer has no list of {name}, each with its id; nothing was taken.")
    return found
