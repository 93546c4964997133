"""The departments and fields that a text names, and the roles in them."""

from collections import Counter
from collections.abc import Mapping

from actions.knowledge import Known
from bot.search.language import content_lemmas, read


def group_named(known: Known, text: str) -> tuple[str, ...]:
    """The roles of the department that a text names: those that sit in it; empty if it names none."""
    groups = _departments(known, text)
    return tuple(role for role, department in known.store.role_departments.items() if department in groups)


def _departments(known: Known, text: str) -> set[str]:
    # Little words too: 'it' may be the department.
    asked = {token.lemma_ for token in read(text)}
    return {
        key
        for key, department in known.store.departments.items()
        for name in (department.title, *department.aliases)
        if asked.issuperset(token.lemma_ for token in read(name))
    }


def of_group(known: Known, text: str) -> list[str]:
    """The roles of the departments and families that a text names; none if it names none.

    An occupation that says of itself no department belongs to the one that most roles of its SOC major group sit in.
    """
    asked = {token.lemma_ for token in read(text)}
    groups = _departments(known, text)
    departments, codes = known.store.role_departments, known.store.codes
    usual = _usual_departments(departments, codes)
    return [
        role
        for role, family in known.store.families.items()
        if (departments[role] or usual.get(_major_group(codes[role]))) in groups
        or asked.intersection(content_lemmas(family))
    ]


def _usual_departments(departments: Mapping[str, str | None], codes: Mapping[str, str | None]) -> dict[str, str]:
    """By SOC major group, the department that more than half of its roles with a department sit in."""
    sitting: dict[str, Counter[str]] = {}
    for role, department in departments.items():
        if department:
            sitting.setdefault(_major_group(codes[role]), Counter())[department] += 1
    first = {group: counted.most_common(1)[0] for group, counted in sitting.items() if group}
    return {group: name for group, (name, count) in first.items() if count > sitting[group].total() / 2}


def _major_group(code: str | None) -> str:
    return code[:2] if code and code[2:3] == "-" else ""
