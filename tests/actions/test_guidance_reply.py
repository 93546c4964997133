"""From an answer that guides to messages: pure, so each case is an answer and what is said."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.guidance_reply import AFTER_RECOMMENDATION, REASONS, REPLIES
from actions.message import OVER, PORTION, Message, portion
from actions.reply import reply
from actions.wording import worded
from bot.saying.answer import Answer, DutyRef, FactRef, RoleRef, SourceRef

BAKER, SHOP, HAND = RoleRef("baker", "Baker"), RoleRef("shop", "Shop Manager"), RoleRef("hand", "Dough Hand")
BOOK = SourceRef("book", "The Book", None)


def fact(kind: str, text: str, role: RoleRef = BAKER, **more: Any) -> FactRef:
    return FactRef(kind, role.id, text, **more)


def said(answer: Answer) -> list[tuple[str, dict]]:
    return [(message.response, dict(message.values)) for message in reply(answer)]


def zone(number: int) -> tuple[Message, ...]:
    return (Message(f"utter_zone_{number}"),)


@pytest.mark.parametrize(
    ("answer", "messages"),
    [
        (Answer("become", (BAKER,)), [("utter_nothing_known", {"role": "Baker"})]),
        (
            Answer("duration", (BAKER,), facts=(fact("duration", "4"), fact("education", "A course."))),
            [
                (
                    "utter_duration",
                    {
                        "role": "Baker",
                        "facts": (
                            Message("utter_duration_zone", {"zone": zone(4)}),
                            Message("utter_step_education", {"facts": "A course."}),
                        ),
                    },
                )
            ],
        ),
        (Answer("duration", (BAKER,)), [("utter_no_duration", {"role": "Baker"})]),
        (
            Answer("subjects", (BAKER, SHOP), facts=(fact("subject", "Chemistry"), fact("subject", "Heat"))),
            [
                ("utter_subjects", {"role": "Baker", "facts": "Chemistry, Heat"}),
                ("utter_nothing_known", {"role": "Shop Manager"}),
            ],
        ),
        (
            Answer(
                "day",
                (BAKER, SHOP),
                (DutyRef("a", "Bakes.", "baker", "responsible"), DutyRef("b", "Sells.", "shop", "responsible")),
                (fact("tool", "Oven"), fact("tool", "Peel"), fact("department", "Office", SHOP)),
            ),
            [
                ("utter_day", {"role": "Baker", "duties": "- Bakes."}),
                ("utter_day_tools", {"facts": "Oven, Peel"}),
                ("utter_day", {"role": "Shop Manager", "duties": "- Sells."}),
                ("utter_day_contacts", {"facts": "Office"}),
            ],
        ),
        (
            Answer("setting", (BAKER,), facts=(fact("setting", "Hot"), fact("needed_in", "Towns."))),
            [
                ("utter_setting", {"role": "Baker", "facts": "Hot"}),
                ("utter_needed_in", {"role": "Baker", "facts": "Towns."}),
            ],
        ),
        (
            Answer("setting", (BAKER,), facts=(fact("no_setting", "https://x.example"),)),
            [("utter_no_setting_see", {"role": "Baker", "url": "https://x.example"})],
        ),
        (
            Answer("setting", (BAKER,), facts=(fact("no_setting", ""), fact("department", "Office"))),
            [
                ("utter_no_setting", {"role": "Baker", "url": ""}),
                ("utter_department", {"role": "Baker", "facts": "Office"}),
            ],
        ),
        (
            Answer(
                "ladder",
                (BAKER,),
                facts=(
                    fact("step_down", "Dough Hand", ref="hand"),
                    fact("led", "Shop Manager", ref="shop"),
                    fact("led", "Dough Hand", ref="hand"),
                    fact("reports_to", "Owner"),
                    fact("next_roles", "Miller"),
                    fact("step_up", "Owner"),
                ),
            ),
            [
                ("utter_reports_to", {"role": "Baker", "facts": "Owner"}),
                ("utter_next_roles", {"role": "Baker", "facts": "Miller"}),
                ("utter_step_up", {"role": "Baker", "facts": "Owner"}),
                ("utter_led", {"role": "Baker", "facts": "Shop Manager, Dough Hand"}),
                ("utter_step_down", {"role": "Baker", "facts": "Dough Hand"}),
            ],
        ),
        (
            Answer("ladder", (BAKER,), facts=(fact("no_ladder", "Baker"),)),
            [("utter_no_ladder", {"role": "Baker", "facts": "Baker"})],
        ),
        (
            Answer("order", (BAKER, SHOP), verdict="yes"),
            [("utter_order_yes", {"upper": "Baker", "lower": "Shop Manager"})],
        ),
        (
            Answer("order", (SHOP, BAKER), verdict="no"),
            [("utter_order_no", {"upper": "Shop Manager", "lower": "Baker"})],
        ),
        (
            Answer(
                "order",
                (BAKER, SHOP),
                facts=(fact("preparation", "2"), fact("preparation", "4", SHOP), fact("higher_zone", "", SHOP)),
                verdict="unknown",
            ),
            [
                ("utter_order_unknown", {"upper": "Baker", "lower": "Shop Manager"}),
                (
                    "utter_higher_zone",
                    {"role": "Shop Manager", "zone": zone(4), "other": "Baker", "other_zone": zone(2)},
                ),
            ],
        ),
        (
            Answer(
                "order",
                (BAKER, SHOP),
                facts=(fact("preparation", "3"), fact("preparation", "3", SHOP), fact("same_zone", "")),
                verdict="unknown",
            ),
            [
                ("utter_order_unknown", {"upper": "Baker", "lower": "Shop Manager"}),
                ("utter_same_zone", {"zone": (Message("utter_zone_only", {"zone": zone(3)}),)}),
            ],
        ),
        (
            Answer(
                "skill_users",
                (BAKER, HAND),
                facts=(
                    FactRef("uses", "", "Kneading", need=2),
                    FactRef("uses", "", "Heat", need=1),
                    FactRef("unknown_skill", "", "tides"),
                ),
            ),
            [
                ("utter_skill_ignored", {"asked": "tides"}),
                ("utter_skill_users", {"roles": "- Baker\n- Dough Hand", "uses": "Kneading: 2; Heat: 1"}),
            ],
        ),
        (
            Answer(
                "skill_users", (BAKER,), facts=(FactRef("uses", "", "Heat", need=1), FactRef("avoided", "", "Tides"))
            ),
            [
                ("utter_skill_users", {"roles": "- Baker", "uses": "Heat: 1"}),
                ("utter_skill_avoided", {"asked": "Tides"}),
            ],
        ),
        (
            Answer(
                "pay_ranking",
                (SHOP, BAKER),
                facts=(
                    fact("pay_year", "2024", SHOP),
                    fact("pay_median", "90,000", SHOP),
                    fact("pay_year", "2024"),
                    fact("pay_median", "40,000"),
                ),
            ),
            [("utter_highest_pay", {"facts": "- Shop Manager: 90,000\n- Baker: 40,000", "pay_year": "2024"})],
        ),
        (
            Answer(
                "pay_ranking", (BAKER,), facts=(fact("pay_year", "2024"), fact("pay_median", "40,000")), asked="lowest"
            ),
            [("utter_lowest_pay", {"facts": "- Baker: 40,000", "pay_year": "2024"})],
        ),
        (Answer("no_pay"), [("utter_no_pay", {})]),
        (Answer("unknown_skill", asked="tides"), [("utter_unknown_skill", {"asked": "tides"})]),
        (Answer("short", (BAKER, SHOP)), [("utter_short", {"roles": "Baker, Shop Manager"})]),
        (Answer("rest", unanswered=("a", "b")), [("utter_rest", {"facts": "- a\n- b"})]),
        (Answer("no_pay", (BAKER, SHOP)), [("utter_no_pay_of", {"roles": "Baker / Shop Manager"})]),
        (Answer("no_cost", (BAKER,)), [("utter_no_cost_of", {"roles": "Baker"})]),
        (Answer("no_cost"), [("utter_no_cost", {})]),
        (Answer("no_outlook"), [("utter_no_outlook", {})]),
        (Answer("no_answers"), [("utter_no_answers", {"asked": ""})]),
        (Answer("no_company", (BAKER,), asked="Baker"), [("utter_no_company", {"asked": "Baker"})]),
        (Answer("nothing_more"), [("utter_nothing_more", {"asked": ""})]),
        (Answer("finder_hint"), [("utter_finder_hint", {"asked": ""})]),
    ],
)
def test_an_answer_is_said_in_the_responses_of_the_domain(answer: Answer, messages):
    assert said(answer) == messages


BECOMING = Answer(
    "become",
    (BAKER,),
    facts=(
        fact("education", "A course."),
        fact("education", "An exam."),
        fact("preparation", "3"),
        fact("experience", "Two years"),
        fact("experience", "a trial"),
        fact("first_skill", "Kneading", need=90),
        fact("first_skill", "Patience"),
        fact("way_in", "Dough Hand", ref="hand"),
        fact("next_roles", "Miller"),
    ),
    sources=(BOOK,),
)


def test_becoming_is_told_in_steps_with_sources():
    become, sources = reply(BECOMING)
    assert (become.response, become.values["role"]) == ("utter_become", "Baker")
    assert become.values["steps"] == (
        Message("utter_step_education", {"facts": "A course. An exam."}),
        Message("utter_step_preparation", {"zone": zone(3)}),
        Message("utter_step_experience", {"facts": "Two years; a trial"}),
        Message("utter_step_skills", {"facts": "Kneading (90), Patience"}),
        Message("utter_step_ways_in", {"facts": "Dough Hand"}),
        Message("utter_step_onwards", {"facts": "Miller"}),
        Message("utter_step_no_licence"),
    )
    assert sources.response == "utter_sources"


def test_a_licence_that_is_known_takes_the_place_of_not_knowing_one():
    answer = Answer("become", (BAKER,), facts=(fact("licence", "Holds a licence."),))
    assert reply(answer)[0].values["steps"] == (Message("utter_step_licence", {"facts": "Holds a licence."}),)


PATH = (
    fact("carries_over", "Kneading", need=70, have=90),
    fact("missing_skill", "Lifting", need=45, have=0),
    fact("preparation", "2", HAND),
    fact("preparation", "4"),
    fact("education", "A course."),
)


@pytest.mark.parametrize(
    ("roles", "facts", "response", "steps"),
    [
        ((HAND, BAKER), (), "utter_path_direct", "Dough Hand → Baker"),
        ((HAND, SHOP, BAKER), (), "utter_path", "Dough Hand → Shop Manager → Baker"),
        ((HAND, BAKER), (fact("unconnected", "Baker"),), "utter_path_unconnected", "Dough Hand → Baker"),
    ],
)
def test_a_path_is_told_with_what_carries_over_what_is_missing_and_what_it_takes(roles, facts, response, steps):
    values = {"start": "Dough Hand", "goal": "Baker", "steps": steps}
    assert said(Answer("path", roles, facts=(*PATH, *facts))) == [
        (response, values),
        ("utter_carries_over", {**values, "facts": "Kneading (90 → 70)"}),
        ("utter_path_missing", {**values, "facts": "Lifting (0 → 45)"}),
        # The goal's, not the start's.
        ("utter_path_preparation", {**values, "zone": zone(4)}),
        ("utter_education", {"role": "Baker", "facts": "A course."}),
    ]


WHY = (
    *(fact("liked", f"activity {number}") for number in range(REASONS + 2)),
    fact("strength", "kneading"),
    fact("strength_duty", "“bread”: Bakes bread."),
    fact("strength_role", "Dough Hand", ref="hand"),
    fact("missing_skill", "Patience", need=60),
    fact("missing_steps", "4"),
)


def test_each_recommended_role_has_its_place_and_its_reasons():
    first, baker, shop, last = reply(
        Answer("recommendation", (BAKER, SHOP), facts=(*WHY, fact("enough_steps", "2", SHOP)))
    )
    assert (first.response, first.values) == ("utter_recommendation", {"count": "2"})
    assert (baker.values["place"], baker.values["role"]) == ("1", "Baker")
    assert baker.values["why"] == (
        Message("utter_why_liked", {"facts": "activity 0; activity 1; activity 2"}),
        Message("utter_why_strength", {"facts": "kneading"}),
        Message("utter_why_duty", {"facts": "“bread”: Bakes bread."}),
        Message("utter_why_role", {"facts": "Dough Hand"}),
        Message("utter_lacks_skills", {"facts": "Patience (60)"}),
        Message("utter_lacks_steps", {"zone": zone(4)}),
    )
    assert (shop.values["place"], shop.values["why"]) == ("2", (Message("utter_has_steps", {"zone": zone(2)}),))
    assert [button["payload"] for button in last.buttons] == list(AFTER_RECOMMENDATION)


def test_a_reason_is_told_with_its_figures():
    figures = (fact("correlation", "0.99"), fact("share", "a: 1.00"), fact("share", "b: 0.50"), fact("total", "1.7"))
    why, method = reply(Answer("reason", (BAKER,), facts=(*WHY, *figures)))
    assert (why.response, why.values["role"]) == ("utter_reason", "Baker")
    assert method.values["figures"] == (
        Message("utter_reason_interests", {"figure": "0.99"}),
        Message("utter_reason_strengths", {"figure": "a: 1.00; b: 0.50"}),
        Message("utter_reason_total", {"figure": "1.7"}),
    )


def test_figures_that_there_are_none_of_are_left_out():
    _, method = reply(Answer("reason", (BAKER,), facts=(fact("total", "0.00"),)))
    assert method.values["figures"] == (Message("utter_reason_total", {"figure": "0.00"}),)


@pytest.mark.parametrize(
    ("kind", "payloads"),
    [
        ("no_answers", ["Find my role"]),
        ("stuck", ["Which roles do you know?", "Find my role", "What does a nurse do?", "Help"]),
        ("only_avoided", ["Find my role"]),
        ("fallback", []),
    ],
)
def test_ways_on_are_buttons_that_say_what_one_would_type(kind: str, payloads: list[str]):
    (message,) = reply(Answer(kind))
    assert [button["payload"] for button in message.buttons] == payloads
    assert all(button["title"] == button["payload"] for button in message.buttons)


@given(st.lists(st.text(), max_size=3 * PORTION))
def test_a_list_is_told_whole_in_portions_that_fit_a_screen(items: list[str]):
    told, rest = portion(items)
    assert [*told, *rest] == items
    assert len(told) <= PORTION + OVER
    # Nobody has to ask for one or two.
    assert not rest or len(rest) > OVER


ANSWERS = [
    BECOMING,
    Answer("path", (HAND, BAKER), facts=PATH),
    Answer("recommendation", (BAKER,), facts=WHY),
    Answer("reason", (BAKER,), facts=(*WHY, fact("correlation", "0.5"), fact("share", "x"), fact("total", "1"))),
    Answer("duration", (BAKER,), facts=(fact("duration", "1"),)),
    Answer("order", (BAKER, SHOP), verdict="unknown",
           facts=(fact("preparation", "3"), fact("preparation", "3", SHOP), fact("same_zone", ""))),
    Answer("order", (BAKER, SHOP), verdict="unknown",
           facts=(fact("preparation", "5"), fact("preparation", "3", SHOP), fact("higher_zone", ""))),
]  # fmt: skip


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.kind)
def test_every_piece_of_a_sentence_is_worded_and_no_blank_is_left(answer: Answer):
    text = "\n".join(worded([message]) for message in reply(answer))
    assert "{" not in text
    assert "utter_" not in text


@pytest.mark.parametrize("kind", sorted(REPLIES))
def test_an_answer_that_holds_nothing_is_said_without_an_error(kind: str):
    roles = (BAKER, SHOP) if kind in ("order", "path") else (BAKER,)
    assert isinstance(reply(Answer(kind, roles, verdict="unknown")), list)
