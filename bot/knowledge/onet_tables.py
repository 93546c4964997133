"""The tables of an O*NET release by occupation, and how O*NET codes occupations, scales and groups."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from bot.knowledge.tables import Release, Row

CODE, OTHER = "O*NET-SOC Code", "Related O*NET-SOC Code"
_CODE = re.compile(r"\d\d-\d{4}\.\d\d")
# The 23 major groups of the Standard Occupational Classification, by the code's first two digits.
MAJOR_GROUPS = {
    "11": "Management",
    "13": "Business and Financial Operations",
    "15": "Computer and Mathematical",
    "17": "Architecture and Engineering",
    "19": "Life, Physical, and Social Science",
    "21": "Community and Social Service",
    "23": "Legal",
    "25": "Educational Instruction and Library",
    "27": "Arts, Design, Entertainment, Sports, and Media",
    "29": "Healthcare Practitioners and Technical",
    "31": "Healthcare Support",
    "33": "Protective Service",
    "35": "Food Preparation and Serving Related",
    "37": "Building and Grounds Cleaning and Maintenance",
    "39": "Personal Care and Service",
    "41": "Sales and Related",
    "43": "Office and Administrative Support",
    "45": "Farming, Fishing, and Forestry",
    "47": "Construction and Extraction",
    "49": "Installation, Maintenance, and Repair",
    "51": "Production",
    "53": "Transportation and Material Moving",
    "55": "Military Specific",
}
# Scales: importance of skills, knowledge and styles (1 to 5), occupational interests (1 to 7), how often a setting is
# met with (1 to 5), level of education, related work.
IMPORTANCE, INTEREST, CONTEXT, EDUCATION, EXPERIENCE = "IM", "OI", "CX", "RL", "RW"


def coded(release: Release, table: str, columns: Iterable[str]) -> Iterator[Row]:
    """The rows of a table about occupations, each with a well-formed code."""
    for row in release.rows(table, (CODE, *columns)):
        if not _CODE.fullmatch(row[CODE]):
            raise row.error(CODE, f"{row[CODE]!r} is not an O*NET-SOC code such as '11-1011.00'")
        yield row


class OnetTables:
    """Every table by occupation; those the release lacks are empty.

    Raises ReleaseError naming file, row and column where the release is damaged or partial.
    """

    def __init__(self, release: Release, occupations: dict[str, Row]):
        self._release = release
        self._occupations = occupations
        self.tasks = self._by_code("Task Statements", ("Task ID", "Task"), required=True)
        self.titles = self._by_code("Alternate Titles", ("Alternate Title",))
        self.reported = self._by_code("Sample of Reported Titles", ("Reported Job Title",))
        measured = ("Element ID", "Element Name", "Scale ID", "Data Value")
        self.skills = self._by_code("Skills", measured)
        self.knowledge = self._by_code("Knowledge", measured)
        self.interests = self._by_code("Interests", measured)
        self.styles = self._by_code("Work Styles", measured)
        self.settings = self._by_code("Work Context", measured)
        self.preparation = self._by_code(
            "Education, Training, and Experience", ("Element ID", "Scale ID", "Category", "Data Value")
        )
        self.zones = self._by_code("Job Zones", ("Job Zone",))
        self.technology = self._by_code("Technology Skills", ("Example",))
        self.related = self._by_code("Related Occupations", (OTHER,))
        self.supervisors: dict[str, list[str]] = defaultdict(list)
        for code, row in occupations.items():
            if row["Title"].startswith("First-Line Supervisors"):
                self.supervisors[code[:2]].append(code)
        self.activities: dict[str, list[str]] = defaultdict(list)
        for rows in self._by_code("Tasks to DWAs", ("Task ID", "DWA Title")).values():
            for row in rows:
                self.activities[row["Task ID"]].append(row["DWA Title"])
        self.categories: dict[tuple[str, str, str], str] = {}
        table = "Education, Training, and Experience Categories"
        if release.has(table):
            for row in release.rows(table, ("Element ID", "Scale ID", "Category", "Category Description")):
                self.categories[row["Element ID"], row["Scale ID"], row["Category"]] = row["Category Description"]

    def require(self, row: Row, column: str) -> None:
        """Raises ReleaseError unless the cell is an occupation of the release."""
        if row[column] not in self._occupations:
            raise row.error(column, f"occupation {row[column]} is not in 'Occupation Data'")

    def _by_code(self, table: str, columns: Iterable[str], required: bool = False) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        if required or self._release.has(table):
            for row in coded(self._release, table, columns):
                self.require(row, CODE)
                found[row[CODE]].append(row)
        if required and not found:
            raise self._release.empty(table)
        return found
