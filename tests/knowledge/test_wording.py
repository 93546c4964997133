"""People's own words for published occupations."""

from pathlib import Path

import pytest

from bot.errors import InvalidKnowledge
from bot.knowledge.files import read_knowledge
from bot.knowledge.store_tables import names_of
from bot.knowledge.wording import (
    ADVERTS_FILE,
    CALLED_FILE,
    ESCO_PREFIX,
    EVERYDAY_FILE,
    HINTS_FILE,
    SKILLS_FILE,
    Wording,
    read_all,
    read_wording,
    worded,
)
from bot.search.profiles import skill_keys
from bot.settings import ROOT

CODE = "51-3011.00"
URI = ESCO_PREFIX + "ab-1"


@pytest.mark.parametrize(
    ("file", "content", "problems"),
    [
        (EVERYDAY_FILE, "51-3011: [bakes bread]", ["51-3011: not an O*NET-SOC code; write it like '11-1011.00'"]),
        (CALLED_FILE, "baker: [bunny]", ["baker: not an O*NET-SOC code; write it like '11-1011.00'"]),
        (HINTS_FILE, "baker: [buns]", ["baker: not an O*NET-SOC code; write it like '11-1011.00'"]),
        (
            CALLED_FILE,
            f"{CODE}: [bun man]\n51-3091.00: [Bun Man]",
            [f"51-3091.00: 'Bun Man' means '{CODE}' already; keep it in one"],
        ),
        (EVERYDAY_FILE, f"{CODE}: bakes bread", [f"{CODE}: wrong type; this must be a list of phrases"]),
        (EVERYDAY_FILE, f"{CODE}: []", [f"{CODE}: wrong type; this must be a list of phrases"]),
        (
            EVERYDAY_FILE,
            f"{CODE}: [bakes bread, '', 7]",
            [
                f"{CODE}: entry 1 is not a phrase; write it in words, in quotes if need be",
                f"{CODE}: entry 2 is not a phrase; write it in words, in quotes if need be",
            ],
        ),
        (EVERYDAY_FILE, f"{CODE}: [bakes, bakes]", [f"{CODE}: 'bakes' is given more than once; keep one"]),
        (EVERYDAY_FILE, "- bakes", ["the file must be a mapping from codes to lists of phrases"]),
        (EVERYDAY_FILE, f"{CODE}: [bakes\n", ["this is not valid YAML"]),
        (
            ADVERTS_FILE,
            "baker: [bread maker]",
            [f"baker: not the URI of an ESCO occupation; it begins with {ESCO_PREFIX}"],
        ),
        (
            SKILLS_FILE,
            "Excel: [spreadsheets]\nCalc: [Spreadsheets]",
            ["Calc: 'Spreadsheets' means 'Excel' already; keep it in one"],
        ),
        (SKILLS_FILE, "Excel: spreadsheets", ["Excel: wrong type; this must be a list of phrases"]),
        (SKILLS_FILE, "Excel: [sheets, sheets]", ["Excel: 'sheets' is given more than once; keep one"]),
        (SKILLS_FILE, "Excel: [sheets, 365]", ["Excel: entry 1 is not a phrase; write it in words"]),
        (SKILLS_FILE, "Excel: [sheets]\nExcel: [tables]", ["the field 'Excel' is given twice"]),
    ],
)
def test_every_mistake_is_named_with_its_place(tmp_path: Path, file: str, content: str, problems: list[str]):
    (tmp_path / file).write_text(content, encoding="utf-8")
    with pytest.raises(InvalidKnowledge) as error:
        read_wording(tmp_path)
    for problem in problems:
        assert f"{file}: " in str(error.value)
        assert problem in str(error.value)


def test_mistakes_in_roles_and_in_wording_are_reported_together(tree: Path):
    (tree / EVERYDAY_FILE).write_text("baker: [bakes bread]", encoding="utf-8")
    (tree / "roles" / "head_baker.yml").write_text("id: head_baker", encoding="utf-8")
    with pytest.raises(InvalidKnowledge) as error:
        read_all(tree)
    assert {problem.file for problem in error.value.problems} >= {EVERYDAY_FILE, "roles/head_baker.yml"}


def test_other_words_for_skills_are_read(tmp_path: Path):
    (tmp_path / SKILLS_FILE).write_text("Excel: [spreadsheets, xls files]\nC++: [cpp]", encoding="utf-8")
    assert read_wording(tmp_path) == Wording(skills={"Excel": ("spreadsheets", "xls files"), "C++": ("cpp",)})


def test_all_files_may_be_missing(tmp_path: Path):
    assert read_wording(tmp_path) == Wording()


def test_a_role_gains_the_words_for_the_occupation_it_is(tree: Path):
    knowledge = read_knowledge(tree)
    baker, *others = knowledge.roles
    baker = baker.copy(update={"onet_code": CODE, "esco_uri": URI, "everyday": ("runs the bakery",)})
    words = Wording({CODE: ("bakes bread", "runs the bakery")}, {URI: ("Master Baker", "bread boss")})
    told, *rest = worded(knowledge.__class__((baker, *others), {}, {}), words).roles
    assert told.everyday == ("runs the bakery", "bakes bread")
    # What already is a name of the role is not told twice.
    assert told.advert_titles == ("bread boss",)
    assert rest == others


def test_what_people_call_a_role_is_nobody_else_s_name(tree: Path):
    knowledge = read_knowledge(tree)
    baker, other, *rest = knowledge.roles
    baker = baker.copy(update={"onet_code": CODE, "counted": ("bun man", "bun mixer")})
    other = other.copy(update={"aliases": ("Bun Man", "boss"), "advert_titles": ("bun man",)})
    words = Wording(called={CODE: ("bun man", "crumpet wallah")}, hints={CODE: ("up at four with the dough",)})
    told, without, *_ = worded(knowledge.__class__((baker, other, *rest), {}, {}), words).roles
    assert (told.called, told.counted) == (("bun man", "crumpet wallah"), ("bun mixer",))
    assert told.hints == ("up at four with the dough",)
    assert (without.aliases, without.advert_titles) == (("boss",), ())
    # It is one of us who says so, whatever databases list.
    assert [name.is_listed for name in names_of(told) if name.text in told.called] == [False, False]


def test_of_several_roles_that_are_one_occupation_none_gains_its_words(tree: Path):
    knowledge = read_knowledge(tree)
    roles = tuple(role.copy(update={"onet_code": CODE}) for role in knowledge.roles)
    found = worded(knowledge.__class__(roles, {}, {}), Wording({CODE: ("bakes bread",)})).roles
    assert all(role.everyday == () for role in found)


def test_the_project_s_words_are_valid_and_many():
    words = read_wording(ROOT / "knowledge")
    assert len(words.everyday) >= 1016
    assert all(len(phrases) >= 3 for phrases in words.everyday.values())
    assert sum(len(titles) for titles in words.adverts.values()) >= 30_000
    assert sum(len(names) for names in words.called.values()) >= 1500
    assert len(words.hints) >= 1016
    assert all(len(texts) >= 4 for texts in words.hints.values())
    assert len(words.skills) >= 100
    assert sum(len(phrases) for phrases in words.skills.values()) >= 800


def test_what_the_project_s_occupations_are_called_is_no_title_of_another():
    knowledge, words = read_all(ROOT / "knowledge")
    titles = {role.title.lower(): role.onet_code for role in knowledge.roles}
    called = {name.lower(): code for code, names in words.called.items() for name in names}
    assert {name: code for name, code in called.items() if titles.get(name, code) != code} == {}
    assert words.called.keys() <= {role.onet_code for role in knowledge.roles}
    assert words.hints.keys() <= {role.onet_code for role in knowledge.roles}


def test_the_project_s_words_for_skills_are_no_name_of_another_skill():
    names = {key[1].lower(): key[1] for key in skill_keys(read_knowledge(ROOT / "knowledge").roles)}
    words = read_wording(ROOT / "knowledge").skills
    taken = {
        phrase: names[phrase.lower()]
        for name, phrases in words.items()
        for phrase in phrases
        if names.get(phrase.lower(), name) != name
    }
    assert taken == {}
