"""Who is accountable for each of the company's duties, does it, is consulted and informed: as text, CSV or HTML."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from html import escape

from bot.company.model import Charge, Company, OwnDuty
from bot.company.roles import roles_of
from bot.knowledge.files import Knowledge
from bot.knowledge.store import Store
from bot.tables import as_csv, as_table

# A cell of the table in a terminal is no wider; CSV and HTML have all of it.
WIDEST = 40
NOBODY = "nobody"
_STYLE = (
    "body{font:16px/1.4 system-ui,sans-serif;margin:2rem}table{border-collapse:collapse}"
    "caption{text-align:left;font-size:1.3em;margin-bottom:.6em}th,td{border:1px solid #999;padding:.4em .6em;"
    "text-align:left;vertical-align:top}thead th{background:#eee}td.nobody{background:#fde8e8;color:#8a1010}"
)


@dataclass(frozen=True)
class Row:
    """A duty at a site and who has it, by name; of the knowledge's, the role. Empty: nobody, or everywhere."""

    duty: str
    role: str
    site: str
    accountable: str
    responsible: str
    consulted: str
    informed: str


COLUMNS = tuple(field.name for field in fields(Row))


def matrix(company: Company, knowledge: Knowledge | Store, today: date) -> tuple[Row, ...]:
    """A row for each duty that the company file lists, those of its own first, in the order of the file."""
    roles = roles_of(knowledge)
    own = [_row(company, each, each.duty, "", today) for each in company.own_duties]
    known = []
    for each in company.duties:
        role = roles[each.role]
        statement = next(duty.statement for duty in role.duties if duty.id == each.duty)
        known.append(_row(company, each, statement, role.title, today))
    return (*own, *known)


def _row(company: Company, entry: Charge | OwnDuty, duty: str, role: str, today: date) -> Row:
    def named(*keys: str) -> str:
        return "; ".join(_name(company, key, today) for key in keys)

    return Row(
        duty,
        role,
        company.sites[entry.site].name if entry.site else "",
        named(entry.accountable) if entry.accountable else "",
        named(*entry.responsible),
        named(*entry.consulted),
        named(*entry.informed),
    )


def _name(company: Company, key: str, today: date) -> str:
    """A name; of somebody who left, or is away, that is said too."""
    person = company.people.get(key)
    if person is None:
        return company.teams[key].name
    if person.left:
        return f"{person.name} (left)"
    return f"{person.name} (away)" if person.is_away(today) else person.name


def open_lines(company: Company, rows: Sequence[Row]) -> list[str]:
    """What the matrix leaves open, as lines: duties that nobody is accountable for, and those of somebody who left."""
    gone = {f"{person.name} (left)" for person in company.people.values() if person.left}
    lines = []
    for row in rows:
        duty = f"{row.duty} at {row.site}" if row.site else row.duty
        if not row.accountable:
            lines.append(f"nobody is accountable for: {duty}")
        for part in COLUMNS[3:]:
            left = gone.intersection(getattr(row, part).split("; "))
            lines += (f"{name.removesuffix(' (left)')} left and is {part} for: {duty}" for name in sorted(left))
    return lines


def matrix_text(company: Company, rows: Sequence[Row]) -> str:
    """A table of plain text; one line where the company file lists no duties."""
    if not rows:
        return "The company file lists no duties; docs/company.md says how."
    shown = [(*astuple(row)[:3], row.accountable or NOBODY, *astuple(row)[4:]) for row in rows]
    found = open_lines(company, rows)
    return "\n".join(
        [as_table(COLUMNS, shown, widest=WIDEST), *(["", *(f"- {line}" for line in found)] if found else [])]
    )


def matrix_csv(_: Company, rows: Sequence[Row]) -> str:
    """The rows as CSV, a header first."""
    return as_csv(COLUMNS, map(astuple, rows))


def matrix_html(company: Company, rows: Sequence[Row]) -> str:
    """A page of its own with the table, and what it leaves open below."""
    title = escape(f"Who does what at {company.name}")
    head = "".join(f'<th scope="col">{column.capitalize()}</th>' for column in COLUMNS)
    lines = "".join(f"<li>{escape(line)}</li>" for line in open_lines(company, rows))
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>\n<body>\n'
        f"<table>\n<caption>{title}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"
        + "".join(map(_html_row, rows))
        + "</tbody>\n</table>\n"
        + (f"<h2>Open</h2>\n<ul>{lines}</ul>\n" if lines else "")
        + "</body>\n</html>\n"
    )


def _html_row(row: Row) -> str:
    cells = [f"<td>{escape(cell)}</td>" for cell in astuple(row)[1:]]
    if not row.accountable:
        cells[COLUMNS.index("accountable") - 1] = f'<td class="nobody">{NOBODY}</td>'
    return f'<tr><th scope="row">{escape(row.duty)}</th>{"".join(cells)}</tr>\n'


FORMATS: Mapping[str, Callable[[Company, Sequence[Row]], str]] = {
    "table": matrix_text,
    "csv": matrix_csv,
    "html": matrix_html,
}
