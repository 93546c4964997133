"""Whatever is found to guide a person: it is said whole, within what fits a screen, without gaps."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.saying.answer import Answer, DutyRef, FactRef, RoleRef
from bot.saying.compose import document_of
from bot.saying.extent import CHARACTERS, LINES, extent
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.text import as_text, block_lines

WORDS = st.text("abcdefg -,é&", min_size=1, max_size=60).map(lambda text: f"X{text.strip()}x")
# Of each kind what it tells of a role: names and sentences, any number of them.
TOLD: dict[AnswerKind, tuple[FactKind, ...]] = {
    AnswerKind.become: (
        FactKind.education,
        FactKind.licence,
        FactKind.experience,
        FactKind.first_skill,
        FactKind.way_in,
        FactKind.next_roles,
    ),
    AnswerKind.duration: (FactKind.education, FactKind.experience),
    AnswerKind.subjects: (FactKind.subject,),
    AnswerKind.day: (FactKind.gathers, FactKind.elsewhere, FactKind.tool, FactKind.department),
    AnswerKind.setting: (FactKind.setting, FactKind.place, FactKind.needed_in, FactKind.department),
    AnswerKind.ladder: (
        FactKind.reports_to,
        FactKind.next_roles,
        FactKind.step_up,
        FactKind.led,
        FactKind.step_down,
        FactKind.related,
    ),
    AnswerKind.path: (FactKind.carries_over, FactKind.missing_skill, FactKind.education),
    AnswerKind.recommendation: (FactKind.strength, FactKind.strength_duty, FactKind.strength_role),
    AnswerKind.reason: (
        FactKind.strength,
        FactKind.missing_skill,
        FactKind.correlation,
        FactKind.share,
        FactKind.total,
    ),
    AnswerKind.skill_users: (FactKind.unknown_skill,),
}
# What an answer of a kind that ranks or measures always holds of a role.
FIGURES: dict[AnswerKind, tuple[tuple[FactKind, str], ...]] = {
    AnswerKind.pay: ((FactKind.pay_median, "1,000"), (FactKind.pay_year, "2024"), (FactKind.pay_unit, "a year")),
    AnswerKind.pay_ranking: ((FactKind.pay_median, "1,000"), (FactKind.pay_year, "2024")),
    AnswerKind.outlook: (
        (FactKind.outlook_growth, "faster"),
        (FactKind.outlook_change, "9"),
        (FactKind.outlook_overall, "3"),
        (FactKind.outlook_year, "2024"),
        (FactKind.outlook_until, "2034"),
    ),
    AnswerKind.ranking: ((FactKind.outlook_change, "9"),),
}
OCCUPATION = {AnswerKind.pay: FactKind.pay_occupation, AnswerKind.outlook: FactKind.outlook_occupation}
ALONE = (AnswerKind.reason,)
PAIRS = (AnswerKind.order, AnswerKind.path)


@st.composite
def answers(draw) -> Answer:
    kind = draw(st.sampled_from([*TOLD, *FIGURES, AnswerKind.order]))
    least, most = (2, 2) if kind in PAIRS else (1, 1) if kind in ALONE else (1, 5)
    titles = draw(st.lists(WORDS, min_size=least, max_size=most, unique=True))
    roles = tuple(RoleRef(f"role{number}", title) for number, title in enumerate(titles))
    # A path tells of its goal.
    about = roles[-1:] if kind is AnswerKind.path else roles
    facts = [fact for role in about for fact in draw(_facts(kind, role))]
    facts += [FactRef(part, role.id, text) for role in roles for part, text in FIGURES.get(kind, ())]
    facts += [FactRef(FactKind.way, role.id, "training") for role in about if kind is AnswerKind.path]
    facts += [FactRef(OCCUPATION[kind], role.id, draw(WORDS)) for role in roles if kind in OCCUPATION]
    uses = draw(st.lists(WORDS, min_size=1, max_size=3))
    facts += [FactRef(FactKind.uses, "", text, need=3) for text in uses if kind is AnswerKind.skill_users]
    duties = draw(st.lists(st.tuples(st.sampled_from(roles), WORDS), max_size=12)) if kind is AnswerKind.day else []
    told = tuple(DutyRef(text, text, role.id, "responsible") for role, text in duties)
    return Answer(kind, roles, told, tuple(facts), verdict="unknown" if kind is AnswerKind.order else "")


def _facts(kind: AnswerKind, role: RoleRef) -> st.SearchStrategy[list[FactRef]]:
    if kind not in TOLD:
        return st.just([])
    each = st.tuples(st.sampled_from(TOLD[kind]), WORDS, st.none() | st.integers(0, 100))
    found = st.lists(each.map(lambda fact: FactRef(fact[0], role.id, fact[1], need=fact[2])), max_size=12)
    return found.map(_known)


def _known(facts: list[FactRef]) -> list[FactRef]:
    """Facts as actions find them: only a group that gathers something tells where else to look."""
    is_group = any(fact.kind is FactKind.gathers for fact in facts)
    return [fact for fact in facts if is_group or fact.kind is not FactKind.elsewhere]


def whole(texts: Sequence[str]) -> str:
    """Lines as one text in small letters: a sentence may begin within another."""
    return "\n".join(texts).lower()


# The first example reads the domain.
@settings(deadline=None)
@given(answers())
def test_whatever_is_found_is_said_whole_and_in_portions(answer: Answer):
    document = document_of(answer)
    lines = [line for block in (*document.blocks, *document.rest) for line in block_lines(block)]
    assert lines
    assert all(line.strip() for line in lines)
    assert not any("{" in line or "utter_" in line for line in lines)
    size, height = extent(document.blocks[0])
    text = as_text(document)
    assert len(text) <= max(CHARACTERS, size)
    assert len(text.splitlines()) <= max(LINES, height)
    said = whole(lines)
    for part in (*answer.duties, *answer.facts):
        words = part.statement if isinstance(part, DutyRef) else part.text
        if not isinstance(part, DutyRef) and part.kind in (*OCCUPATION.values(), FactKind.outlook_growth):
            continue
        assert words.lower() in said
    assert all(role.title.lower() in said for role in answer.roles)
