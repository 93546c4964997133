"""Questions that only make sense after another: 'and a general manager?', 'what about the budget?', 'in Leeds'."""

from collections.abc import Mapping, Sequence

from actions.catalogue import list_roles
from actions.compare import Describe
from actions.groups import group_named
from actions.here import find_people, with_people
from actions.knowledge import Known
from actions.paths import tell_path
from actions.pay import tell_pay
from actions.question import Question, chosen_of, focus_of, need_two, unclear_role
from actions.roles import describe_duties
from actions.users import find_users
from actions.who import check_duty, find_roles
from bot.reading.marks import Mark
from bot.reading.reading import Asked, Duty
from bot.saying.answer import Answer

# What is asked of a role anywhere: 'what about in the US?' asks it again.
_ANYWHERE = (Asked.pay, Asked.cost, Asked.outlook)
_PAIRS = (Asked.comparison, Asked.shared)
# After these, something done is looked for anew rather than in the role that was talked about.
_ANEW = (Asked.who, Asked.person, Asked.skill_users, Asked.show_result)


def continue_topic(question: Question, known: Known, describe: Mapping[Asked, Describe]) -> Answer:
    """The last question again, for the role or the duty that this one names.

    describe: what is said of roles, by what was asked.
    """
    things = _skills(question, known)
    if things:
        return find_users(known, things)
    chosen = question.named or chosen_of(question, known) or _other(question, known)
    if chosen:
        return _of_roles(question, known, chosen, describe)
    at_place = _at_place(question, known)
    if at_place:
        return at_place
    if question.unclear:
        return unclear_role(known, question.unclear)
    return _in_field(question, known) or _of_duty(question, known, describe)


def _skills(question: Question, known: Known) -> Sequence[str]:
    """The skills by whose names a question about skills goes on: 'and physics?' is no choice of a physicist."""
    reading = question.reading
    if question.memory.topic is not Asked.skill_users or question.named or reading.shows(Mark.one):
        return ()
    found = [known.skills.find(thing) for thing in reading.things]
    return reading.things if all(match and match.score == 1.0 for match in found) else ()


def _in_field(question: Question, known: Known) -> Answer | None:
    """The last question again for a department, or the roles in it; None where none is named."""
    reading, memory = question.reading, question.memory
    asks = reading.shows(Mark.in_field) or memory.topic is Asked.roles
    group = group_named(known, reading.words) if asks else ()
    if group and memory.duty and memory.topic is Asked.who:
        return find_roles(known, (Duty(memory.duty),), group)
    return list_roles(known, reading.words) if group else None


def _of_duty(question: Question, known: Known, describe: Mapping[Asked, Describe]) -> Answer:
    """The last question again, for a duty or a skill."""
    reading, topic, focus = question.reading, question.memory.topic, focus_of(question, known)
    duties = reading.duties or (Duty(reading.text),)
    if topic is Asked.skill_users:
        return find_users(known, reading.things or [duty.text for duty in duties])
    if focus and topic in _ANYWHERE:
        return _described(question, known, focus, describe)
    if focus and topic not in _ANEW:
        return check_duty(known, focus[0], duties[0].text)
    return with_people(known, find_roles(known, duties), question.site)


def _at_place(question: Question, known: Known) -> Answer | None:
    """The last question again, at a site or team that this one names; None where it names none."""
    reading, memory = question.reading, question.memory
    place = reading.place or {name.lower(): name for name in memory.places}.get(reading.bare, "")
    focus = focus_of(question, known)
    if not place or not (focus or memory.duty):
        return None
    if memory.topic is Asked.who and memory.duty:
        return with_people(known, find_roles(known, (Duty(memory.duty),)), place)
    return find_people(known, focus, place) if focus else None


def _other(question: Question, known: Known) -> tuple[str, ...]:
    """The role talked about before the present one: 'what about the other one'."""
    memory = question.memory
    if not question.reading.shows(Mark.other_one):
        return ()
    before = [role for role in (*memory.choices, *memory.recent) if role not in memory.focus and role in known.store]
    return tuple(before[:1])


def _of_roles(question: Question, known: Known, chosen: tuple[str, ...], describe: Mapping[Asked, Describe]) -> Answer:
    memory = question.memory
    if memory.topic in (Asked.who, Asked.check) and memory.duty:
        return check_duty(known, chosen[0], memory.duty)
    if memory.topic is Asked.person:
        return find_people(known, chosen, question.site)
    before = [role for role in focus_of(question, known) if role not in chosen]
    if memory.topic in (Asked.become, Asked.path) and before and question.reading.shows(Mark.coming_from):
        return tell_path(known, chosen[0], before[0])
    if memory.topic in _PAIRS and len(chosen) == 1:
        others = [role for role in (*memory.recent, *memory.focus) if role not in chosen and role in known.store]
        if not others:
            return need_two(known, chosen)
        chosen = (others[0], *chosen)
    return _described(question, known, chosen, describe)


def _described(question: Question, known: Known, chosen: Sequence[str], describe: Mapping[Asked, Describe]) -> Answer:
    topic, country = question.memory.topic, question.reading.country
    if topic is Asked.pay and country:
        return tell_pay(known, chosen, country)
    say = describe.get(topic) if topic else None
    return (say or describe_duties)(known, chosen)
