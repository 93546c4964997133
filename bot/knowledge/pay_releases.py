"""The files of `rolewise knowledge import pay`: a survey of pay, projections, or figures of other countries."""

from bot.knowledge.files import Knowledge
from bot.knowledge.local_pay import read_local_pay
from bot.knowledge.oews import read_oews
from bot.knowledge.projections import SHEET, read_projections
from bot.knowledge.tables import Release


def read_pay(release: Release, year: int | None = None) -> Knowledge:
    """The national file of OEWS, the workbook of the Employment Projections, or a table of other countries' pay.

    year: of the survey; without it, the one in the file's name. Other files tell their years themselves.

    Raises ReleaseError where the file is none of them or is damaged.
    """
    if len(release.tables) == 1:
        table = release.tables[0]
        if SHEET in release.sheets(table):
            return read_projections(release)
        if "country" in map(str.lower, release.header(table)):
            return read_local_pay(release)
    return read_oews(release, year)
