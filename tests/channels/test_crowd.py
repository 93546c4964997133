"""More messages than can be answered: some are sent away at once, and whoever was let in is answered."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.channels.crowd import LATER, Crowd
from bot.channels.refusals import Refused
from bot.settings import Settings
from tests.channels.conftest import web_settings
from tests.channels.visitor import Visitor, request
from tests.conftest import running

MOST, CAME = 4, 30


def test_there_is_room_for_so_many_and_again_when_one_has_gone():
    crowd = Crowd(2)
    with crowd.inside():
        with crowd.inside(), pytest.raises(Refused) as refused:
            crowd.check()
        assert (refused.value.code, refused.value.wait) == ("busy", LATER)
        crowd.check()


def test_a_burst_is_sent_away_with_a_time_to_come_back_and_is_over_when_it_is_over(
    settings: Settings, tmp_path: Path
) -> None:
    own = web_settings(settings, tmp_path).but(most_at_once=MOST, web_address_limit=1000)
    with running(own) as bot:
        visitors = [Visitor(bot.settings) for _ in range(CAME)]
        with ThreadPoolExecutor(CAME) as threads:
            answers = list(threads.map(lambda visitor: visitor.say("what does a nurse do"), visitors))
        let_in = [answer for answer in answers if answer.status == 200]
        sent_away = [answer for answer in answers if answer.status != 200]
        assert {answer.events[-1][0] for answer in let_in} == {"done"}
        assert {(answer.status, answer.code) for answer in sent_away} == {(503, "busy")}
        assert {answer.headers["Retry-After"] for answer in sent_away} == {str(LATER)}
        assert len(let_in) >= MOST
        assert sent_away
        assert Visitor(bot.settings).say("what does a chef do").events[-1][0] == "done"
        body = b'{"sender": "me", "message": "hello"}'
        said = request(bot.settings, "POST", "/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
        assert said.status == 200
