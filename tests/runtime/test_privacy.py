"""Which words are contact details and which are not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.runtime.privacy import without_contact_details


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("write to bob@example.com, please", "write to [e-mail], please"),
        ("Bob.O'Hara+jobs@mail.example.co.uk.", "[e-mail]."),
        ("bob (at) example.com or ann [AT] example.org", "[e-mail] or [e-mail]"),
        ("<mailto:a@example.com|a@example.com>", "<mailto:[e-mail]>"),
        ("a@example.com+b@example.com", "[e-mail]"),
        ("zoë@exämple.com", "[e-mail]"),
        ("call +49 30 901820 now", "call [phone] now"),
        ("+4930901820", "[phone]"),
        ("+44 (0)20 7946 0958", "[phone]"),
        ("(+44) 20 7946 0958", "[phone]"),
        ("+1.555.123.4567", "[phone]"),
        ("0049 30 901820", "[phone]"),
        ("(555) 123-4567", "[phone]"),
        ("555-123-4567 ext. 12", "[phone] ext. 12"),
        ("1-800-555-0199", "[phone]"),
        ("555–1234", "[phone]"),
        ("0171/1234567", "[phone]"),
        ("(030) 1234567", "[phone]"),
        ("07700 900123", "[phone]"),
        ("06 12 34 56 78", "[phone]"),
        ("98765 43210", "[phone]"),
        ("601 234 567", "[phone]"),
        ("5551234567", "[phone]"),
        ("555-123-4567 or 555-765-4321", "[phone] or [phone]"),
        ("555-123-4567 555-765-4321", "[phone]"),
        ("tel5551234567", "tel[phone]"),
        ("٠١٢٣٤٥٦٧٨٩", "[phone]"),
    ],
)
def test_contact_details_go(text: str, kept: str):
    assert without_contact_details(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "who handles customer grievances?",
        "the outlook for 2030",
        "from 2019-2023, 2019 - 2023 or 2019 2020 2021",
        "since 1999/2000",
        "29 % of 3,400,000 people",
        "O*NET 11-1021.00",
        "11-1021.00 11-1011.00",
        "15-1252",
        "a shift of 24/7 365",
        "open 09.00-17.30",
        "from 9 to 5, 40 hours a week",
        "45,000-60,000",
        "45 000 - 60 000",
        "50000-60000",
        "2500-3000",
        "$150000 - $200000",
        "€ 52 340 – 61 250",
        "52 340 – 61 250 EUR",
        "5234061 a year",
        "1200000",
        "1 250 000",
        "15.01.2024",
        "2024-01-15 17.30",
        "20240115",
        "a score of 0.8312345",
        "@here a@b",
    ],
)
def test_other_words_and_figures_stay(text: str):
    assert without_contact_details(text) == text


WORDS = st.text("abcdefgh ?!.,'")


@given(WORDS, st.emails(), WORDS)
def test_no_address_survives_between_words(before: str, address: str, after: str):
    kept = without_contact_details(f"{before} {address} {after}")
    assert address not in kept
    assert "[e-mail]" in kept


@st.composite
def phone_numbers(draw: st.DrawFn) -> str:
    """As people write them with a plus: a country, then two to four groups of two to four digits."""
    groups = draw(st.lists(st.text("0123456789", min_size=2, max_size=4), min_size=2, max_size=4))
    separators = draw(st.lists(st.sampled_from([" ", "-", ".", "/", " - ", " (0)"]), min_size=5, max_size=5))
    number = "+" + draw(st.sampled_from(["1", "44", "353"]))
    for separator, group in zip(separators, ["77", *groups], strict=False):
        number += separator + group
    return number


@given(WORDS, phone_numbers(), WORDS)
def test_no_international_number_survives_between_words(before: str, number: str, after: str):
    assert without_contact_details(f"{before} {number} {after}") == f"{before} [phone] {after}"


@given(st.text())
def test_what_was_kept_once_is_kept_as_it_is(text: str):
    kept = without_contact_details(text)
    assert without_contact_details(kept) == kept


@given(st.text("abc@.-+() 0123456789"))
def test_text_without_seven_digits_or_an_at_sign_stays(text: str):
    if "@" not in text and "at" not in text and sum(character.isdigit() for character in text) < 7:
        assert without_contact_details(text) == text


@pytest.mark.parametrize("piece", ["a", "a@", "a@b.c", "1", "1 ", "100 ", "100 200 ", "123456 x", "(", "+ ", "a [at] "])
def test_a_megabyte_takes_no_more_than_moments(piece: str):
    text = piece * (1_000_000 // len(piece))
    began = time.perf_counter()
    without_contact_details(text)
    assert time.perf_counter() - began < 5
