"""Questions that only make sense after another: 'and a general manager?', 'what about the budget?', 'in Leeds'."""

import re
from collections.abc import Callable, Sequence

from actions import careers, compare, pay, ranking, roles
from actions.base import AnswerAction
from actions.catalogue import list_roles
from actions.groups import group_named
from actions.here import find_people, with_people
from actions.knowledge import Known
from actions.question import Question, ordinal_named, unknown_role, which_role
from actions.who import check_duty, find_roles
from bot.saying.answer import Answer
from bot.saying.kinds import AnswerKind
from bot.search.countries import country_named
from bot.search.language import content_lemmas

# What to say of the roles a follow-up names, by the topic it continues.
DESCRIBE: dict[str, Callable[[Known, Sequence[str]], Answer]] = {
    "role": roles.describe_duties,
    "summary": roles.summarise,
    "scope": roles.describe_scope,
    "contacts": roles.describe_contacts,
    "skills": roles.describe_skills,
    "qualification": roles.describe_qualification,
    "licence": roles.tell_licence,
    "interests": roles.describe_interests,
    "related": roles.describe_related,
    "comparison": compare.compare,
    "shared": compare.share,
    "become": careers.become,
    "duration": careers.tell_duration,
    "subjects": careers.tell_subjects,
    "day": careers.tell_day,
    "setting": careers.tell_setting,
    "ladder": careers.tell_ladder,
    "pay": pay.tell_pay,
    "cost": careers.decline_cost,
    "outlook": ranking.tell_outlook,
}
# What is asked of a role anywhere: 'what about in the US?' asks it again.
_ANYWHERE = ("pay", "cost", "outlook")
_PAIRS = ("comparison", "shared")
_OTHER = re.compile(r"\bthe other (?:one|role|job)\b|\bother one\b", re.IGNORECASE)
# 'And in marketing?' asks the same of a department.
_IN_GROUP = re.compile(
    r"^\W*(?:(?:and|so|but|ok|what about|how about|over)\s+)*in\s+(?:the\s+)?\w+(?:\s+\w+){0,2}\W*$", re.IGNORECASE
)


def continue_topic(question: Question, known: Known) -> Answer:
    """The last question again, for the role or the duty that this one names."""
    things = _skills(question, known)
    if things:
        return careers.find_users(known, things)
    chosen = question.named or choose(question.text, question.choices, known) or _other(question, known)
    if chosen:
        return _of_roles(question, known, chosen)
    at_place = _at_place(question, known)
    if at_place:
        return at_place
    unclear = question.unclear
    if unclear:
        return which_role(known, unclear.roles, unclear.text) if unclear.roles else unknown_role(known, unclear.text)
    phrases = question.duties or (question.text,)
    focus = [role for role in question.focus if role in known.store]
    group = group_named(known, phrases[0]) if _IN_GROUP.match(question.text) or question.topic == "roles" else ()
    if group and question.duty and question.topic == "who_handles":
        return find_roles(known, (question.duty,), group)
    if group:
        return list_roles(known, phrases[0])
    if question.topic == "skill_users":
        return careers.find_users(known, known.skills.things_named(phrases[0]) or phrases)
    if focus and question.topic in _ANYWHERE:
        return _described(question, known, focus)
    if focus and question.topic not in ("who_handles", "person", "skill_users", "recommendation"):
        return check_duty(known, focus[0], phrases[0])
    return with_people(known, find_roles(known, phrases), question.site)


def _skills(question: Question, known: Known) -> list[str]:
    """The skills by whose names a question about skills goes on: 'and physics?' is no choice of a physicist."""
    if question.topic != "skill_users" or question.named or re.search(r"\bone\b", question.text):
        return []
    things = known.skills.things_named(question.text)
    found = [known.skills.find(thing) for thing in things]
    return things if all(match and match.score == 1.0 for match in found) else []


def _at_place(question: Question, known: Known) -> Answer | None:
    """The last question again, at a site or team that this one names; None where it names none."""
    offered = {name.lower(): name for name in question.places}
    place = question.place or offered.get(question.text.strip(" .!?").lower(), "")
    focus = tuple(role for role in question.focus if role in known.store)
    if not place or not (focus or question.duty):
        return None
    if question.topic == "who_handles" and question.duty:
        return with_people(known, find_roles(known, (question.duty,)), place)
    return find_people(known, focus, place) if focus else None


def _other(question: Question, known: Known) -> tuple[str, ...]:
    """The role talked about before the present one: 'what about the other one'."""
    if not _OTHER.search(question.text):
        return ()
    before = [
        role for role in (*question.choices, *question.recent) if role not in question.focus and role in known.store
    ]
    return tuple(before[:1])


def _of_roles(question: Question, known: Known, chosen: tuple[str, ...]) -> Answer:
    if question.topic in ("who_handles", "verdict") and question.duty:
        return check_duty(known, chosen[0], question.duty)
    if question.topic == "person":
        return find_people(known, chosen, question.site)
    before = [role for role in question.focus if role in known.store and role not in chosen]
    if question.topic in ("become", "path") and before and careers.COMING_FROM.search(question.text):
        return careers.tell_path(known, chosen[0], before[0])
    if question.topic in _PAIRS and len(chosen) == 1:
        others = [role for role in (*question.recent, *question.focus) if role not in chosen and role in known.store]
        if not others:
            return Answer(AnswerKind.need_two, which_role(known, chosen).roles)
        chosen = (others[0], *chosen)
    return _described(question, known, chosen)


def _described(question: Question, known: Known, chosen: Sequence[str]) -> Answer:
    country = country_named(known.store, question.text)
    if question.topic == "pay" and country:
        return pay.tell_pay(known, chosen, country)
    return DESCRIBE.get(question.topic, roles.describe_duties)(known, chosen)


def choose(text: str, choices: Sequence[str], known: Known) -> tuple[str, ...]:
    """The one of the roles just offered that a short answer picks: 'the operations one', 'the second'."""
    words = set(content_lemmas(text)) | set(text.lower().split())
    offered = [role for role in choices if role in known.store]
    fitting = [role for role in offered if words & set(content_lemmas(known.store.titles[role])[:-1])]
    if len(fitting) == 1:
        return (fitting[0],)
    place = ordinal_named(text)
    return (offered[place],) if place is not None and -len(offered) <= place < len(offered) else ()


class ActionFollowUp(AnswerAction):
    intent = "follow_up"

    def answer(self, question: Question, known: Known) -> Answer:
        return continue_topic(question, known)

    def topic_after(self, question: Question) -> str:
        return question.topic or ("role" if question.mentions else "who_handles")
