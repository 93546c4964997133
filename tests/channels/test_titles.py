"""What the field of the widget is told while somebody types."""

from bot.settings import Settings
from tests.channels.conftest import FOREIGN
from tests.channels.visitor import request


def test_titles_are_told_to_whoever_may_use_the_chat(web: Settings):
    answer = request(web, "GET", "/chat/titles?begin=Nur", headers={"Origin": FOREIGN})
    assert answer.status == 200
    assert answer.data["titles"][0].lower() == "nurse"
    assert answer.headers["Access-Control-Allow-Origin"] == FOREIGN
    assert answer.headers["Cache-Control"] == "private, max-age=300"
    thief = request(web, "GET", "/chat/titles?begin=nur", headers={"Origin": "https://thief.example"})
    assert (thief.status, thief.code) == (403, "origin")


def test_what_begins_no_title_is_answered_with_none(web: Settings):
    for path in (
        "/chat/titles",
        "/chat/titles?begin=",
        "/chat/titles?begin=%00%ff",
        "/chat/titles?begin=zzz&begin=nur",
    ):
        answer = request(web, "GET", path)
        assert (answer.status, answer.data) == (200, {"titles": []}), path


def test_too_much_is_refused(web: Settings):
    answer = request(web, "GET", "/chat/titles?begin=" + "n" * 61)
    assert (answer.status, answer.code) == (400, "too_long")
    assert request(web, "POST", "/chat/titles", b"{}").code == "no_such_path"


def test_the_page_of_the_chat_is_ours_and_strict(web: Settings):
    page = request(web, "GET", "/chat")
    assert b"chat page" in page.body
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert request(web, "GET", "/chat/").code == "no_such_path"
