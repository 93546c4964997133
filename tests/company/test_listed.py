"""What a company's map is read from: what is set up, what an import is given, and what the documentation says of it."""

from pathlib import Path
from textwrap import dedent

import pytest

from bot.company.sources import listed
from bot.company.sources.listed import Sources, read_sources, sources_file, sources_of, write_sources
from bot.errors import SettingError
from bot.settings import ROOT


def test_the_documented_sources_can_be_read_and_all_their_fields_are_documented(tmp_path: Path):
    text = (ROOT / "docs/company.md").read_text(encoding="utf-8")
    begin = text.index("    staff: [")
    sources_file(tmp_path / "company.yml").write_text(dedent(text[begin : text.index("\n\n", begin)]), encoding="utf-8")
    read_sources(tmp_path / "company.yml")
    models = (Sources, listed.Directory, listed.Catalogue, listed.CodeOwners, listed.Calendar)
    assert [name for model in models for name in model.__fields__ if f"{name}:" not in text[begin:]] == []


def test_what_an_import_is_given_is_set_up_as_a_sync_reads_it(tmp_path: Path):
    files = {
        "list.csv": "Name,Title\nAnn,Baker\n", "CODEOWNERS": "/a/ @b\n",
        "catalog-info.yaml": "kind: System\nmetadata: {name: till}\n",
        "feed": "BEGIN:VCALENDAR\n", "on-call.ICS": "",
    }  # fmt: skip
    company = tmp_path / "map" / "company.yml"
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = sources_of([tmp_path / name for name in files], "https://d.example/scim", "mdy", company)
    assert found == Sources.parse_obj(
        {
            "staff": ["../list.csv"],
            "dates": "mdy",
            "directory": {"url": "https://d.example/scim"},
            "catalogues": [{"file": "../catalog-info.yaml"}],
            "code_owners": [{"file": "../CODEOWNERS"}],
            "calendars": [{"file": "../feed"}, {"file": "../on-call.ICS"}],
        }
    )
    write_sources(found, company)
    assert read_sources(company) == found
    with pytest.raises(SettingError, match="exists already and was left as it is"):
        write_sources(found, company)


def test_a_catalogue_s_users_are_the_people_of_the_first_map_only_where_nobody_else_tells_them(tmp_path: Path):
    catalogue = sources_of([tmp_path / "catalog-info.yaml"], "", "", tmp_path / "company.yml")
    assert [each.people for each in catalogue.of_people(True).catalogues] == [True]
    assert [each.people for each in catalogue.of_people(False).catalogues] == [False]
    both = sources_of([tmp_path / "catalog-info.yaml", tmp_path / "staff.csv"], "", "", tmp_path / "company.yml")
    assert [each.people for each in both.of_people(True).catalogues] == [False]


def test_without_anything_set_up_that_is_said(tmp_path: Path):
    with pytest.raises(SettingError, match=r"Nothing is set up: there is no .*company\.sources\.yml"):
        read_sources(tmp_path / "company.yml")
