"""What the web widget costs the page it is on, and how long its visitor waits, in Chromium.

python -m benchmarks.web_widget [ROUNDS]: each round opens pages of another site than the bot's, every one in a fresh
browser: without the widget, with it, with the chat opened from the start, and with deep-chat, which npm fetches; each
at full speed and with the processor slowed down. The tables go to the screen and to benchmarks/results/web_widget.md.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.measure import percentile
from benchmarks.visits import (
    DEEP_CHAT,
    LAUNCHER,
    OPENED,
    SLOWER,
    WITHOUT,
    Kind,
    Measured,
    chromium,
    serving,
    visits,
)
from benchmarks.web_channel import WEB, running_bot, spread, write_results
from bot.errors import RunError
from bot.runtime.setup import prepare
from bot.runtime.widget import find_npm
from bot.settings import ROOT, load_settings

RESULTS = ROOT / "benchmarks/results/web_widget.md"
PEER = "deep-chat@2.4.2"
PEER_BUNDLE = "package/dist/deepChat.bundle.js"


def main(rounds: int) -> None:
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site, widget = folder / "site", folder / "dist"
        site.mkdir()
        prepare(load_settings())
        shutil.copytree(load_settings().widget, widget)
        kinds = [WITHOUT, LAUNCHER, OPENED]
        if peer := fetched_peer(folder):
            # Beside our own files, so that the same server sends both in the same way.
            (widget / "assets" / "deep-chat.js").write_bytes(peer)
            kinds.append(DEEP_CHAT)
        with (
            serving(site) as origin,
            running_bot(folder, WEB, widget=widget, web_origins=(origin,)) as settings,
            chromium() as browser,
        ):
            version = browser.version.partition(".")[0]
            measured = visits(browser, settings, site, origin, kinds, rounds)
    write_results(RESULTS, report(measured, kinds, rounds, version, load))


def fetched_peer(folder: Path) -> bytes | None:
    """The peer as it is published, or None where npm cannot fetch it."""
    try:
        npm = find_npm()
        env = {**os.environ, "PATH": f"{npm.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
        command = [str(npm), "pack", PEER, "--silent", "--no-update-notifier", "--fetch-retries=0"]
        subprocess.run(command, cwd=folder, env=env, capture_output=True, timeout=60, check=True)
    except (RunError, subprocess.SubprocessError):
        return None
    with tarfile.open(next(folder.glob("*.tgz"))) as packed:
        bundle = packed.extractfile(PEER_BUNDLE)
        return bundle.read() if bundle else None


def report(measured: Measured, kinds: Sequence[Kind], rounds: int, version: str, load: float) -> list[str]:
    """The tables as lines of Markdown; load: of the machine, before anything was started."""
    peer = (
        f"{PEER} is served by the bot too, in its demo mode; what it asks of other hosts is held back. "
        if DEEP_CHAT in kinds
        else f"{PEER} could not be fetched; docs/decisions/0009 has its size. "
    )
    return [
        "# What the web widget costs a page, and how long its visitor waits",
        "",
        f"`make bench-web` on {date.today()}, {os.cpu_count()} cores with a load of {load:.1f} before, "
        f"Chromium {version}. The bot is on the same machine, so nothing is waited for a network. "
        f"{rounds} visits to each page, in turn, each in a fresh browser with nothing cached; x{SLOWER[-1]}: with the "
        f"processor made {SLOWER[-1]} times slower for the page. The p95 of so few is the slowest or next to it. "
        f"{peer}What the page itself loads is not counted.",
        "",
        *_wire(measured, kinds),
        "",
        *_waits(measured, kinds),
        *(line for slower in SLOWER for line in _costs(measured, kinds, slower)),
    ]


def _wire(measured: Measured, kinds: Sequence[Kind]) -> list[str]:
    rows = [
        ("the launcher shows", LAUNCHER, "ready"),
        ("the chat is usable", LAUNCHER, "opened"),
        ("the first question is answered", LAUNCHER, "answered"),
        ("deep-chat is usable", DEEP_CHAT, "ready"),
    ]
    lines = [
        "## Over the wire",
        "",
        "| until | requests | to other hosts than the bot | kB, gzipped, with HTTP headers |",
        "| --- | --- | --- | --- |",
    ]
    for label, kind, stage in rows:
        if kind in kinds:
            requests, strange, size = (
                statistics.median(measured[kind, 1][f"{stage} {what}"]) for what in ("requests", "strange", "kB")
            )
            lines.append(f"| {label} | {requests:.0f} | {strange:.0f} | {size:.1f} |")
    return lines


def _waits(measured: Measured, kinds: Sequence[Kind]) -> list[str]:
    rows = [
        ("from the visit until the launcher shows", LAUNCHER, "ready"),
        ("from the click until the chat is usable", LAUNCHER, "opening"),
        ("from Enter until the first part of the first answer shows", LAUNCHER, "answering"),
        ("from the visit until a chat that is opened with the page is usable", OPENED, "ready"),
        ("from the visit until deep-chat is usable", DEEP_CHAT, "ready"),
    ]
    heads = " | ".join(f"{'' if slower == 1 else f'x{slower}, '}p50 ms | p95" for slower in SLOWER)
    lines = ["## How long a visitor waits", "", f"| | {heads} |", "| --- |" + " --- | --- |" * len(SLOWER)]
    for label, kind, name in rows:
        if kind in kinds:
            cells = " | ".join(spread(measured[kind, slower][name]) for slower in SLOWER)
            lines.append(f"| {label} | {cells} |")
    return lines


def _costs(measured: Measured, kinds: Sequence[Kind], slower: int) -> list[str]:
    rows = [
        ("First Contentful Paint, ms", "fcp", 0),
        ("Largest Contentful Paint, ms", "lcp", 0),
        ("Cumulative Layout Shift; with the widget, until the first answer is there", "cls", 3),
        ("long tasks", "tasks", 0),
        ("Total Blocking Time, from the visit on, ms", "blocked", 0),
    ]
    speed = "at full speed" if slower == 1 else f"{slower} times slower"
    lines = [
        "",
        f"## The page, {speed}: p50 / p95",
        "",
        f"| | {' | '.join(kind.name for kind in kinds)} |",
        "| --- |" + " --- |" * len(kinds),
    ]
    for label, name, decimals in rows:
        cells = []
        for kind in kinds:
            values = measured[kind, slower][name]
            cells.append(f"{statistics.median(values):.{decimals}f} / {percentile(values, 95):.{decimals}f}")
        lines.append(f"| {label} | {' | '.join(cells)} |")
    return lines


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
