"""From an answer to messages: pure, so each case is an answer and what is said."""

from typing import Any

import pytest

from actions.message import OVER, PORTION
from actions.reply import Message, reply, side_by_side, stacked
from bot.saying.answer import Answer, DutyRef, FactRef, PersonRef, RoleRef, SourceRef

BAKER, SHOP = RoleRef("baker", "Baker"), RoleRef("shop", "Shop Manager")
BREAD = DutyRef("bread", "Bakes bread.", "baker", "responsible", asked="bread")
BOOK = SourceRef("book", "The Book", "https://example.org", ("page 1",))


def said(answer: Answer) -> list[tuple[str, dict[str, Any]]]:
    return [(message.response, dict(message.values)) for message in reply(answer)]


@pytest.mark.parametrize(
    ("answer", "messages"),
    [
        (
            Answer("who_handles", (BAKER,), (BREAD,), sources=(BOOK,), asked="bread"),
            [
                ("utter_handles_responsible", {"role": "Baker", "duty": "Bakes bread."}),
                ("utter_sources", {"sources": "The Book (page 1), https://example.org"}),
            ],
        ),
        (
            Answer(
                "who_handles", (BAKER, SHOP), (BREAD, DutyRef("x", "Sells it.", "shop", "takes_part", asked="bread"))
            ),
            [
                ("utter_handles_responsible", {"role": "Baker", "duty": "Bakes bread."}),
                ("utter_also_handle", {"others": "- Shop Manager (takes part): Sells it."}),
            ],
        ),
        (
            Answer(
                "who_handles",
                (BAKER, SHOP),
                (BREAD, DutyRef("till", "Counts.", "shop", "accountable", asked="the till")),
                unanswered=("the moon",),
            ),
            [
                ("utter_about", {"asked": "bread"}),
                ("utter_handles_responsible", {"role": "Baker", "duty": "Bakes bread."}),
                ("utter_about", {"asked": "the till"}),
                ("utter_handles_accountable", {"role": "Shop Manager", "duty": "Counts."}),
                ("utter_unknown_duty", {"asked": "the moon"}),
            ],
        ),
        (Answer("unknown_duty", unanswered=("the moon",)), [("utter_unknown_duty", {"asked": "the moon"})]),
        (
            Answer("role", (BAKER,), (BREAD, DutyRef("y", "Rests.", "baker", "supports"))),
            [("utter_duties", {"role": "Baker", "duties": "- Bakes bread.\n- Rests."})],
        ),
        (
            Answer("verdict", (BAKER,), (BREAD,), asked="bread", verdict="yes"),
            [
                (
                    "utter_verdict_yes_responsible",
                    {"role": "Baker", "asked": "bread", "duty": "Bakes bread.", "owner": "Baker"},
                )
            ],
        ),
        (
            Answer("verdict", (SHOP, BAKER), (BREAD,), asked="bread", verdict="no"),
            [
                (
                    "utter_verdict_no",
                    {"role": "Shop Manager", "asked": "bread", "duty": "Bakes bread.", "owner": "Baker"},
                )
            ],
        ),
        (
            Answer("verdict", (SHOP,), asked="tides", verdict="unknown"),
            [("utter_verdict_unknown", {"role": "Shop Manager", "asked": "tides"})],
        ),
        (
            Answer("skills", (BAKER,), facts=(FactRef("skill", "baker", "Care"), FactRef("skill", "baker", "Heat"))),
            [("utter_skill", {"role": "Baker", "facts": "Care, Heat"})],
        ),
        (
            Answer("summary", (BAKER,), facts=(FactRef("summary", "baker", "A baker bakes."),)),
            [("utter_summary", {"role": "Baker", "facts": "A baker bakes."}), ("utter_offer_duties", {})],
        ),
        (Answer("scope", (BAKER,)), [("utter_nothing_known", {"role": "Baker"})]),
        (
            Answer("roles", (BAKER, SHOP), facts=(FactRef("family", "baker", "B"), FactRef("family", "shop", "A"))),
            [("utter_roles", {"roles": "- A: Shop Manager\n- B: Baker", "count": "2"})],
        ),
        (
            Answer("sources", sources=(BOOK, SourceRef("web", "Web", None))),
            [("utter_cited", {"sources": "\n- The Book (page 1), https://example.org\n- Web"})],
        ),
        (Answer("sources"), [("utter_nothing_cited", {})]),
        (
            Answer("same_role", (BAKER,), asked="baker, bread man"),
            [("utter_same_role", {"role": "Baker", "asked": "baker, bread man"})],
        ),
        (Answer("need_two", (BAKER,)), [("utter_need_two", {"role": "Baker"})]),
        (Answer("unknown_role", asked="astronaut"), [("utter_unknown_role", {"asked": "astronaut"})]),
    ],
)
def test_an_answer_is_said_in_the_responses_of_the_domain(answer: Answer, messages):
    assert said(answer) == messages


def test_choices_are_buttons_that_say_what_one_would_type():
    (message,) = reply(Answer("which_role", (BAKER, SHOP), asked="boss"))
    assert message == Message(
        "utter_which_of",
        {"asked": "boss", "roles": "Baker, Shop Manager"},
        ({"title": "Baker", "payload": "Baker"}, {"title": "Shop Manager", "payload": "Shop Manager"}),
    )


COMPARISON = Answer(
    "comparison",
    (BAKER, SHOP),
    (
        BREAD,
        DutyRef("early", "Gets up early.", "baker", "responsible", shared=True),
        DutyRef("early", "Opens early.", "shop", "responsible", shared=True),
        DutyRef("till", "Counts the money in the till every evening.", "shop", "responsible"),
    ),
    (
        FactRef("scope", "baker", "All dough."),
        FactRef("alike", "baker", "Both work."),
        FactRef("different", "baker", "Only one bakes."),
        FactRef("disagreement", "baker", "The books differ."),
    ),
)


def test_a_comparison_shows_what_each_does_what_both_do_scope_and_the_source_s_own_words():
    assert said(COMPARISON) == [
        ("utter_comparison", {"roles": "Baker, Shop Manager"}),
        (
            "utter_comparison_only",
            {"table": "Baker:\n- Bakes bread.\nShop Manager:\n- Counts the money in the till every evening."},
        ),
        ("utter_comparison_both", {"table": "Baker:\n- Gets up early.\nShop Manager:\n- Opens early."}),
        ("utter_comparison_scope", {"table": "Baker:\n- All dough."}),
        ("utter_alike", {"facts": "Both work."}),
        ("utter_different", {"facts": "Only one bakes."}),
        ("utter_disagreement", {"facts": "The books differ."}),
    ]


def test_on_a_terminal_a_comparison_stands_in_two_columns():
    table = reply(COMPARISON, columns=True)[1].values["table"]
    assert str(table).splitlines() == [
        "Baker                                   Shop Manager",
        "-----                                   ------------",
        "- Bakes bread.                          - Counts the money in the till every",
        "                                          evening.",
    ]


def test_no_line_of_two_columns_is_wider_than_a_terminal():
    text = side_by_side(["A", "B"], [["many words " * 30], ["other words " * 30, "x"]])
    assert max(len(line) for line in text.splitlines()) <= 78


def test_a_stacked_list_leaves_out_empty_parts():
    assert stacked(["A", "B"], [[], ["x"]]) == "B:\n- x"


def test_a_thousand_roles_are_counted_by_family():
    roles = tuple(RoleRef(f"r{number}", f"Role {number}") for number in range(1000))
    facts = tuple(FactRef("family", role.id, "Odd" if number % 2 else "Even") for number, role in enumerate(roles))
    assert said(Answer("roles", roles, facts=facts)) == [
        ("utter_roles", {"roles": "- Even (500)\n- Odd (500)", "count": "1000", "rest": "0"})
    ]


def duties(count: int) -> tuple[DutyRef, ...]:
    return tuple(DutyRef(f"d{number}", f"Duty {number}.", "baker", "responsible") for number in range(count))


@pytest.mark.parametrize(
    ("count", "told"), [(1, 1), (PORTION, PORTION), (PORTION + OVER, PORTION + OVER), (PORTION + OVER + 1, PORTION)]
)
def test_a_long_list_of_duties_is_told_in_part_and_the_rest_is_kept(count: int, told: int):
    (message,) = reply(Answer("role", (BAKER,), duties(count)))
    assert str(message.values["duties"]).splitlines() == [f"- Duty {number}." for number in range(told)]
    assert message.rest == tuple(f"Duty {number}." for number in range(told, count))


ANN = PersonRef("Ann", "baker", "holder", "Hill", "Ovens", "@ann", "ann@x.example", "#ovens")


@pytest.mark.parametrize(
    ("person", "messages"),
    [
        (
            ANN,
            [
                ("utter_here", {"person": "Ann, Ovens, Hill", "ways": "Slack @ann, ann@x.example, #ovens"}),
                ("utter_ways", {}),
            ],
        ),
        (PersonRef("Ann", "baker"), [("utter_here", {"person": "Ann", "ways": ""})]),
        (
            PersonRef("Ann", "baker", "accountable", "Hill"),
            [("utter_here", {"person": "Ann, Hill (accountable)"})],
        ),
        (PersonRef("Ann", "baker", stands_in_for="Bob"), [("utter_here_deputy", {"away": "Bob", "until": ""})]),
        (
            PersonRef("Ann", "baker", stands_in_for="Bob", until="2026-07-01", channel="#ovens"),
            [
                ("utter_here_deputy_until", {"away": "Bob", "until": "2026-07-01"}),
                ("utter_ways", {"ways": "#ovens"}),
            ],
        ),
    ],
)
def test_people_are_told_with_their_place_and_how_to_reach_them(person: PersonRef, messages):
    told = said(Answer("person", (BAKER,), people=(person,)))
    assert [response for response, _ in told] == [response for response, _ in messages]
    for (_, values), (_, expected) in zip(told, messages, strict=True):
        assert {name: values[name] for name in expected} == expected


def test_who_it_is_here_stands_between_the_answer_and_its_sources():
    answer = Answer("who_handles", (BAKER,), (BREAD,), sources=(BOOK,), people=(ANN, PersonRef("Bob", "baker")))
    assert [response for response, _ in said(answer)] == [
        "utter_handles_responsible",
        "utter_here",
        "utter_ways",
        "utter_here",
        "utter_sources",
    ]


@pytest.mark.parametrize("kind", ["which_place", "who_handles"])
def test_places_to_choose_from_are_asked_for_with_buttons(kind: str):
    duties = (BREAD,) if kind == "who_handles" else ()
    *_, message = reply(Answer(kind, (BAKER,), duties, choices=("Hill", "Quay Street")))
    assert (message.response, message.values) == ("utter_which_place", {"role": "Baker", "places": "Hill, Quay Street"})
    assert [button["payload"] for button in message.buttons] == ["Hill", "Quay Street"]


def test_where_nobody_has_a_role_that_is_said_of_each():
    assert said(Answer("nobody_here", (BAKER, SHOP))) == [
        ("utter_nobody_here", {"role": "Baker"}),
        ("utter_nobody_here", {"role": "Shop Manager"}),
    ]


def test_of_very_many_roles_the_largest_fields_are_counted():
    roles = tuple(RoleRef(str(number), f"Role {number}") for number in range(200))
    facts = tuple(
        FactRef("family", str(number), f"Field {number % 10 if number < 100 else 0}") for number in range(200)
    )
    (message,) = reply(Answer("roles", roles, facts=facts))
    assert (message.response, message.values["rest"]) == ("utter_roles_many", "2")
    assert str(message.values["roles"]).split("\n")[0] == "- Field 0 (110)"
    assert len(str(message.values["roles"]).split("\n")) == 8


def test_a_single_role_is_no_plural():
    answer = Answer("roles", (RoleRef("farmer", "Farmer"),), facts=(FactRef("family", "farmer", "Farming"),))
    assert [message.response for message in reply(answer)] == ["utter_roles_one"]
