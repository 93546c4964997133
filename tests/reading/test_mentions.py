"""Which roles a text names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.files import Knowledge, read_knowledge
from bot.reading.naming import linker_of
from bot.search.known import Known
from tests.conftest import opened


@pytest.mark.parametrize(
    ("text", "written", "roles"),
    [
        ("what does a head baker do", "head baker", ["head_baker"]),
        ("HEAD BAKER duties", "head baker", ["head_baker"]),
        ("what do head bakers do", "head bakers", ["head_baker"]),
        ("the head baker's day", "head baker", ["head_baker"]),
        ("ask the store manager", "store manager", ["shop_manager"]),
        ("is a HB needed", "hb", ["head_baker"]),
        ("what does IT do", "it", ["head_baker"]),
        ("a haed baker", "haed baker", ["head_baker"]),
        ("a mastr bakr", "mastr bakr", ["head_baker"]),
        ("shop manger", "shop manger", ["shop_manager"]),
        ("shopmanager job", "shopmanager", ["shop_manager"]),
        ("the bread chief", "bread chief", ["head_baker", "shop_manager"]),
        ("what does a manager do", "manager", ["mill_manager", "shop_manager"]),
        ("what do managers do", "managers", ["mill_manager", "shop_manager"]),
        ("what does a bank manager do", "bank manager", []),
        ("what does a good manager do", "manager", ["mill_manager", "shop_manager"]),
    ],
)
def test_a_role_is_found_by_its_name(small, text: str, written: str, roles: list[str]):
    (mention,) = linker_of(small).mentions(text)
    assert (mention.text.lower(), sorted(mention.roles)) == (written, roles)
    assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "?!",
        "a mill manage",
        "mastered baking",
        "how do it and they differ",
        "who bakes",
        "the shop is managed well",
        "bread",
        "the head of the shop",
        "a head baker-run shop",
    ],
)
def test_other_words_are_not_taken_for_roles(small, text: str):
    assert linker_of(small).mentions(text) == []


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("difference between a head baker and a mill manager", [("head_baker",), ("mill_manager",)]),
        ("difference between shop and mill managers", [("shop_manager",), ("mill_manager",)]),
        ("mill manager vs shop manager vs HB", [("mill_manager",), ("shop_manager",), ("head_baker",)]),
        ("shop or mill manager", [("shop_manager",), ("mill_manager",)]),
    ],
)
def test_several_roles_come_in_the_order_of_the_text(small, text: str, roles: list[tuple[str, ...]]):
    assert [mention.roles for mention in linker_of(small).mentions(text)] == roles


def test_close_titles_ask_which_one(tree, tmp_path, encoder):
    knowledge = read_knowledge(tree)
    names = iter(("Tax Planner", "Tax Planter", "Mill Owner"))
    roles = tuple(role.copy(update={"title": next(names)}) for role in knowledge.roles)
    alike = opened(Knowledge(roles, knowledge.sources, knowledge.departments), tmp_path / "alike.db", encoder)
    (mention,) = linker_of(alike).mentions("what does a tax planler do")
    assert len(mention.roles) == 2


@given(st.text(max_size=80))
def test_any_text_gives_mentions_in_order_that_do_not_overlap(small, text: str):
    mentions = linker_of(small).mentions(text)
    ends = [0]
    for mention in mentions:
        assert ends[-1] <= mention.start < mention.end <= len(text)
        ends.append(mention.end)


@given(
    name=st.sampled_from(["head baker", "master baker", "shop manager", "store manager", "mill manager"]),
    data=st.data(),
)
def test_case_and_spacing_do_not_change_the_role(small, name: str, data):
    shouted = "".join(data.draw(st.sampled_from([letter, letter.upper()])) for letter in name)
    spaced = shouted.replace(" ", data.draw(st.sampled_from([" ", "  "])))
    (plain,) = linker_of(small).mentions(name)
    (changed,) = linker_of(small).mentions(spaced)
    assert changed.roles == plain.roles


def test_in_a_story_a_word_for_somebody_counts_where_it_is_said_of_whoever_tells_it(known: Known):
    story = "until they let me go in september, and I am not sure who would want me at my age to be honest"
    found = linker_of(known).mentions(f"I was the secretary in a school in Cork {story}")
    assert [each.text for each in found] == ["secretary"]
    assert linker_of(known).mentions(f"I would host the dinner and guide the guests {story}") == []


def test_what_a_name_means_is_told_by_the_words_around_it(known: Known):
    far = " ".join(["and so on it went for them"] * 6)
    found = linker_of(known).mentions(f"I would stay with the secretary then. {far}")
    assert [each.text for each in found] == ["secretary"]
