"""A server of Sanic's that does nothing: what the same client takes for a message that costs nothing.

python -m benchmarks.beside.empty_server PORT
"""

import sys

from sanic import HTTPResponse, Request, Sanic
from sanic.response import json

from bot.runtime.parent import exit_with_parent

app = Sanic("empty", configure_logging=False)


@app.post("/webhooks/rest/webhook")
async def answer(request: Request) -> HTTPResponse:
    return json([{"text": "."}])


@app.get("/health")
async def health(request: Request) -> HTTPResponse:
    return json({})


if __name__ == "__main__":
    exit_with_parent()
    app.run("127.0.0.1", int(sys.argv[1]), access_log=False)
