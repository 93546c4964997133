"""People's own words for published occupations: what they call it, what they say it does, what job adverts call it.

knowledge/called.yml     O*NET-SOC code: [what it is called in everyday speech, in whatever country, ...]
knowledge/everyday.yml   O*NET-SOC code: [what one says after 'who', ...]
knowledge/hints.yml      O*NET-SOC code: [what people say who turn to it and cannot name it, ...]
knowledge/adverts.yml    ESCO URI: [titles in job adverts, ...]
knowledge/skills.yml     skill, field of knowledge or tool: [what people call it, ...]

No database has such words, and they are what most questions are made of (docs/decisions/0005 and 0006).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.errors import InvalidKnowledge
from bot.knowledge.facts import has_facts
from bot.knowledge.files import Knowledge, read_knowledge
from bot.knowledge.merge import merged
from bot.knowledge.model import OnetCode, Role
from bot.knowledge.occupations import read_occupations
from bot.knowledge.parsing import Problem, load_yaml

CALLED_FILE, EVERYDAY_FILE, HINTS_FILE = "called.yml", "everyday.yml", "hints.yml"
ADVERTS_FILE, SKILLS_FILE = "adverts.yml", "skills.yml"
ESCO_PREFIX = "http://data.europa.eu/esco/occupation/"


@dataclass(frozen=True)
class Wording:
    """Phrases, names and hints by O*NET-SOC code, titles by ESCO URI, and other words for skills by their names."""

    everyday: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    adverts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    skills: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_wording(tree: Path) -> Wording:
    """The wording in a folder of knowledge files; any of the files may be missing.

    Raises InvalidKnowledge with all problems of all files.
    """
    problems: list[Problem] = []
    called = _read(tree, CALLED_FILE, problems)
    everyday = _read(tree, EVERYDAY_FILE, problems)
    hints = _read(tree, HINTS_FILE, problems)
    adverts = _read(tree, ADVERTS_FILE, problems)
    skills = _read(tree, SKILLS_FILE, problems)
    problems += [
        Problem(file, code, "not an O*NET-SOC code; write it like '11-1011.00'")
        for file, codes in ((CALLED_FILE, called), (EVERYDAY_FILE, everyday), (HINTS_FILE, hints))
        for code in codes
        if not OnetCode.regex.match(code)  # type: ignore[union-attr]
    ]
    problems += [
        Problem(ADVERTS_FILE, uri, f"not the URI of an ESCO occupation; it begins with {ESCO_PREFIX}")
        for uri in adverts
        if not uri.startswith(ESCO_PREFIX)
    ]
    for file, words in ((CALLED_FILE, called), (SKILLS_FILE, skills)):
        problems += _of_several(file, words)
    if problems:
        raise InvalidKnowledge(sorted(problems))
    return Wording(everyday, adverts, skills, called, hints)


def _of_several(file: str, words: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    """What is given as a name of two things."""
    owners: dict[str, str] = {}
    for name, phrases in words.items():
        for phrase in map(str, phrases):
            other = owners.setdefault(phrase.lower(), name)
            if other != name:
                yield Problem(file, name, f"'{phrase}' means '{other}' already; keep it in one")


def read_all(tree: Path, occupations: bool = True) -> tuple[Knowledge, Wording]:
    """All that people wrote in a folder of knowledge files, and the figures and names beside it.

    occupations: whether those that no role file tells of are read as well; a folder without facts/ has none.

    Raises InvalidKnowledge with every problem of every file.
    """
    problems: list[object] = []
    knowledge, wording = Knowledge((), {}, {}), Wording()
    try:
        knowledge = read_knowledge(tree)
    except InvalidKnowledge as error:
        problems += error.problems
    try:
        wording = read_wording(tree)
    except InvalidKnowledge as error:
        problems += error.problems
    if occupations and has_facts(tree):
        try:
            own = Counter(str(role.onet_code) for role in knowledge.roles if role.onet_code)
            knowledge = merged(knowledge, read_occupations(tree, own, wording.everyday))
        except InvalidKnowledge as error:
            problems += error.problems
    if problems:
        raise InvalidKnowledge(problems)
    return knowledge, wording


def _read(tree: Path, name: str, problems: list[Problem]) -> dict[str, tuple[str, ...]]:
    if not (tree / name).is_file():
        return {}
    content = load_yaml(tree / name, name, problems)
    if content is None:
        return {}
    if not isinstance(content, dict):
        problems.append(Problem(name, "", "the file must be a mapping from codes to lists of phrases"))
        return {}
    for code, phrases in content.items():
        problems += (Problem(name, str(code), message) for message in _mistakes(phrases))
    return {str(code): tuple(phrases) for code, phrases in content.items() if isinstance(phrases, list)}


def _mistakes(phrases: object) -> Iterator[str]:
    if not isinstance(phrases, list) or not phrases:
        yield "wrong type; this must be a list of phrases"
        return
    for number, phrase in enumerate(phrases):
        if not isinstance(phrase, str) or not phrase.strip():
            yield f"entry {number} is not a phrase; write it in words, in quotes if need be"
    repeated = [phrase for phrase, count in Counter(map(str, phrases)).items() if count > 1]
    if repeated:
        yield f"'{repeated[0]}' is given more than once; keep one"


def worded(knowledge: Knowledge, wording: Wording) -> Knowledge:
    """The same knowledge, each role with people's words for the occupation it is.

    Of several roles that are one occupation none gets its words, for they do not say which of them is meant. What
    people call an occupation is nobody else's alias any more, whatever a database lists it for.
    """
    alone: Counter[str | None] = Counter(role.onet_code for role in knowledge.roles)
    owners = {name.lower(): code for code, names in wording.called.items() if alone[code] == 1 for name in names}

    def with_words(role: Role) -> Role:
        code = (role.onet_code or "") if alone[role.onet_code] == 1 else ""
        adverts = wording.adverts.get(role.esco_uri or "", ())

        def own(names: Iterable[str]) -> tuple[str, ...]:
            return tuple(name for name in names if owners.get(name.lower(), code) == code)

        kept = {part: own(getattr(role, part)) for part in ("aliases", "shared_aliases", "counted", "advert_titles")}
        named = {name.lower() for name in (role.title, *kept["aliases"])}
        called = tuple(name for name in wording.called.get(code, ()) if name.lower() not in named)
        named.update(map(str.lower, called))
        return role.copy(
            update={
                **kept,
                "called": called,
                "counted": tuple(name for name in kept["counted"] if name.lower() not in named),
                "everyday": tuple(dict.fromkeys((*role.everyday, *wording.everyday.get(code, ())))),
                "hints": tuple(dict.fromkeys((*role.hints, *wording.hints.get(code, ())))),
                "advert_titles": (
                    *kept["advert_titles"],
                    *(title for title in own(adverts) if title.lower() not in named),
                ),
            }
        )

    return replace(knowledge, roles=tuple(map(with_words, knowledge.roles)))
