"""A Backstage catalogue: which of its entities have a place in the map, and what is said of the others."""

from pathlib import Path

import pytest

from bot.company.sources.catalogue import read_catalogue, users_sheet
from bot.company.sources.found import LARGEST
from bot.errors import InvalidKnowledge

CATALOGUE = """\
# The shop.
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: till
  title: The Till
  description: |
    Takes money.
    Gives change.
  links: [{url: 'https://till.example/help', title: Help}, {url: 'https://till.example/more'}]
spec: {type: service, owner: group:default/shop}
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: till, title: The Till, links: [{url: 'javascript:alert(1)'}]}
spec: {owner: user:ann}
---
kind: Group
metadata:
  name: shop
  description: Sells bread.
  annotations: {github.com/team-slug: crumb/shop-crew}
spec: {type: team, profile: {displayName: Shop Floor, email: shop@crumb.example}, members: [bob]}
---
kind: User
metadata: {name: ann, annotations: {github.com/user-login: annloaf}}
spec: {profile: {displayName: Ann Loaf, email: ann@crumb.example}, memberOf: [group:shop]}
---
kind: User
metadata: {name: bob}
spec: {profile: {displayName: Bob Rye}}
---
kind: Domain
metadata: {name: bread}
---
kind: Component
---
- a list
"""


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "catalog-info.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_systems_have_owner_purpose_and_page_and_of_one_name_their_kind(tmp_path: Path):
    till, api = read_catalogue(written(tmp_path, CATALOGUE), "here").systems
    assert (till.name, till.aliases, till.owners) == ("The Till (Component)", ("till",), ("group:default/shop",))
    assert (till.purpose, till.link) == ("Takes money. Gives change.", "https://till.example/help")
    assert (api.name, api.owners, api.link) == ("The Till (API)", ("user:ann",), "")


def test_groups_are_teams_with_the_members_that_they_or_their_users_tell(tmp_path: Path):
    found = read_catalogue(written(tmp_path, CATALOGUE), "here")
    (team,) = found.teams
    assert (team.name, team.aliases, team.email) == ("Shop Floor", ("shop",), "shop@crumb.example")
    assert (team.purpose, team.members) == ("Sells bread.", ("user:bob", "user:ann"))
    assert found.handles == {
        "user:ann": "ann@crumb.example", "@annloaf": "ann@crumb.example", "user:bob": "Bob Rye",
        "group:shop": "Shop Floor", "@crumb/shop-crew": "Shop Floor",
    }  # fmt: skip


def test_what_has_no_place_in_the_map_is_said_with_its_line(tmp_path: Path):
    assert read_catalogue(written(tmp_path, CATALOGUE), "here").notes == (
        "catalog-info.yaml, line 36: this is no entity with a kind and a metadata.name; it was left out",
        "catalog-info.yaml, line 38: this is no entity with a kind and a metadata.name; it was left out",
        "catalog-info.yaml, line 33: the map has no place for entities of the kind Domain; left out: 1",
        "catalog-info.yaml, line 13: 'javascript:alert(1)' is no address of a page; it was left out",
    )


def test_users_are_a_staff_list_with_the_first_group_as_team(tmp_path: Path):
    sheet = users_sheet(written(tmp_path, CATALOGUE))
    assert [line for _, line in sheet.rows] == [("Ann Loaf", "ann@crumb.example", "Shop Floor"), ("Bob Rye", "", "")]
    assert users_sheet(written(tmp_path, "kind: Group\nmetadata: {name: a}\n")) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kind: [\n", "catalog-info.yaml: line 2, column 1: this is not valid YAML"),
        ("a: 1\n---\na: 1\na: 2\n", "the field 'a' is given twice"),
        ("a: 2026-13-45\n", "a value cannot be read"),
        ("[" * 1000, "entries are too deep"),
        (b"a\n\xff", "catalog-info.yaml: line 2: this is not UTF-8 text"),
        (b"#" * (LARGEST + 1), "larger than 8 MB"),
        (None, "the file is missing"),
    ],
    ids=["yaml", "twice", "date", "deep", "letters", "large", "missing"],
)
def test_a_file_that_cannot_be_read_is_one_problem(tmp_path: Path, text, message: str):
    path = tmp_path / "catalog-info.yaml" if text is None else written(tmp_path, text)
    with pytest.raises(InvalidKnowledge) as refused:
        read_catalogue(path, "here")
    (problem,) = refused.value.problems
    assert message in str(problem)


@pytest.mark.parametrize("text", ["", "---\n---\n", "# nothing\n"])
def test_a_catalogue_of_nothing_says_nothing(tmp_path: Path, text: str):
    found = read_catalogue(written(tmp_path, text), "here")
    assert (found.systems, found.teams, found.notes) == ((), (), ())


@pytest.mark.parametrize(
    "text",
    [
        "kind: Component\nmetadata: {name: a, links: {}, description: 7}\nspec: []\n",
        "kind: Component\nmetadata: {name: a, links: [x], title: [y]}\nspec: {owner: {}}\n",
        "kind: Component\nmetadata: {name: a, annotations: [x]}\n",
    ],
)
def test_fields_of_the_wrong_type_are_as_good_as_none(tmp_path: Path, text: str):
    (system,) = read_catalogue(written(tmp_path, text), "here").systems
    assert (system.name, system.owners, system.purpose, system.link) == ("a", (), "", "")
