"""What is read of messages whose senders are, or may be, in trouble."""

import pytest
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.questions import SplitQuestions
from bot.nlu.reading import READINGS, ReadMessages
from bot.nlu.trouble import TROUBLE, Hearing
from bot.reading.known_names import Names
from bot.reading.marks import Mark
from bot.reading.reading import Asked, from_data


@pytest.mark.parametrize(
    ("hearing", "intent", "asked", "minded"),
    [
        (None, Asked.duties, Asked.duties, False),
        (Hearing.minded, Asked.duties, Asked.duties, True),
        (Hearing.heard, Asked.duties, Asked.distress, False),
        # Who may be in trouble and takes leave is not let go.
        (Hearing.minded, Asked.goodbye, Asked.distress, False),
        (None, Asked.goodbye, Asked.goodbye, False),
    ],
)
def test_who_is_in_trouble_is_heard_alone_and_who_may_be_beside_what_they_ask(
    hearing: Hearing | None, intent: Asked, asked: Asked, minded: bool
):
    message = Message.build("what does a head baker do")
    message.set(TROUBLE, hearing)
    (part,) = SplitQuestions().process([message])
    part.set(INTENT, {"name": intent.value}, add_to_output=True)
    (read,) = ReadMessages(Names).process([part])
    (reading,) = map(from_data, read.get(READINGS))
    assert (reading.asked, reading.shows(Mark.minded)) == (asked, minded)
    assert read.get(INTENT)["name"] == asked.value
