"""Callers who come together are let in together, whatever Rasa imports prefers as an event loop."""

import subprocess
import sys

from bot.settings import ROOT

CAME = 40
# Rasa's own app, with a page that holds up the server until all others have knocked. What is printed is how many times
# round the loop went from then on until the last of them was answered.
SERVER = f"""
import asyncio, socket, threading
import aiogram
from rasa.core import run
from sanic.response import text
from bot.channels.doors import guard_servers
from bot.runtime.processes import free_port
from bot.settings import load_settings

guard_servers(load_settings({{}}))
app, port, rounds, at = run._create_app_without_api(), free_port(), [0], []
entered, knocked = threading.Event(), threading.Event()

async def count():
    while True:
        rounds[0] += 1
        await asyncio.sleep(0)

@app.get("/held-up")
async def hold_up(request):
    entered.set()
    knocked.wait(60)
    app.add_task(count())
    return text("")

@app.get("/counted")
async def counted(request):
    at.append(rounds[0])
    if len(at) == {CAME}:
        print(type(asyncio.get_running_loop()).__module__, max(at), flush=True)
        app.stop()
    return text("")

def ask(path):
    asking = socket.create_connection(("127.0.0.1", port))
    asking.sendall(f"GET {{path}} HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\n\\r\\n".encode())
    return asking

def knock():
    asking = [ask("/held-up")]
    entered.wait(60)
    asking += [ask("/counted") for _ in range({CAME})]
    knocked.set()
    threading.Event().wait(60)

@app.listener("after_server_start")
async def begin(app, loop):
    threading.Thread(target=knock, daemon=True).start()

app.run("127.0.0.1", port, access_log=False, motd=False)
"""


def test_all_who_wait_at_the_door_are_let_in_at_once():
    said = subprocess.run([sys.executable, "-c", SERVER], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert said.stdout, said.stderr
    loop, rounds = said.stdout.splitlines()[-1].split()
    assert loop.startswith("asyncio.")
    # One by one they would take a time round each, and some for what is read and said.
    assert int(rounds) < CAME
