"""Text to skills: what people name, in their words, and which skills, fields of knowledge and tools it means."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.knowledge.files import Knowledge
from bot.knowledge.store import Store, write_store
from bot.reading.wishes import things_named
from bot.search.encoder import Encoder
from bot.search.index import build_index
from bot.search.known import Known
from bot.search.profiles import Sort
from bot.search.skills import ALIKE, SkillSearch
from tests.measured import role

ROLES = (
    role("clerk", skills={"Reading": 60, "Mathematics": 40}, knowledge={"Mathematics": 70, "Public Safety": 30},
         tools=["Microsoft Excel", "Microsoft Word", "Microsoft Paint", "Microsoft Teams", "Acme Rota software"]),
    role("cook", skills={"Kneading": 90}, knowledge={"Food Production": 95},
         tools=["Oven", "Acme Excel", "Acme Till", "Acme Bell", "Acme Word software", "Word", "C++", "Soup bowl XY"]),
    role("baker", tools=["Microsoft Excel"]),
)  # fmt: skip
WORDS = {"Food Production": ("cooking", "baking bread"), "Public Safety": ("health and safety",), "Gone": ("alchemy",)}


@pytest.fixture(scope="module")
def skills(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> SkillSearch:
    path = tmp_path_factory.mktemp("skills") / "skills.db"
    write_store(Knowledge(ROLES, {}, {}), path, build_index(ROLES, encoder.encode_apart, WORDS))
    return Known(Store(path), encoder).skills


def meant(known: Known | SkillSearch, phrase: str) -> list[tuple[Sort, str]]:
    search = known.skills if isinstance(known, Known) else known
    found = search.find(phrase)
    return [search._profiles.skills[skill] for skill in found.skills] if found else []


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Kneading", [(Sort.skill, "Kneading")]),
        ("  kneading!", [(Sort.skill, "Kneading")]),
        ("mathematics", [(Sort.skill, "Mathematics"), (Sort.knowledge, "Mathematics")]),
        ("baking bread", [(Sort.knowledge, "Food Production")]),
        ("health and safety", [(Sort.knowledge, "Public Safety")]),
        ("c++", [(Sort.tool, "C++")]),
        # Without the maker, where several tools have one; of two makers' Excel the one that more roles use.
        ("Paint", [(Sort.tool, "Microsoft Paint")]),
        ("Excel", [(Sort.tool, "Microsoft Excel")]),
        ("rota", [(Sort.tool, "Acme Rota software")]),
        # A tool's own name comes before others' short ones.
        ("word", [(Sort.tool, "Word")]),
        ("XY", [(Sort.tool, "Soup bowl XY")]),
        # Misspelt.
        ("publik safety", [(Sort.knowledge, "Public Safety")]),
        ("mathmatics", [(Sort.skill, "Mathematics"), (Sort.knowledge, "Mathematics")]),
        # By meaning alone.
        ("math problems", [(Sort.skill, "Mathematics"), (Sort.knowledge, "Mathematics")]),
        ("moon landings", []),
        # Words for what no role needs mean nothing.
        ("alchemy", []),
        ("", []),
        ("?!", []),
        ("the", []),
    ],
)
def test_a_phrase_means_what_it_names(skills: SkillSearch, phrase: str, expected: list[tuple[Sort, str]]):
    assert meant(skills, phrase) == expected


def test_of_a_maker_s_only_tool_the_maker_is_part_of_the_name(skills: SkillSearch):
    whole, part = skills.find("soup bowl xy"), skills.find("bowl xy")
    assert whole
    assert whole.score == 1
    assert part is None or part.score < 1


def test_the_surer_the_nearer(skills: SkillSearch):
    named, misspelt, alike = (skills.find(phrase) for phrase in ("kneading", "publik safety", "math problems"))
    assert named
    assert misspelt
    assert alike
    assert (named.score, misspelt.score) == (1.0, 0.9)
    assert ALIKE <= alike.score < 0.9


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
@example("İ and ﬁ; ")
def test_any_text_means_skills_of_the_store_or_nothing(skills: SkillSearch, text: str):
    found = skills.find(text)
    if found:
        assert found.phrase == text
        assert 0 < len(set(found.skills)) == len(found.skills)
        assert 0 < found.score <= 1.001
        assert skills.find(text) == found


def test_a_store_without_skills_knows_none(tmp_path: Path, encoder: Encoder):
    bare = (role("dreamer"),)
    write_store(Knowledge(bare, {}, {}), tmp_path / "bare.db", build_index(bare, encoder.encode_apart))
    search = Known(Store(tmp_path / "bare.db"), encoder).skills
    assert search.find("cooking") is None
    assert things_named("cooking, baking", search.keys) == ["cooking", "baking"]


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("excel", "Microsoft Excel"),
        ("spreadsheets", "Microsoft Excel"),
        ("MS Excel", "Microsoft Excel"),
        ("sql", "Structured query language SQL"),
        ("photoshop", "Adobe Photoshop"),
        ("maths", "Mathematics"),
        ("talking to people", "Speaking"),
        ("cooking", "Food Production"),
        ("leadership", "Management of Personnel Resources"),
        ("driving a truck", "Transportation"),
    ],
)
def test_the_project_s_skills_go_by_people_s_words(known: Known, phrase: str, name: str):
    assert {found for _, found in meant(known, phrase)} == {name}


@pytest.mark.parametrize("phrase", ["xyzzy", "looking after children", "my neighbour's cat"])
def test_what_is_no_skill_of_the_project_s_roles_means_none(known: Known, phrase: str):
    assert meant(known, phrase) == []


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("health and safety", ["health and safety"]),
        ("I know health and safety, kneading and Excel", ["health and safety", "kneading", "Excel"]),
        ("Public Safety and Mathematics", ["Public Safety", "Mathematics"]),
        # Words that only lead to a thing elsewhere are part of a name.
        ("I am good at Acme Till please", ["Acme Till"]),
        ("health   and\nsafety", ["health   and\nsafety"]),
    ],
)
def test_the_name_of_a_skill_stays_whole(skills: SkillSearch, text: str, things: list[str]):
    assert things_named(text, skills.keys) == things


# Text as people write it, and as nobody does.
phrases = st.lists(
    st.sampled_from(
        ["I am good at", "Excel", "health and safety", "and", ",", "C++", "no", "R", "the", " ", "\n", "b.c"]
    )
).map(" ".join)
texts = st.text(max_size=80) | phrases


@settings(deadline=None)
@given(texts)
def test_any_text_can_be_asked_for_the_names_of_skills_in_it(skills: SkillSearch, text: str):
    things = things_named(text, skills.keys)
    assert all(thing.strip() for thing in things)
    assert len(set(things)) == len(things)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["Kneading", "Mathematics", "Microsoft Excel", "Public Safety", "Oven"]), unique=True))
def test_names_joined_by_commas_are_read_back(skills: SkillSearch, names: list[str]):
    assert things_named(", ".join(names), skills.keys) == names
