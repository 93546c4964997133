"""What a message points back at."""

from bot.reading.reference import refers_back


def test_pronouns_refer_back():
    assert refers_back("which departments do they work with")
    assert not refers_back("what does an astronaut do")
