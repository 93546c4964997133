"""Getting there: answers over a small store with preparation, links and skills."""

from typing import Any

import pytest

from actions.careers import become, tell_day, tell_duration, tell_setting, tell_subjects
from actions.knowledge import Known
from actions.paths import tell_ladder, tell_order, tell_path
from actions.users import find_users
from bot.reading.reading import Asked, Named
from bot.saying.answer import Answer
from bot.saying.kinds import AnswerKind
from tests.actions.asking import Said, answered, remembered_after, said

ROLES = {title: title.replace(" ", "_") for title in ("head baker", "shop manager", "dough hand", "mill manager")}
BAKER, SHOP, HAND, MILL = ROLES.values()
ANY_MANAGER = Named("manager", (SHOP, MILL))
UNKNOWN = Named("bank manager", ())


def asking(text: str, **slots: Any) -> Said:
    """A question with the roles in it, as they stand in the text."""
    found = sorted((text.lower().find(title), title) for title in ROLES if title in text.lower())
    mentions = (Named(text[at : at + len(title)], (ROLES[title],)) for at, title in found)
    return said(text, tuple(mentions), **slots)


def ids(answer: Answer) -> list[str]:
    return [role.id for role in answer.roles]


def facts(answer: Answer, *kinds: str) -> list[tuple[str, str]]:
    return [(fact.kind, fact.text) for fact in answer.facts if not kinds or fact.kind in kinds]


def sources(answer: Answer) -> set[str]:
    return {source.id for source in answer.sources}


# ---- one role


def test_becoming_a_role_is_told_from_schooling_to_what_comes_after(guided: Known):
    answer = become(guided, [BAKER])
    assert (answer.kind, ids(answer), sources(answer)) == ("become", [BAKER], {"handbook", "survey"})
    assert facts(answer) == [
        ("education", "An apprenticeship of three years."),
        ("preparation", "4"),
        ("experience", "Five years at an oven."),
        ("first_skill", "Kneading"),
        ("first_skill", "Patience"),
        ("first_skill", "Chemistry"),
        ("first_skill", "Geography"),
        ("way_in", "Dough Hand"),
        ("way_in", "Shop Manager"),
        ("next_roles", "Mill Manager"),
    ]
    assert [fact.need for fact in answer.facts if fact.kind == "first_skill"] == [90, 60, 55, 20]
    assert [fact.ref for fact in answer.facts if fact.kind == "way_in"] == [HAND, SHOP]


@pytest.mark.parametrize(
    ("role", "licences"),
    [(HAND, ["Holds a certificate to fire the oven."]), (SHOP, []), (BAKER, [])],
)
def test_a_licence_is_named_where_only_a_duty_speaks_of_it(guided: Known, role: str, licences: list[str]):
    # The shop manager's is in the schooling that is told anyway.
    assert [text for _, text in facts(become(guided, [role]), "licence")] == licences


def test_of_a_role_nothing_is_made_up(guided: Known):
    for told in (become, tell_duration, tell_subjects):
        answer = told(guided, [MILL])
        assert (ids(answer), answer.facts, answer.sources) == ([MILL], (), ())


def test_duration_is_preparation_schooling_and_experience(guided: Known):
    assert facts(tell_duration(guided, [BAKER])) == [
        ("duration", "4"),
        ("education", "An apprenticeship of three years."),
        ("experience", "Five years at an oven."),
    ]


def test_subjects_are_the_fields_of_knowledge_that_matter(guided: Known):
    assert facts(tell_subjects(guided, [BAKER])) == [("subject", "Chemistry")]


def test_a_day_is_the_role_s_own_duties_its_tools_and_whom_it_deals_with(guided: Known):
    answer = tell_day(guided, [BAKER, HAND])
    assert [(duty.role, duty.id) for duty in answer.duties] == [
        (BAKER, "bread"),
        (BAKER, "apprentices"),
        (HAND, "mixing"),
    ]
    assert facts(answer) == [("tool", "Oven Planner"), ("department", "Office")]


def test_the_setting_is_told_as_far_as_it_is_measured(guided: Known):
    assert facts(tell_setting(guided, [BAKER])) == [
        ("setting", "In hot rooms"),
        ("setting", "Before sunrise"),
        ("needed_in", "Every bakery."),
        ("department", "Office"),
    ]


def test_where_the_setting_is_not_known_the_place_to_look_is(small: Known):
    assert facts(tell_setting(small, [BAKER]))[0] == ("no_setting", "https://example.org/handbook")
    assert facts(tell_setting(small, [MILL])) == [("no_setting", "")]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (BAKER, [("next_roles", "Mill Manager"), ("led", "Shop Manager"),
                 ("step_down", "Dough Hand")]),
        (SHOP, [("reports_to", "Head Baker"), ("led", "Dough Hand")]),
        (HAND, [("reports_to", "Shop Manager"), ("step_up", "Head Baker")]),
        (MILL, [("no_ladder", "Mill Manager")]),
    ],
)  # fmt: skip
def test_the_ladder_is_who_is_above_and_below_and_what_takes_more_or_less(guided: Known, role: str, expected):
    answer = tell_ladder(guided, [role])
    assert facts(answer) == expected
    assert all(guided.store.titles[fact.ref] == fact.text for fact in answer.facts if fact.kind != "no_ladder")
    assert answer.sources


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        (Asked.become, "become"),
        (Asked.duration, "duration"),
        (Asked.subjects, "subjects"),
        (Asked.day, "day"),
        (Asked.setting, "setting"),
        (Asked.ladder, "ladder"),
        (Asked.cost, "no_cost"),
        (Asked.outlook, "no_outlook"),
    ],
)
def test_each_is_told_of_the_role_named_or_talked_about(guided: Known, action, kind: str):
    named = answered(action, asking("what about a head baker"), guided)
    meant = answered(action, asking("and what about that", focus=(BAKER,)), guided)
    assert (named.kind, ids(named)) == (meant.kind, ids(meant)) == (kind, [BAKER])
    assert remembered_after(action, asking("and what about that", focus=(BAKER,)), guided).topic is action


@pytest.mark.parametrize("action", [Asked.cost, Asked.outlook])
@pytest.mark.parametrize(
    "question", [said("how is it"), said("of a manager", (ANY_MANAGER,)), said("bank manager", (UNKNOWN,))]
)
def test_what_is_not_held_is_declined_without_asking_which_role(guided: Known, action, question: Said):
    assert answered(action, question, guided) == Answer(AnswerKind(f"no_{action.name}"))


# ---- from one role to another


@pytest.mark.parametrize(
    ("start", "goal", "roles"),
    [
        (HAND, BAKER, [HAND, BAKER]),
        (BAKER, HAND, [BAKER, HAND]),
        (HAND, MILL, [HAND, BAKER, MILL]),
        (MILL, HAND, [MILL, BAKER, HAND]),
        (SHOP, HAND, [SHOP, BAKER, HAND]),
    ],
)
def test_a_path_leads_over_related_roles_both_ways(guided: Known, start: str, goal: str, roles: list[str]):
    answer = tell_path(guided, start, goal)
    assert (answer.kind, ids(answer)) == ("path", roles)
    assert not facts(answer, "unconnected")
    assert answer.sources


def test_a_path_says_what_carries_over_and_what_is_missing(guided: Known):
    gaps = [
        (fact.kind, fact.text, fact.have, fact.need)
        for fact in tell_path(guided, BAKER, HAND).facts
        if fact.have is not None
    ]
    assert gaps == [
        ("carries_over", "Kneading", 90, 70),
        ("carries_over", "Patience", 60, 50),
        ("missing_skill", "Lifting", 0, 45),
    ]
    there = tell_path(guided, HAND, BAKER)
    assert {text for _, text in facts(there, "missing_skill")} == {"Kneading", "Patience", "Chemistry", "Geography"}
    assert facts(there, "preparation") == [("preparation", "2"), ("preparation", "4")]
    assert facts(there, "education") == [("education", "An apprenticeship of three years.")]


def test_roles_that_nothing_connects_are_said_to_be_so(small: Known):
    answer = tell_path(small, BAKER, MILL)
    assert (ids(answer), facts(answer, "unconnected")) == ([BAKER, MILL], [("unconnected", "Mill Manager")])


@pytest.mark.parametrize(
    "text",
    [
        "from dough hand to head baker",
        "how do I get from a dough hand to a head baker",
        "I am a dough hand and want to become a head baker",
        "can a dough hand become a head baker",
        "I was a dough hand, how do I become a head baker",
        "leaving dough hand for head baker",
        # The goal first.
        "become a head baker after being a dough hand",
        "become a head baker as a dough hand",
        "how can I become a head baker, I'm a dough hand",
        "I want to be a head baker but I was a dough hand",
        "head baker from dough hand",
        "what would I need to be a head baker coming from dough hand",
        "I'd like to switch to head baker; I work as a dough hand",
        "what skills am I missing for head baker as dough hand",
        "to become a head baker having worked as a Dough Hand",
    ],
)
def test_the_start_and_the_goal_of_a_path_are_told_apart_in_any_order(guided: Known, text: str):
    assert ids(answered(Asked.path, asking(text), guided)) == [HAND, BAKER]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("how do I get from there to head baker", [HAND, BAKER]),
        ("I want to be a head baker", [HAND, BAKER]),
        ("and to head baker?", [HAND, BAKER]),
        ("and from head baker?", [BAKER, HAND]),
        ("as a head baker, how do I get there", [BAKER, HAND]),
        ("I'm a head baker, how do I get there", [BAKER, HAND]),
        ("after being a head baker", [BAKER, HAND]),
    ],
)
def test_the_role_talked_about_is_the_other_end_of_a_path(guided: Known, text: str, roles: list[str]):
    assert ids(answered(Asked.path, asking(text, focus=(HAND,)), guided)) == roles


@pytest.mark.parametrize(
    ("question", "kind", "roles"),
    [
        (asking("I want to be a head baker"), "become", [BAKER]),
        (asking("how do I get from one to the other", focus=(BAKER,), recent=(BAKER, HAND)), "path", [HAND, BAKER]),
        (asking("how do I get there", focus=(BAKER,)), "need_two", [BAKER]),
        (asking("from astronaut to head baker"), "unknown_role", []),
        (said("from waiter to manager", (ANY_MANAGER,)), "which_role", [SHOP, MILL]),
        (said("from head baker to bank manager", (Named("head baker", (BAKER,)), UNKNOWN)), "unknown_role",
         None),
        (said("how do I get from here to there", focus=("a_role_long_gone",)), "which_role", None),
        (said("from head baker to master baker", (Named("head baker", (BAKER,)),
                                                           Named("master baker", (BAKER,)))), "same_role", [BAKER]),
        (asking("how do I switch careers"), "which_role", None),
    ],
)  # fmt: skip
def test_a_path_between_less_than_two_roles(guided: Known, question: Said, kind: str, roles: list[str] | None):
    answer = answered(Asked.path, question, guided)
    assert answer.kind == kind
    if roles is not None:
        assert ids(answer) == roles


# ---- which is above


@pytest.mark.parametrize(
    ("text", "focus", "verdict"),
    [
        ("is a head baker above a shop manager", (), "yes"),
        ("is a shop manager above a head baker", (), "no"),
        ("is a head baker above a dough hand", (), "yes"),
        ("is a shop manager below a head baker", (), "yes"),
        ("is a head baker junior to a shop manager", (), "no"),
        ("does a shop manager report to a head baker", (), "yes"),
        ("does a head baker report to a shop manager", (), "no"),
        ("is the shop manager subordinate to the head baker", (), "yes"),
        ("does the head baker manage the shop manager", (), "yes"),
        ("is it above a shop manager", (BAKER,), "yes"),
        ("is a shop manager above them", (BAKER,), "no"),
        ("is a shop manager below them", (BAKER,), "yes"),
        ("do they report to a head baker?", (SHOP,), "yes"),
        ("is that below a head baker", (SHOP,), "yes"),
        ("is a head baker their boss?", (SHOP,), "yes"),
        ("is a mill manager above a head baker", (), "unknown"),
        ("is the shop manager managed by the head baker", (), "yes"),
        ("is the shop manager supervised by the head baker", (), "yes"),
        ("is this above a shop manager", (BAKER,), "yes"),
        ("would they be above a shop manager", (BAKER,), "yes"),
        ("and which is above the other", (BAKER, SHOP), "yes"),
        ("and is it above a shop manager", (BAKER,), "yes"),
    ],
)
def test_which_of_two_roles_is_above(guided: Known, text: str, focus: tuple[str, ...], verdict: str):
    answer = answered(Asked.order, asking(text, focus=focus), guided)
    assert (answer.kind, answer.verdict) == ("order", verdict)


@pytest.mark.parametrize(("upper", "lower", "verdict"), [(BAKER, SHOP, "yes"), (SHOP, BAKER, "no")])
def test_what_a_source_says_of_rank_needs_no_comparison_of_preparation(guided: Known, upper, lower, verdict):
    answer = tell_order(guided, upper, lower)
    assert (answer.verdict, ids(answer), answer.facts) == (verdict, [upper, lower], ())
    assert answer.sources


def test_where_no_source_ranks_two_roles_their_preparation_is_compared(guided: Known, same_zone: Known):
    assert tell_order(guided, MILL, BAKER).facts == ()
    higher = tell_order(same_zone, HAND, MILL)
    assert [(fact.kind, fact.role, fact.text) for fact in higher.facts] == [
        ("preparation", HAND, "2"),
        ("preparation", MILL, "4"),
        ("higher_zone", MILL, ""),
    ]
    assert facts(tell_order(same_zone, BAKER, MILL))[-1] == ("same_zone", "")


# ---- who uses a skill


@pytest.mark.parametrize(
    ("phrases", "roles", "expected"),
    [
        (["kneading"], [BAKER, HAND], [("uses", "Kneading")]),
        (["kneadng"], [BAKER, HAND], [("uses", "kneadng (Kneading)")]),
        (["oven planner"], [BAKER, SHOP], [("uses", "Oven Planner")]),
        (["patience", "selling"], [SHOP], [("uses", "Patience"), ("uses", "Selling")]),
        (["patience", "the moon"], [SHOP, HAND, BAKER], [("uses", "Patience"), ("unknown_skill", "the moon")]),
        (["chemistry"], [BAKER], [("uses", "Chemistry")]),
    ],
)  # fmt: skip
def test_roles_that_use_all_of_some_skills_are_found(guided: Known, phrases: list[str], roles: list[str], expected):
    answer = find_users(guided, phrases)
    assert (answer.kind, answer.asked, facts(answer)) == ("skill_users", ", ".join(phrases), expected)
    assert set(ids(answer)) == set(roles)
    assert ids(answer)[0] == roles[0]
    scores = [role.score for role in answer.roles]
    assert scores == sorted(scores, reverse=True)
    assert answer.sources


def test_how_many_roles_use_a_skill_is_counted(guided: Known):
    assert [fact.need for fact in find_users(guided, ["patience", "selling"]).facts] == [3, 1]


def test_skills_that_no_role_has_together_are_unknown(guided: Known):
    assert find_users(guided, ["chemistry", "selling"]) == Answer("unknown_skill", asked="chemistry, selling")


def test_what_names_no_skill_is_looked_for_among_duties(guided: Known):
    found = find_users(guided, ["stale bread"])
    assert (found.kind, ids(found)) == ("who_handles", [SHOP, BAKER])
    assert find_users(guided, ["moon landings"]) == Answer("unknown_skill", asked="moon landings")


@pytest.mark.parametrize(
    ("text", "roles", "told"),
    [
        ("I've patience but I hate selling", {HAND, BAKER}, ("avoided", "Selling")),
        ("I can't stand kneading but patience I have", {SHOP}, ("avoided", "Kneading")),
        ("patience, and I never liked the moon", {SHOP, HAND, BAKER}, ("unknown_skill", "moon")),
    ],
)
def test_what_somebody_would_rather_not_do_leaves_roles_out(guided: Known, text: str, roles: set[str], told):
    answer = answered(Asked.skill_users, said(text), guided)
    assert (answer.kind, set(ids(answer))) == ("skill_users", roles)
    assert facts(answer)[1:] == [told]


def test_what_somebody_would_not_do_alone_finds_no_role(guided: Known):
    assert answered(Asked.skill_users, said("which jobs don't need kneading"), guided) == Answer(
        "only_avoided", asked="kneading"
    )


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("which jobs need kneading", [BAKER, HAND]),
        ("what roles use patience and selling?", [SHOP]),
        ("which jobs", []),
    ],
)
def test_the_skills_are_read_from_the_question(guided: Known, text: str, roles: list[str]):
    assert ids(answered(Asked.skill_users, said(text), guided)) == roles
