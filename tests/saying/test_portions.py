"""Whatever is found, what is told at once fits a screen, and nothing is lost."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.model import Interest, Involvement
from bot.saying.answer import IN_SHORT, Answer, DutyRef, FactRef, RoleRef, SourceRef
from bot.saying.beside import MOST_SKILLS
from bot.saying.compose import document_of
from bot.saying.document import Document, Listing, Table
from bot.saying.extent import CHARACTERS, LINES, extent
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.text import as_text

WORDS = st.text("abcdefghij", min_size=2, max_size=12)
TITLES = st.lists(WORDS.map(str.title), min_size=1, max_size=5).map(" ".join)
SENTENCES = st.lists(WORDS, min_size=1, max_size=25).map(lambda words: " ".join(words).capitalize() + ".")
ROLES = st.lists(TITLES, min_size=1, max_size=3, unique=True).map(
    lambda titles: tuple(RoleRef(f"r{number}", title) for number, title in enumerate(titles))
)
SOURCES = st.sampled_from([(), (SourceRef("book", "The Book", "https://book.example"),)])
# Facts that are sentences, and those that are names.
SAID = {
    AnswerKind.summary: (FactKind.summary,),
    AnswerKind.scope: (FactKind.scope, FactKind.place, FactKind.needed_in),
    AnswerKind.qualification: (FactKind.education, FactKind.experience, FactKind.disagreement),
    AnswerKind.licence: (FactKind.licence,),
    AnswerKind.contacts: (FactKind.department, FactKind.reports_to),
    AnswerKind.skills: (FactKind.skill, FactKind.knowledge, FactKind.tool),
    AnswerKind.related: (FactKind.next_roles, FactKind.related),
}
NAMED = {AnswerKind.contacts, AnswerKind.skills, AnswerKind.related}
SUGGESTED = ("utter_suggest_duties", "utter_suggest_become", "utter_suggest_finder")


def whole(document: Document) -> str:
    """All that is told and left, in small letters: a fact may begin with a capital or not."""
    return re.sub(r"\s+", " ", as_text(Document((*document.blocks, *document.rest)))).lower()


def check(answer: Answer, told: list[str]) -> None:
    document = document_of(answer, SUGGESTED)
    text = as_text(document, is_terminal=False)
    assert document.blocks
    assert "{" not in text
    assert all(line.strip("- .:") for line in text.split("\n"))
    for fact in told:
        assert fact.lower().rstrip(".") in whole(document)
    if len(text) > CHARACTERS or len(text.split("\n")) > LINES:
        (block,) = document.blocks
        size = len(block.items) if isinstance(block, Listing) else len(block.rows) if isinstance(block, Table) else 1
        assert size == 1
        assert extent(block)[0] <= len(text) + 1


@st.composite
def of_facts(draw) -> Answer:
    kind = draw(st.sampled_from(sorted(SAID)))
    roles = draw(ROLES)
    texts = TITLES if kind in NAMED else SENTENCES
    facts = st.builds(
        FactRef,
        st.sampled_from(SAID[kind]),
        st.sampled_from([role.id for role in roles]),
        texts,
        need=st.integers(0, 100) | st.none(),
    )
    return Answer(kind, roles, facts=tuple(draw(st.lists(facts, max_size=20))), sources=draw(SOURCES))


@settings(deadline=None, max_examples=60)
@given(of_facts())
def test_facts_of_roles_fit_and_none_is_lost(answer: Answer):
    check(answer, [fact.text for fact in answer.facts])


@st.composite
def of_duties(draw) -> Answer:
    kind = draw(st.sampled_from([AnswerKind.who_handles, AnswerKind.role, AnswerKind.comparison, AnswerKind.shared]))
    roles = draw(ROLES)
    involved = [each.value for each in Involvement] + [IN_SHORT] * (kind is AnswerKind.who_handles)
    duties = st.builds(
        DutyRef,
        st.just("d"),
        SENTENCES,
        st.sampled_from([role.id for role in roles]),
        st.sampled_from(involved),
        asked=st.sampled_from(["bread", "the till"]),
        shared=st.just(True) if kind is AnswerKind.shared else st.booleans(),
    )
    least = 1 if kind in (AnswerKind.who_handles, AnswerKind.role) else 0
    found = tuple(draw(st.lists(duties, min_size=least, max_size=20)))
    return Answer(kind, roles, found, sources=draw(SOURCES))


@settings(deadline=None, max_examples=60)
@given(of_duties())
def test_duties_fit_and_none_is_lost(answer: Answer):
    check(answer, [duty.statement for duty in answer.duties])


@settings(deadline=None, max_examples=60)
@given(ROLES, st.lists(TITLES, max_size=40), SOURCES)
def test_of_skills_in_common_as_many_are_told_as_one_reads(roles, skills: list[str], sources):
    facts = tuple(FactRef(FactKind.skill, roles[0].id, skill) for skill in skills)
    check(Answer(AnswerKind.shared, roles, facts=facts, sources=sources), skills[:MOST_SKILLS])


@settings(deadline=None, max_examples=60)
@given(st.lists(TITLES, max_size=400), st.lists(TITLES, min_size=1, max_size=4))
def test_roles_are_named_or_counted(titles: list[str], families: list[str]):
    roles = tuple(RoleRef(f"r{number}", title) for number, title in enumerate(titles))
    facts = tuple(FactRef(FactKind.family, role.id, families[n % len(families)]) for n, role in enumerate(roles))
    told = titles if len(titles) <= 150 else families
    check(Answer(AnswerKind.roles, roles, facts=facts), told)


@settings(deadline=None, max_examples=60)
@given(ROLES, TITLES, st.sampled_from([AnswerKind.which_role, AnswerKind.unknown_role, AnswerKind.same_role]))
def test_what_is_asked_back_names_what_was_asked(roles, asked: str, kind: AnswerKind):
    check(Answer(kind, roles, asked=asked), [asked])


@settings(deadline=None, max_examples=60)
@given(ROLES, st.lists(st.sampled_from(Interest), min_size=1, max_size=3, unique=True))
def test_interests_are_told_in_a_sentence(roles, interests: list[Interest]):
    facts = tuple(FactRef(FactKind.interest, role.id, each.value) for role in roles for each in interests)
    check(Answer(AnswerKind.interests, roles, facts=facts), [role.title for role in roles])
