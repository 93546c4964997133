"""deploy/nginx.conf, by a real nginx before small servers: what it passes on, to whom, and what it refuses."""

import http.client
import re
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from bot.settings import load_settings
from tests.deployment.backends import PAUSE
from tests.deployment.files import DEPLOY
from tests.deployment.proxied import HOST, NGINX, Proxy, ask, configured, proxied, tried

pytestmark = pytest.mark.skipif(NGINX is None, reason="There is no nginx here (Debian: nginx-light).")


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    with proxied(tmp_path_factory.mktemp("nginx")) as proxy:
        yield proxy


def test_nginx_takes_the_file_also_where_no_server_has_a_name_yet(tmp_path: Path):
    # As it is, but for where it writes: it looks for nobody before somebody is asked for.
    said = tried(configured(tmp_path, {"/tmp/": f"{tmp_path}/", "/dev/stdout": f"{tmp_path}/access.log"}))
    assert said.returncode == 0, said.stderr
    assert "[warn]" not in said.stderr


def test_an_operators_certificate_is_taken_from_the_folder_beside_it(tmp_path: Path):
    (tmp_path / "tls").mkdir()
    (tmp_path / "tls/own.conf").write_text("this is read;\n", encoding="utf-8")
    assert 'unknown directive "this"' in tried(configured(tmp_path, {"/tmp/": f"{tmp_path}/"})).stderr


@pytest.mark.parametrize(
    "path",
    ["/", "/widget.js", "/assets/chat.0a1b2c3d.js", "/chat", "/chat?lang=de", "/chat/history?after=0", "/slack/events"],
)
def test_what_is_for_visitors_is_passed_on_as_it_came(proxy: Proxy, path: str):
    answer = proxy.ask("GET", path)
    assert (answer.status, answer.told["path"]) == (200, path)


@pytest.mark.parametrize(
    "path",
    [
        *("/webhooks/rest/webhook", "/webhooks", "//webhooks/rest/webhook", "/chat/../webhooks/rest/webhook"),
        *("/chat/%2e%2e/webhooks/rest/webhook", "/%77ebhooks/rest/webhook", "/webhook"),
        *("/metrics", "/health", "/ready", "/status", "/version", "/model/parse", "/conversations/x/tracker"),
        *("/chatter", "/widget.js/x", "/index.html"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_rest_metrics_and_all_else_is_refused_before_any_server_hears_of_it(proxy: Proxy, method: str, path: str):
    before = [len(each.asked) for each in (*proxy.rasa, *proxy.actions)]
    answer = proxy.ask(method, path, b"{}" if method == "POST" else b"", {"Content-Type": "application/json"})
    assert answer.status == 404
    assert [len(each.asked) for each in (*proxy.rasa, *proxy.actions)] == before


def test_no_way_round_it_leads_a_server_to_another_path(proxy: Proxy):
    # nginx reads it as /chat/messages, and passes on what it was given: no path of the bot's.
    answer = proxy.ask("GET", "/webhooks/..%2fchat/history")
    assert answer.status == 404 or answer.told["path"] == "/webhooks/..%2fchat/history"


def test_the_bot_learns_who_asks_and_by_which_name_and_nothing_that_a_visitor_says_of_that(proxy: Proxy):
    said = {
        "X-Forwarded-For": "6.6.6.6",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Port": "1",
        "X-Forwarded-Path": "/evil",
        "X-Forwarded-Proto": "gopher",
        "X-Scheme": "gopher",
        "X-Real-IP": "6.6.6.6",
        "Forwarded": "for=6.6.6.6;host=evil.example",
        "Authorization": "Bearer token",
        "Origin": f"http://{HOST}:8080",
    }
    seen = proxy.ask("GET", "/chat/history", headers={"Host": f"{HOST}:8080", **said}).passed_on
    assert seen["host"] == f"{HOST}:8080"
    assert seen["x-forwarded-for"] == "127.0.0.1"
    assert seen["x-forwarded-proto"] == "http"
    assert (seen["authorization"], seen["origin"]) == ("Bearer token", f"http://{HOST}:8080")
    assert (
        not {"x-forwarded-host", "x-forwarded-port", "x-forwarded-path", "x-scheme", "x-real-ip", "forwarded"}
        & seen.keys()
    )


def test_each_event_of_an_answer_is_passed_on_as_it_comes(proxy: Proxy):
    connection = http.client.HTTPConnection("127.0.0.1", proxy.public, timeout=15)
    began = time.monotonic()
    connection.request("POST", "/chat/messages", b"{}", {"Host": HOST})
    answer = connection.getresponse()
    came = []
    while line := answer.readline():
        if line.startswith(b"data: "):
            came.append(time.monotonic() - began)
    connection.close()
    assert len(came) == 3
    assert came[0] < PAUSE / 2
    assert all(after - before > PAUSE / 2 for before, after in pairwise(came))


def test_both_servers_are_asked_and_nobody_is_kept_at_one(proxy: Proxy):
    answered = {proxy.ask("GET", "/chat/history").told["by"] for _ in range(40)}
    assert answered == {"127.0.0.2", "127.0.0.3"}


@pytest.mark.parametrize("path", ["/chat/history", "/chat/session", "/slack/events"])
def test_a_dead_server_is_passed_over_whatever_is_sent(proxy: Proxy, path: str):
    proxy.rasa[0].stop()
    try:
        answers = [proxy.ask("POST", path, b"{}") for _ in range(20)]
    finally:
        proxy.rasa[0].start()
    assert {(each.status, each.told["by"]) for each in answers} == {(200, "127.0.0.3")}


def test_calls_of_actions_go_to_both_and_past_one_that_is_dead(proxy: Proxy):
    body = b"{" + b" " * 3_000_000 + b"}"
    asked = {"Host": "proxy:5055", "Authorization": "Bearer secret", "X-Request-Id": "abc"}
    answers = [ask(proxy.inner, "POST", "/webhook", body, asked) for _ in range(12)]
    assert {each.told["by"] for each in answers} == {"127.0.0.2", "127.0.0.3"}
    # By the name that they have, with the secret and the id of the request.
    seen = answers[0].passed_on
    assert seen["host"] == f"actions:{proxy.actions[0].port}"
    assert (seen["authorization"], seen["x-request-id"]) == ("Bearer secret", "abc")
    assert answers[0].told["length"] == len(body)
    proxy.actions[1].stop()
    try:
        answers = [ask(proxy.inner, "POST", "/webhook", b"{}", asked) for _ in range(12)]
    finally:
        proxy.actions[1].start()
    assert {(each.status, each.told["by"]) for each in answers} == {(200, "127.0.0.2")}


@pytest.mark.parametrize("fault", ["hangs", "dies"])
@pytest.mark.parametrize(("door", "path"), [("inner", "/webhook"), ("public", "/chat/session")])
def test_what_a_server_was_asked_when_it_died_or_hung_is_asked_of_the_other(
    proxy: Proxy, door: str, path: str, fault: str
):
    port, [first, second] = (proxy.inner, proxy.actions) if door == "inner" else (proxy.public, proxy.rasa)
    before = len(first.asked)
    setattr(first, fault, True)
    try:
        while len(first.asked) == before:
            answer = ask(port, "POST", path, b"{}", {"Host": HOST})
            assert (answer.status, answer.told["by"]) == (200, second.address)
    finally:
        setattr(first, fault, False)


def test_slack_sends_again_itself_so_nothing_of_it_is_sent_twice(proxy: Proxy):
    for each in proxy.rasa:
        each.dies = True
    before = [len(each.asked) for each in proxy.rasa]
    try:
        assert proxy.ask("POST", "/slack/events", b"{}").status == 502
    finally:
        for each in proxy.rasa:
            each.dies = False
    assert sum(len(each.asked) for each in proxy.rasa) == sum(before) + 1


def test_rasa_learns_in_time_that_somebody_lives_where_one_hangs(proxy: Proxy):
    proxy.actions[0].hangs = True
    before = len(proxy.actions[0].asked)
    try:
        while len(proxy.actions[0].asked) == before:
            began = time.monotonic()
            assert ask(proxy.inner, "GET", "/health", headers={"Host": HOST}).told["by"] == "127.0.0.3"
            assert time.monotonic() - began < 0.7
    finally:
        proxy.actions[0].hangs = False


def test_a_call_that_hangs_everywhere_is_given_up_before_rasa_does():
    inner = (DEPLOY / "nginx.conf").read_text(encoding="utf-8").partition("listen 5055")[2]
    [seconds] = re.findall(r"proxy_read_timeout (\d+)s;", inner)
    assert 2 * int(seconds) < load_settings({}).action_timeout


def test_bodies_are_bounded_and_those_of_slack_less_so(proxy: Proxy):
    small, large, huge = b" " * 20_000, b" " * 100_000, b" " * 1_100_000
    assert proxy.ask("POST", "/chat/history", small).status == 200
    assert proxy.ask("POST", "/chat/history", large).status == 413
    assert proxy.ask("POST", "/slack/events", large).status == 200
    assert proxy.ask("POST", "/slack/events", huge).status == 413


def test_the_log_knows_who_asked_and_by_which_id_the_bot_knows_it_but_not_what_is_typed(proxy: Proxy):
    proxy.ask("GET", "/chat/titles?begin=secretly")
    line = next(line for line in proxy.access_log.splitlines() if "/chat/titles" in line)
    assert re.fullmatch(r"127\.0\.0\.1 \S+ GET /chat/titles 200 [\d.]+ 0123456789abcdef", line)
    assert "secretly" not in proxy.access_log
