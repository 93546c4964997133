"""What the widget's channel serves beside the chat: the widget's files, its page, and its health."""

import gzip

import pytest

from bot.settings import Settings
from tests.channels.visitor import request


def test_the_widgets_files_are_cached_as_they_change(web: Settings):
    launcher, asset = request(web, "GET", "/widget.js"), request(web, "GET", "/assets/chat.0a1b2c3d.js")
    assert launcher.headers["Cache-Control"] == "public, max-age=300"
    assert asset.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for path, answer in (("/widget.js", launcher), ("/assets/chat.0a1b2c3d.js", asset)):
        assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        again = request(web, "GET", path, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status, again.body) == (304, b"")
        packed = request(web, "GET", path, headers={"Accept-Encoding": "br, gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.body) == answer.body


def test_the_page_at_the_root_is_ours_and_strict(web: Settings):
    page = request(web, "GET", "/")
    assert b"demo" in page.body
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert request(web, "HEAD", "/").status == 200


@pytest.mark.parametrize("name", ["..%2Findex.html", "%2e%2e%2f%2e%2e%2fweb.key", ".hidden", "nothing.js", "chat"])
def test_nothing_but_the_widget_is_served(web: Settings, name: str):
    assert request(web, "GET", f"/assets/{name}").status == 404


def test_an_unknown_address_is_refused_in_the_same_form(web: Settings):
    for method, path in (("GET", "/chat/nothing"), ("PUT", "/chat/messages"), ("GET", "/chat/session")):
        assert request(web, method, path).code == "no_such_path"


def test_health_is_told(web: Settings):
    assert request(web, "GET", "/health").data == {"status": "ok"}
