"""Which roles use some skills, tools or fields of knowledge."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from actions.answer import role_ref, source_refs
from actions.knowledge import Known
from actions.question import Question, focus_of
from actions.ranking import limits_of, rank_by_openings
from actions.roles import describe_related
from actions.who import find_roles
from bot.reading.marks import Mark
from bot.reading.reading import Duty
from bot.saying.answer import Answer, FactRef
from bot.saying.kinds import AnswerKind, FactKind
from bot.search.profiles import Profiles
from bot.search.skills import SkillMatch

# How many roles that use a skill are named at once.
USERS = 10
# So many roles that do what the phrases say are looked at, to tell those apart that use the same.
DOERS = 50


@dataclass
class _Wanted:
    """How much each of some things matters to each role, by place, and what is told of them."""

    shares: list[Sequence[float]] = field(default_factory=list)
    facts: list[FactRef] = field(default_factory=list)


def find_users(known: Known, phrases: Sequence[str]) -> Answer:
    """Roles that use all of some skills, tools or fields of knowledge, those they matter most to first.

    A phrase that names none is looked for among duties.
    """
    found = [(phrase, known.skills.find(phrase)) for phrase in phrases]
    asked = ", ".join(phrases)
    if not any(match for _, match in found):
        done = find_roles(known, [Duty(phrase) for phrase in phrases])
        return done if done.duties else Answer(AnswerKind.unknown_skill, asked=asked)
    wanted = _weighed(known.profiles, found)
    # What names no skill may be anything, such as where somebody comes from.
    ranked = _ranked(known, wanted, [phrase for phrase, match in found if match])
    if not ranked:
        return Answer(AnswerKind.unknown_skill, asked=asked)
    roles = [known.store.role(role) for role, _ in ranked]
    return Answer(
        AnswerKind.skill_users,
        tuple(role_ref(known.store, role, weight) for role, weight in ranked),
        facts=tuple(wanted.facts),
        sources=source_refs(known.store, [fact for role in roles for fact in role.skills[:1] or (role.summary,)]),
        asked=asked,
    )


def _weighed(profiles: Profiles, found: Sequence[tuple[str, SkillMatch | None]]) -> _Wanted:
    wanted = _Wanted()
    for phrase, match in found:
        if match is None:
            wanted.facts.append(FactRef(FactKind.unknown_skill, "", phrase))
            continue
        share = profiles.standing_of_any(match.skills)
        name = _called(phrase, profiles.skills[match.skills[0]][1])
        having = {int(role) for skill in match.skills for role in profiles.having(skill)}
        wanted.shares.append(share.tolist())
        wanted.facts.append(FactRef(FactKind.uses, "", name, need=len(having)))
    return wanted


def _ranked(known: Known, wanted: _Wanted, phrases: Sequence[str]) -> list[tuple[str, float]]:
    """The first roles to which all of it matters, with how much the least of it does."""
    least = {place: min(each) for place, each in enumerate(zip(*wanted.shares, strict=True))}
    sums = {place: sum(each) for place, each in enumerate(zip(*wanted.shares, strict=True))}
    # Of roles that use the same tools, those whose duties have to do with it come first.
    near = {match.role: match.score for match in known.duties.rank(" and ".join(phrases), limit=DOERS)}
    roles = known.profiles.roles

    def place_in_list(place: int) -> tuple[float, float, float, int]:
        return -round(least[place], 2), -round(sums[place], 2), -near.get(roles[place], 0.0), place

    having = [place for place, weight in least.items() if weight > 0]
    return [(roles[place], float(least[place])) for place in sorted(having, key=place_in_list)[:USERS]]


def _called(phrase: str, name: str) -> str:
    return name if phrase.lower() in name.lower() or name.lower() in phrase.lower() else f"{phrase} ({name})"


def users_asked(question: Question, known: Known) -> Answer:
    """The roles that use what a question names; those like the one talked about for 'those skills'."""
    reading, focus = question.reading, focus_of(question, known)
    if focus and reading.shows(Mark.those_skills):
        return describe_related(known, focus)
    limits = limits_of(known, reading)
    if limits.narrow and reading.shows(Mark.jobs) and known.store.outlooks:
        return rank_by_openings(known, limits)
    return find_users(known, reading.wanted or (reading.text,))
