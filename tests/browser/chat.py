"""The chat as somebody uses it: what can be pressed and typed, and what can be seen."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect


class Chat:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self._console(message))

    def _console(self, message: Any) -> None:
        # The browser itself reports failed requests, which the tests cause.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.errors.append(message.text)

    def visit(self, address: str) -> "Chat":
        self.page.goto(address)
        return self

    @property
    def launcher(self) -> Locator:
        return self.page.locator("rolewise-widget .launcher")

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def field(self) -> Locator:
        return self.panel.get_by_label("Your question")

    @property
    def asked(self) -> Locator:
        return self.panel.locator(".asked .bubble > p")

    @property
    def told(self) -> Locator:
        """What the bot said, its welcome apart."""
        return self.panel.locator(".told:not(.welcome)")

    @property
    def last(self) -> Locator:
        return self.told.last

    @property
    def replies(self) -> Locator:
        return self.panel.get_by_role("group", name="Possible replies").get_by_role("button")

    @property
    def notice(self) -> Locator:
        return self.panel.locator(".notice").first

    def open(self) -> "Chat":
        self.launcher.click()
        expect(self.field).to_be_visible()
        return self

    def send(self, text: str) -> None:
        """Types and sends, without waiting for the answer."""
        self.field.fill(text)
        self.field.press("Enter")

    def ask(self, text: str) -> Locator:
        """Types, sends, waits until it is answered, and returns the first of what the bot said to it."""
        before = self.told.count()
        self.send(text)
        expect(self.told.nth(before)).to_be_visible()
        self.settled()
        return self.told.nth(before)

    def settled(self) -> None:
        expect(self.panel.locator(".typing")).to_be_hidden()

    def said(self) -> list[str]:
        """Everything that was asked, in order."""
        return self.asked.all_inner_texts()


def words(locator: Locator) -> str:
    """What is seen of an element, on one line."""
    return re.sub(r"\s+", " ", locator.inner_text()).strip()
