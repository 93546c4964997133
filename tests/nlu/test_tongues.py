"""Messages that are not English, on their way through the graph."""

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.questions import SplitQuestions
from bot.nlu.reading import READINGS, ReadMessages
from bot.nlu.roles import RoleLinker
from bot.reading.known_names import Names
from bot.reading.naming import linker_of
from bot.reading.reading import Reading, from_data


@pytest.fixture(scope="module")
def linker(small) -> RoleLinker:
    return RoleLinker(linker_of(small).mentions)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Was macht ein Bäcker? Und wie viel verdient er?", "how much does a baker earn"),
        (
            "Wo finde ich eine Ausbildung, und wie lange dauert sie?",
            "Wo finde ich eine Ausbildung, und wie lange dauert sie?",
        ),
    ],
)
def test_what_is_not_english_is_one_question_in_english_or_none(linker, text: str, read: str):
    (split,) = SplitQuestions().process([Message.build(text)])
    assert split.get(TEXT) == read
    split.set(INTENT, {"name": "greet", "confidence": 0.9})
    (message,) = ReadMessages(Names).process(linker.process([split]))
    (data,) = message.get(READINGS)
    reading = from_data(data)
    assert (reading.text, reading.tongue, message.get(TEXT)) == (text, "de", text)
    if read == text:
        # Whatever its words were taken for: nothing is read of it.
        assert reading == Reading(text=text, tongue="de")
        assert message.get(INTENT)["name"] == "nlu_fallback"
    else:
        assert [named.text for named in reading.roles] == ["baker"]
