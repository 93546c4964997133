"""The document around an answer: its sources, what may be asked next, and how much is told at once."""

import pytest

from bot.saying.answer import Answer, SourceRef
from bot.saying.compose import document_of
from bot.saying.document import Document, Listing, Paragraph, Span
from bot.saying.extent import portioned
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.text import as_text, text_of
from bot.saying.words import lowered, named, plain, raised, series, with_article
from tests.saying.answers import BAKER, duty, fact

PAGE, OTHER = (SourceRef(key, f"Page {key}", f"https://x.example/{key}", (), "Survey 3 (Office)") for key in "ab")
BOOK, WEB = SourceRef("book", "The Book", None), SourceRef("web", "Web", None)
SUMMARY = (fact(FactKind.summary, "A baker bakes."),)


@pytest.mark.parametrize(
    ("sources", "line"),
    [
        ((), ""),
        ((BOOK,), "Source: The Book."),
        ((PAGE, OTHER), "Source: Survey 3 (Office)."),
        ((BOOK, PAGE), "Sources: The Book; Survey 3 (Office)."),
        ((BOOK, PAGE, OTHER, WEB), "Sources: The Book; Survey 3 (Office), and 1 more."),
    ],
)
def test_sources_are_one_short_line(sources, line: str):
    assert text_of(document_of(Answer(AnswerKind.summary, (BAKER,), facts=SUMMARY, sources=sources)).sources) == line


def test_the_edition_is_a_link_to_the_page_that_was_read():
    document = document_of(Answer(AnswerKind.summary, (BAKER,), facts=SUMMARY, sources=(PAGE,)))
    assert Span("Survey 3 (Office)", url="https://x.example/a") in document.sources


def test_suggestions_name_the_role_and_more_comes_first_where_something_is_left():
    follows = ("utter_suggest_day", "utter_suggest_skills", "utter_suggest_become")
    short, long = (
        document_of(Answer(AnswerKind.role, (BAKER,), tuple(duty(f"Bakes {n}.") for n in range(count))), follows)
        for count in (2, 20)
    )
    assert short.suggestions[0].payload == "What is a typical day of a baker?"
    assert [choice.payload for choice in long.suggestions][:2] == ["more", "What is a typical day of a baker?"]
    assert len(short.suggestions) == len(long.suggestions) == 3
    assert len(as_text(long, is_terminal=True).split("\n")) <= 8


@pytest.mark.parametrize("lines", [1, 2, 3, 5, 9])
def test_what_is_told_and_what_is_left_are_the_whole(lines: int):
    blocks = (Paragraph(plain("One.")), Listing(tuple(plain(str(number)) for number in range(5)), plain("Two:")))
    told, rest = portioned(blocks, 600, lines)
    entries = [
        text_of(words) for block in (*told, *rest) for words in (block.items if isinstance(block, Listing) else ())
    ]
    assert entries == list("01234")
    assert len(as_text(Document(told)).split("\n")) <= max(lines, 1)


def test_of_a_list_whose_entries_are_long_the_first_is_told_alone():
    listing = Listing(tuple(plain(letter * 700) for letter in "abc"))
    told, rest = portioned((listing,))
    assert [len(block.items) for block in (*told, *rest)] == [1, 2]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Bakes bread.", "bakes bread."),
        ("A course.", "a course."),
        ("O*NET names it.", "O*NET names it."),
        ("IT is used.", "IT is used."),
        ("English is spoken.", "English is spoken."),
        ("", ""),
    ],
)
def test_a_sentence_ends_another_with_a_small_letter_unless_it_begins_with_a_name(text: str, end: str):
    assert lowered(text) == end


def test_headings_of_a_source_stand_in_small_letters():
    assert named("Judgment and Decision Making") == "judgment and decision making"
    assert named("English Language") == "English language"
    assert named("Achievement/Effort") == "achievement/effort"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Human Resources Specialist", "a human resources specialist"),
        ("Accountant", "an accountant"),
        ("Art, Drama, or Music Professor", "an art, drama, or music professor"),
        ("English Professor", "an English professor"),
        ("MRI Technologist", "an MRI technologist"),
        ("IT Manager", "an IT manager"),
        ("CNC Tool Operator", "a CNC tool operator"),
        ("Urologist", "a urologist"),
        ("Utility Meter Reader", "a utility meter reader"),
        ("Usher, Lobby Attendant or Ticket Taker", "an usher, lobby attendant or ticket taker"),
        ("Umpire, Referee or Other Sports Official", "an umpire, referee or other sports official"),
        ("Other Engineer", "the other engineer"),
        ("", ""),
    ],
)
def test_a_title_has_its_article_as_it_is_said(title: str, text: str):
    assert with_article(title) == text


@pytest.mark.parametrize(("items", "text"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_several_are_joined_as_one_says_them(items: list[str], text: str):
    assert text_of(series(items)) == text


def test_words_begin_a_sentence_with_a_capital():
    assert text_of(raised(plain("the Baker"))) == "The Baker"
