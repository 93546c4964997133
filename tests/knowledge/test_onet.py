"""O*NET releases, whole and damaged, in every layout they come in."""

import os
from pathlib import Path

import pytest

from bot.errors import ReleaseError
from bot.knowledge.files import Knowledge
from bot.knowledge.onet import SETTINGS, STYLES, read_onet, singular
from bot.knowledge.tables import Release
from bot.settings import ROOT
from tests.knowledge.releases import BAKERS, CLERKS, CODE, measured, onet_tables, write_excel, write_text, write_zip

SHARED = Path(os.environ.get("ROLEWISE_SHARED") or ROOT.parent / "shared") / "onet"
needs_release = pytest.mark.skipif(not SHARED.is_dir(), reason=f"the O*NET release is not at {SHARED}")


def read(path: Path) -> Knowledge:
    return read_onet(Release(path))


@pytest.fixture(params=["text", "zip", "excel"])
def small_release(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "zip":
        return write_zip(tmp_path / "release.zip", onet_tables())
    return {"text": write_text, "excel": write_excel}[request.param](tmp_path / "release", onet_tables())


def test_every_layout_says_the_same(small_release: Path):
    clerk, baker = (next(role for role in read(small_release).roles if role.onet_code == c) for c in (CLERKS, BAKERS))
    assert (baker.id, baker.title, baker.family) == ("onet_51_3011_00", "Baker", "Production")
    assert baker.aliases == ("Bakers", "Certified Master Baker", "CMB", "CM Baker")
    assert [(duty.id, duty.statement, duty.involvement.value) for duty in baker.duties] == [
        ("task_1", 'Knead "sour" dough.', "responsible"),
        ("task_2", "Sweep the oven.", "takes_part"),
    ]
    assert baker.duties[0].general == ("Mix ingredients.",)
    assert [(skill.name, skill.importance, skill.kind.value) for skill in baker.skills] == [
        ("Listening", 88, "skill"),
        ("Food Production", 75, "knowledge"),
        ("Reading", 50, "skill"),
    ]
    assert [(link.type.value, link.level) for link in baker.interests] == [("artistic", 92), ("realistic", 83)]
    assert [(style.name, style.importance) for style in baker.styles] == [
        ("Attention to Detail", 100),
        ("Dependability", 80),
    ]
    # Only surroundings, and only those that are usual.
    assert [(setting.name, setting.importance) for setting in baker.settings] == [("Indoors", 95), ("Hot or Cold", 60)]
    assert [fact.text for fact in baker.education] == ["Diploma (70 %)", "No diploma (30 %)"]
    assert [tool.name for tool in baker.technology] == ["Oven timer software"]
    assert [link.role for link in baker.related] == [clerk.id]
    assert baker.job_zone == 2
    assert clerk.title == "Shop and Order Clerk"


def test_every_role_names_its_source_and_licence(small_release: Path):
    found = read(small_release)
    for role in found.roles:
        source = found.sources[role.summary.sources[0]]
        assert role.onet_code in (source.url or "")
        assert (source.licence, "Department of Labor" in source.publisher) == ("CC BY 4.0", True)


def test_only_occupations_and_tasks_have_to_be_there(tmp_path: Path):
    tables = {name: onet_tables()[name] for name in ("Occupation Data", "Task Statements")}
    assert [len(role.duties) for role in read(write_text(tmp_path, tables)).roles] == [2, 0, 1]


@pytest.mark.parametrize(
    ("titles", "superiors"),
    [
        (["First-Line Supervisors of Bakers and Butchers"], {"51-3011.00": ["onet_51_1010_00"]}),
        # Of two kinds of supervisors nobody says whose is whose.
        (["First-Line Supervisors of Bakers", "First-Line Supervisors of Butchers"], {}),
        (["Supervisors of Bakers"], {}),
        ([], {}),
    ],
)
def test_people_report_to_the_one_kind_of_supervisors_of_their_group(tmp_path: Path, titles, superiors):
    tables = onet_tables()
    tables["Occupation Data"] += [
        {CODE: f"51-101{number}.00", "Title": title, "Description": "Look after the others."}
        for number, title in enumerate(titles)
    ]
    found = {role.onet_code: role for role in read(write_text(tmp_path, tables)).roles}
    assert len(found) == 3 + len(titles)
    reported = {code: [link.role for link in role.reports_to] for code, role in found.items() if role.reports_to}
    assert reported == superiors
    # The supervisors' own description says it.
    for code, ids in superiors.items():
        assert [list(link.sources) for link in found[code].reports_to] == [ids]


def test_only_the_first_styles_and_settings_are_kept_most_important_first(tmp_path: Path):
    tables = onet_tables()
    for table, element, scale in (("Work Styles", "1.C.1", "IM"), ("Work Context", "4.C.2.a", "CX")):
        # 4 to 4.9, in no order.
        tables[table] = [
            measured(BAKERS, element, f"Thing {value}", scale, f"4.{value}") for value in (3, 9, 0, 6, 1, 8, 2, 7, 5, 4)
        ]
    (baker,) = (role for role in read(write_text(tmp_path, tables)).roles if role.onet_code == BAKERS)
    assert [style.name for style in baker.styles] == [f"Thing {value}" for value in (9, 8, 7, 6, 5, 4)][:STYLES]
    assert [each.name for each in baker.settings] == [f"Thing {value}" for value in (9, 8, 7, 6, 5, 4)][:SETTINGS]


def test_further_columns_and_a_byte_order_mark_do_no_harm(tmp_path: Path):
    tables = onet_tables()
    tables["Occupation Data"] = [{"New": "x", **row} for row in tables["Occupation Data"]]
    write_text(tmp_path, tables)
    path = tmp_path / "Occupation Data.txt"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(read(tmp_path).roles) == 3


def test_quotation_marks_that_a_spreadsheet_added_are_undone(tmp_path: Path):
    write_text(tmp_path, onet_tables())
    path = tmp_path / "Task Statements.txt"
    path.write_text(path.read_text(encoding="utf-8").replace('Knead "sour" dough.', '"Knead ""sour"" dough."'))
    assert read(tmp_path).roles[0].duties[0].statement == 'Knead "sour" dough.'


@pytest.mark.parametrize(
    ("table", "change", "message"),
    [
        ("Task Statements", None, "has no table 'Task Statements'"),
        ("Occupation Data", None, "has no table 'Occupation Data'"),
        ("Task Statements", {"Task": None}, "Task Statements.txt, row 1: there is no column 'Task'"),
        ("Task Statements", {CODE: "51-3011"}, f"Task Statements.txt, row 2, column '{CODE}': '51-3011' is not an"),
        ("Task Statements", {CODE: "99-9999.99"}, f"row 2, column '{CODE}': occupation 99-9999.99 is not in"),
        ("Task Statements", {"Task": ""}, "Task Statements.txt, row 2, column 'Task': the task is empty"),
        ("Skills", {"Data Value": "many"}, "Skills.txt, row 2, column 'Data Value': 'many' is not a number"),
        ("Skills", {"Data Value": "9"}, "Skills.txt, row 2, column 'Data Value': a measure of 9 is not between"),
        ("Interests", {"Data Value": "?"}, "Interests.txt, row 2, column 'Data Value': '?' is not a number"),
        ("Interests", {"Data Value": "0.5"}, "row 2, column 'Data Value': a measure of 0.5 is not between 1 and 7"),
        ("Work Styles", {"Data Value": "0"}, "Work Styles.txt, row 2, column 'Data Value': a measure of 0 is not"),
        ("Work Context", {"Data Value": "6"}, "Work Context.txt, row 2, column 'Data Value': a measure of 6 is not"),
        ("Job Zones", {"Job Zone": "7"}, "Job Zones.txt, row 2, column 'Job Zone': 7 is not a job zone"),
        ("Interests", {"Element Name": "Lazy"}, "Interests.txt, row 2, column 'Element Name': 'Lazy' is not"),
        ("Related Occupations", {"Related O*NET-SOC Code": "00-0000.00"}, "occupation 00-0000.00 is not in"),
    ],
)
def test_a_damaged_release_says_where(tmp_path: Path, table: str, change: dict | None, message: str):
    tables = onet_tables()
    if change is None:
        del tables[table]
    elif None in change.values():
        tables[table] = [{key: cell for key, cell in row.items() if key not in change} for row in tables[table]]
    else:
        tables[table][0].update(change)
    with pytest.raises(ReleaseError) as caught:
        read(write_text(tmp_path, tables))
    assert message in str(caught.value)


def test_a_file_that_was_cut_off_says_at_which_row(tmp_path: Path):
    write_text(tmp_path, onet_tables())
    path = tmp_path / "Task Statements.txt"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(ReleaseError, match=r"Task Statements.txt, row 4, column '.*cut off"):
        read(tmp_path)


def test_what_is_not_text_or_a_zip_or_there_is_refused(tmp_path: Path):
    write_text(tmp_path, onet_tables())
    (tmp_path / "Skills.txt").write_bytes(b"O*NET\nfine\n\xff\xfe")
    with pytest.raises(ReleaseError, match=r"Skills.txt, row 3: this is not UTF-8 text"):
        read(tmp_path)
    (tmp_path / "release.zip").write_bytes(b"PK\x03\x04 half a zip")
    with pytest.raises(ReleaseError, match="neither a folder nor a whole zip file"):
        read(tmp_path / "release.zip")
    with pytest.raises(ReleaseError, match="There is no file or folder"):
        read(tmp_path / "nowhere")
    (tmp_path / "excel").mkdir()
    (tmp_path / "excel/Occupation Data.xlsx").write_bytes(b"no workbook")
    with pytest.raises(ReleaseError, match=r"Occupation Data.xlsx cannot be read as an Excel file"):
        read(tmp_path / "excel")


@pytest.mark.parametrize(
    ("title", "one"),
    [
        ("Chief Executives", "Chief Executive"),
        ("Welders, Cutters, Solderers, and Brazers", "Welder, Cutter, Solderer, and Brazer"),
        ("Captains, Mates, and Pilots of Water Vessels", "Captain, Mate, and Pilot of Water Vessels"),
        ("Compensation, Benefits, and Job Analysis Specialists", "Compensation, Benefits, and Job Analysis Specialist"),
        ("Business Teachers, Postsecondary", "Business Teacher, Postsecondary"),
        ("Floor Layers, Except Carpet, Wood, and Hard Tiles", "Floor Layer, Except Carpet, Wood, and Hard Tiles"),
        ("Hosts and Hostesses, Restaurant", "Host and Hostess, Restaurant"),
        ("Secretaries and Administrative Assistants", "Secretary and Administrative Assistant"),
        ("Aircraft Mechanics and Service Technicians", "Aircraft Mechanic and Service Technician"),
        ("Firemen", "Fireman"),
        ("Clergy", "Clergy"),
    ],
)
def test_a_title_names_one_person(title: str, one: str):
    assert singular(title) == one


@needs_release
def test_the_whole_release_is_read():
    found = read(SHARED / "db_29_text.zip")
    assert len(found.roles) == 1016
    assert sum(len(role.duties) for role in found.roles) == 18796
    assert sum(len(role.aliases) for role in found.roles) > 56000
    executive = next(role for role in found.roles if role.onet_code == "11-1011.00")
    assert executive.title == "Chief Executive"
    assert {"CEO", "Executive Director"} <= set(executive.aliases)
    assert executive.skills[0].importance >= executive.skills[-1].importance


@needs_release
def test_excel_and_text_of_one_release_agree():
    text = {role.id: role for role in read(SHARED / "db_29_text.zip").roles}
    for role in read(SHARED / "db_29_excel").roles:
        assert [duty.statement for duty in role.duties] == [duty.statement for duty in text[role.id].duties]
        for field in ("title", "interests", "job_zone", "reports_to"):
            assert getattr(role, field) == getattr(text[role.id], field), field
