"""Which of several jobs is meant by what is said of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.described import asks_its_name, described_in


@pytest.mark.parametrize(
    ("text", "said", "names"),
    [
        ("the one with the trees sounds alright", "trees", True),
        ("The hearing one is interesting", "hearing", True),
        ("what about the patient transport ones?", "patient transport", True),
        ("and the social worker kind, what do they earn", "social worker", True),
        ("tell me about the one where you look after trees", "look after trees", True),
        ("I'd take the easy one", "easy", False),
        ("hmm that office one", "office", True),
        ("what was the other one, the records thing", "records", False),
        ("and the teaching job, would that be better", "teaching", False),
        ("and the lady who helps the dentist, what does she earn", "helps the dentist", True),
        ("those guys that climb the wind turbines", "climb the wind turbines", True),
        ("a plumber or the one who mends roofs, which one pays better?", "mends roofs", True),
    ],
)
def test_what_is_said_of_the_one_that_is_meant_is_read(text: str, said: str, names: bool):
    found = described_in(text)
    assert found is not None
    assert (found.text, found.names) == (said, names)
    assert text[found.start : found.end] == said


@pytest.mark.parametrize(
    "text",
    [
        *("the second one", "that one", "the other one please", "the best one", "I like the first one more"),
        *("somebody who has no degree", "the people who were kind", "I'm a person who likes quiet"),
        *("do they take people who have a record", "my brother who is a nurse", "what kind of person does that"),
        *("is it one of those", "one thing I hate is noise", "which one pays best"),
    ],
)
def test_a_place_or_a_liking_describes_none(text: str):
    assert described_in(text) is None


@settings(deadline=None)
@given(st.text(alphabet="theon wih,.kd?", max_size=80))
def test_what_is_read_stands_in_the_text(text: str):
    found = described_in(text)
    assert found is None or text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("the man who tunes pianos, what is he called?", True),
        ("the person who counts the stock. How is that called", True),
        ("the one with the trees. what do you call that job?", True),
        ("the man who tunes pianos, what is he paid", False),
        ("how is that going", False),
    ],
)
def test_what_a_job_that_was_described_is_called_is_asked_at_the_end(text: str, asks: bool):
    assert asks_its_name(text) is asks
