"""Files that would take a machine's memory, or cannot be read: one sentence each."""

import zipfile
from pathlib import Path

import pytest

from bot.errors import ReleaseError
from bot.knowledge import tables
from bot.knowledge.tables import Release
from tests.knowledge.releases import onet_tables, write_excel, write_zip

TABLE = "Occupation Data"


def first_row(path: Path) -> str:
    return next(iter(Release(path).rows(TABLE, ("Title",))))["Title"]


def test_a_zip_that_unfolds_to_more_than_any_release_is_refused_before_it_is_unfolded(tmp_path: Path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(f"{TABLE}.txt", "w") as file:
        for _ in range(tables.LARGEST // 2**20 + 1):
            file.write(bytes(2**20))
    assert path.stat().st_size < 2**20
    with pytest.raises(ReleaseError, match=r"Occupation Data\.txt in .*bomb\.zip is larger than any release \(257 MB"):
        first_row(path)


def test_a_zip_that_understates_what_it_holds_is_damaged(tmp_path: Path):
    path = tmp_path / "liar.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{TABLE}.txt", b"a" * 10_000)
    content = path.read_bytes()
    path.write_bytes(content.replace((10_000).to_bytes(4, "little"), (100).to_bytes(4, "little")))
    with pytest.raises(ReleaseError, match="is damaged"):
        first_row(path)


def test_an_encrypted_zip_is_named_as_that(tmp_path: Path):
    path = write_zip(tmp_path / "secret.zip", onet_tables())
    content = bytearray(path.read_bytes())
    # The first bit of each file's flags, where the file is and in the directory at the end.
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + at] |= 1
            place = content.find(mark, place + 4)
    path.write_bytes(bytes(content))
    with pytest.raises(ReleaseError, match="is encrypted; unpack it"):
        first_row(path)


@pytest.mark.parametrize("part", [0, 0.5, 0.99])
def test_a_truncated_excel_file_is_named(tmp_path: Path, part: float):
    folder = write_excel(tmp_path / "release", onet_tables())
    path = next(folder.glob(f"{TABLE}.xlsx"))
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    with pytest.raises(ReleaseError, match=r"Occupation Data\.xlsx cannot be read as an Excel file"):
        first_row(folder)


def test_an_excel_file_that_unfolds_too_far_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = write_excel(tmp_path / "release", onet_tables())
    monkeypatch.setattr(tables, "LARGEST_UNFOLDED", 1000)
    with pytest.raises(ReleaseError, match=r"Occupation Data\.xlsx is larger than any release"):
        first_row(folder)
