"""A conversation as its visitor sees it."""

from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered

from bot.channels.transcript import Entry, last_result, offers, replies_to, transcript

WHO = {"kind": "who_handles"}
ROLE = {"kind": "role"}


def bot(text: str | None = None, answer: dict | None = None, buttons: list | None = None) -> BotUttered:
    return BotUttered(text, {"custom": {"answer": answer} if answer else None, "buttons": buttons})


def user(text: str, id: str = "i") -> UserUttered:
    return UserUttered(text, message_id=id)


def seen(events: list[Event]) -> list[tuple]:
    return [(entry.seq, entry.sender, entry.text, entry.answer) for entry in transcript(events)]


def test_an_answers_data_go_to_its_text_wherever_rasa_puts_them():
    events = [user("hi"), ActionExecuted("a"), bot("one"), bot("two"), bot(answer=WHO), bot("three", ROLE)]
    assert seen(events) == [
        (1, "user", "hi", None),
        (2, "bot", "one", None),
        (3, "bot", "two", WHO),
        (4, "bot", "three", ROLE),
    ]


def test_of_two_answers_each_has_its_own_data():
    for events in ([bot("one"), bot(answer=WHO), bot("two"), bot(answer=ROLE)], [bot("one", WHO), bot("two", ROLE)]):
        assert seen([ActionExecuted("a"), *events]) == [(1, "bot", "one", WHO), (2, "bot", "two", ROLE)]


def test_what_another_action_said_before_is_not_the_answers():
    events = [ActionExecuted("a"), bot("before"), ActionExecuted("b"), bot("one"), bot(answer=WHO)]
    assert seen(events) == [(1, "bot", "before", None), (2, "bot", "one", WHO)]


def test_a_question_of_the_finder_says_which_it_is():
    finder = {"question": "likes", "number": 3, "total": 18}
    (entry,) = transcript([ActionExecuted("a"), bot("Would you?"), BotUttered(None, {"custom": {"finder": finder}})])
    assert entry.data() == {"seq": 1, "from": "bot", "text": "Would you?", "finder": finder}


def test_an_answer_without_text_is_kept():
    assert seen([ActionExecuted("a"), bot(answer=WHO)]) == [(1, "bot", "", WHO)]


def test_each_answer_knows_its_question():
    first, second = {"question": "one"}, {"question": "two"}
    events = [
        *(user("both"), ActionExecuted("a"), bot("1"), bot(answer=WHO), bot("2", ROLE)),
        *(SlotSet("outcome", first), SlotSet("outcome", second), ActionExecuted("b"), bot("anything else?")),
    ]
    assert [entry.outcome for entry in transcript(events)] == [None, first, second, None]


def test_replies_are_those_to_the_message_of_that_id():
    events = [user("a", "1"), bot("to a"), user("b", "2"), ActionExecuted("x"), bot("to b")]
    assert [entry.text for entry in replies_to(transcript(events), "1")] == ["to a"]
    assert [entry.text for entry in replies_to(transcript(events), "2")] == ["to b"]
    assert replies_to(transcript(events), "3") == []


def test_a_button_is_shown_by_its_title_and_known_by_its_payload():
    events = [bot("which?", buttons=[{"title": "The first", "payload": "/pick{}"}]), user("/pick{}")]
    entries = transcript(events)
    assert entries[-1].text == "The first"
    assert offers(entries, "/pick{}")
    assert not offers(entries, "The first")


def test_the_last_result_of_the_finder_is_found_where_there_is_one():
    asked = Entry(1, "bot", "Question 1", finder={"question": "likes"})
    first = Entry(2, "bot", "A", finder={"question": "result", "result": {"blocks": []}})
    second = Entry(3, "bot", "B", finder={"question": "result", "result": {"blocks": [1]}})
    assert last_result([asked]) is None
    assert last_result([first, second, asked]) == second.finder
