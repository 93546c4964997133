"""Importing a survey of pay on top of what a store holds."""

from pathlib import Path

import pytest

from bot.errors import ReleaseError
from bot.knowledge.store import Store
from bot.runtime.imports import import_release
from bot.settings import Settings
from tests.knowledge.oews_files import occupation, write_survey
from tests.knowledge.releases import BAKERS, onet_tables, write_text
from tests.test_cli import rolewise


@pytest.fixture
def small_settings(settings: Settings, tree: Path) -> Settings:
    """The settings of a bot whose built-in roles are those of the small tree, the head baker an O*NET occupation."""
    baker = tree / "roles/head_baker.yml"
    baker.write_text(baker.read_text(encoding="utf-8") + f"onet_code: {BAKERS}\n", encoding="utf-8")
    return settings.but(knowledge=tree)


def survey(folder: Path, *rows: dict, year: int = 2024) -> Path:
    return write_survey(folder / f"national_M{year}_dl.xlsx", rows)


def told(store: Store) -> dict[str, tuple[str, int, float | None]]:
    """Role ids to the occupation surveyed, the year and the median, for roles with pay."""
    found = {role_id: store.role(role_id).pay for role_id in store.titles}
    return {
        role_id: (pay.occupation, pay.year, pay.annual.median.dollars)
        for role_id, pay in found.items()
        if pay and pay.annual
    }


def test_pay_reaches_built_in_and_imported_roles_whichever_was_imported_first(tmp_path: Path, small_settings: Settings):
    onet = write_text(tmp_path / "onet", onet_tables())
    bakers = occupation("51-3011", "Bakers", A_MEDIAN="36,650")
    office = occupation("43-9190", "Office Workers", O_GROUP="broad", A_MEDIAN=41000)
    pay = survey(tmp_path, bakers, office)
    stores = []
    for name, order in (("a.db", (("onet", onet), ("pay", pay))), ("b.db", (("pay", pay), ("onet", onet)))):
        for release, path in order:
            import_release(small_settings, release, path, tmp_path / name)
        stores.append(Store(tmp_path / name))
    for store in stores:
        assert told(store) == {
            "head_baker": ("Bakers", 2024, 36650),
            # The survey counts this one as part of a broad occupation.
            "onet_43_9199_00": ("Office Workers", 2024, 41000),
        }
        assert store.knows_pay
        assert store.sources["oews_51_3011"].title.endswith("May 2024: Bakers (51-3011)")
        assert store.releases().keys() == {"onet", "pay"}


def test_a_later_survey_replaces_the_one_before(tmp_path: Path, small_settings: Settings):
    out = tmp_path / "pay.db"
    clerks = occupation("43-4151", "Order Clerks")
    import_release(small_settings, "pay", survey(tmp_path, occupation("51-3011", "Bakers"), clerks, year=2023), out)
    import_release(small_settings, "pay", survey(tmp_path, occupation("51-3011", "Bakers", A_MEDIAN=9)), out)
    store = Store(out)
    assert told(store) == {"head_baker": ("Bakers", 2024, 9)}
    assert "oews_43_4151" not in store.sources


def test_a_store_without_figures_of_its_roles_knows_no_pay(tmp_path: Path, small_settings: Settings):
    import_release(small_settings, "pay", survey(tmp_path, occupation("29-1141", "Nurses")), tmp_path / "pay.db")
    store = Store(tmp_path / "pay.db")
    assert (told(store), store.knows_pay) == ({}, False)


def test_a_damaged_survey_leaves_the_old_store_as_it_is(tmp_path: Path, small_settings: Settings):
    out = tmp_path / "pay.db"
    import_release(small_settings, "pay", survey(tmp_path, occupation("51-3011", "Bakers")), out)
    before = out.read_bytes()
    with pytest.raises(ReleaseError, match=r"row 2, column 'A_MEDIAN': '3e5' is not an amount"):
        import_release(small_settings, "pay", survey(tmp_path, occupation(A_MEDIAN="3e5")), out)
    assert out.read_bytes() == before


def test_the_command_takes_the_year_and_shows_the_pay_it_imported(tmp_path: Path):
    path, out = write_survey(tmp_path / "wages.csv", [occupation()]), tmp_path / "pay.db"
    without = rolewise("knowledge", "import", "pay", str(path), "--out", str(out))
    assert (without.returncode, out.exists()) == (1, False)
    assert without.stderr.splitlines()[-1] == (
        "The name 'wages' does not tell the year of the survey; give it with --year, as 2024."
    )
    done = rolewise("knowledge", "import", "pay", str(path), "--out", str(out), "--year", "2022")
    assert done.returncode == 0, done.stderr
    # Two built-in roles are this one occupation.
    assert {"general_manager", "operations_manager"} <= told(Store(out)).keys()
    shown = rolewise("knowledge", "show", "general_manager", "--knowledge", str(out)).stdout
    assert "year: 2022" in shown
    assert "dollars: 101280.0" in shown


def test_pay_is_not_written_by_hand(tree: Path):
    baker = tree / "roles/head_baker.yml"
    baker.write_text(baker.read_text(encoding="utf-8") + "pay: {year: 2024}\n", encoding="utf-8")
    done = rolewise("knowledge", "validate", "--from", str(tree))
    assert "roles/head_baker.yml: pay: 'pay' is filled by an import; remove it" in done.stderr
