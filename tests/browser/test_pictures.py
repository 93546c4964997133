"""The pictures of the README: ROLEWISE_SCREENSHOTS=1 writes them anew."""

import os

import pytest
from playwright.sync_api import expect

from tests.browser.chat import Chat
from tests.browser.conftest import IMAGES

PICTURES = {
    "desktop-light": ({}, "How do a general manager and an operations manager differ?"),
    "desktop-dark": ({"color_scheme": "dark"}, "How do I get from cashier to accountant?"),
    "phone": (
        {"device_scale_factor": 1.5, "viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
        "Find my role",
    ),
}


@pytest.mark.parametrize("name", PICTURES)
def test_looks_like_its_picture(visitor, server, name):
    options, question = PICTURES[name]
    chat = Chat(visitor(**options).new_page()).visit(server.url)
    chat.open()
    chat.ask(question)
    expect(chat.panel).to_be_in_viewport(ratio=0.99)
    assert chat.errors == []
    if os.environ.get("ROLEWISE_SCREENSHOTS"):
        IMAGES.mkdir(parents=True, exist_ok=True)
        chat.page.mouse.move(0, 0)
        chat.page.screenshot(path=IMAGES / f"{name}.png")
