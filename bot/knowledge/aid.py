"""Where people in need turn, by country: in distress, in trouble at work, for a careers adviser.

knowledge/crisis.yml    ISO 3166 code: Crisis
knowledge/rights.yml    ISO 3166 code: Rights

Read from the files themselves rather than from the store: it must be there whatever becomes of the store.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from bot.errors import InvalidKnowledge
from bot.knowledge.countries import ANY_COUNTRY, COUNTRIES
from bot.knowledge.model import Frozen, Text
from bot.knowledge.parsing import Model, Problem, load_yaml, parse

CRISIS_FILE, RIGHTS_FILE = "crisis.yml", "rights.yml"
_NUMBER = r"^\d[\d -]*$"
_URL = r"^https://\S+$"


class Topic(str, Enum):
    """What trouble at work is about; any: whatever the country has no body of its own for."""

    discrimination = "discrimination"
    harassment = "harassment"
    bullying = "bullying"
    wages = "wages"
    safety = "safety"
    dismissal = "dismissal"
    leave = "leave"
    any = "any"


class Line(Frozen):
    name: Text
    number: str = Field(regex=_NUMBER, description="As people dial it in the country.")


class Page(Frozen):
    name: Text
    url: str = Field(regex=_URL)


class Crisis(Frozen):
    """Where somebody in distress or danger turns."""

    emergency: str = Field(regex=_NUMBER)
    ambulance: str | None = Field(None, regex=_NUMBER, description="Where the emergency number is not its own.")
    crisis: tuple[Line, ...] = ()
    violence: tuple[Line, ...] = ()
    pages: tuple[Page, ...] = ()
    source: str = Field(regex=_URL)
    checked: date = Field(description="When the entry was last looked through.")


class Rights(Frozen):
    """Who helps with trouble at work, by what it is about, and with choosing a career."""

    topics: dict[Topic, Page]
    careers: Page
    checked: date


@dataclass(frozen=True)
class Aid:
    """Both tables, by ISO 3166 code; each has an entry for everywhere."""

    crisis: Mapping[str, Crisis]
    rights: Mapping[str, Rights]

    def crisis_in(self, country: str) -> Crisis | None:
        """Of a country; None where nothing sure is known of it."""
        return self.crisis.get(country)

    @property
    def anywhere(self) -> Crisis:
        return self.crisis[ANY_COUNTRY]

    def body_for(self, topic: Topic, country: str) -> Page:
        """Who helps with a topic in a country, or anywhere."""
        own = self.rights.get(country)
        return (own and own.topics.get(topic)) or self.rights[ANY_COUNTRY].topics[Topic.any]

    def careers_in(self, country: str) -> Page:
        return self.rights.get(country, self.rights[ANY_COUNTRY]).careers


@lru_cache(maxsize=4)
def read_aid(tree: Path) -> Aid:
    """Both tables of a folder; raises InvalidKnowledge with every problem of them."""
    problems: list[Problem] = []
    aid = Aid(
        _entries(tree, CRISIS_FILE, Crisis, problems),
        _entries(tree, RIGHTS_FILE, Rights, problems),
    )
    if not problems:
        problems += _unhelpful(aid)
    if problems:
        raise InvalidKnowledge(sorted(set(problems)))
    return aid


def _entries(tree: Path, file: str, model: type[Model], problems: list[Problem]) -> dict[str, Model]:
    content = load_yaml(tree / file, file, problems)
    if not isinstance(content, dict):
        if not any(problem.file == file for problem in problems):
            problems.append(Problem(file, "", "the file must be a mapping from countries to entries"))
        return {}
    read = {str(code): parse(model, value, file, str(code), problems) for code, value in content.items()}
    problems += [
        Problem(file, code, "this is no ISO 3166 code of two letters; NO must stand in quotes")
        for code in read
        if code not in COUNTRIES
    ]
    if ANY_COUNTRY not in read:
        problems.append(Problem(file, ANY_COUNTRY, "the entry for everywhere is missing; add it"))
    return {code: entry for code, entry in read.items() if entry is not None}


def _unhelpful(aid: Aid) -> Iterator[Problem]:
    """Entries that are of the right form and help nobody."""
    for code, entry in aid.crisis.items():
        if not (entry.crisis or entry.pages):
            yield Problem(CRISIS_FILE, code, "neither a line nor a page is named; add one or leave the country out")
        if entry.checked > date.today():
            yield Problem(CRISIS_FILE, f"{code}.checked", "this day is yet to come")
    if Topic.any not in aid.rights[ANY_COUNTRY].topics:
        yield Problem(RIGHTS_FILE, ANY_COUNTRY, "the topic 'any' is missing; add it")
