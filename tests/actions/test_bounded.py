"""What one message may cost: reading and answering it takes time in proportion to its length, whatever it holds."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa_sdk.executor import CollectingDispatcher

from actions import answering, finder
from actions.answering import ActionAnswer, ActionRecommendRoles
from actions.feedback import ValidateFeedbackForm
from actions.finder import FINDER, ValidateFindRoleForm
from actions.knowledge import Known
from bot.nlu.questions import SplitQuestions
from bot.nlu.reading import READINGS, ReadMessages
from bot.nlu.roles import RoleLinker
from bot.reading.extent import LONGEST
from bot.reading.naming import linker_of, names_of
from bot.reading.reading import Asked
from tests.actions.tracker import tracker_of

# What a message of the greatest length may take, in seconds of this process; and how many times as long as a quarter.
MOST_SECONDS, MOST_TIMES = 2.0, 12
# Less is not measured against less.
NOISE = 0.25

# What is said again and again.
KINDS = {
    "short words": "at a i ",
    "roles with commas": "nurse, ",
    "roles with and": "nurse and ",
    "somebody unknown": "radio jockey, tv host, mall guard, ",
    "a kind of role": "manager ",
    "who": "who ",
    "who clauses": "a nurse who ",
    "whose duties": "who mends shoes and buys bags, ",
    "and": "and ",
    "denials": "not no never without ",
    "exceptions": "jobs except ",
    "digits": "7 ",
    "one digit": "7",
    "marks": ".?! ",
    "commas and spaces": " , ",
    "nested quotes": "\"'(",
    "brackets": ")(",
    "one long word": "a",
    "no spaces": "whatdoesanursedo",
    "an address": "https://a.b/c?d=e&f=g",
    "pictures": "\N{GRINNING FACE} ",
    "combining marks": "e\N{COMBINING ACUTE ACCENT}\N{COMBINING ACUTE ACCENT}",
    "greetings": "hello ",
    "politeness": "i want to talk to: tell me. ",
    "leading words": "any kind ",
    "wishes": "i need find ",
    "questions": "what does a nurse do? ",
    "who questions": "who hires? ",
    "skills": "excel, python, ",
    "a short skill": "r ",
    "countries": "in germany ",
    "initials": "PA GM ",
    "lines": "nurse\n",
    "thanks": ", thanks ",
    "slashes": "a/b/",
}


@pytest.fixture(scope="module")
def understood(known: Known) -> Callable[[str, Asked], dict[str, Any]]:
    """Messages as the pipeline gives them to the actions, with an intent that is given."""
    split, link = SplitQuestions(), RoleLinker(linker_of(known).mentions)
    reading = ReadMessages(lambda: names_of(known))

    def understand(text: str, asked: Asked) -> dict[str, Any]:
        messages = link.process(split.process([Message.build(text)]))
        for message in messages:
            message.set(INTENT, {"name": asked.value, "confidence": 0.9})
        (message,) = reading.process(messages)
        return {"text": text, "readings": message.get(READINGS)}

    return understand


def states(known: Known) -> dict[str, tuple[Asked, str | None, dict[str, Any], list[Any]]]:
    """What is asked, the form that waits, what the conversation remembers, and the actions that get the message."""
    liked = {"ratings": ["like"] * len(known.store.activities), "likes": True}
    told = {"focus_roles": ["registered_nurse"], "recent_roles": ["registered_nurse"], "topic": Asked.who.value}
    finds = [ValidateFindRoleForm, ActionAnswer]
    empty: dict[str, Any] = {"things": [], "roles": []}
    return {
        "nothing said": (Asked.unclear, None, {}, [ActionAnswer]),
        "who is asked": (Asked.who, None, {}, [ActionAnswer]),
        "skills are asked for": (Asked.skill_users, None, {}, [ActionAnswer]),
        "roles are compared": (Asked.comparison, None, {}, [ActionAnswer]),
        "after an answer": (Asked.follow_up, None, told, [ActionAnswer]),
        "strengths": (Asked.unclear, FINDER, {**liked, "requested_slot": "strengths"}, finds),
        "schooling": (Asked.unclear, FINDER, {**liked, "strengths": empty, "requested_slot": "education"}, finds),
        "the last question": (
            *(Asked.unclear, FINDER, {**liked, "strengths": empty, "education": 2, "requested_slot": "avoid"}),
            [ValidateFindRoleForm, ActionRecommendRoles],
        ),
        "a comment": (Asked.unclear, "feedback_form", {**told, "requested_slot": "comment"}, [ValidateFeedbackForm]),
    }


@pytest.fixture(scope="module")
def cost(known: Known, understood: Any) -> Callable[[str, str], float]:
    """Seconds of this process that a message takes in a state of the conversation."""

    def measured(text: str, state: str) -> float:
        asked, loop, slots, actions = states(known)[state]
        begun = time.process_time()
        message = understood(text, asked)
        for action in actions:
            events = asyncio.run(action().run(CollectingDispatcher(), tracker_of(message, loop=loop, **slots), {}))
            slots = slots | {event["name"]: event["value"] for event in events if event["event"] == "slot"}
        return time.process_time() - begun

    with pytest.MonkeyPatch.context() as patch:
        for module in (answering, finder):
            patch.setattr(module, "known", lambda: known)
        # Whatever is made ready when it is first asked for.
        for state in states(known):
            measured("which jobs need Excel, singing and somebody who sells", state)
        yield measured


@pytest.mark.parametrize("state", ["nothing said", "who is asked", "strengths", "the last question"])
@pytest.mark.parametrize("said", KINDS.values(), ids=KINDS)
def test_a_message_takes_time_in_proportion_to_its_length(cost: Any, said: str, state: str):
    quarter, whole = (cost((said * LONGEST)[:length], state) for length in (LONGEST // 4, LONGEST))
    assert whole < MOST_SECONDS
    assert whole <= max(NOISE, MOST_TIMES * quarter)


@pytest.mark.parametrize(
    "state", ["skills are asked for", "roles are compared", "after an answer", "schooling", "a comment"]
)
def test_a_message_is_cheap_wherever_the_conversation_is(cost: Any, state: str):
    whole = {said: cost((said * LONGEST)[:LONGEST], state) for said in ("at a i ", "nurse, ", "excel, python, ", "7 ")}
    assert max(whole.values()) < MOST_SECONDS, whole


WORDS = st.sampled_from(
    "a i at the to and or not who what which is any kind find need want tell me excel r nurse manager host guard 7 "
    "zxqvy , . ? ! ' - / ( ) \" in germany with jobs like hate please hello for of do does please that".split()
)


@settings(
    max_examples=40,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(WORDS, min_size=1, max_size=6), st.lists(WORDS, max_size=3))
def test_whatever_is_said_again_and_again_is_read_at_once(cost: Any, again: list[str], last: list[str]):
    said = " ".join(again) + " "
    text = (said * LONGEST)[: LONGEST - 40] + " ".join(last)
    assert cost(text, "who is asked") < MOST_SECONDS
