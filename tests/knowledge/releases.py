"""Small releases in the layouts of O*NET and ESCO, written to disk to be read, or to be damaged first."""

import csv
import io
import zipfile
from pathlib import Path

Table = list[dict[str, str]]

CODE = "O*NET-SOC Code"
BAKERS, CLERKS, OTHERS = "51-3011.00", "43-4151.00", "43-9199.00"


def onet_tables() -> dict[str, Table]:
    """Two occupations with everything and one with nothing but its name."""
    return _named_tables() | _measured_tables() | _listed_tables()


def _named_tables() -> dict[str, Table]:
    return {
        "Occupation Data": [
            {CODE: BAKERS, "Title": "Bakers", "Description": "Mix and bake dough."},
            {CODE: CLERKS, "Title": "Shop and Order Clerks", "Description": "Serve at a counter."},
            {CODE: OTHERS, "Title": "Office Workers, All Other", "Description": "All the others."},
        ],
        "Task Statements": [
            {CODE: BAKERS, "Task ID": "1", "Task": 'Knead "sour" dough.', "Task Type": "Core"},
            {CODE: BAKERS, "Task ID": "2", "Task": "Sweep the oven.", "Task Type": "Supplemental"},
            {CODE: CLERKS, "Task ID": "3", "Task": "Take orders.", "Task Type": ""},
        ],
        "Alternate Titles": [
            {CODE: BAKERS, "Alternate Title": "Certified Master Baker (CMB)", "Short Title": "CM Baker"},
            {CODE: CLERKS, "Alternate Title": "Order Taker", "Short Title": ""},
        ],
        "Tasks to DWAs": [{CODE: BAKERS, "Task ID": "1", "DWA Title": "Mix ingredients."}],
    }


def _measured_tables() -> dict[str, Table]:
    return {
        "Skills": [
            measured(BAKERS, "2.A.1.a", "Reading", "IM", "3"),
            measured(BAKERS, "2.A.1.b", "Listening", "IM", "4.5"),
            measured(BAKERS, "2.A.1.b", "Listening", "LV", "2"),
        ],
        "Knowledge": [measured(BAKERS, "2.C.2.a", "Food Production", "IM", "4")],
        "Interests": [
            measured(BAKERS, "1.B.1.a", "Realistic", "OI", "6"),
            measured(BAKERS, "1.B.1.c", "Artistic", "OI", "6.5"),
        ],
        "Work Styles": [
            measured(BAKERS, "1.C.5.a", "Dependability", "IM", "4.2"),
            measured(BAKERS, "1.C.5.b", "Attention to Detail", "IM", "5"),
        ],
        "Work Context": [
            measured(BAKERS, "4.C.2.a.1.a", "Indoors", "CX", "4.8"),
            measured(BAKERS, "4.C.2.b.1.b", "Hot or Cold", "CX", "3.4"),
            measured(BAKERS, "4.C.2.b.1.e", "Contagion", "CX", "3.3"),
            measured(BAKERS, "4.C.2.a.1.a", "Indoors", "CXP", "90"),
            measured(BAKERS, "4.C.1.a.2.l", "Telephone", "CX", "5"),
        ],
    }


def _listed_tables() -> dict[str, Table]:
    return {
        "Job Zones": [{CODE: BAKERS, "Job Zone": "2"}],
        "Education, Training, and Experience": [
            _answer(BAKERS, "1", "30.2"),
            _answer(BAKERS, "2", "69.8"),
        ],
        "Education, Training, and Experience Categories": [
            {"Element ID": "2.D.1", "Scale ID": "RL", "Category": "1", "Category Description": "No diploma"},
            {"Element ID": "2.D.1", "Scale ID": "RL", "Category": "2", "Category Description": "Diploma - or alike"},
        ],
        "Technology Skills": [{CODE: BAKERS, "Example": "Oven timer software"}],
        "Related Occupations": [{CODE: BAKERS, "Related O*NET-SOC Code": CLERKS}],
    }


def measured(code: str, element: str, name: str, scale: str, value: str) -> dict[str, str]:
    return {CODE: code, "Element ID": element, "Element Name": name, "Scale ID": scale, "Data Value": value}


def _answer(code: str, category: str, value: str) -> dict[str, str]:
    return {CODE: code, "Element ID": "2.D.1", "Scale ID": "RL", "Category": category, "Data Value": value}


def as_text(table: Table) -> str:
    """A table as O*NET's text files have it: tabs, and no quotation marks around anything."""
    lines = ["\t".join(table[0]), *("\t".join(row.values()) for row in table)]
    return "\r\n".join(lines) + "\r\n"


def write_text(folder: Path, tables: dict[str, Table]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        (folder / f"{name}.txt").write_text(as_text(table), encoding="utf-8", newline="")
    return folder


def write_zip(path: Path, tables: dict[str, Table]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, table in tables.items():
            archive.writestr(f"db_30_text/{name}.txt", as_text(table))
    return path


def write_excel(folder: Path, tables: dict[str, Table]) -> Path:
    from openpyxl import Workbook

    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        book = Workbook()
        book.active.append(list(table[0]))
        for row in table:
            # Excel keeps numbers as numbers.
            book.active.append(
                [float(value) if name == "Job Zones" and value == "2" else value for value in row.values()]
            )
        book.save(folder / f"{name}.xlsx")
    return folder


ESCO = "http://data.europa.eu/esco/occupation/"


def esco_tables() -> dict[str, Table]:
    return {
        "occupations_en": [
            {
                "conceptType": "Occupation",
                "conceptUri": ESCO + "AB-1",
                "iscoGroup": "7512",
                "preferredLabel": "head of bread",
                "altLabels": "bread boss\nbaker/bakeress",
                "description": "Heads of bread choose flour. They taste\nevery loaf.",
            },
            {
                "conceptType": "Occupation",
                "conceptUri": ESCO + "cd-2",
                "iscoGroup": "5223",
                "preferredLabel": "shop manager",
                "altLabels": "",
                "description": "",
            },
        ],
        "skills_en": [{"conceptUri": "s1", "preferredLabel": "taste bread"}],
        "occupationSkillRelations_en": [
            {"occupationUri": ESCO + "AB-1", "relationType": "essential", "skillUri": "s1"},
        ],
    }


def write_csv(folder: Path, tables: dict[str, Table]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, list(table[0]))
        writer.writeheader()
        writer.writerows(table)
        (folder / f"{name}.csv").write_text(text.getvalue(), encoding="utf-8", newline="")
    return folder
