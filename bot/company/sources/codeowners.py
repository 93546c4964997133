"""Who owns which part of a code base: CODEOWNERS files as GitHub and GitLab have them.

The last rule that matches a path counts; of GitLab's sections each has a last one. docs/company.md says which folders
become systems.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.company.sources.found import Found, FoundSystem, read_text

# '[Name]', '^[Name]' or '[Name][2]', then the owners of those of its rules that name none. GitHub's patterns have no
# brackets.
_SECTION = re.compile(r"^\^?\[([^\]]+)\](?:\[\d+\])?(?:\s+(.*))?$")
# Ends where a space does that no backslash is before.
_CELL = re.compile(r"(?:\\.|[^\s\\])+")
_OWNER = re.compile(r"^(?:@{1,2}[\w.-]+(?:/[\w.-]+)*|[^@\s]+@[^@\s]+\.[^@\s]+)$")
_COMMENT = re.compile(r"(?:^|\s)#")
# A folder that a pattern names by itself, whatever is in it.
_FOLDER = re.compile(r"^/?((?:[^*?\[\]!/]+/)*[^*?\[\]!/]+)/(?:\*\*?(?:/\*)?)?$")
# A pattern of more of them would take longer to look for than anybody waits.
_STARS, MOST_STARS = re.compile(r"\*+"), 6
# A file that no pattern means unless it means its whole folder.
PROBE = "\x00"


@dataclass(frozen=True)
class Rule:
    """A line: whom it names for what; section: GitLab's, empty for none; is_not: it takes paths out of that."""

    line: int
    pattern: str
    owners: tuple[str, ...]
    section: str = ""
    is_not: bool = False


def read_rules(text: str, file: str, notes: list[str]) -> tuple[Rule, ...]:
    """The rules of a file in order; what is none, or no owner, is said in notes and left out."""
    rules: list[Rule] = []
    section, usual = "", tuple[str, ...]()
    for number, written in enumerate(text.splitlines(), 1):
        line = written.strip()
        if not line or line.startswith("#"):
            continue
        where = f"{file}, line {number}"
        if head := _SECTION.match(line):
            section, usual = head[1].strip().casefold(), _owners(head[2] or "", where, notes)
            continue
        cell = _CELL.match(line)
        if cell is None:
            notes.append(f"{where}: '{line}' ends in a backslash that escapes nothing; it was left out")
            continue
        if len(_STARS.findall(cell[0])) > MOST_STARS:
            notes.append(f"{where}: '{cell[0]}' has more than {MOST_STARS} stars; it was left out")
            continue
        is_not = cell[0].startswith("!")
        owners = () if is_not else _owners(line[cell.end() :], where, notes) or usual
        rules.append(Rule(number, cell[0].lstrip("!"), owners, section, is_not))
    return tuple(rules)


def _owners(text: str, where: str, notes: list[str]) -> tuple[str, ...]:
    cells = _COMMENT.split(text, maxsplit=1)[0].split()
    notes += [f"{where}: '{cell}' is no owner; it was left out" for cell in cells if not _OWNER.match(cell)]
    return tuple(dict.fromkeys(cell for cell in cells if _OWNER.match(cell)))


def owners_of(path: str, rules: Sequence[Rule]) -> tuple[str, ...]:
    """The owners of a path: of each section those of the last rule that matches, if it is not taken out of it."""
    last: dict[str, Rule] = {}
    out: set[str] = set()
    for rule in rules:
        if matches(rule.pattern, path):
            out |= {rule.section} if rule.is_not else set()
            last[rule.section] = rule
    found = (rule for section, rule in last.items() if section not in out)
    return tuple(dict.fromkeys(owner for rule in found for owner in rule.owners))


def matches(pattern: str, path: str) -> bool:
    """Whether a pattern means a file, whose path begins at the root without a slash."""
    return _regex(pattern).match(path) is not None


@lru_cache(maxsize=4096)
def _regex(pattern: str) -> re.Pattern[str]:
    """A pattern as a regular expression: of a folder it means all that is in it, but 'folder/*' only its own files."""
    body = pattern.strip("/")
    # Without a slash before its end a pattern is meant in every folder.
    anywhere = "" if "/" in pattern.rstrip("/") else r"(?:.*/)?"
    parts = body.split("/") if body else ["**"]
    written: list[str] = []
    for place, part in enumerate(parts):
        is_last = place == len(parts) - 1
        if part == "**":
            written.append(".+" if is_last else r"(?:[^/]+/)*")
        else:
            written.append(_part(part) + ("" if is_last else "/"))
    if pattern.endswith("/"):
        end = "/.+"
    else:
        end = "" if parts[-1] == "**" or (parts[-1] == "*" and not anywhere) else "(?:/.+)?"
    return re.compile(anywhere + "".join(written) + end + r"\Z", re.DOTALL)


def _part(part: str) -> str:
    """What stands between two slashes, as a regular expression."""
    found = ""
    for each in re.findall(r"\\.|\*+|\?|[^\\*?]+|\\", part, re.DOTALL):
        if each.startswith("*"):
            found += "[^/]*"
        elif each == "?":
            found += "[^/]"
        else:
            found += re.escape(each[1:] if each.startswith("\\") and len(each) > 1 else each)
    return found


def read_codeowners(path: Path, source: str, systems: Mapping[str, str] | None = None) -> Found:
    """The systems of a CODEOWNERS file, with the owners that count for their folders.

    systems: which there are, each with its folder; without them, each folder that a rule names by itself is one.
    Raises InvalidKnowledge where the file cannot be read.
    """
    notes: list[str] = []
    rules = read_rules(read_text(path), path.name, notes)
    found = tuple(_chosen(systems, rules, path.name) if systems else _folders(rules, path.name, notes))
    return Found(source, systems=found, notes=tuple(notes))


def _chosen(systems: Mapping[str, str], rules: Sequence[Rule], file: str) -> Iterator[FoundSystem]:
    for name, folder in systems.items():
        yield _system(name, folder.strip("/"), rules, file)


def _folders(rules: Sequence[Rule], file: str, notes: list[str]) -> Iterator[FoundSystem]:
    folders: dict[str, None] = {}
    others: list[int] = []
    for rule in rules:
        named = _FOLDER.match(rule.pattern)
        folder = named[1].replace("\\ ", " ") if named else ""
        # Without a slash before its end a pattern is meant in every folder.
        if named and "/" in rule.pattern.rstrip("/") and not folder.rpartition("/")[2].startswith("."):
            folders[folder] = None
        elif not rule.is_not:
            others.append(rule.line)
    if others:
        lines = f"line{'s' if len(others) > 1 else ''} {', '.join(map(str, others))}"
        notes.append(f"{file}: {lines}: no folder of its own is meant ('/name/'), so no system is made of that")
    last = [folder.rpartition("/")[2] for folder in folders]
    for folder, name in zip(folders, last, strict=True):
        yield _system(name if last.count(name) == 1 else folder, folder, rules, file)


def _system(name: str, folder: str, rules: Sequence[Rule], file: str) -> FoundSystem:
    owners = owners_of(f"{folder}/{PROBE}" if folder else PROBE, rules)
    aliases = (folder,) if folder and folder != name else ()
    return FoundSystem(name, f"{file}, {folder or '/'}", aliases, owners)
