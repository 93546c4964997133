"""Chromium as this machine has it, for the measurements and the tests of the web widget."""

import os
import shutil

from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """Where Chromium is: ROLEWISE_CHROMIUM, or the first of its names in PATH; None where there is none."""
    return os.environ.get("ROLEWISE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def launch(playwright: Playwright, path: str, *arguments: str) -> Browser:
    """Starts the Chromium of that path without a window; whoever starts it closes it."""
    # Chromium's sandbox does not run as root, as which containers do.
    sandbox = os.geteuid() != 0
    return playwright.chromium.launch(executable_path=path, chromium_sandbox=sandbox, args=list(arguments))
