"""In a thread the bot hears whoever asked it, and keeps still at what people say to each other."""

import json

import pytest

from tests.slack.conftest import ANN, BEN, QUESTION, Bot, asked
from tests.slack.stand_in import SlackSide
from tests.slack.test_buttons import changed, kept_feedback

# What colleagues say in any thread, and what its asker goes on with.
SMALL_TALK = [
    "haha great, I was at the lake",
    "+1",
    "thanks!",
    "ok",
    "lol",
    "nice one, makes sense",
    "I'll ask him tomorrow",
    "good morning everyone",
    "he is on holiday until friday I think",
    "I already called her",
    "did you see the game last night?",
    "who is bringing the cake?",
    "who wants coffee?",
    "my kids love that place",
    "I was a teacher before this",
    "the mechanic was great",
    "sorry, wrong thread",
    "I love it",
    "where are you?",
    "let me check and get back to you",
    "we went to the seaside and it poured all day",
    "+100, same here",
    "brb, dentist",
    "happy birthday Tom!",
    "who else is working from home today?",
    "who broke the build again?",
    "does anyone have a charger?",
    "can someone review my PR?",
    "is the office open on Monday?",
    "is he coming?",
    "where did you hear that?",
    "I have a meeting with the accountant at 3",
    "my daughter wants to become a vet",
]
FOLLOW_UPS = [
    ("what qualifications do they need?", "operations manager"),
    ("how much do they earn?", "operations manager"),
    ("and what does a quality manager do?", "quality manager"),
    ("who is our quality manager?", "Maya"),
    ("how do I reach Piotr?", "Piotr"),
    ("delete my data", "Shall I erase"),
    ("who approves a budget?", "budget"),
    ("and in Leeds?", "operations manager"),
]


def test_small_talk_of_whoever_asked_is_left_alone(slack: SlackSide, channel: str) -> None:
    thread, first = asked(slack, channel)
    for text in SMALL_TALK:
        slack.say(ANN, channel, text, thread_ts=thread)
    # Whatever came of them would come before the answer to this.
    slack.say(ANN, channel, "what qualifications do they need?", thread_ts=thread)
    [answer] = slack.replies(channel, thread, after=first)
    assert "operations manager" in answer.text.lower()
    slack.quiet(2)
    assert len(slack.replies(channel, thread)) == 2


@pytest.mark.parametrize(("text", "told"), FOLLOW_UPS)
def test_a_follow_up_of_whoever_asked_is_answered(slack: SlackSide, channel: str, text: str, told: str) -> None:
    thread, first = asked(slack, channel)
    slack.say(ANN, channel, text, thread_ts=thread)
    assert told.lower() in slack.replies(channel, thread, after=first)[0].text.lower()


def test_what_others_ask_each_other_is_left_alone_until_they_mention_the_bot(slack: SlackSide, channel: str) -> None:
    thread, first = asked(slack, channel)
    slack.say(BEN, channel, "what does a quality manager do?", thread_ts=thread)
    slack.quiet(1)
    slack.say(BEN, channel, f"{slack.mention()} what does a quality manager do?", thread_ts=thread)
    assert "quality manager" in slack.replies(channel, thread, after=first)[0].text.lower()


def test_small_talk_that_names_the_bot_is_answered(slack: SlackSide, channel: str) -> None:
    thread, first = asked(slack, channel)
    slack.say(ANN, channel, f"{slack.mention()} thanks!", thread_ts=thread)
    assert slack.replies(channel, thread, after=first)


def test_small_talk_leaves_the_conversation_as_it_was(slack: SlackSide, channel: str) -> None:
    thread, first = asked(slack, channel)
    slack.say(ANN, channel, "who is bringing the cake?", thread_ts=thread)
    slack.quiet(1)
    slack.say(ANN, channel, "what qualifications do they need?", thread_ts=thread)
    assert "operations manager" in slack.replies(channel, thread, after=first)[0].text.lower()


def test_a_reply_to_what_the_bot_asked_is_heard(slack: SlackSide, channel: str) -> None:
    thread, which = asked(slack, channel, question="what qualifications does a manager need?")
    slack.say(ANN, channel, "sales manager", thread_ts=thread)
    assert "sales manager" in slack.replies(channel, thread, after=which)[0].text.lower()


def test_the_career_finder_goes_on_in_a_thread(slack: SlackSide, channel: str) -> None:
    thread, first = asked(slack, channel, question="find my role")
    slack.say(BEN, channel, "I'd love that", thread_ts=thread)
    slack.quiet(1)
    slack.say(ANN, channel, "yes", thread_ts=thread)
    assert slack.replies(channel, thread, after=first)


@pytest.mark.parametrize(
    ("subtype", "text"),
    [
        ("channel_join", "<@U0BEN> has joined the channel"),
        ("pinned_item", "<@U0BEN> pinned a message to this channel."),
        ("channel_topic", "<@U0BEN> set the channel topic: who handles customer grievances?"),
        ("reminder_add", "<@U0BEN> set up a reminder: who handles customer grievances?"),
    ],
)
def test_what_slack_says_of_people_is_left_alone(slack: SlackSide, channel: str, subtype: str, text: str) -> None:
    thread, _ = asked(slack, channel, BEN)
    slack.notice(BEN, channel, subtype, text)
    slack.notice(BEN, channel, subtype, text, thread_ts=thread)
    slack.quiet(1)


def test_another_bot_in_the_thread_is_left_alone(slack: SlackSide, channel: str) -> None:
    thread, _ = asked(slack, channel)
    slack.other_bot(channel, "what qualifications do they need?", thread_ts=thread)
    slack.quiet(1)


# ---- comments


def comments(bot: Bot, sender: str) -> list[str]:
    return [each["comment"] for each in kept_feedback(bot.settings, sender) if not each["helpful"]]


@pytest.mark.parametrize(
    "text", ["she left, it is her colleague now", "that's Priya Shah now", "wrong site", "it's the quality manager"]
)
def test_what_is_typed_after_a_thumbs_down_is_kept_as_the_comment(
    bot: Bot, slack: SlackSide, person: str, text: str
) -> None:
    home = slack.direct(person)
    slack.say(person, home, QUESTION)
    answer = slack.replies(home)[-1]
    slack.press(person, answer, "unhelpful")
    changed(slack, answer, "Write here what would be right")
    slack.say(person, home, text)
    assert "kept" in slack.replies(home, after=answer.ts)[0].text
    assert comments(bot, f"slack:T0HOME:{person}") == ["", text]


def test_another_readers_comment_in_the_thread_is_kept_with_the_answer(
    bot: Bot, slack: SlackSide, channel: str
) -> None:
    thread, first = asked(slack, channel)
    [answer] = slack.replies(channel, thread)
    slack.press(BEN, answer, "unhelpful")
    changed(slack, answer, "Write here what would be right")
    slack.say(BEN, channel, "she left, it is her colleague now", thread_ts=thread)
    assert "kept" in slack.replies(channel, thread, after=first)[0].text
    assert comments(bot, f"slack:T0HOME:{channel}:{thread}:{ANN}")[-1] == "she left, it is her colleague now"
    slack.say(BEN, channel, "ask him instead", thread_ts=thread)
    slack.quiet(1)


def test_a_question_after_a_thumbs_down_is_answered_and_no_comment(bot: Bot, slack: SlackSide, person: str) -> None:
    home = slack.direct(person)
    slack.say(person, home, QUESTION)
    answer = slack.replies(home)[-1]
    slack.press(person, answer, "unhelpful")
    changed(slack, answer, "not helpful")
    slack.say(person, home, "what does a quality manager do?")
    assert "quality manager" in slack.replies(home, after=answer.ts)[0].text.lower()
    assert comments(bot, f"slack:T0HOME:{person}") == [""]


def test_nothing_is_promised_where_nothing_can_be_heard(slack: SlackSide, channel: str) -> None:
    slack.command(ANN, channel, "/whodoes", "customer grievances")
    answer = slack.replies(channel, user=ANN)[0]
    slack.press(ANN, answer, "unhelpful")
    assert "Write here" not in changed(slack, answer, "not helpful")


def test_a_shared_answer_carries_its_question(slack: SlackSide, channel: str) -> None:
    slack.command(ANN, channel, "/whodoes", "&lt;!channel&gt; customer grievances")
    answer = slack.replies(channel, user=ANN)[0]
    slack.press(ANN, answer, "share")
    first, *_ = slack.replies(channel)[0].blocks
    assert "Asked: who handles" in json.dumps(first)
    assert "customer grievances" in json.dumps(first)
