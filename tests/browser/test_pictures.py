"""The pictures of the README: ROLEWISE_SCREENSHOTS=1 writes them anew."""

import os

import pytest
from playwright.sync_api import expect

from tests.browser.chat import Chat
from tests.browser.conftest import IMAGES

DESKTOP = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"device_scale_factor": 1.5, "viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
FINDER = "Find my role"
PICTURES = {
    "desktop-light": (DESKTOP, "How do a general manager and an operations manager differ?"),
    "desktop-dark": ({**DESKTOP, "color_scheme": "dark"}, "How do I get from cashier to accountant?"),
    "phone": (PHONE, FINDER),
    "phone-dark": ({**PHONE, "color_scheme": "dark"}, "How do I become a nurse?"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_looks_like_its_picture(visitor, site, name):
    options, question = PICTURES[name]
    chat = Chat(visitor(**options).new_page(), site.settings).visit(site.url)
    chat.open()
    if question == FINDER:
        chat.send(question)
        expect(chat.finder.get_by_role("progressbar")).to_be_visible()
        expect(chat.finder).to_have_attribute("aria-busy", "false")
    else:
        chat.ask(question)
    expect(chat.panel).to_be_in_viewport(ratio=0.99)
    assert chat.errors == []
    if os.environ.get("ROLEWISE_SCREENSHOTS"):
        IMAGES.mkdir(parents=True, exist_ok=True)
        chat.page.mouse.move(0, 0)
        chat.page.screenshot(path=IMAGES / f"{name}.png")
