"""What is missing between a schooling and what a role asks for, by O*NET's five job zones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guidance.preparation import shortfall, surplus


@pytest.mark.parametrize(
    ("text", "level"),
    [
        # Little.
        ("none", 1),
        ("I left school at 16", 1),
        ("no qualifications", 1),
        ("no degree", 2),
        ("less than high school", 1),
        ("primary school only", 1),
        ("I didn't finish school", 1),
        ("I dropped out of high school", 1),
        # School.
        ("high school", 2),
        ("High school diploma", 2),
        ("high school graduate", 2),
        ("I graduated from high school", 2),
        ("secondary school", 2),
        ("A-levels", 2),
        ("GCSEs", 2),
        ("GED", 2),
        ("diploma", 2),
        ("Abitur", 2),
        # Training.
        ("an apprenticeship", 3),
        ("some college", 3),
        ("community college", 3),
        ("an associate's degree", 3),
        ("associate degree in nursing", 3),
        ("trade school", 3),
        ("vocational training", 3),
        ("HND", 3),
        # A first degree.
        ("I have a bachelor's in physics", 4),
        ("Bachelor’s", 4),
        ("BSc", 4),
        ("BA", 4),
        ("university", 4),
        ("college degree", 4),
        ("I am an undergraduate", 4),
        # More.
        ("master's", 5),
        ("Masters degree", 5),
        ("MA", 5),
        ("M.A.", 5),
        ("MBA", 5),
        ("PhD", 5),
        ("Ph.D. in chemistry", 5),
        ("doctorate", 5),
        ("law degree", 5),
        ("postgraduate", 5),
        ("post-graduate", 5),
        # Numbers.
        ("1", 1),
        (" 3. ", 3),
        ("5)", 5),
        ("0", None),
        ("6", None),
        ("42", None),
        # Nothing of the kind.
        ("", None),
        ("blue", None),
        ("I managed a shop", None),
        ("my grandma", None),
    ],
)
def test_a_level_of_education_is_read(text: str, level: int | None):
    assert level_in(text) == level


@pytest.mark.parametrize(("button", "level"), zip(range(5), LEVELS, strict=True))
def test_the_buttons_mean_the_five_levels_in_order(button: int, level: int):
    assert level_in(ActionAskFindRoleFormEducation.message.buttons[button]["payload"]) == level


@given(st.text())
def test_any_text_means_a_level_or_none(text: str):
    assert level_in(text) in {None, *LEVELS}


@given(st.text("abcdefg hij'.", max_size=20).map(str.strip), st.sampled_from(["", " ", "\n"]))
def test_space_and_case_do_not_change_the_level(text: str, space: str):
    assert level_in(f"{space}{text.upper()}{space}") == level_in(text)


@given(st.integers(0, 5), st.integers(0, 5))
def test_nothing_is_missing_and_left_unused_at_once(zone: int, level: int):
    missing, unused = shortfall(zone, level), surplus(zone, level)
    assert missing >= 0 <= unused
    assert not (missing and unused)
    if not (zone and level):
        assert missing == unused == 0


@pytest.mark.parametrize(
    ("zone", "level", "missing", "unused"),
    [(4, 2, 2, 0), (4, 4, 0, 0), (4, 5, 0, 0), (3, 5, 0, 1), (1, 5, 0, 3), (0, 5, 0, 0), (5, 0, 0, 0)],
)
def test_one_step_more_than_needed_is_nothing_unusual(zone: int, level: int, missing: int, unused: int):
    assert (shortfall(zone, level), surplus(zone, level)) == (missing, unused)
