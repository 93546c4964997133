"""What somebody tells of themselves, in their words; most sentences are other people's (tests/cases/told.tsv)."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.body import ailments_in
from bot.reading.clause import clauses_of
from bot.reading.fields_of_study import fields_in, school_subjects
from bot.reading.grammar import sentences
from bot.reading.naming import linker_of, names_of
from bot.reading.normal import normal
from bot.reading.telling import told_in
from bot.reading.told import Says, Tells, Told, Wished
from bot.search.known import Known
from bot.search.language import content_lemmas

CASES = Path(__file__).parents[1] / "cases" / "told.tsv"
# What each word of the table may be read as: who must not lift anything dislikes lifting.
AS = {
    "like": {"like", "trait"},
    "dislike": {"dislike", "trait"},
    "had": {"done"},
    "not": {"unwanted", "dislike", "done"},
    "studied": {"studied"},
    "level": {"level", "limit"},
    "trait": {"trait", "like", "dislike"},
    "need": {"like", "dislike", "trait", "level"},
}


def told_of(text: str, known: Known) -> tuple[Told, ...]:
    plain = normal(text)
    return told_in(plain, linker_of(known).mentions(plain), names_of(known).wanted)


def items() -> list[tuple[str, list[tuple[str, str]]]]:
    rows = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if line]
    return [(text, [tuple(item.split(":", 1)) for item in gold.split("|")]) for text, gold in rows]


def is_read(kind: str, words: str, told: Sequence[Told]) -> bool:
    if kind == "level":
        return any(each.tells.value == "level" for each in told)
    wanted = set(content_lemmas(words))
    return any(each.tells.value in AS[kind] and wanted & set(content_lemmas(each.words)) for each in told)


def test_most_of_what_strangers_tell_is_read(known: Known):
    found = total = 0
    for text, gold in items():
        told = told_of(text, known)
        found += sum(is_read(kind, words, told) for kind, words in gold)
        total += len(gold)
    assert found / total >= 0.6, f"{found} of {total}"


def test_what_strangers_like_is_seldom_taken_for_what_they_avoid(known: Known):
    turned = total = 0
    for text, gold in items():
        told = [each for each in told_of(text, known) if each.sure]
        for kind, words in gold:
            if kind in ("like", "dislike"):
                other = {"like": "dislike", "dislike": "like"}[kind]
                wanted = set(content_lemmas(words))
                turned += any(each.tells.value == other and wanted <= set(content_lemmas(each.words)) for each in told)
                total += 1
    assert turned <= 0.03 * total, f"{turned} of {total}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I adore horses but can't stand needles", ["like:horses", "dislike:needles"]),
        ("nothing with ladders, please", ["dislike:ladders"]),
        ("a job with plants or animals", ["like:plants", "like:animals"]),
        ("I don't mind dirt", ["accept:dirt"]),
        ("I'm a plumber and I don't want to be a plumber", ["done:plumber", "unwanted:plumber"]),
        ("I've been a nurse for nine years", ["done:nurse"]),
        ("I want to be a nurse", []),
        ("what does a nurse do", []),
        ("how do I become a nurse", []),
        ("I have a degree in history", ["studied:history", "level:4"]),
        ("what can I do with a psychology degree", ["studied:psychology"]),
        ("after B.Com.", ["studied:commerce"]),
        ("I don't drive", ["dislike:drive"]),
        ("I wouldn't want care work", ["dislike:care"]),
        ("I don't like crowds, phones, or noise", ["dislike:crowds", "dislike:phones", "dislike:noise"]),
        ("that needs perfect spelling", []),
        ("can you not just learn by doing", []),
        ("there's no money in it", []),
        ("I don't know what to do", []),
        ("I want a new job", []),
        ("which jobs use writing?", []),
        ("is it well paid", []),
        # What is denied to have been said.
        ("I never said I hate sport", ["unsaid:sport"]),
        ("I didn't ask about night work", ["unsaid:night work"]),
        ("I didn't say I don't want a desk, I'd love a desk", ["unsaid:desk", "like:desk"]),
        ("I don't mean the nurse", ["unsaid:nurse"]),
        ("they never said anything about maths", []),
        ("I don't want to talk to people all day", ["dislike:talk to people"]),
        ("I don't like to ask people", ["dislike:ask people"]),
        ("I can't say I like maths", ["dislike:maths"]),
        ("tell me about being a nurse", []),
        ("I was never a nurse", ["unsaid:nurse"]),
        ("I don't want to be a nurse", ["unwanted:nurse"]),
        ("I never studied law", ["unsaid:law"]),
        ("I said not a nurse", ["unwanted:nurse"]),
        ("nurse?", []),
        # What was never done is no word against it.
        ("never touched one", []),
        ("never again nights", ["dislike:again nights"]),
        ("what about like gardening", []),
        ("biology psychology and art for A levels", ["studied:biology", "studied:psychology", "studied:art"]),
        ("I'm taking maths, physics and drama at A level", ["studied:maths", "studied:physics", "studied:drama"]),
        ("A level history and everyone says law", ["studied:history"]),
    ],
)
def test_what_a_sentence_tells(text: str, told: list[str], known: Known):
    assert [f"{each.tells.value}:{each.words}" for each in told_of(text, known) if each.sure] == told


@pytest.mark.parametrize(
    ("text", "says", "told"),
    [
        ("payslips never came", Tells.like, ["does:payslips never came"]),
        ("I hate payslips", None, []),
        ("I hate payslips", Tells.dislike, ["dislike:payslips"]),
        ("I like trains", Tells.dislike, []),
        ("hydraulics inside out", Tells.does, ["like:hydraulics"]),
        ("chef here for ten years", Tells.done, ["done:chef"]),
        ("so not a chef", Tells.unwanted, ["unwanted:chef"]),
    ],
)
def test_a_clause_tells_what_it_was_heard_to_tell(text: str, says: Tells | None, told: list[str], known: Known):
    heard = [Says(0, len(text), says)]
    found = told_in(normal(text), linker_of(known).mentions(normal(text)), says=heard)
    assert [f"{each.tells.value}:{each.words}" for each in found] == told


@pytest.mark.parametrize(
    ("text", "says", "leans", "told"),
    [
        ("knees are going", Tells.trait, -0.3, ["trait:bad knees"]),
        ("not with this back", Tells.limit, 0.0, ["trait:bad back"]),
        ("knees are fine", Tells.trait, 0.6, []),
        ("his knees are going", Tells.trait, -0.3, []),
        ("my husband's knees, he says, hurt", Tells.trait, -0.3, []),
        ("working with these hands", Tells.like, 1.0, []),
    ],
)
def test_a_part_of_the_body_is_bad_where_its_clause_sounds_so(text: str, says: Tells, leans: float, told: list[str]):
    clause = next(clauses_of(sentences(normal(text))[0]))
    found = ailments_in(clause, Says(0, len(text), says, leans=leans))
    assert [f"{each.tells.value}:{each.words}" for each in found] == told


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("I must be home, she can't be left alone", []),
        ("everyone tells me to do law", []),
        ("I'm asking for my son, he faints at blood", ["blood"]),
        ("she faints at blood", ["blood"]),
        ("I faint at blood", ["blood"]),
        ("I have never driven a lorry", []),
    ],
)
def test_what_is_said_of_others_or_was_never_done_is_no_wish_of_who_says_it(text: str, wished: list[str]):
    plain, key = normal(text), wished[0] if wished else "alone"
    clauses = [(s.at + each[0].start, s.at + each[-1].end) for s in sentences(plain) for each in clauses_of(s) if each]
    heard = [Wished(start, end, key, Tells.dislike) for start, end in clauses[-1:]]
    assert [each.wish for each in told_in(plain, wishes=heard) if each.wish] == wished


def test_a_kind_that_is_refused_once_more_by_its_last_word_is_unwanted(known: Known):
    found = told_of("stop with the art therapist. I said not therapist", known)
    assert ("unwanted", "therapist") in {(each.tells.value, each.words) for each in found}


def test_what_a_clause_asks_to_be_left_out_is_told_all_the_same():
    text = "which jobs don't need any maths"
    assert told_in(text, says=[Says(0, len(text), None, asks=True)]) == told_in(text)
    assert not told_in(text, says=[Says(0, len(text), None)])


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("a computer science degree", ["computer science"]),
        ("btech mechanical", ["mechanical"]),
        ("a degree in something", []),
        ("I majored in physics and chemistry", ["physics", "chemistry"]),
        ("a good degree", []),
        ("I study every evening", []),
        ("what degree do you need", []),
    ],
)
def test_a_field_of_study_is_a_name(text: str, fields: list[str]):
    assert [field.words for sentence in sentences(text) for field in fields_in(sentence.words)] == fields


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("for A levels I'm taking english, history and french", ["english", "history", "french"]),
        ("chose geography, music and art for my gcses", ["geography", "music", "art"]),
        ("working at a high level in finance", []),
        ("I have gcses but no A levels", []),
        ("an entry level job in sales", []),
    ],
)
def test_school_subjects_are_listed_beside_a_word_for_school(text: str, subjects: list[str]):
    (sentence,) = sentences(normal(text))
    assert [field.words for field in school_subjects(sentence.words)] == subjects


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from("i hate love no not maths and , but want a job with less nurse am was . can't".split()),
        max_size=14,
    )
)
def test_whatever_is_typed_tells_nothing_twice_and_raises_nothing(words: list[str]):
    told = told_in(" ".join(words))
    assert len(told) == len(set(told))


@pytest.mark.parametrize(
    "text",
    [
        "I would like to know which of my skills can be carried over",
        "I'd love to hear how people get in",
        "not what it costs",
        "you have to be good at drawing",
        "my brother hates his job",
        "people are fond of it",
        "I want to see what it pays",
    ],
)
def test_what_is_only_asked_or_said_of_others_is_no_wish(text: str, known: Known):
    assert not [each for each in told_of(text, known) if each.sure and each.tells in (Tells.like, Tells.dislike)]


@pytest.mark.parametrize(
    ("text", "liked"),
    [
        ("I like how engines work", "engines"),
        ("I would love to work where horses are", "horses"),
        ("what other job with animals pays more", "animals"),
    ],
)
def test_what_is_liked_may_be_put_with_a_word_that_asks(text: str, liked: str, known: Known):
    assert any(liked in each.words for each in told_of(text, known) if each.tells is Tells.like)


def test_what_is_done_beside_each_other_is_told_as_one(known: Known):
    text = "i plan the routes, check the loads, deal with the depot"
    starts = [0, text.index("check"), text.index("deal")]
    heard = [Says(start, start + 5, Tells.does) for start in starts]
    assert told_in(text, says=heard) == (Told(Tells.done, text, sure=False),)


def test_a_school_that_somebody_works_at_is_no_schooling_of_theirs(known: Known):
    assert not [each for each in told_of("I was in the office of a primary school", known) if each.tells is Tells.level]
    assert Told(Tells.level, "4") in told_of("I studied at the university", known)


def test_schooling_is_told_by_what_somebody_asks_with(known: Known):
    assert Told(Tells.level, "2", sure=False) in told_of("what can I do with only a matric", known)
    assert told_of("do they work with school kids?", known) == ()
