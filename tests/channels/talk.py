"""Visitors who talk on while servers come and go."""

import http.client
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.channels.visitor import WHO, Visitor, new_id
from tests.runtime.test_processes import wait_for

# As long as a busy machine may take to start Rasa.
PATIENCE = 150
# The second asks of whoever the first was answered with.
QUESTIONS = (WHO, "and what skills do they need?", "what does a general manager do", "what does a chef do")


@dataclass
class Talk:
    """A visitor who asks one question after another, and again with the same id where there was no whole answer.

    pause: seconds from an answer to the next question. again: how often a question had to be sent again.
    """

    visitor: Visitor
    pause: float = 0.0
    ids: list[str] = field(default_factory=list)
    again: int = 0

    def go_on(self, over: threading.Event) -> None:
        while not over.wait(self.pause):
            id, text = new_id(), QUESTIONS[len(self.ids) % len(QUESTIONS)]
            assert wait_for(lambda id=id, text=text: self._is_answered(text, id), 2 * PATIENCE)
            self.ids.append(id)

    def _is_answered(self, text: str, id: str) -> bool:
        is_whole = False
        try:
            answer = self.visitor.say(text, id)
            is_whole = answer.status == 200 and bool(answer.events) and answer.events[-1][0] == "done"
        # What the widget tries again after: no connection, or one that breaks off.
        except (OSError, http.client.HTTPException):
            pass
        self.again += not is_whole
        return is_whole

    def said(self) -> list[tuple[str, str]]:
        """Each question of the history and what was said to it."""
        messages = self.visitor.history()["messages"]
        places = [place for place, message in enumerate(messages) if message["from"] == "user"]
        answers = [messages[start + 1 : end] for start, end in zip(places, [*places[1:], None], strict=True)]
        texts = ["\n".join(message["text"] for message in answer) for answer in answers]
        return list(zip((messages[place]["text"] for place in places), texts, strict=True))


def all_are_answered(talks: Sequence[Talk]) -> None:
    """Waits until each visitor has an answer that they did not have before."""
    before = [len(talk.ids) for talk in talks]
    assert wait_for(lambda: all(len(talk.ids) > had for talk, had in zip(talks, before, strict=True)), PATIENCE)


def every_question_has_one_answer(talk: Talk) -> None:
    messages = talk.visitor.history()["messages"]
    assert [message["id"] for message in messages if message["from"] == "user"] == talk.ids
    for message, following in zip(messages, [*messages[1:], None], strict=True):
        if message["from"] == "user":
            assert following is not None
            assert following["from"] == "bot"
