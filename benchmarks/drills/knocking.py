"""Puts requests and messages to a running bot, and says what should not have come of each."""

import json
import time
import urllib.error
import urllib.request
import uuid
from collections import Counter, defaultdict

from benchmarks.drills.asking import kind_sentences
from benchmarks.drills.log_watch import LogWatch
from benchmarks.drills.requests import DOORS, Keys, Request
from benchmarks.drills.server import Server
from benchmarks.drills.talk import STATES, Talk
from benchmarks.drills.wire import PATIENCE, SHORT_PATIENCE, send
from bot.channels.requests import LARGEST
from bot.runtime.processes import actions_host

# Seconds in which a message must be answered, and for which an answer is waited for all the same.
QUICK, LONG = 2.0, 30.0
# What is wrong where the bot had to be started again.
DEAD = "afterwards the bot answers nobody"


class Knocker:
    """Counts what came of everything it did: of each door how many requests got which status, and the slowest."""

    def __init__(self, server: Server, slack_secret: str):
        self._server, self._secret = server, slack_secret
        self.statuses: dict[str, Counter[str]] = defaultdict(Counter)
        self.slowest: dict[str, float] = defaultdict(float)
        self.prepare()

    def prepare(self) -> None:
        """Looks at the server as it is now; to be done again after each start."""
        with urllib.request.urlopen(urllib.request.Request(f"{self._server.url}/chat/session", b"")) as answer:
            self._keys = Keys(json.load(answer)["token"], self._secret)
        self._logs = LogWatch(self._server)

    def knock(self, request: Request) -> list[str]:
        """What is wrong with what came of a request; nothing mostly."""
        settings = self._server.settings
        at_actions = DOORS[request.door].actions
        host, port = (actions_host(settings), settings.actions_port) if at_actions else (settings.host, settings.port)
        raw = request.raw(self._keys)
        # Of what is too large the server does not read the end, and what it answers may get lost with that.
        whole = request.whole and len(raw) < LARGEST
        try:
            received = send(host, port, raw, PATIENCE if whole else SHORT_PATIENCE)
        except OSError:
            return [DEAD]
        self._count(request.door, f"{received.status // 100}xx" if received.status else "none", received.seconds)
        wrong = []
        if received.status >= 500:
            wrong.append(f"status {received.status}")
        if b"Traceback" in received.raw or b'File "' in received.raw:
            wrong.append("the answer shows where the code failed")
        if whole and not received.status:
            wrong.append("no answer")
        if whole and received.seconds > QUICK:
            wrong.append(f"answered after more than {QUICK:.0f} s")
        return [*wrong, *self._of_server(suspicious=not received.status)]

    def say(self, talk: Talk) -> list[str]:
        """What is wrong with what was answered in a conversation."""
        sender, wrong = f"fuzz-{uuid.uuid4().hex}", []
        for text in (*STATES[talk.state], *talk.texts):
            wrong = self._say(sender, text)
            if wrong:
                break
        return wrong

    def _say(self, sender: str, text: str) -> list[str]:
        body = json.dumps({"sender": sender, "message": text}).encode()
        url = f"{self._server.url}/webhooks/rest/webhook"
        request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
        began, wrong, status, said = time.monotonic(), [], "none", []
        try:
            with urllib.request.urlopen(request, timeout=LONG) as response:
                status, said = "2xx", [message.get("text") for message in json.load(response)]
                if not any(said):
                    wrong.append("nothing was said")
        except urllib.error.HTTPError as error:
            status = f"{error.code // 100}xx"
            if error.code >= 500:
                wrong.append(f"status {error.code}")
        except (OSError, ValueError):
            wrong.append("no answer")
        seconds = time.monotonic() - began
        self._count("messages", status, seconds)
        if seconds > QUICK:
            wrong.append(f"answered after more than {QUICK:.0f} s")
        if any(text in kind_sentences() for text in said):
            wrong.append("it failed, and said so")
        return [*wrong, *self._of_server(suspicious=bool(wrong))]

    def _count(self, door: str, status: str, seconds: float) -> None:
        self.statuses[door][status] += 1
        self.slowest[door] = max(self.slowest[door], seconds)

    def _of_server(self, suspicious: bool) -> list[str]:
        """What is wrong with the server now; whether it is alive is looked at where there is a reason to."""
        wrong = ["an error in the log"] if self._logs.bad() else []
        return [*wrong, *([DEAD] if suspicious and not self._server.well(PATIENCE) else [])]
