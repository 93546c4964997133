"""The departments and fields that a text names, and the roles in them."""

from collections import Counter
from collections.abc import Collection, Mapping

from actions.knowledge import Known
from bot.search.language import content_lemmas, read


def group_named(known: Known, words: Collection[str]) -> tuple[str, ...]:
    """The roles of the department that words name: those that sit in it; empty if they name none."""
    groups = _departments(known, words)
    return tuple(role for role, department in known.store.role_departments.items() if department in groups)


def _departments(known: Known, words: Collection[str]) -> set[str]:
    # Little words too: 'it' may be the department.
    asked = set(words)
    return {
        key
        for key, department in known.store.departments.items()
        for name in (department.title, *department.aliases)
        if asked.issuperset(token.lemma_ for token in read(name))
    }


def of_group(known: Known, words: Collection[str]) -> list[str]:
    """The roles of the departments and families that words name; none if they name none.

    An occupation that only a database has says neither of itself as we do: it counts as sitting where most roles of
    ours of its SOC major group sit, and as of the family that most of them are of.
    """
    asked = set(words)
    store = known.store
    groups = _departments(known, words)
    in_family = {family for family in store.families.values() if asked.intersection(content_lemmas(family))}
    ours = {role: _major_group(store.codes[role]) for role in store.families if role in store.hand_written}
    usual_department = _usual({role: store.role_departments[role] for role in ours}, ours)
    usual_family = _usual({role: store.families[role] for role in ours}, ours)
    # Of a major group in which no role of ours is, its own title alone can say what it has to do with a department.
    called = {
        lemma
        for key in groups
        for name in (store.departments[key].title, *store.departments[key].aliases)
        for lemma in content_lemmas(name)
    }
    own_groups = set(ours.values())
    return [
        role
        for role, family in store.families.items()
        if family in in_family
        or store.role_departments[role] in groups
        or (
            role not in ours
            and (group := _major_group(store.codes[role]))
            and (
                usual_department.get(group) in groups
                or usual_family.get(group) in in_family
                or (group not in own_groups and called.intersection(content_lemmas(family)))
            )
        )
    ]


def _usual(said: Mapping[str, str | None], groups: Mapping[str, str]) -> dict[str, str]:
    """By SOC major group what is said of more than half of its roles."""
    counted: dict[str, Counter[str]] = {}
    for role, group in groups.items():
        if group and (value := said[role]):
            counted.setdefault(group, Counter())[value] += 1
    first = {group: each.most_common(1)[0] for group, each in counted.items()}
    return {group: value for group, (value, count) in first.items() if count > counted[group].total() / 2}


def _major_group(code: str | None) -> str:
    return code[:2] if code and code[2:3] == "-" else ""
