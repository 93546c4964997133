"""Our words for every occupation: complete, of its own tasks, in our own words; and what is built of them."""

import csv
import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest
import yaml

from benchmarks.stores import SHARED
from bot.errors import InvalidKnowledge
from bot.knowledge.facts import read_facts
from bot.knowledge.files import read_knowledge
from bot.knowledge.model import Role
from bot.knowledge.occupation_words import OccupationWords, read_words
from bot.knowledge.parsing import Problem
from bot.knowledge.wording import read_all
from bot.search.language import content_lemmas
from bot.settings import ROOT

KNOWLEDGE = ROOT / "knowledge"
RELEASE = SHARED / "onet/db_29_text.zip"
# How many words of a source in a row are a quotation.
QUOTED = 6
# Two duties that share so much of their words say the same.
SAME = 0.85


@pytest.fixture(scope="module")
def words() -> dict[str, OccupationWords]:
    problems: list[Problem] = []
    found = read_words(KNOWLEDGE, problems)
    assert problems == []
    return found


@pytest.fixture(scope="module")
def roles() -> dict[str, Role]:
    """By code, the last where several share one."""
    return {role.onet_code: role for role in read_all(KNOWLEDGE)[0].roles if role.onet_code}


def test_every_occupation_is_a_role_with_names_and_something_to_tell(roles: dict[str, Role]):
    assert len(roles) == 1016
    assert all(role.summary.text and (role.duties or role.gathers) for role in roles.values())


def test_every_occupation_without_a_role_file_is_written(words: dict[str, OccupationWords]):
    own = {role.onet_code for role in read_knowledge(KNOWLEDGE).roles}
    codes = {row["code"] for row in read_facts(KNOWLEDGE).rows["occupations"]}
    assert codes - own == words.keys()


def test_no_two_roles_have_one_title():
    titles = Counter(role.title.lower() for role in read_all(KNOWLEDGE)[0].roles)
    assert [title for title, count in titles.items() if count > 1] == []


def test_what_is_written_has_six_to_ten_duties_or_what_it_gathers(words: dict[str, OccupationWords]):
    wrong = {code: len(told.duties) for code, told in words.items() if not told.gathers and len(told.duties) > 10}
    assert wrong == {}
    assert all(not (told.gathers and told.duties) for told in words.values())


def test_titles_have_right_singulars_and_plurals(words: dict[str, OccupationWords]):
    endings = re.compile(r"(?:s|men|women|people|staff|clergy|crew)\b", re.IGNORECASE)
    assert [told.plural for told in words.values() if not endings.search(told.plural)] == []
    assert [told.title for told in words.values() if re.search(r"\b(?:Midwive|Men|Wome?n?ve)\b", told.title)] == []


def test_no_two_duties_of_an_occupation_say_the_same(words: dict[str, OccupationWords]):
    alike = []
    for code, told in words.items():
        lemmas = [(text, frozenset(content_lemmas(text))) for text in told.duties.values()]
        for place, (text, one) in enumerate(lemmas):
            alike += [
                (code, text, other)
                for other, two in lemmas[place + 1 :]
                if one and two and len(one & two) / len(one | two) > SAME
            ]
    assert alike == []


@pytest.mark.skipif(not RELEASE.is_file(), reason=f"the O*NET release is not at {RELEASE} (ROLEWISE_SHARED)")
def test_the_words_are_our_own(words: dict[str, OccupationWords]):
    quoted: set[tuple[str, ...]] = set()
    with zipfile.ZipFile(RELEASE) as release:
        for table, column in (("Task Statements", "Task"), ("Occupation Data", "Description")):
            with release.open(f"db_29_text/{table}.txt") as file:
                for row in csv.DictReader(io.TextIOWrapper(file, "utf-8"), delimiter="\t"):
                    quoted.update(_runs(row[column]))
    taken = {
        code: text
        for code, told in words.items()
        for text in (told.summary, told.gathers or "", *told.duties.values())
        if not quoted.isdisjoint(_runs(text))
    }
    assert taken == {}


def _runs(text: str) -> list[tuple[str, ...]]:
    found = re.findall(r"[a-z0-9']+", text.lower())
    return [tuple(found[start : start + QUOTED]) for start in range(len(found) - QUOTED + 1)]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ({"duties": {1: "Does it."}}, "task 1 is none of this occupation's"),
        ({"scope": {"text": "Wide.", "tasks": [2]}}, "task 2 is none of this occupation's"),
        ({"elsewhere": ["99-9999.00"]}, "there is no occupation 99-9999.00"),
        ({"colour": "red"}, "unknown field 'colour'"),
        ({"title": ""}, "'title' is empty"),
    ],
)
def test_what_is_wrong_with_words_is_named_with_file_and_place(tmp_path: Path, entry: dict, problem: str):
    tree = tmp_path / "knowledge"
    tree.mkdir()
    for name in ("roles", "facts", "sources.yml", "departments.yml", "everyday.yml"):
        (tree / name).symlink_to(KNOWLEDGE / name)
    (tree / "occupations").mkdir()
    (tree / "occupations/schooling.yml").symlink_to(KNOWLEDGE / "occupations/schooling.yml")
    told = {"title": "Clinical Psychologist", "plural": "Clinical Psychologists", "summary": "One.", "gathers": "All."}
    file = tree / "occupations/53.yml"
    file.write_text(yaml.safe_dump({"53-3031.00": told | entry}), encoding="utf-8")
    with pytest.raises(InvalidKnowledge) as raised:
        read_all(tree)
    assert "occupations/53.yml: 53-3031.00" in str(raised.value)
    assert problem in str(raised.value)


def test_figures_are_told_of_the_group_that_the_bureau_counts_an_occupation_in(roles: dict[str, Role]):
    counselor = roles["21-1014.00"]
    for told in (counselor.pay, counselor.outlook):
        assert told is not None
        assert told.occupation.lower().startswith("substance abuse, behavioral disorder")
    pay = roles["51-4121.00"].pay
    assert pay is not None
    assert pay.annual is not None
    assert pay.annual.median.dollars == 51000
    assert roles["55-3016.00"].pay is None
