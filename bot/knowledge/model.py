"""What a role is: the one definition behind the files, their checks, the editor schema and the store.

Everything here is frozen; field descriptions are shown by editors through knowledge/role.schema.json.
"""

import re
from enum import Enum

from pydantic import BaseModel, ConstrainedInt, ConstrainedList, ConstrainedStr, Field, StrictStr


class Id(ConstrainedStr):
    strict = True
    regex = re.compile(r"^[a-z][a-z0-9_]*$")


class Text(ConstrainedStr):
    strict = True
    strip_whitespace = True
    min_length = 1


class OnetCode(ConstrainedStr):
    strict = True
    regex = re.compile(r"^\d\d-\d{4}\.\d\d$")


class Date(ConstrainedStr):
    strict = True
    regex = re.compile(r"^\d{4}-\d\d-\d\d$")


class Percent(ConstrainedInt):
    strict = True
    ge = 0
    le = 100


class JobZone(ConstrainedInt):
    strict = True
    ge = 1
    le = 5


class SourceIds(ConstrainedList):
    item_type = Id
    __args__ = (Id,)
    min_items = 1


class Frozen(BaseModel):
    class Config:
        frozen = True
        extra = "forbid"


class Involvement(str, Enum):
    """How far a duty is this role's own, strongest first."""

    accountable = "accountable"
    responsible = "responsible"
    supports = "supports"
    takes_part = "takes_part"


class Interest(str, Enum):
    """Holland's six types of vocational interest (RIASEC)."""

    realistic = "realistic"
    investigative = "investigative"
    artistic = "artistic"
    social = "social"
    enterprising = "enterprising"
    conventional = "conventional"


class SkillKind(str, Enum):
    """What a skill is: something one can do, or a field one knows about."""

    skill = "skill"
    knowledge = "knowledge"


class Source(Frozen):
    """Something that can be looked up to check a fact."""

    title: Text = Field(description="What a reader would recognise it by.")
    publisher: Text = Field(description="Who answers for it.")
    url: StrictStr | None = Field(None, description="Where to read it, if it is on the web.")
    licence: StrictStr | None = Field(None, description="The terms it may be reused under.")
    release: StrictStr | None = Field(None, description="Which edition was read, such as 'O*NET 29.3'.")


class Department(Frozen):
    """A part of a company that roles work in or with."""

    title: Text
    aliases: tuple[Text, ...] = ()


class Sourced(Frozen):
    """Anything stated about a role: it names the sources it was read in."""

    sources: SourceIds = Field(description="Ids from knowledge/sources.yml.")
    ref: StrictStr | None = Field(None, description="Where in the source: a paragraph, a task or element number.")


class Fact(Sourced):
    text: Text = Field(description="A sentence in our own words.")


class Duty(Sourced):
    id: Id = Field(description="Unique within the role.")
    statement: Text = Field(description="What the role does, in our own words, beginning with a verb ('Keeps ...').")
    area: Text = Field(description="The kind of work: customer service, finance, people, ...")
    involvement: Involvement = Field(description="How far the duty is this role's own.")
    also: tuple[Text, ...] = Field((), description="Other words people use when they ask about it.")
    general: tuple[Text, ...] = Field((), description="More general activities that it is a case of.")


class Duties(ConstrainedList):
    item_type = Duty
    __args__ = (Duty,)
    min_items = 1


class Activity(Frozen):
    """Something one may like doing: a question of the career finder."""

    id: Id
    type: Interest = Field(description="The Holland type it stands for.")
    text: Text = Field(description="The activity after 'would you like to': 'repair a broken machine'.")


class DepartmentLink(Sourced):
    department: Id = Field(description="An id from knowledge/departments.yml.")


class RoleLink(Sourced):
    role: Id = Field(description="The id of another role.")


class Skill(Sourced):
    name: Text
    importance: Percent | None = Field(None, description="0 to 100, where the source measures it.")
    kind: SkillKind = Field(SkillKind.skill, description="Whether one can do it or knows about it.")


class InterestLink(Sourced):
    type: Interest
    level: Percent | None = Field(None, description="0 to 100, how far the work is of this type, where measured.")


class Figure(Frozen):
    """An amount of pay in US dollars, or the ceiling above which a survey tells no amounts."""

    dollars: float | None = Field(None, description="None where pay is above a ceiling that is not told either.")
    or_more: bool = Field(False, description="Whether it is the ceiling, and pay is that or more.")


class Wages(Frozen):
    """How pay is spread over the people of an occupation."""

    low: Figure = Field(description="The 10th percentile: one in ten earns less.")
    lower: Figure | None = Field(None, description="The 25th percentile: the middle half earns more.")
    median: Figure
    upper: Figure | None = Field(None, description="The 75th percentile: the middle half earns less.")
    high: Figure = Field(description="The 90th percentile: one in ten earns more.")
    mean: float | None = None


class Pay(Sourced):
    """What a national survey found people of an occupation to earn; surveyed occupations may be wider than roles."""

    occupation: Text = Field(description="The title of the occupation surveyed.")
    year: int
    annual: Wages | None = None
    hourly: Wages | None = None
    employment: int | None = Field(None, description="How many people it stands for.")


class Outlook(Sourced):
    """How a national projection sees an occupation's employment; it may be wider than the role."""

    occupation: Text = Field(description="The title of the occupation projected.")
    year: int
    until: int
    employment: float | None = Field(None, description="In thousands, in the first year.")
    employment_then: float | None = Field(None, description="In thousands, in the last year.")
    change_percent: float | None = None
    overall_percent: float = Field(description="The change of all occupations together, in per cent.")
    openings: float | None = Field(None, description="In thousands a year, those who leave included.")
    education: StrictStr | None = Field(None, description="What people typically need to enter.")
    experience: StrictStr | None = Field(None, description="Work in a related occupation that is typical.")
    training: StrictStr | None = Field(None, description="Training on the job that is typical.")


class LocalPay(Sourced):
    """What a national source says that a job earns in one country, in its currency; code or title say which job."""

    code: StrictStr | None = Field(None, description="An O*NET-SOC or SOC code, or an ESCO URI.")
    title: StrictStr | None = Field(None, description="A role's name, where there is no code.")
    country: Text = Field(description="ISO 3166: 'DE'.")
    currency: Text = Field(description="ISO 4217: 'EUR'.")
    period: Text = Field(description="What the amounts are for: hour, day, week, month or year.")
    year: int
    median: float
    low: float | None = None
    high: float | None = None


class Comparison(Frozen):
    """What a source says of this role beside another, in so many words."""

    role: Id = Field(description="The id of the other role.")
    alike: tuple[Fact, ...] = ()
    different: tuple[Fact, ...] = ()


class Role(Frozen):
    """One job title and everything known about it."""

    id: Id = Field(description="The file's name without '.yml'.")
    title: Text = Field(description="The title in the singular: 'Operations Manager'.")
    aliases: tuple[Text, ...] = Field((), description="Other titles that mean this role and no other.")
    shared_aliases: tuple[Text, ...] = Field((), description="Titles that may mean this role or another that lists it.")
    counted: tuple[Text, ...] = Field((), description="Titles of jobs that are counted in it rather than names for it.")
    called: tuple[Text, ...] = Field((), description="What people call it, in whatever country; nobody else's names.")
    plural: Text | None = Field(None, description="Its title for several: 'Operations Managers'.")
    advert_titles: tuple[Text, ...] = Field((), description="Titles that adverts for it carry.")
    family: Text = Field(description="The group it is listed under: management, finance, ...")
    department: Id | None = Field(None, description="Where the role usually sits: an id from departments.yml.")
    summary: Fact = Field(description="The role in one sentence.")
    scope: Fact | None = Field(None, description="How wide its responsibility is.")
    needed_in: Fact | None = Field(None, description="Which organisations have it.")
    place: Fact | None = Field(None, description="Where the work is done.")
    licence: Fact | None = Field(None, description="Which licence or certificate it requires or may require.")
    gathers: Fact | None = Field(None, description="Which jobs a group that is no one job gathers.")
    elsewhere: tuple[RoleLink, ...] = Field((), description="Where to look for jobs that such a group seems to have.")
    duties: tuple[Duty, ...] = ()
    everyday: tuple[Text, ...] = Field((), description="What people say after 'who' when they ask for it.")
    hints: tuple[Text, ...] = Field((), description="What people say who mean it and do not know what it is called.")
    works_with: tuple[DepartmentLink, ...] = Field((), description="Departments it works with.")
    reports_to: tuple[RoleLink, ...] = ()
    skills: tuple[Skill, ...] = ()
    technology: tuple[Skill, ...] = Field((), description="Tools and software it uses.")
    styles: tuple[Skill, ...] = Field((), description="Traits the work asks for, most important first.")
    values: tuple[Skill, ...] = Field((), description="What the work gives those who do it, most first.")
    settings: tuple[Skill, ...] = Field((), description="Where and how the work is done, commonest first.")
    education: tuple[Fact, ...] = ()
    experience: tuple[Fact, ...] = ()
    interests: tuple[InterestLink, ...] = Field((), description="Holland types, strongest first.")
    related: tuple[RoleLink, ...] = ()
    next_roles: tuple[RoleLink, ...] = Field((), description="Roles people commonly move on to.")
    comparisons: tuple[Comparison, ...] = ()
    disagreements: tuple[Fact, ...] = Field((), description="Where sources contradict each other, and how.")
    pay: Pay | None = Field(None, description="What it earns; knowledge/facts or an import fills it.")
    outlook: Outlook | None = Field(None, description="How employment will develop; knowledge/facts fills it.")
    local_pay: tuple[LocalPay, ...] = Field((), description="What it earns in other countries.")
    job_zone: JobZone | None = Field(None, description="O*NET's measure of preparation, 1 (little) to 5 (extensive).")
    onet_code: OnetCode | None = Field(None, description="The O*NET-SOC code, where there is one: '11-1021.00'.")
    esco_uri: StrictStr | None = Field(None, description="The URI of the ESCO occupation, where there is one.")

    reviewed: Date | None = Field(None, description="When someone last checked it against its sources.")

    @property
    def names(self) -> tuple[str, ...]:
        """Its title and every alias: what means this role in a sentence. Titles of adverts are looser."""
        return (self.title, *self.aliases, *self.called, *self.shared_aliases, *self.counted)

    @property
    def code(self) -> str | None:
        """What the source it corresponds to calls it: an O*NET-SOC code or an ESCO URI."""
        return self.onet_code or self.esco_uri


class RoleFile(Role):
    """A role as people write it: it says where it sits, what it does, and when that was checked."""

    department: Id = Field(description="Where the role usually sits: an id from knowledge/departments.yml.")
    duties: Duties  # type: ignore[assignment]  # the same, but never empty
    pay: None = Field(None, description="Imports fill it; nothing can be written here.")
    outlook: None = Field(None, description="knowledge/facts fills it; nothing can be written here.")
    reviewed: Date = Field(
        description="When someone last checked the file against its sources: 'YYYY-MM-DD', in quotes."
    )
