"""A directory read over SCIM 2.0: what it is asked, what is made of its answers, and what is refused."""

import json
from collections.abc import Iterator
from time import sleep
from typing import Any

import pytest

from bot.company.sources import fetching
from bot.company.sources.directory import PAGE, Resources, read_directory
from bot.company.sources.scim import address_of, groups_of, name_of, staff_of
from bot.errors import DirectoryError
from tests.company.directory import TOKEN, Directory, group, running, user

PEOPLE = [
    user("u1", "Ann Loaf", title="Head of Bread", department="Ovens"),
    user("u2", "Bob Rye", department="Ovens", manager={"value": "u1", "displayName": "Ann Loaf"}),
    user("u3", "Cid Bun", department="Shop", manager="u2"),
    user("u4", "Dee Oat", active=False),
    user("u5", "Eve Pie", addresses=[{"type": "home", "locality": "Cork"}, {"type": "work", "locality": "Hull"}]),
]
GROUPS = [group("g1", "Ovens", "u1", "u2", "u4"), group("g2", "All", "g1", "u3")]


@pytest.fixture
def directory() -> Iterator[Directory]:
    with running(Directory(PEOPLE, GROUPS)) as found:
        yield found


def test_all_pages_are_asked_for_with_the_token_and_nothing_else(directory: Directory):
    found = read_directory(f"{directory.url}/", TOKEN)
    assert [each["id"] for each in found.users] == ["u1", "u2", "u3", "u4", "u5"]
    assert [each["id"] for each in found.groups] == ["g1", "g2"]
    assert directory.refused == []
    assert directory.asked == [("Users", 1, PAGE), ("Users", 3, PAGE), ("Users", 5, PAGE), ("Groups", 1, PAGE)]


@pytest.mark.parametrize("status", [404, 501])
def test_a_directory_without_groups_is_read_and_that_is_said(directory: Directory, status: int):
    directory.odd = lambda kind, start: (status, {}, b"{}") if kind == "Groups" else None
    found = read_directory(directory.url, TOKEN)
    assert (len(found.users), found.are_groups_told) == (5, False)
    assert "there is nothing at /Groups" in groups_of(found, "directory").notes[0]


def page(total: Any = 5, resources: Any = (), **fields: Any) -> tuple[int, dict[str, str], bytes]:
    return 200, {}, json.dumps({"totalResults": total, "Resources": resources, **fields}).encode()


@pytest.mark.parametrize(
    ("odd", "message"),
    [
        ((401, {}, b""), "refuses the token in ROLEWISE_SCIM_TOKEN (401)"),
        ((403, {}, b""), "refuses the token in ROLEWISE_SCIM_TOKEN (403)"),
        ((404, {}, b""), "there is nothing there (404)"),
        ((429, {"Retry-After": "30"}, b""), "asked too often (429); try again in 30 s"),
        ((429, {"Retry-After": "Mon, 30 Nov 2026 10:00:00 GMT"}, b""), "asked too often (429); try again later"),
        ((500, {}, b"{}"), "answered 500"),
        ((302, {"Location": "http://127.0.0.1:1/"}, b""), "sends elsewhere (302), where the token must not go"),
        ((307, {"Location": "https://other.example/"}, b""), "sends elsewhere (307)"),
        ((200, {}, b"<html>"), "no JSON"),
        ((200, {}, b"[" * 100_000), "no JSON"),
        ((200, {}, b"[]"), "no list of SCIM's"),
        (page("5"), "no list of SCIM's"),
        (page(-1), "no list of SCIM's"),
        (page(5, {}), "no list of SCIM's"),
        (page(5, [{"userName": "ann"}]), "Resources[0] has no id"),
        (page(5, ["ann"]), "Resources[0] has no id"),
        (page(5, []), "the directory said 5 Users and gave 0; nothing was taken"),
        (page(5, [{"id": "u1"}, {"id": "u1"}]), "the same Users come again"),
        (page(5, [{"id": "u1"}], startIndex=2), "begins at 2, which was not asked for"),
        (page(10**9, [{"id": "u1"}]), "more than 200000 Users"),
        ((200, {"Content-Length": "100"}, b"{}"), "broke off after 2 of 100 bytes"),
        ((200, {"Content-Length": "x"}, b"x"), "no JSON"),
    ],
)
def test_an_answer_that_cannot_be_trusted_is_refused_whole_with_the_reason(directory: Directory, odd, message: str):
    directory.odd = lambda kind, start: odd
    with pytest.raises(DirectoryError) as refused:
        read_directory(directory.url, TOKEN)
    assert message in str(refused.value)
    assert str(refused.value).startswith(f"{directory.url}/Users?startIndex=1&count={PAGE}")
    assert TOKEN not in str(refused.value)


def test_a_directory_that_ends_in_the_middle_is_refused_whole(directory: Directory):
    directory.odd = lambda kind, start: page(5) if start > 1 else None
    with pytest.raises(DirectoryError, match="said 5 Users and gave 2; nothing was taken"):
        read_directory(directory.url, TOKEN)


def test_a_directory_that_goes_by_no_index_is_refused_and_not_asked_for_ever(directory: Directory):
    directory.odd = lambda kind, start: page(5, [{"id": "u1"}, {"id": "u2"}])
    with pytest.raises(DirectoryError, match="does not go by startIndex"):
        read_directory(directory.url, TOKEN)
    assert len(directory.asked) == 2


def test_an_answer_that_is_too_large_or_takes_too_long_is_given_up(directory: Directory, monkeypatch):
    monkeypatch.setattr(fetching, "LARGEST", 100)
    with pytest.raises(DirectoryError, match="is larger than"):
        read_directory(directory.url, TOKEN)
    monkeypatch.setattr(fetching, "LARGEST", 2**20)
    monkeypatch.setattr(fetching, "ALTOGETHER", -1.0)
    with pytest.raises(DirectoryError, match="took longer than"):
        read_directory(directory.url, TOKEN)


def test_a_directory_that_says_nothing_is_given_up(directory: Directory, monkeypatch):
    monkeypatch.setattr(fetching, "PATIENCE", 0.2)
    directory.odd = lambda kind, start: sleep(1) or page()
    with pytest.raises(DirectoryError, match="cannot be asked"):
        read_directory(directory.url, TOKEN)
    with pytest.raises(DirectoryError, match="cannot be asked"):
        read_directory("http://127.0.0.1:1/scim", TOKEN)


def test_a_proxy_sees_nothing_of_what_is_asked_on_this_machine(directory: Directory, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert len(read_directory(directory.url, TOKEN).users) == 5


@pytest.mark.parametrize(
    ("url", "token", "message"),
    [
        ("http://directory.example/scim", TOKEN, "would send the token for everybody to read; write https://"),
        ("http://10.0.0.1/scim", TOKEN, "write https://"),
        ("http://localhost.evil.example/scim", TOKEN, "write https://"),
        ("ftp://directory.example/scim", TOKEN, "is no address of a directory"),
        ("directory.example", TOKEN, "is no address of a directory"),
        ("https://directory.example/scim?a=b", TOKEN, "is no address of a directory"),
        ("https://[::1/scim", TOKEN, "is no address of a directory"),
        ("https://a:1x/scim", TOKEN, "is no address of a directory"),
        ("https://ann:pw@directory.example/scim", TOKEN, "the token belongs into ROLEWISE_SCIM_TOKEN"),
        ("https://directory.example/scim", "", "ROLEWISE_SCIM_TOKEN is not set"),
        ("https://directory.example/scim", "a\nb", "ROLEWISE_SCIM_TOKEN has spaces"),
    ],
)
def test_an_address_or_token_that_must_not_be_used_is_refused_before_anything_is_asked(url, token, message: str):
    with pytest.raises(DirectoryError) as refused:
        read_directory(url, token)
    assert message in str(refused.value)
    assert "pw" not in str(refused.value)


def test_active_users_are_a_staff_list_and_the_others_are_in_it_no_longer():
    notes: list[str] = []
    sheet = staff_of(Resources((*PEOPLE, {"id": "u6", "userName": "root"}), (), True), notes)
    rows = [dict(zip(sheet.header, line, strict=True)) for _, line in sheet.rows]
    assert [row["Display Name"] for row in rows] == ["Ann Loaf", "Bob Rye", "Cid Bun", "Eve Pie"]
    assert [row["Manager ID"] for row in rows] == ["", "u1", "u2", ""]
    assert rows[0]["Work Email"] == "ann@crumb.example"
    assert (rows[0]["Job Title"], rows[0]["Department"], rows[3]["Location"]) == ("Head of Bread", "Ovens", "Hull")
    assert notes == ["directory: users without a name were left out: root"]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"displayName": "Ann  Loaf", "name": {"givenName": "A", "familyName": "L"}}, "Ann Loaf"),
        ({"displayName": "ann@crumb.example", "name": {"givenName": "Ann", "familyName": "Loaf"}}, "Ann Loaf"),
        ({"name": {"formatted": "Ms Ann Loaf"}}, "Ms Ann Loaf"),
        ({"displayName": "Ann\x1b[2J \ud800 Loaf\n"}, "Ann[2J Loaf"),
        ({"name": "Ann", "userName": "ann"}, ""),
    ],
)
def test_a_name_is_what_people_are_shown_and_never_a_login(fields, name: str):
    assert name_of(fields) == name


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ({"emails": [{"value": "a@x.example", "type": "work"}, {"value": "b@x.example", "type": "work",
                                                                "primary": True}]}, "b@x.example"),
        ({"emails": [{"value": "a@x.example", "type": "home", "primary": True}], "userName": "b@x.example"},
         "b@x.example"),
        ({"emails": [{"value": "a@x.example"}]}, "a@x.example"),
        ({"userName": "ann"}, ""),
    ],
)  # fmt: skip
def test_an_address_is_the_one_for_work(fields, address: str):
    assert address_of(fields) == address


def test_groups_are_teams_of_those_who_are_active():
    resources = Resources(tuple(PEOPLE), tuple(GROUPS), True)
    found = groups_of(resources, "directory")
    assert [(team.name, team.members) for team in found.teams] == [
        ("Ovens", ("ann@crumb.example", "bob@crumb.example")),
        ("All", ("cid@crumb.example",)),
    ]
    assert found.notes == ("directory: who is in the groups inside the group 'All' is not counted as in it",)
    assert [team.name for team in groups_of(resources, "directory", ["Ovens"]).teams] == ["Ovens"]
