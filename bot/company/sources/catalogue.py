"""A Backstage catalogue: files of one or more entities, of which systems, groups and users have a place in the map.

The format: backstage.io/docs/features/software-catalog/descriptor-format.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.company.forms import Link
from bot.company.names import name_words
from bot.company.sheets import Sheet
from bot.company.sources.found import Found, FoundSystem, FoundTeam, one_line, read_text
from bot.errors import InvalidKnowledge
from bot.knowledge.parsing import UNREADABLE, unreadable, yaml_documents

# What the map has as systems.
SYSTEMS = ("Component", "System", "API", "Resource")
# Annotations that say what a user or group is called on GitHub.
_ON_GITHUB = ("github.com/user-login", "github.com/team-slug")
_COLUMNS = ("Display Name", "Work Email", "Department")


@dataclass(frozen=True)
class Entity:
    """An entity that names itself; where: the file and the line that it begins in."""

    kind: str
    name: str
    metadata: Mapping[str, Any]
    spec: Mapping[str, Any]
    where: str

    @property
    def title(self) -> str:
        """What people are shown."""
        return one_line(self.profile.get("displayName")) or one_line(self.metadata.get("title")) or self.name

    @property
    def profile(self) -> Mapping[str, Any]:
        profile = self.spec.get("profile")
        return profile if isinstance(profile, dict) else {}


def read_entities(path: Path, notes: list[str]) -> tuple[Entity, ...]:
    """The entities of a file; what is none is said in notes and left out. Raises InvalidKnowledge for no YAML."""
    text = read_text(path)
    try:
        documents = list(yaml_documents(text))
    except UNREADABLE as error:
        raise InvalidKnowledge([unreadable(error, path.name)]) from None
    found = (_entity(content, f"{path.name}, line {line}", notes) for line, content in documents)
    return tuple(each for each in found if each)


def _entity(content: Any, where: str, notes: list[str]) -> Entity | None:
    if content is None:
        return None
    fields = content if isinstance(content, dict) else {}
    metadata, spec = fields.get("metadata"), fields.get("spec")
    kind, name = one_line(fields.get("kind")), one_line(metadata.get("name")) if isinstance(metadata, dict) else ""
    if not (kind and name and isinstance(metadata, dict)):
        notes.append(f"{where}: this is no entity with a kind and a metadata.name; it was left out")
        return None
    return Entity(kind, name, metadata, spec if isinstance(spec, dict) else {}, where)


def read_catalogue(path: Path, source: str) -> Found:
    """The systems and groups of a catalogue, and who its users are. Raises InvalidKnowledge where it is no YAML."""
    notes: list[str] = []
    entities = read_entities(path, notes)
    of_kinds = {*SYSTEMS, "Group", "User"}
    for kind, count in Counter(each.kind for each in entities if each.kind not in of_kinds).items():
        first = next(each.where for each in entities if each.kind == kind)
        notes.append(f"{first}: the map has no place for entities of the kind {kind}; left out: {count}")
    users = [each for each in entities if each.kind == "User"]
    groups = [each for each in entities if each.kind == "Group"]
    teams = tuple(_team(each, users) for each in groups)
    handles = {handle: one_line(each.profile.get("email")) or each.title for each in users for handle in _handles(each)}
    handles |= {handle: each.title for each in groups for handle in _handles(each)}
    systems = tuple(_systems([each for each in entities if each.kind in SYSTEMS], notes))
    return Found(source, teams, systems, handles=handles, notes=tuple(notes))


def users_sheet(path: Path) -> Sheet | None:
    """The users of a catalogue as a staff list; None where it has none. Raises InvalidKnowledge where it is no YAML."""
    entities = read_entities(path, [])
    teams = {each.name: each.title for each in entities if each.kind == "Group"}
    rows = []
    for number, each in enumerate((each for each in entities if each.kind == "User"), 1):
        first = next((_bare(ref) for ref in _texts(each.spec.get("memberOf"))), "")
        rows.append((number, (each.title, one_line(each.profile.get("email")), teams.get(first, first))))
    return Sheet(path.name, _COLUMNS, tuple(rows), "UTF-8", "none", 0, "user") if rows else None


def _systems(entities: Sequence[Entity], notes: list[str]) -> Iterator[FoundSystem]:
    titles = Counter(name_words(each.title) for each in entities)
    for each in entities:
        # A component and its API often have one name, and people must be told which is which.
        name = each.title if titles[name_words(each.title)] == 1 else f"{each.title} ({each.kind})"
        link = next((one_line(link.get("url")) for link in _fields(each.metadata.get("links"))), "")
        if link and not Link.regex.match(link):  # type: ignore[union-attr]
            notes.append(f"{each.where}: '{link}' is no address of a page; it was left out")
            link = ""
        owner = one_line(each.spec.get("owner"))
        aliases = () if name_words(each.name) == name_words(each.title) else (each.name,)
        purpose = one_line(each.metadata.get("description"))
        yield FoundSystem(name, each.where, aliases, (owner,) if owner else (), purpose, link)


def _team(entity: Entity, users: Sequence[Entity]) -> FoundTeam:
    """A group; who is in it, it says itself or its members do."""
    listed = [ref if ":" in ref else f"user:{_bare(ref)}" for ref in _texts(entity.spec.get("members"))]
    joined = [f"user:{user.name}" for user in users if entity.name in map(_bare, _texts(user.spec.get("memberOf")))]
    members = tuple(dict.fromkeys((*listed, *joined))) if listed or joined or "members" in entity.spec else None
    # The name that others refer to it by comes first.
    aliases = () if name_words(entity.name) == name_words(entity.title) else (entity.name,)
    email, purpose = one_line(entity.profile.get("email")), one_line(entity.metadata.get("description"))
    return FoundTeam(entity.title, entity.where, aliases, email, purpose, members)


def _handles(entity: Entity) -> Iterator[str]:
    """What a user or group is called by other entities, and on GitHub where it says so."""
    yield f"{entity.kind.lower()}:{entity.name}"
    annotations = entity.metadata.get("annotations")
    for name in _ON_GITHUB:
        if handle := one_line(annotations.get(name)) if isinstance(annotations, dict) else "":
            yield f"@{handle}"


def _bare(ref: str) -> str:
    """The name in a reference: 'group:default/payments' is payments."""
    return ref.rpartition(":")[2].rpartition("/")[2]


def _texts(value: Any) -> list[str]:
    return [text for each in value if (text := one_line(each))] if isinstance(value, list) else []


def _fields(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
