"""The chat as somebody uses it: what can be pressed and typed, and what can be seen."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from bot.settings import Settings
from tests.channels.visitor import Visitor

# The chat's memory in this browser is this, what the widget's address is, and what is remembered.
SESSION = "Object.keys(localStorage).find(key => /^rolewise .* session$/.test(key))"


class Chat:
    """settings: of the bot behind the page."""

    def __init__(self, page: Page, settings: Settings) -> None:
        self.page = page
        self.settings = settings
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

    def begin_finder(self) -> None:
        """Asks for the career finder and goes on with it in the chat rather than on its screen."""
        self.send("find my role")
        self.leave_finder()
        expect(self.replies.first).to_be_visible()
        self.settled()

    def leave_finder(self) -> None:
        """Goes back from the career finder's screen, once it is there, to the chat."""
        self.finder.get_by_role("button", name="To the chat").click()

    @property
    def finder(self) -> Locator:
        """The career finder's screen."""
        return self.panel.get_by_role("region", name="Find my role")

    def settled(self) -> None:
        expect(self.panel.locator(".typing")).to_be_hidden()

    def said(self) -> list[str]:
        """Everything that was asked, in order."""
        return self.asked.all_inner_texts()

    @property
    def token(self) -> str:
        """What this browser shows to go on with its conversation; empty before there is one."""
        session = self.page.evaluate(f"JSON.parse(localStorage.getItem({SESSION}))")
        return session["token"] if session else ""

    def remember(self, token: str) -> None:
        """Puts another token in its place, as if it were good for a day."""
        self.page.evaluate(
            f"token => localStorage.setItem({SESSION}, JSON.stringify({{token, expires: Date.now() / 1000 + 86400}}))",
            token,
        )

    def kept(self) -> list[dict[str, Any]]:
        """The conversation as the server keeps it."""
        return Visitor(self.settings, self.token).history()["messages"]

    def heard(self) -> list[str]:
        """What the server has of what was asked."""
        return [message["text"] for message in self.kept() if message["from"] == "user"]


def words(locator: Locator) -> str:
    """What is seen of an element, on one line."""
    return re.sub(r"\s+", " ", locator.inner_text()).strip()
