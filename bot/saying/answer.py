"""The answer to a question, before it is put into words: what actions find, and what is said of it."""

from dataclasses import asdict, dataclass
from typing import Any

from bot.saying.document import Block
from bot.saying.kinds import AnswerKind, FactKind

# What a role's summary that stands in for a duty has in place of an involvement.
IN_SHORT = "in_short"


@dataclass(frozen=True)
class RoleRef:
    """A role as part of an answer; code: what its source calls it, such as an O*NET-SOC code."""

    id: str
    title: str
    score: float = 1.0
    code: str = ""


@dataclass(frozen=True)
class DutyRef:
    """A duty as part of an answer.

    involvement: that of bot.knowledge.model, or IN_SHORT where no duty fits and statement is the role's summary.
    asked: the words of the question it answers, where there were any.
    shared: in a comparison, whether another of the roles compared has the like.
    """

    id: str
    statement: str
    role: str
    involvement: str
    area: str = ""
    asked: str = ""
    shared: bool = False


@dataclass(frozen=True)
class FactRef:
    """Anything else stated about a role, or about the answer where role is empty.

    ref: the id of another role that it names. need: how important a skill is to the role, 0 to 100, where that is
    measured; have: the same for the role it is compared with. value: what text says as a number, in a unit, of a year
    and place. url: where to read or do it.
    """

    kind: FactKind
    role: str
    text: str
    ref: str = ""
    need: int | None = None
    have: int | None = None
    value: float | None = None
    unit: str = ""
    year: int | None = None
    place: str = ""
    url: str = ""


@dataclass(frozen=True)
class PersonRef:
    """Someone in the company, or a team of it, to turn to: whatever is not known is empty.

    role: the id of the occupation they are named for; title: what the company calls their job. part: accountable,
    responsible, consulted or informed for the duty asked about, or holder of the role. id: in the company file.
    stands_in_for: the name of the one who is away, until: their last day away (YYYY-MM-DD).
    """

    name: str
    role: str = ""
    part: str = ""
    site: str = ""
    team: str = ""
    slack: str = ""
    email: str = ""
    channel: str = ""
    stands_in_for: str = ""
    until: str = ""
    title: str = ""
    phone: str = ""
    id: str = ""


@dataclass(frozen=True)
class SourceRef:
    """Where an answer was read: places are the paragraphs, tasks or elements inside the source.

    name: the edition and who publishes it, which several sources may have in common; empty where title says it all.
    """

    id: str
    title: str
    url: str | None
    places: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True)
class Answer:
    """What was found.

    asked: the words in question, for the kinds that repeat them.
    verdict: of a yes-or-no question: yes, no or unknown; of one for what people want or avoid: much, some, little or
    unmeasured.
    people: who it is in the company, where there is a company file.
    blocks: of kind rest, what was left of an answer.
    choices: what may be picked next, where that is not one of the roles: names of places; choice_of: the role that is
      somebody else at each.
    tries: how often in a row nothing was found before.
    """

    kind: AnswerKind
    roles: tuple[RoleRef, ...] = ()
    duties: tuple[DutyRef, ...] = ()
    facts: tuple[FactRef, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    asked: str = ""
    verdict: str = ""
    unanswered: tuple[str, ...] = ()
    people: tuple[PersonRef, ...] = ()
    choices: tuple[str, ...] = ()
    choice_of: str = ""
    blocks: tuple[Block, ...] = ()
    tries: int = 0

    @property
    def titles(self) -> dict[str, str]:
        """The titles of its roles, by id."""
        return {role.id: role.title for role in self.roles}

    def of(self, role: RoleRef) -> dict[FactKind, list["FactRef"]]:
        """What is stated of one of its roles, by kind, in order."""
        found: dict[FactKind, list[FactRef]] = {}
        for fact in self.facts:
            if fact.role == role.id:
                found.setdefault(fact.kind, []).append(fact)
        return found

    def payload(self) -> dict[str, Any]:
        """The answer as the data that channels which draw receive; empty parts are left out, but for the lists."""
        data = asdict(self)
        data.pop("blocks")
        data.pop("tries")
        always = ("kind", "roles", "duties", "sources")
        found = {key: value for key, value in data.items() if key in always or value}
        for part in ("facts", "people"):
            if part in found:
                found[part] = [
                    {key: value for key, value in each.items() if value not in (None, "")} for each in found[part]
                ]
        return {"answer": found}
