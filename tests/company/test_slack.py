"""A Slack workspace read into the map: who is in it, who left, who is left out; its user groups; what is refused."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.company.files import read_company
from bot.company.model import Company
from bot.company.sources import fetching
from bot.company.sources.gathering import Access
from bot.company.sources.listed import read_sources, sources_file, sources_of, write_sources
from bot.company.sources.sync import read_again, write_again
from bot.company.sources.workspace import MOST_WAITS, PAGE, read_workspace
from bot.errors import DirectoryError
from bot.knowledge.store import Store
from tests.company.directory import running
from tests.company.workspace import TOKEN, Members, group, member

PEOPLE = [
    member("U1", "Ann Loaf", "Head of Bread", profile={"phone": "+44 20 7946 0000"}),
    member("U2", "Bob Rye", tz="America/New_York", profile={"title": None, "email": None}),
    member("U3", "Cid Bun", deleted=True),
    member("U4", "Guest One", is_restricted=True),
    member("U5", "Guest Two", is_ultra_restricted=True),
    member("U6", "Stranger", team_id="T0OTHER"),
    member("U7", "Deploy Bot", is_bot=True),
    member("USLACKBOT", "Slackbot"),
    member("U8", "Dee Oat", team_id="T0SISTER", enterprise_user={"id": "U8", "enterprise_id": "E1"}),
]
GROUPS = [
    group("S1", "Bakers", "bakers", "U1", "U3", "U4", description="Who bakes"),
    group("S2", "Design Team", "design-team", "U2", "U8"),
    group("S3", "Old Hands", "old", "U1", date_delete=1700000000),
    group("S4", "Suppliers", "suppliers", "U6", is_external=True),
]
TODAY = date(2026, 10, 15)


def nearest(title: str) -> tuple[str, float]:
    return "", 0.0


@pytest.fixture
def slack() -> Iterator[Members]:
    with running(Members(PEOPLE, GROUPS)) as found:
        yield found
        assert not found.problems


@pytest.fixture
def store(small: Any) -> Store:
    return small.store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    sources_file(tmp_path / "company.yml").write_text("slack: {}\n", encoding="utf-8")
    return tmp_path / "company.yml"


def synced(path: Path, slack: Members, store: Store) -> tuple[Company, list[tuple[str, str]]]:
    found = read_again(path, read_sources(path), store, nearest, Access(slack=TOKEN, slack_url=f"{slack.url}/"), TODAY)
    write_again(path, found)
    return read_company(path, store), [(each.name, each.what) for each in found.changes]


def test_members_are_people_with_what_their_profiles_say(path: Path, slack: Members, store: Store):
    company, _ = synced(path, slack, store)
    assert set(company.people) == {"ann_loaf", "bob_rye", "cid_bun", "dee_oat"}
    ann, bob = company.people["ann_loaf"], company.people["bob_rye"]
    assert (ann.title, ann.email, ann.phone, ann.slack) == (
        "Head of Bread",
        "ann@crumb.example",
        "+44 20 7946 0000",
        "U1",
    )
    assert (ann.zone, bob.zone, bob.email) == ("Europe/London", "America/New_York", None)


def test_a_deactivated_account_is_of_somebody_who_left(path: Path, slack: Members, store: Store):
    company, _ = synced(path, slack, store)
    assert company.people["cid_bun"].left == "2026-10-15"
    assert not company.people["ann_loaf"].left


def test_of_two_accounts_the_one_in_use_counts(path: Path, slack: Members, store: Store):
    slack.members = [*PEOPLE, member("U9", "Ann Loaf", deleted=True)]
    company, _ = synced(path, slack, store)
    assert (company.people["ann_loaf"].left, company.people["ann_loaf"].slack) == (None, "U1")


def test_what_a_staff_list_says_counts_more(path: Path, slack: Members, store: Store):
    (path.parent / "staff.csv").write_text(
        "Name,Email,Title\nAnn Loaf,ann@crumb.example,Master Baker\nCid Bun,cid@crumb.example,\n", encoding="utf-8"
    )
    sources_file(path).write_text("staff: [staff.csv]\nslack: {}\n", encoding="utf-8")
    company, _ = synced(path, slack, store)
    assert (company.people["ann_loaf"].title, company.people["ann_loaf"].slack) == ("Master Baker", "U1")
    assert not company.people["cid_bun"].left


def test_user_groups_are_teams_that_go_by_their_handles(path: Path, slack: Members, store: Store):
    company, _ = synced(path, slack, store)
    assert {team.name: (team.aliases, team.members) for team in company.teams.values()} == {
        "Bakers": (("S1",), ("ann_loaf",)),
        "Design Team": (("S2",), ("bob_rye", "dee_oat")),
    }
    assert company.teams["bakers"].purpose == "Who bakes"


def test_of_user_groups_those_that_are_named_are_teams(path: Path, slack: Members, store: Store):
    slack.groups = [*GROUPS, group("S5", "People Who Make Things Look Good", "looks", "U2")]
    sources_file(path).write_text("slack: {groups: [bakers, looks]}\n", encoding="utf-8")
    company, _ = synced(path, slack, store)
    assert {team.name: team.aliases for team in company.teams.values()} == {
        "Bakers": ("S1",),
        "People Who Make Things Look Good": ("looks", "S5"),
    }


def test_members_of_a_group_are_asked_for_where_the_list_does_not_tell(slack: Members):
    slack.tells_users = False
    found = read_workspace(f"{slack.url}/", TOKEN)
    assert [each["users"] for each in found.groups] == [GROUPS[0]["users"], GROUPS[1]["users"], GROUPS[3]["users"]]
    assert [given for method, given in slack.asked if method == "usergroups.users.list"] == [
        {"usergroup": key} for key in ("S1", "S2", "S4")
    ]


def test_a_second_sync_tells_who_came_and_who_left(path: Path, slack: Members, store: Store):
    synced(path, slack, store)
    assert synced(path, slack, store)[1] == []
    slack.members = [*PEOPLE[1:], member("U10", "Eve Pie")]
    assert {("Eve Pie", "came"), ("Ann Loaf", "left")} <= {*synced(path, slack, store)[1]}


def test_all_pages_are_asked_for_by_cursor(slack: Members):
    assert len(read_workspace(f"{slack.url}/", TOKEN).members) == len(PEOPLE)
    pages = [given for method, given in slack.asked if method == "users.list"]
    limit = {"limit": str(PAGE)}
    assert pages == [limit, *(limit | {"cursor": f"at-{start}"} for start in (2, 4, 6, 8))]


def test_slack_is_waited_for_as_long_as_it_asks(slack: Members, monkeypatch: pytest.MonkeyPatch):
    waited: list[float] = []
    monkeypatch.setattr(fetching.time, "sleep", waited.append)
    slack.odd = lambda method, count: (429, {"Retry-After": "7"}, b"") if (method, count) == ("users.list", 2) else None
    assert len(read_workspace(f"{slack.url}/", TOKEN).members) == len(PEOPLE)
    assert waited == [7.0]


def said(**answer: Any) -> tuple[int, dict[str, str], bytes]:
    return 200, {}, json.dumps(answer).encode()


@pytest.mark.parametrize(
    ("method", "odd", "message"),
    [
        ("users.list", (429, {"Retry-After": "9999"}, b""), "asked to wait for 9999 s"),
        ("users.list", (429, {"Retry-After": "0"}, b""), "users.list with 429"),
        ("users.list", (500, {}, b""), "users.list with 500"),
        ("users.list", (302, {"Location": "http://127.0.0.1:1/"}, b""), "users.list with 302"),
        ("users.list", said(ok=False, error="missing_scope", needed="users:read"), "it needs users:read"),
        ("auth.test", said(ok=False, error="token_revoked"), "was revoked"),
        ("users.list", said(ok=True), "no list of members"),
        ("users.list", said(ok=True, members=[{"name": "ann"}]), "no list of members"),
        ("usergroups.list", said(ok=True, usergroups={}), "no list of usergroups"),
        ("usergroups.list", said(ok=False, error="missing_scope", needed="usergroups:read"), "usergroups:read"),
        ("auth.test", (200, {}, b"<html>"), "none of Slack's"),
        ("auth.test", (200, {}, b"[]"), "none of Slack's"),
    ],
)
def test_what_slack_refuses_or_says_in_part_is_taken_for_nothing(slack: Members, method: str, odd, message: str):
    slack.odd = lambda called, count: odd if called == method else None
    with pytest.raises(DirectoryError, match=message):
        read_workspace(f"{slack.url}/", TOKEN)
    assert sum(called == method for called, _ in slack.asked) <= MOST_WAITS + 1


def test_the_same_page_over_and_over_is_given_up(slack: Members):
    slack.odd = lambda method, count: (
        said(ok=True, members=PEOPLE[:1], response_metadata={"next_cursor": "at-2"}) if method == "users.list" else None
    )
    with pytest.raises(DirectoryError, match="the same page comes again"):
        read_workspace(f"{slack.url}/", TOKEN)


def test_a_workspace_whose_plan_has_no_user_groups_is_read_without_them(slack: Members):
    slack.odd = lambda method, count: (
        said(ok=False, error="plan_upgrade_required") if method == "usergroups.list" else None
    )
    found = read_workspace(f"{slack.url}/", TOKEN)
    assert (len(found.members), found.groups) == (len(PEOPLE), ())


def test_without_a_token_nothing_is_asked(slack: Members):
    with pytest.raises(DirectoryError, match="ROLEWISE_SLACK_PEOPLE_TOKEN is not set"):
        read_workspace(f"{slack.url}/", "")
    assert not slack.asked


def test_it_is_set_up_without_its_token(tmp_path: Path):
    company = tmp_path / "company.yml"
    written = write_sources(sources_of([], "", "", company, slack=True), company)
    assert "slack: {}" in written.read_text(encoding="utf-8")
    assert read_sources(company).slack is not None
