"""A message as it was understood: one frozen value, made once, that everything else answers from."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from enum import Enum
from typing import Any

from bot.reading.described import Described
from bot.reading.here import Here, here_from_data
from bot.reading.limits import Limit
from bot.reading.marks import Mark
from bot.reading.parts import Part
from bot.reading.reference import Led
from bot.reading.stance import Stance
from bot.reading.told import Tells, Told
from bot.reading.turn import Turned, turned_from_data


class Asked(str, Enum):
    """What is asked, by the intent that says so; the last ones are no intents but follow from what was read."""

    who = "ask_who"
    duties = "ask_duties"
    summary = "ask_summary"
    check = "check_duty"
    comparison = "compare_roles"
    shared = "ask_shared"
    contacts = "ask_contacts"
    scope = "ask_scope"
    skills = "ask_skills"
    qualification = "ask_qualifications"
    interests = "ask_interests"
    related = "ask_related"
    roles = "list_roles"
    source = "ask_source"
    follow_up = "follow_up"
    become = "ask_become"
    path = "ask_path"
    skill_users = "find_by_skill"
    day = "ask_day"
    setting = "ask_setting"
    ladder = "ask_ladder"
    order = "ask_order"
    duration = "ask_duration"
    subjects = "ask_subjects"
    pay = "ask_pay"
    cost = "ask_cost"
    outlook = "ask_outlook"
    find_role = "find_role"
    suited = "ask_suited"
    like = "like"
    unsure = "unsure"
    dislike = "dislike"
    skip = "skip"
    go_back = "go_back"
    pause = "pause"
    show_result = "show_result"
    start_over = "start_over"
    why = "ask_why"
    method = "ask_method"
    person = "ask_person"
    more = "ask_more"
    shorter = "ask_shorter"
    feedback_good = "feedback_good"
    feedback_bad = "feedback_bad"
    forget_me = "forget_me"
    privacy = "ask_privacy"
    greet = "greet"
    goodbye = "goodbye"
    thank = "thank"
    affirm = "affirm"
    deny = "deny"
    help = "ask_help"
    bot = "bot_challenge"
    out_of_scope = "out_of_scope"
    onwards = "ask_onwards"
    interview = "ask_interview"
    application = "ask_application"
    courses = "ask_courses"
    vacancies = "ask_vacancies"
    first_step = "ask_first_step"
    worth = "ask_worth"
    licence = "ask_licence"
    tell_self = "tell_self"
    told = "ask_told"
    forget_told = "forget_told"
    human = "ask_human"
    rights = "ask_rights"
    situation = "tell_situation"
    # What a word of schooling or hiring means.
    term = "ask_term"
    # Somebody in trouble, which bot.nlu.trouble tells before any intent is told.
    distress = "in_distress"
    unclear = "nlu_fallback"


# What is asked of a role that is named.
OF_ROLES = frozenset(
    (
        *(Asked.duties, Asked.summary, Asked.scope, Asked.skills, Asked.qualification, Asked.licence, Asked.interests),
        *(Asked.related, Asked.contacts, Asked.become, Asked.day, Asked.setting, Asked.ladder, Asked.duration),
        *(Asked.subjects, Asked.pay, Asked.outlook, Asked.cost, Asked.onwards, Asked.interview, Asked.application),
        *(Asked.courses, Asked.vacancies, Asked.first_step, Asked.worth),
    )
)
# What puts roles beside each other.
OF_SEVERAL = frozenset((Asked.comparison, Asked.shared, Asked.order, Asked.path))


@dataclass(frozen=True)
class Named:
    """A role's name in the message, text[start:end], and the part the role plays.

    roles: ids: one where it is clear, several that the name could mean, best first; none where no role has that name.
    is_kind: whether the name is of a kind of role, such as 'scientist', rather than of one.
    others: what it may mean besides, less likely. is_nearest: whether no role has it, and roles is the nearest to it.
    led: what stands before it, where that says whom it means. stance: what it is to whoever writes, where that is sure.
    whole: a name of one word with what follows it to say which: 'officer on a ship'; empty where nothing does.
    """

    text: str
    roles: tuple[str, ...]
    start: int = 0
    end: int = 0
    part: Part = Part.subject
    is_kind: bool = False
    others: tuple[str, ...] = ()
    is_nearest: bool = False
    led: Led = Led.by_nothing
    stance: Stance | None = None
    whole: str = ""


@dataclass(frozen=True)
class Duty:
    """The words of a duty that is asked about; parts: the same cut where it may be several.

    is_reference: whether they only point back at one: 'whom do I write to about it'. kind: what kind of somebody is
    asked for, empty where it may be anyone: 'doctor' in 'which doctor does eye exams'. thing: what it is about, without
    what says little: 'maths' in 'a lot of maths'.
    """

    text: str
    parts: tuple[str, ...] = ()
    is_reference: bool = False
    kind: str = ""
    thing: str = ""


@dataclass(frozen=True)
class Reading:
    """What a message means, as far as the message alone can say.

    text: as it was typed, to be quoted and reported; only bot.reading looks into it. Places in it are those of its
    plain typing, which bot.reading.normal makes.
    sure: how surely that is asked, 0 to 1.
    other: what a question asks about that is no known role; is_other_role: whether it is spoken of as one;
    stretches: the same where it asks about several such things; asked_of: that of these which it surely asks about.
    sides: what may be the names on both sides of what sets two things beside each other, longest first.
    about: what the roles of a list are to have to do with. things: what it names that may be a skill, a tool or a
    field; wanted, averse: those that somebody likes or uses, and dislikes.
    told: what it tells of whoever speaks.
    limits: what narrows a list; without: roles or fields that are to be left out of it.
    level: of schooling, 1 to 5, 0 where none is told.
    trouble: what trouble at work it tells of; situation: what somebody fears may shut them out of work; each a name of
    bot.reading.circumstances.
    country: ISO 3166 code. place: a site or team of the company.
    terms: the ids of the words of schooling or hiring of which it asks the meaning.
    ordinal: which of several that were offered, from 0; -1 for the last. described: what is said of the one meant.
    initials: words in capitals, which may be short for titles.
    words: its words and their lemmas, to pick by from what was offered. bare: the whole of a short answer.
    rating: of five points, or skip, of a short answer; number: of the question that it changes.
    result: which results of the finder are wanted: more of them, or those that one's schooling is enough for.
    marks: what else its wording shows.
    tongue: the language of a message that is not English, as bot.reading.tongue tells it. Whatever else is read
    of it is read of the English question that it stands for.
    turned: what it may turn to, in the middle of a conversation. of_role: what it asks, were it of a role.
    here: what it asks of the company's own map, where there is one; everything else is read as if there were none.
    """

    text: str = ""
    asked: Asked = Asked.unclear
    sure: float = 0.0
    roles: tuple[Named, ...] = ()
    duties: tuple[Duty, ...] = ()
    other: str = ""
    is_other_role: bool = False
    stretches: tuple[str, ...] = ()
    asked_of: str = ""
    sides: tuple[tuple[str, ...], ...] = ()
    about: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    averse: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()
    limits: tuple[Limit, ...] = ()
    without: tuple[Named, ...] = ()
    level: int = 0
    trouble: str = ""
    situation: str = ""
    country: str = ""
    place: str = ""
    terms: tuple[str, ...] = ()
    ordinal: int | None = None
    described: Described | None = None
    initials: tuple[Named, ...] = ()
    words: frozenset[str] = frozenset()
    bare: str = ""
    rating: str = ""
    result: str = ""
    number: int | None = None
    marks: frozenset[Mark] = frozenset()
    tongue: str = ""
    turned: Turned | None = None
    of_role: Asked = Asked.unclear
    here: Here | None = None

    def shows(self, *marks: Mark) -> bool:
        """Whether the wording shows any of some marks."""
        return not self.marks.isdisjoint(marks)

    def as_data(self) -> dict[str, Any]:
        """As JSON, without what is empty; from_data takes it back."""
        data = asdict(self) | {"words": sorted(self.words), "marks": sorted(mark.value for mark in self.marks)}
        data["here"] = self.here.as_data() if self.here else None
        data["of_role"] = "" if self.of_role is Asked.unclear else self.of_role
        return {
            name: _plain(value) for name, value in data.items() if value not in ("", (), [], None, 0, 0.0, False)
        } | ({"ordinal": 0} if self.ordinal == 0 else {})


def from_data(data: Mapping[str, Any]) -> Reading:
    """A reading from what as_data made; raises ValueError or TypeError where it is something else."""
    known = {field.name for field in fields(Reading)}
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in data.items() if name in known
    }
    return replace(
        Reading(**values),
        asked=Asked(data.get("asked", Asked.unclear)),
        of_role=Asked(data.get("of_role", Asked.unclear)),
        roles=tuple(map(_named, data.get("roles", ()))),
        initials=tuple(map(_named, data.get("initials", ()))),
        without=tuple(map(_named, data.get("without", ()))),
        duties=tuple(Duty(**{**duty, "parts": tuple(duty["parts"])}) for duty in data.get("duties", ())),
        described=Described(**data["described"]) if data.get("described") else None,
        limits=tuple(map(Limit, data.get("limits", ()))),
        told=tuple(map(told_from_data, data.get("told", ()))),
        sides=tuple(map(tuple, data.get("sides", ()))),
        words=frozenset(data.get("words", ())),
        marks=frozenset(map(Mark, data.get("marks", ()))),
        turned=turned_from_data(data["turned"]) if data.get("turned") else None,
        here=here_from_data(data["here"]) if data.get("here") else None,
    )


def told_from_data(data: Mapping[str, Any]) -> Told:
    """What somebody told from its JSON; raises ValueError, KeyError or TypeError where it is something else."""
    return Told(
        Tells(data["tells"]),
        str(data["words"]),
        tuple(data.get("roles", ())),
        bool(data.get("sure", True)),
        str(data.get("wish", "")),
    )


def _named(data: Mapping[str, Any]) -> Named:
    lists = {name: tuple(data[name]) for name in ("roles", "others")}
    stance = Stance(data["stance"]) if data.get("stance") else None
    return Named(**{**data, **lists, "part": Part(data["part"]), "led": Led(data.get("led", "")), "stance": stance})


def _plain(value: Any) -> Any:
    """Enums by value, tuples as lists: what JSON and YAML hold."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
