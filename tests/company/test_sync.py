"""A company's map read again from what is set up: what changes, what stays, and what is refused."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.company.beside import beside
from bot.company.files import read_company, write_company
from bot.company.model import Company
from bot.company.sources.gathering import Access
from bot.company.sources.listed import read_sources, sources_file
from bot.company.sources.sync import Synced, check_leavers, read_again, write_again
from bot.errors import DirectoryError, InvalidKnowledge, SettingError
from bot.knowledge.store import Store
from tests.company.directory import TOKEN, Directory, group, running, user

TODAY = date(2026, 10, 15)
STAFF = """\
Name,Email,Title,Department,Manager
Ann Loaf,ann@crumb.example,Baker,Ovens,
Bob Rye,bob@crumb.example,,Shop,Ann Loaf
"""
OWNERS = "/till/ @crumb/shop\n/ovens/ @annl\n"


def nearest(title: str) -> tuple[str, float]:
    return {"Baker": ("head_baker", 0.8125)}.get(title, ("", 0.0))


@pytest.fixture
def store(small) -> Store:
    return small.store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "staff.csv").write_text(STAFF, encoding="utf-8")
    (tmp_path / "CODEOWNERS").write_text(OWNERS, encoding="utf-8")
    sources_file(tmp_path / "company.yml").write_text(
        "staff: [staff.csv]\ncode_owners: [{file: CODEOWNERS}]\nowners: {'@annl': ann@crumb.example}\n",
        encoding="utf-8",
    )
    return tmp_path / "company.yml"


def read(path: Path, store: Store) -> Synced:
    return read_again(path, read_sources(path), store, nearest, Access(TOKEN), TODAY)


def synced(path: Path, store: Store) -> list[tuple[str, str, str]]:
    found = read(path, store)
    write_again(path, found)
    return [(each.kind, each.name, each.what) for each in found.changes]


def test_the_first_sync_makes_a_map_and_the_next_finds_nothing_to_change(path: Path, store: Store):
    assert {("person", "Ann Loaf", "came"), ("system", "till", "new"), ("system", "ovens", "new")} <= {
        *synced(path, store)
    }
    company = read_company(path, store)
    assert (company.systems["till"].owner, company.systems["ovens"].owner) == ("shop", "ann_loaf")
    before = path.read_bytes(), path.stat().st_mtime_ns
    assert synced(path, store) == []
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_sync_tells_who_came_left_and_has_another_title_team_or_manager(path: Path, store: Store):
    synced(path, store)
    (path.parent / "staff.csv").write_text(
        STAFF.replace("Bob Rye,bob@crumb.example,,Shop,Ann Loaf", "Cid Bun,cid@crumb.example,,Shop,").replace(
            "Baker,Ovens", "Miller,Shop"
        ),
        encoding="utf-8",
    )
    (path.parent / "CODEOWNERS").write_text("/till/ @annl\n", encoding="utf-8")
    assert synced(path, store) == [
        ("person", "Ann Loaf", "title"),
        ("person", "Ann Loaf", "team"),
        ("person", "Cid Bun", "came"),
        ("person", "Bob Rye", "left"),
        ("system", "till", "owner"),
        ("system", "ovens", "gone"),
    ]
    assert synced(path, store) == []
    assert read_company(path, store).people["bob_rye"].left == "2026-10-15"


def test_whoever_is_called_otherwise_is_known_by_the_address_and_namesakes_by_theirs(path: Path, store: Store):
    synced(path, store)
    (path.parent / "staff.csv").write_text(
        "Name,Email,Title,Department,Manager\nBob Rye,other@crumb.example,,Shop,\n"
        "Ann Crust,ann@crumb.example,Baker,Ovens,\n"
        "Bob Rye,bob@crumb.example,,Shop,Ann Crust\n",
        encoding="utf-8",
    )
    assert synced(path, store) == [("person", "Bob Rye", "came"), ("person", "Ann Crust", "name")]
    people = read_company(path, store).people
    assert {key: person.email for key, person in people.items()} == {
        "ann_loaf": "ann@crumb.example", "bob_rye": "bob@crumb.example", "bob_rye_2": "other@crumb.example",
    }  # fmt: skip


def edit(path: Path, store: Store, **people: dict[str, str]) -> Company:
    company = read_company(path, store)
    changed = {key: company.people[key].copy(update=fields) for key, fields in people.items()}
    edited = company.copy(update={"people": {**company.people, **changed}})
    write_company(edited, path, replace=True)
    return edited


def test_what_no_source_says_a_keeper_may_say(path: Path, store: Store):
    synced(path, store)
    edited = edit(path, store, ann_loaf={"phone": "+44 1", "site": None}, bob_rye={"deputy": "ann_loaf"})
    assert synced(path, store) == []
    assert read_company(path, store) == edited


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("staff.csv", "", "staff.csv: the file is empty"),
        ("staff.csv", None, "staff.csv: the file is missing"),
        ("staff.csv", "Name,Email\n", "staff.csv: no row names a person"),
        ("CODEOWNERS", None, "CODEOWNERS: the file is missing"),
        ("company.sources.yml", "staf: [a]\n", "company.sources.yml: staf: unknown field 'staf'; did you mean 'staff'"),
        ("company.sources.yml", "owners: {}\n", "company.sources.yml: it names no source"),
        ("company.sources.yml", "", "company.sources.yml: it is empty"),
        ("company.yml", "name: [", "company.yml: line 2"),
    ],
)
def test_a_source_that_cannot_be_read_leaves_the_map_as_it_is(path: Path, store: Store, file, text, message: str):
    synced(path, store)
    broken = path.parent / file
    broken.unlink() if text is None else broken.write_text(text, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(InvalidKnowledge) as refused:
        read(path, store)
    assert message in str(refused.value)
    assert path.read_bytes() == before


def test_problems_of_all_sources_are_told_at_once(path: Path, store: Store):
    for file in ("staff.csv", "CODEOWNERS"):
        (path.parent / file).unlink()
    with pytest.raises(InvalidKnowledge) as refused:
        read(path, store)
    assert len(refused.value.problems) == 2


def test_a_map_that_would_have_problems_is_not_written(path: Path, store: Store):
    synced(path, store)
    edit(path, store, ann_loaf={"deputy": "bob_rye"})
    (path.parent / "staff.csv").write_text(STAFF.partition("Bob Rye")[0], encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(InvalidKnowledge, match=r"people\.ann_loaf\.deputy: Bob Rye left on 2026-10-15"):
        read(path, store)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("Ann Crust,ann@crumb.example,Baker,Ovens,\n", "no person or team 'Ann Loaf'; did you mean 'ann_loaf'?"),
        (
            "Ann Loaf,ann@crumb.example,Baker,Ovens,\nAnn Loaf,other@crumb.example,Baker,Ovens,\n",
            "'Ann Loaf' may mean ann_loaf or ann_loaf_2; write that id",
        ),
    ],
)
def test_a_map_beside_which_the_table_of_duties_would_be_wrong_is_not_written(
    path: Path, store: Store, rows: str, message: str
):
    synced(path, store)
    table = beside(path)["own_duties"]
    table.write_text("duty,accountable\nsweeps,Ann Loaf\n", encoding="utf-8")
    before, head = path.read_bytes(), STAFF.partition("\n")[0]
    (path.parent / "staff.csv").write_text(f"{head}\n{rows}Bob Rye,bob@crumb.example,,Shop,\n", encoding="utf-8")
    with pytest.raises(InvalidKnowledge) as refused:
        read(path, store)
    assert "company.duties.csv: row 2, column 'accountable': " in str(refused.value)
    assert message in str(refused.value)
    assert path.read_bytes() == before
    table.write_text("duty,accountable\nsweeps,ann_loaf\n", encoding="utf-8")
    assert synced(path, store) != []
    assert read_company(path, store).own_duties[0].accountable == "ann_loaf"


def test_what_a_keeper_edits_meanwhile_is_not_written_over(path: Path, store: Store):
    synced(path, store)
    (path.parent / "CODEOWNERS").write_text("/till/ @annl\n", encoding="utf-8")
    found = read(path, store)
    table = beside(path)["own_duties"]
    table.write_text("duty,accountable\nsweeps,Ann Loaf\n", encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(SettingError, match="was edited meanwhile"):
        write_again(path, found)
    assert path.read_bytes() == before
    assert synced(path, store) == [("system", "till", "owner"), ("system", "ovens", "gone")]
    assert read_company(path, store).own_duties[0].accountable == "ann_loaf"
    assert table.read_text(encoding="utf-8") == "duty,accountable\nsweeps,Ann Loaf\n"


@pytest.mark.parametrize(("there", "left", "refused"), [(40, 5, False), (20, 6, True), (40, 6, False), (6, 5, False)])
def test_when_a_fifth_of_all_would_have_left_a_source_is_rather_cut_off(
    path: Path, store: Store, there: int, left: int, refused: bool
):
    rows = [f"P{number} Rye,p{number}@crumb.example,,Shop,\n" for number in range(there)]
    head = STAFF.partition("\n")[0] + "\n"
    (path.parent / "staff.csv").write_text(head + "".join(rows), encoding="utf-8")
    synced(path, store)
    (path.parent / "staff.csv").write_text(head + "".join(rows[left:]), encoding="utf-8")
    found = read(path, store)
    if refused:
        with pytest.raises(SettingError, match=f"{left} of {there} people would be taken to have left"):
            check_leavers(found)
    else:
        check_leavers(found)


@pytest.fixture
def directory() -> Iterator[Directory]:
    people = [
        user("u1", "Ann Loaf", title="Baker", department="Ovens"),
        user("u2", "Bob Rye", department="Shop", manager={"value": "u1"}),
        user("u3", "Cid Bun", active=False),
    ]
    with running(Directory(people, [group("g1", "Shop", "u2"), group("g2", "Fire Wardens", "u1", "u3")])) as found:
        yield found


def test_a_directory_is_a_map_of_people_teams_and_managers_and_who_is_inactive_leaves(
    path: Path, store: Store, directory: Directory
):
    sources_file(path).write_text(yaml.safe_dump({"directory": {"url": directory.url}}), encoding="utf-8")
    synced(path, store)
    company = read_company(path, store)
    assert company.people.keys() == {"ann_loaf", "bob_rye"}
    assert (company.people["bob_rye"].manager, company.people["bob_rye"].team) == ("ann_loaf", "shop")
    assert company.teams["fire_wardens"].members == ("ann_loaf",)
    directory.users[1]["active"] = False
    directory.users[0]["title"] = "Miller"
    assert synced(path, store) == [("person", "Ann Loaf", "title"), ("person", "Bob Rye", "left")]
    assert synced(path, store) == []
    directory.odd = lambda kind, start: (503, {}, b"")
    before = path.read_bytes()
    with pytest.raises(DirectoryError, match="answered 503"):
        read(path, store)
    assert path.read_bytes() == before


def test_a_directory_beside_a_list_adds_managers_by_its_own_ids(path: Path, store: Store, directory: Directory):
    (path.parent / "staff.csv").write_text("ID,Name,Email\n7,Ann Loaf,ann@crumb.example\n", encoding="utf-8")
    sources_file(path).write_text(
        yaml.safe_dump({"directory": {"url": directory.url, "groups": ["Shop"]}, "staff": ["staff.csv"]}),
        encoding="utf-8",
    )
    synced(path, store)
    company = read_company(path, store)
    assert company.people["bob_rye"].manager == "ann_loaf"
    assert company.teams.keys() == {"ovens", "shop"}


def test_sources_without_people_leave_all_people_as_they_are(path: Path, store: Store):
    synced(path, store)
    sources_file(path).write_text("code_owners: [{file: CODEOWNERS, systems: {Tills: till}}]\n", encoding="utf-8")
    before = read_company(path, store)
    assert synced(path, store) == [("system", "Tills", "new"), ("system", "till", "gone"), ("system", "ovens", "gone")]
    assert read_company(path, store).copy(update={"systems": before.systems}) == before


def test_without_a_map_sources_without_people_are_refused(path: Path, store: Store):
    sources_file(path).write_text("code_owners: [{file: CODEOWNERS}]\n", encoding="utf-8")
    with pytest.raises(InvalidKnowledge, match="CODEOWNERS: it tells of no people, and there is no company file yet"):
        read(path, store)


def test_a_calendar_and_a_table_are_rotas_whose_changes_are_told(path: Path, store: Store):
    day = "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Bob Rye\r\nDTSTART;VALUE=DATE:20261020\r\nEND:VEVENT\r\n"
    calendar = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{day}END:VCALENDAR\r\n"
    (path.parent / "feed").write_bytes(calendar.encode())
    table = path.parent / "nights.csv"
    table.write_text("since,until,person\n2026-10-19,2026-10-25,ann@crumb.example\n", encoding="utf-8")
    with sources_file(path).open("a", encoding="utf-8") as file:
        file.write("calendars: [{file: feed, name: Days, team: Shop}, {file: nights.csv}]\n")
    synced(path, store)
    rotas = read_company(path, store).rotas
    assert (rotas["days"].team, rotas["days"].shifts[0].person) == ("shop", "bob_rye")
    assert rotas["nights"].shifts[0].person == "ann_loaf"
    table.write_text("since,until,person\n2026-10-19,2026-10-25,Bob Rye\n", encoding="utf-8")
    assert synced(path, store) == [("rota", "nights", "2026-10-19 to 2026-10-25")] * 2
