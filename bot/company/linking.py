"""The company's own titles and the occupations that are nearest to them: a small table that a keeper looks through."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.company.model import Company, Title
from bot.company.names import title_key
from bot.tables import as_csv, as_table

# A title whose nearest occupation is less near than this stands for itself; docs/decisions/0022 has the figures.
LINKED = 0.6
COLUMNS = ("title", "people", "role", "score", "reviewed")
# What finds the occupation nearest to a title, and how near it is.
Nearest = Callable[[str], tuple[str, float]]


def linked(titles: Iterable[str], nearest: Nearest, before: Sequence[Title] = ()) -> tuple[Title, ...]:
    """Each title with its nearest occupation, where one is near enough; before: of these stays what was reviewed."""
    reviewed = {title_key(each.title): each for each in before if each.reviewed}
    found: dict[str, Title] = {}
    for title in titles:
        key = title_key(title)
        if key not in found:
            found[key] = reviewed.get(key) or _linked(title, *nearest(title))
    return tuple(sorted(found.values(), key=lambda each: (each.reviewed, bool(each.role), each.score, each.title)))


def _linked(title: str, role: str, score: float) -> Title:
    near = {"role": role} if score >= LINKED else {}
    return Title.parse_obj({"title": title, "score": round(min(1.0, max(0.0, score)), 3), **near})


def titles_csv(company: Company) -> str:
    """The table of titles as CSV."""
    return as_csv(COLUMNS, _rows(company))


def titles_text(company: Company, names: Mapping[str, str]) -> str:
    """The same as plain text; names: what occupations are called, by id. One line where there are no titles."""
    rows = [(*row[:2], f"{names.get(row[2], '')} ({row[2]})" if row[2] else "-", *row[3:]) for row in _rows(company)]
    if not rows:
        return "The company file has no titles of its own; 'rolewise company import' writes them."
    return as_table(("title", "people", "nearest occupation", "score", "reviewed"), rows, numbers=("people", "score"))


def _rows(company: Company) -> list[tuple[str, int, str, str, str]]:
    people = Counter(title_key(each.title) for each in company.people.values() if each.title and not each.left)
    return [
        (
            each.title,
            people[title_key(each.title)],
            each.role or "",
            f"{each.score:.2f}",
            "yes" if each.reviewed else "",
        )
        for each in company.titles
    ]
