"""A directory that speaks SCIM 2.0 (RFC 7643 and 7644): all its users and groups, whole or not at all."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit

from bot.company.sources.fetching import Fetching
from bot.errors import DirectoryError

# So many users or groups are asked for at a time; a directory may answer with fewer.
PAGE = 200
# So many users or groups are read at most.
MOST = 200_000
TOKEN = "ROLEWISE_SCIM_TOKEN"
_KINDS = "application/scim+json, application/json"


@dataclass(frozen=True)
class Resources:
    """What a directory holds. are_groups_told: whether it has groups at all."""

    users: tuple[Mapping[str, Any], ...]
    groups: tuple[Mapping[str, Any], ...]
    are_groups_told: bool


def read_directory(url: str, token: str) -> Resources:
    """All users and groups of the directory at an address, such as https://directory.example/scim/v2.

    Raises DirectoryError where any of them cannot be had: who is missing would be taken to have left.
    """
    client = _Client(checked_address(url), token)
    users = client.all("Users")
    groups = client.all("Groups", is_needed=False)
    return Resources(users or (), groups or (), groups is not None)


def checked_address(url: str) -> str:
    """The address without a slash at its end. Raises DirectoryError where it may not be asked."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise DirectoryError(f"'{url}' is no address of a directory ({error}).") from None
    if parts.username or parts.password:
        raise DirectoryError(
            f"The address of the directory at {host} has a name in it; the token belongs into {TOKEN}."
        )
    if not host or parts.scheme not in ("http", "https") or parts.query or parts.fragment:
        raise DirectoryError(f"'{url}' is no address of a directory; write it like https://directory.example/scim/v2.")
    if parts.scheme == "http" and not _is_here(host):
        raise DirectoryError(f"{url} would send the token for everybody to read; write https://.")
    return url.rstrip("/")


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class _Client:
    """Asks a directory for one page after the other."""

    def __init__(self, base: str, token: str):
        self._base, self._fetching = base, Fetching(base, token, TOKEN)

    def all(self, kind: str, is_needed: bool = True) -> tuple[Mapping[str, Any], ...] | None:
        """All resources of a kind; None where the directory has no such kind, and it is not needed."""
        found: dict[str, Mapping[str, Any]] = {}
        start = 1
        while True:
            url = f"{self._base}/{kind}?{urlencode({'startIndex': start, 'count': PAGE})}"
            page = self._page(url, is_needed or start > 1)
            if page is None:
                return None
            resources, total = _checked(page, url, start)
            known = len(found)
            found |= {each["id"]: each for each in resources}
            if len(found) > MOST or total > MOST:
                raise DirectoryError(f"{url}: there are more than {MOST} {kind}, more than are read.")
            if len(found) - known < len(resources):
                raise DirectoryError(f"{url}: the same {kind} come again, so the directory does not go by startIndex.")
            if start + len(resources) > total:
                return tuple(found.values())
            if not resources:
                raise DirectoryError(
                    f"{url}: the directory said {total} {kind} and gave {len(found)}; nothing was taken."
                )
            start += len(resources)

    def _page(self, url: str, is_needed: bool) -> Any:
        """What the directory answers; None where there is nothing at that address and it is not needed."""
        try:
            content = self._fetching.fetch(url, _KINDS)
        except HTTPError as error:
            if error.code in (404, 501) and not is_needed:
                return None
            raise DirectoryError(f"{url}: {_refusal(error)}") from None
        try:
            return json.loads(content)
        except (ValueError, RecursionError):
            raise DirectoryError(f"{url}: the answer is no JSON; is this the directory's address for SCIM?") from None


def _checked(page: Any, url: str, start: int) -> tuple[list[Mapping[str, Any]], int]:
    """The resources of a page, and how many there are of all pages."""
    fields = page if isinstance(page, dict) else {}
    total, resources = fields.get("totalResults"), fields.get("Resources", [])
    if not isinstance(total, int) or isinstance(total, bool) or total < 0 or not isinstance(resources, list):
        raise DirectoryError(f"{url}: the answer is no list of SCIM's (totalResults, Resources); is the address right?")
    if fields.get("startIndex", start) != start and resources:
        raise DirectoryError(f"{url}: the answer begins at {fields['startIndex']}, which was not asked for.")
    for place, each in enumerate(resources):
        if not (isinstance(each, dict) and isinstance(each.get("id"), str) and each["id"]):
            raise DirectoryError(f"{url}: Resources[{place}] has no id; SCIM gives each one.")
    return resources, total


def _refusal(error: HTTPError) -> str:
    """What an answer of refusal means, for whoever set the directory up."""
    if 300 <= error.code < 400:
        return f"the directory sends elsewhere ({error.code}), where the token must not go; name its own address."
    if error.code in (401, 403):
        return f"the directory refuses the token in {TOKEN} ({error.code}); it must be a valid one that may read."
    if error.code == 404:
        return "there is nothing there (404); name the address up to what comes before /Users."
    if error.code == 429:
        wait = error.headers.get("Retry-After", "")
        return (
            f"the directory was asked too often (429); try again {f'in {wait[:9]} s' if wait.isdigit() else 'later'}."
        )
    return f"the directory answered {error.code}; see its log, or try again."
