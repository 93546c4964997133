"""Schooling in people's words, by the five levels of O*NET's job zones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.situation import level_in


@pytest.mark.parametrize(
    ("text", "level"),
    [
        # Little.
        ("none", 1),
        ("I left school at 16", 1),
        ("no qualifications", 1),
        ("no degree", 2),
        ("degree no", 2),
        ("dropped outta college", 3),
        ("less than high school", 1),
        ("primary school only", 1),
        ("I didn't finish school", 1),
        ("I never got past Standard 8", 1),
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
        ("4 O levels", 2),
        ("I did my Leaving Cert in 2019", 2),
        ("WASSCE", 2),
        ("Grade 12", 2),
        # Training.
        ("an apprenticeship", 3),
        ("some college", 3),
        ("community college", 3),
        ("an associate's degree", 3),
        ("associate degree in nursing", 3),
        ("trade school", 3),
        ("vocational training", 3),
        ("HND", 3),
        ("City & Guilds", 3),
        ("ND in science lab tech", 3),
        ("level 1 bricklaying", 3),
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
        ("PGCE and all", 5),
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
        ("0", 0),
        ("6", 0),
        ("42", 0),
        # Nothing of the kind.
        ("", 0),
        ("blue", 0),
        ("I managed a shop", 0),
        ("my grandma", 0),
    ],
)
def test_a_level_of_education_is_read(text: str, level: int):
    assert level_in(text) == level


@given(st.text())
def test_any_text_means_a_level_or_none(text: str):
    assert level_in(text) in range(6)


@given(st.text("abcdefg hij'.", max_size=20).map(str.strip), st.sampled_from(["", " ", "\n"]))
def test_space_and_case_do_not_change_the_level(text: str, space: str):
    assert level_in(f"{space}{text.upper()}{space}") == level_in(text)
