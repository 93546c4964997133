"""Slack's agent messaging experience, and the assistant view before it: prompts, a status, answers in threads."""

from bot.slack.texts import texts
from tests.slack.conftest import QUESTION
from tests.slack.stand_in import SlackSide


def suggested_in(slack: SlackSide, channel: str) -> list[dict]:  # type: ignore[type-arg]
    calls = [call for call in slack.calls if call.method == "assistant.threads.setSuggestedPrompts"]
    return [call.args for call in calls if call.args["channel_id"] == channel]


def test_opening_its_messages_suggests_prompts_at_their_top(slack: SlackSide, person: str) -> None:
    slack.open_home(person, tab="messages")
    [suggested] = slack.wait_for(lambda: suggested_in(slack, slack.direct(person)))
    assert "thread_ts" not in suggested
    assert [prompt["message"] for prompt in suggested["prompts"]] == texts()["examples"][:4]


def test_opening_its_home_suggests_none(slack: SlackSide, person: str) -> None:
    slack.open_home(person)
    slack.home(person)
    assert not suggested_in(slack, slack.direct(person))


def test_a_question_among_its_messages_is_answered_there(slack: SlackSide, person: str) -> None:
    slack.open_home(person, tab="messages")
    slack.say(person, slack.direct(person), QUESTION)
    assert "Operations Manager" in slack.replies(slack.direct(person))[-1].text


def test_a_reply_in_the_thread_of_a_message_is_answered_in_it(slack: SlackSide, person: str) -> None:
    home = slack.direct(person)
    root = slack.say(person, home, "what does a quality manager do?")
    slack.replies(home)
    slack.say(person, home, "what qualifications do they need?", thread_ts=root.ts)
    assert "quality manager" in slack.replies(home, root.ts)[-1].text.lower()


def called(slack: SlackSide, method: str, thread_ts: str) -> list[dict]:  # type: ignore[type-arg]
    return [call.args for call in slack.calls if call.method == method and call.args.get("thread_ts") == thread_ts]


def test_opening_it_suggests_prompts(slack: SlackSide, person: str) -> None:
    root = slack.open_assistant(person)
    [suggested] = slack.wait_for(lambda: called(slack, "assistant.threads.setSuggestedPrompts", root.ts))
    assert [prompt["message"] for prompt in suggested["prompts"]] == texts()["examples"][:4]


def test_a_question_shows_a_status_and_then_the_answer_in_the_thread(slack: SlackSide, person: str) -> None:
    root = slack.open_assistant(person)
    slack.say(person, root.channel, QUESTION, thread_ts=root.ts)
    answer = slack.replies(root.channel, root.ts)[-1]
    assert "Operations Manager" in answer.text
    [status] = called(slack, "assistant.threads.setStatus", root.ts)
    assert status["status"] == texts()["thinking"]
    assert slack.status(root.channel, root.ts) == ""


def test_without_its_scope_the_answer_comes_all_the_same(slack: SlackSide, person: str) -> None:
    root = slack.open_assistant(person)
    slack.fail("assistant.threads.setStatus", "missing_scope")
    slack.say(person, root.channel, QUESTION, thread_ts=root.ts)
    assert "Operations Manager" in slack.replies(root.channel, root.ts)[-1].text


def test_it_is_the_same_conversation_as_the_direct_messages(slack: SlackSide, person: str) -> None:
    slack.say(person, slack.direct(person), "what does a quality manager do?")
    slack.replies(slack.direct(person))
    root = slack.open_assistant(person)
    slack.say(person, root.channel, "what qualifications do they need?", thread_ts=root.ts)
    assert "quality manager" in slack.replies(root.channel, root.ts)[-1].text.lower()
