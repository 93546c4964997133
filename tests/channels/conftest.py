"""A running bot with its widget channel, patient enough for many tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.channels.visitor import Visitor
from tests.conftest import running

FOREIGN = "https://careers.example.org"


def web_settings(settings: Settings, folder: Path) -> Settings:
    """Settings of a bot that leaves all its traces in a folder, counts no messages, and has a little widget."""
    widget = folder / "dist"
    (widget / "assets").mkdir(parents=True, exist_ok=True)
    (widget / "index.html").write_text("<!doctype html><title>demo</title>", encoding="utf-8")
    (widget / "chat.html").write_text("<!doctype html><title>chat page</title>", encoding="utf-8")
    (widget / "widget.js").write_text("/* launcher */" * 50, encoding="utf-8")
    (widget / "assets" / "chat.0a1b2c3d.js").write_text("/* chat */" * 50, encoding="utf-8")
    return patient(settings.in_folder(folder)).but(widget=widget, web_origins=(FOREIGN,), request_timeout=3.0)


def patient(settings: Settings) -> Settings:
    """The same with no limit that tests reach, and with a key that they can sign with."""
    return settings.but(web_key="k" * 40, web_session_limit=100000, web_address_limit=100000)


@pytest.fixture(scope="package")
def web(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """The settings of a running bot."""
    with running(web_settings(settings, tmp_path_factory.mktemp("web"))) as bot:
        yield bot.settings


@pytest.fixture
def visitor(web: Settings) -> Visitor:
    return Visitor(web)
