"""What a message asks of the company's own map: by the names in it and by the words around them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.company.model import Company
from bot.reading.at_work import at_work
from bot.reading.here import Asks, Here, Masked, Need, here_from_data, masked
from bot.reading.read import read
from bot.reading.reading import Asked, from_data
from bot.search.colleagues import CompanyNames
from tests.search.test_colleagues import WOOL

NAMES = CompanyNames(Company.parse_obj(WOOL))


def here(
    text: str,
    asked: Asked = Asked.unclear,
    sure: float = 0.4,
    roles: tuple[Masked, ...] = (),
    need: Need = Need(),  # noqa: B008 (frozen)
) -> Here | None:
    names = [Masked(each.start, each.end, each.kind.name, each.ids, sure=each.sure) for each in NAMES.find(text)]
    named = [Masked(each.start, each.end, each.mask.upper(), each.ids, each.roles, each.sure) for each in names]
    return at_work(text, [*named, *roles], read(text, asked, sure), need)


@pytest.mark.parametrize(
    ("text", "asks", "whom"),
    [
        ("who is Åsa Nyström", Asks.person, {"people": ("asa",)}),
        ("what does Bert do?", Asks.person, {"people": ("bert",)}),
        ("where does bert o'hara work", Asks.person, {"people": ("bert",)}),
        ("do you know Asa Nystrom", Asks.again, {"people": ("asa",)}),
        ("Bert O'Hara, who is that", Asks.person, {"people": ("bert",)}),
        ("who does Bert report to", Asks.manager, {"people": ("bert",)}),
        ("who's Bert's boss?", Asks.manager, {"people": ("bert",)}),
        ("who reports to Åsa", Asks.reports, {"people": ("asa",)}),
        ("who works for Åsa", Asks.reports, {"people": ("asa",)}),
        ("who stands in for Åsa", Asks.deputy, {"people": ("asa",)}),
        ("who do I ask when Åsa is on leave", Asks.deputy, {"people": ("asa",)}),
        ("what is Bert's e-mail", Asks.reach, {"people": ("bert",), "way": "email"}),
        ("phone number of Bert O'Hara", Asks.reach, {"people": ("bert",), "way": "phone"}),
        ("how can I get hold of Bert", Asks.reach, {"people": ("bert",), "way": ""}),
        ("is Bert still with us", Asks.is_here, {"people": ("bert",)}),
        ("is Bert in the dyeing team?", Asks.is_member, {"people": ("bert",), "team": "dyeing"}),
        ("does Bert work in Hull", Asks.is_at, {"people": ("bert",), "site": "hull"}),
        ("is Bert the head of wool", Asks.is_title, {"people": ("bert",), "titles": ("head of wool",)}),
        ("is Åsa Bert's manager", Asks.is_manager, {"people": ("asa",), "other": ("bert",)}),
        ("does Bert handle the dyes", Asks.does, {"people": ("bert",), "duty": "the dyes"}),
        ("who is in the dyeing team in Cork", Asks.members, {"team": "dyeing", "site": "cork"}),
        ("who works in Hull", Asks.members, {"site": "hull"}),
        ("who leads people", Asks.lead, {"team": "people"}),
        ("who is the head of dyeing", Asks.lead, {"team": "dyeing"}),
        ("who runs our company", Asks.top, {}),
        ("what is the IT team for", Asks.purpose, {"team": "it"}),
        ("how do I reach the dyeing team", Asks.reach, {"team": "dyeing", "way": "channel"}),
        ("which channel has the HR team", Asks.reach, {"team": "people", "title": "HR", "way": "channel"}),
        ("who is the head of wool in Hull", Asks.holder, {"titles": ("head of wool",), "site": "hull"}),
        # Leaders, whether or not anybody has such a title.
        ("who is the boss of the web shop", Asks.holder, {"title": "boss of the web shop"}),
        ("name of our chief designer?", Asks.holder, {"title": "chief designer"}),
        ("the boss of the looms, how is he called", Asks.holder, {"title": "boss of the looms"}),
        ("who is the mill boss", Asks.holder, {"title": "mill boss"}),
        ("who is the head of HR", Asks.lead, {"team": "people", "title": "HR"}),
        ("who is the big boss here", Asks.top, {}),
        ("who is our boss", Asks.top, {}),
        ("who is at the very top of our company", Asks.top, {}),
        ("which Eva is in the people team", Asks.person, {"people": ("eva", "eva_2"), "team": "people"}),
        ("is Bert working in Hull or Cork", Asks.person, {"people": ("bert",)}),
        ("what is Bert's surname", Asks.person, {"people": ("bert",)}),
        ("Loomsoft owner?", Asks.system, {"system": "loom"}),
        # Whoever is named first and asked about after.
        ("I need to reach Bert, what is his number", Asks.reach, {"people": ("bert",), "way": "phone"}),
        ("Bert wrote to me about the wool we lost. What does he do?", Asks.person, {"people": ("bert",)}),
        ("Bert never answers when I call and he is away, who is his manager", Asks.manager, {"people": ("bert",)}),
        ("do we have a dyer", Asks.holder, {"titles": ("dyer", "senior dyer")}),
        ("who owns Loomsoft", Asks.system, {"system": "loom"}),
        ("Loomsoft is down", Asks.system, {"system": "loom"}),
        ("Loomsoft shows every bale twice", Asks.system, {"system": "loom"}),
        ("who is on call", Asks.on_call, {}),
        ("who is Nights tonight", Asks.on_call, {"rota": "nights"}),
        ("who is accountable for the budget", Asks.duty, {"part": "accountable", "duty": "the budget"}),
        ("which channel is for payslips", Asks.duty, {"way": "channel", "duty": "payslips"}),
        ("who lets visitors in at Hull", Asks.duty, {"site": "hull", "duty": "lets visitors in"}),
        # A team's name that is the thing done, or a word like any other, is no team.
        ("who hires people in Hull", Asks.duty, {"team": "", "site": "hull", "duty": "hires people"}),
        ("who fixes it", Asks.duty, {"team": ""}),
        ("my loom is broken, I'm in Cork", Asks.need, {"site": "cork", "own": True}),
        ("I need a new apron", Asks.need, {"own": True}),
        ("need a new apron", Asks.need, {"own": True}),
        # Of whoever, or whatever, was told of before.
        ("what's her number", Asks.reach, {"points_back": True, "way": "phone"}),
        ("who is his manager?", Asks.manager, {"points_back": True}),
        ("and in Cork?", Asks.again, {"site": "cork"}),
        ("and Bert?", Asks.again, {"people": ("bert",)}),
        ("who else", Asks.others, {}),
        ("who leads it", Asks.lead, {"team": ""}),
    ],
)
def test_what_is_asked_of_the_map_is_told_by_the_words_around_its_names(text: str, asks: Asks, whom: dict):
    found = here(text)
    assert found is not None
    assert (found.asks, {name: getattr(found, name) for name in whom}) == (asks, whom)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("what does a baker do", Asked.duties),
        ("how do I become a dyer", Asked.become),
        ("I want to work in data protection", Asked.tell_self),
        ("I'd like a job with animals", Asked.tell_self),
        ("hello", Asked.greet),
        ("are they well paid", Asked.pay),
        ("find me a course", Asked.courses),
    ],
)
def test_what_is_asked_of_roles_or_told_of_oneself_asks_nothing_of_the_map(text: str, asked: Asked):
    found = here(text, asked, 0.9)
    assert found is None or found.points_back


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("left my fob on the train", Asked.situation),
        ("need wheels on thursday", Asked.suited),
        ("a buyer demands that all about him is erased", Asked.forget_me),
        ("a buyer wants to know what we keep about him", Asked.privacy),
        ("my payslip is wrong again", Asked.feedback_bad),
        ("they want a paper which says that I have a job here", Asked.person),
        ("I have the flu, I work in Hull", Asked.tell_self),
        ("why did I get less than last month", Asked.why),
    ],
)
def test_what_surely_is_for_a_colleague_is_a_need_whatever_else_it_is_like(text: str, asked: Asked):
    found = here(text, asked, 0.9, need=Need(0.3, (("keys", 0.9),)))
    assert found is not None
    assert (found.asks, found.surely, found.alike) == (Asks.need, True, (("keys", 0.9),))
    assert here_from_data(found.as_data()) == found


@pytest.mark.parametrize(
    ("text", "asks", "way"),
    [
        ("phone nr of Bert pls", Asks.reach, "phone"),
        ("email from Bert?", Asks.reach, "email"),
        ("i must speak with Bert, how", Asks.reach, ""),
        ("who is above Bert?", Asks.manager, ""),
        ("who is the chef of Bert", Asks.manager, ""),
        ("who is this Bert guy", Asks.person, ""),
    ],
)
def test_of_somebody_who_is_named_a_word_tells_what_is_asked(text: str, asks: Asks, way: str):
    found = here(text)
    assert found is not None
    assert (found.asks, found.people, found.way) == (asks, ("bert",), way)


@pytest.mark.parametrize("text", ["who is my boss", "who is a good manager", "who is her line manager"])
def test_a_leader_of_ones_own_or_of_any_kind_is_no_title_here(text: str):
    found = here(text)
    assert found is None or not found.title


@pytest.mark.parametrize(
    ("text", "name"), [("what's Zora Kubitz's email", "zora kubitz"), ("zora kubitzs number", "zora kubitz")]
)
def test_whoever_is_asked_for_and_nobody_here_is_a_stranger(text: str, name: str):
    found = here(text)
    assert found is not None
    assert (found.asks, found.name, found.people) == (Asks.reach, name, ())


@pytest.mark.parametrize("text", ["who is Zora Kubitz", "Who's Peter Kubitz?"])
def test_two_names_that_nobody_here_has_ask_for_somebody_all_the_same(text: str):
    found = here(text, Asked.summary, 0.3)
    assert found is not None
    assert (found.asks, found.people) == (Asks.person, ())
    assert found.name in text


@pytest.mark.parametrize(
    "text",
    ["what is the company's address", "front desk's number", "whats the email", "Who is Front Desk", "who is zora k"],
)
def test_words_like_any_other_are_no_strangers_name(text: str):
    found = here(text)
    assert found is None or not found.name


def test_of_two_who_are_named_a_pronoun_tells_neither():
    found = here("Bert and Eva Klein never answer when I call about the wool, what is her number")
    assert found is None or found.asks is not Asks.reach


def test_what_is_asked_of_the_talk_is_a_need_where_it_says_more():
    need = Need(0.3, (("pay", 0.9),))
    found = here("my money this month is 180 short, why?", Asked.why, 0.9, need=need)
    assert found is not None
    assert (found.asks, found.surely) == (Asks.need, True)
    assert here("why?", Asked.why, 0.9, need=need) is None


def test_what_has_no_word_of_asking_and_is_for_a_colleague_is_a_need():
    found = here("angry lady on the phone, her shower leaks", Asked.who, 0.9, need=Need(0.3, (("complaints", 0.9),)))
    assert found is not None
    assert (found.asks, found.surely) == (Asks.need, True)


def test_what_may_be_a_job_seekers_is_no_need_where_it_is_less_sure():
    assert here("I want a job with more money", Asked.tell_self, 0.9, need=Need(0.2, (("pay", 0.9),))) is None


@pytest.mark.parametrize(("own", "alike"), [(0.375, (("bills", 0.4),)), (0.75, (("bills", 0.8),)), (-0.2, ())])
def test_in_a_question_who_the_area_of_work_counts_as_far_as_it_is_for_a_colleague(own: float, alike: tuple):
    found = here("who pays the suppliers", Asked.who, 0.9, need=Need(own, (("bills", 0.8),)))
    assert found is not None
    assert (found.asks, found.surely, found.alike) == (Asks.duty, False, alike)


def test_a_long_text_that_names_somebody_may_be_about_anything():
    found = here("we need somebody who can write to the council in the name of Bert and the others there")
    assert found is None or found.asks is not Asks.reach


def test_what_is_for_nobody_there_or_asks_to_be_forgotten_is_no_need():
    pilot = here("I would love to be a pilot", Asked.situation, 0.9, need=Need(-0.6, (("travel", 0.9),)))
    assert pilot is None or not (pilot.surely or pilot.alike)
    assert here("delete my data", Asked.forget_me, 0.9, need=Need(0.5, (("privacy", 0.9),))) is None


def test_trouble_at_work_is_only_for_whom_one_can_trust():
    found = here("my boss keeps shouting at me", Asked.rights, 0.9)
    assert found is not None
    assert found.asks is Asks.trust


@pytest.mark.parametrize(
    ("text", "asked"),
    [("someone steals copper here", Asked.unclear), ("who do I tell that my boss steals", Asked.who)],
)
def test_what_surely_is_told_in_confidence_is_for_whom_one_trusts(text: str, asked: Asked):
    found = here(text, asked, 0.9, need=Need(0.3, (("reports of theft", 0.9),), True, "wrongdoing"))
    assert found is not None
    assert (found.asks, found.matter, found.is_private) == (Asks.trust, "wrongdoing", True)


def test_what_only_may_be_told_in_confidence_is_a_need_like_any_other():
    found = here("I have the flu, not in today", need=Need(0.3, (("sick notes", 0.9),), True))
    assert found is not None
    assert (found.asks, found.matter, found.is_private) == (Asks.need, "", True)


def test_an_occupation_that_is_named_is_asked_for_where_one_of_a_kind_is_meant():
    text = "who is the miller in Hull"
    miller = Masked(text.index("miller"), text.index("miller") + 6, "TITLE", roles=("mill_manager",))
    found = here(text, roles=(miller,))
    assert found is not None
    assert (found.asks, found.roles, found.site) == (Asks.holder, ("mill_manager",), "hull")
    general = "who are millers"
    assert here(general, Asked.summary, 0.9, (Masked(8, 15, "TITLE", roles=("mill_manager",)),)) is None


def test_what_is_asked_travels_with_the_reading_as_data():
    for text in ("who is the head of wool in Hull", "does Bert handle the dyes", "what's her number"):
        found = here(text)
        assert found is not None
        assert here_from_data(found.as_data()) == found
        data = read(text).as_data() | {"here": found.as_data()}
        assert from_data(data).here == found


# The first name that is looked for opens the dictionary.
@settings(deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["who", "is", "Bert", "Hull", "it", "people", "'s", "?"])).map(" ".join)
)
def test_whatever_is_typed_asks_something_of_the_map_or_nothing(text: str):
    found = here(text)
    assert found is None or here_from_data(found.as_data()) == found


def test_of_names_that_overlap_the_longest_is_masked():
    names = [Masked(7, 9, "TEAM", ("it",)), Masked(7, 17, "TITLE", ("it support",))]
    assert masked("who is IT support", names).masked == "who is TITLE"
