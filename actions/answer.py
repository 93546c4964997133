"""References to what the store holds, as answers carry them."""

from collections.abc import Iterable

from bot.knowledge.model import Duty, Sourced
from bot.knowledge.store import Store
from bot.saying.answer import DutyRef, RoleRef, SourceRef


def role_ref(store: Store, role_id: str, score: float = 1.0) -> RoleRef:
    return RoleRef(role_id, store.titles[role_id], round(score, 2), store.codes[role_id] or "")


def duty_ref(role: str, duty: Duty, asked: str = "", shared: bool = False) -> DutyRef:
    return DutyRef(duty.id, duty.statement, role, duty.involvement.value, duty.area, asked, shared)


def source_refs(store: Store, facts: Iterable[Sourced]) -> tuple[SourceRef, ...]:
    """The sources of some facts, each once, in order of first use, with the places in them."""
    places: dict[str, dict[str, None]] = {}
    for fact in facts:
        for source in fact.sources:
            found = places.setdefault(source, {})
            if fact.ref and len(fact.sources) == 1:
                found[fact.ref] = None
    return tuple(source_ref(store, key, tuple(found)) for key, found in places.items())


def source_ref(store: Store, key: str, places: tuple[str, ...] = ()) -> SourceRef:
    source = store.sources[key]
    # What was printed once is known by its title; what comes out again and again by its edition.
    name = f"{source.release} ({source.publisher.split(',')[0]})" if source.release and source.url else ""
    return SourceRef(key, source.title, source.url, places, name)
