"""What the stand-in sends over a socket is taken for Slack's by Slack's own client."""

import asyncio
import json
from typing import Any

from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.stand_in import SlackSide
from tests.slack.stand_in.sdk import call


async def in_thread(act: Any, *args: Any) -> Any:
    return await asyncio.get_running_loop().run_in_executor(None, act, *args)


def test_socket_mode_delivers_to_slacks_own_client_also_after_it_reconnected(slack: SlackSide) -> None:
    received: list[SocketModeRequest] = []

    async def acknowledge(client: Any, request: SocketModeRequest) -> None:
        received.append(request)
        await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, {"text": "seen"}))

    async def talk() -> None:
        client = SocketModeClient(
            slack.credentials.app_token, web_client=AsyncWebClient(base_url=slack.url), ping_interval=1
        )
        client.socket_mode_request_listeners.append(acknowledge)
        await client.connect()
        try:
            await in_thread(slack.connected)
            said = await in_thread(slack.say, "U1", "C1", f"{slack.mention()} hello")
            command = await in_thread(slack.command, "U1", "C1", "/whodoes", "refunds")
            assert (command.status, json.loads(command.body)) == (200, {"text": "seen"})
            await in_thread(slack.reconnect)
            again = await in_thread(slack.retry, slack.deliveries(said)[0])
            assert again.status == 200
            await client.send_message(json.dumps({"envelope_id": "unknown"}))
            await in_thread(slack.wait_for, lambda: slack.problems)
        finally:
            await client.close()

    asyncio.run(talk())
    assert [request.type for request in received] == ["events_api", "events_api", "slash_commands", "events_api"]
    assert [request.retry_attempt for request in received if request.type == "events_api"] == [0, 0, 1]
    assert received[2].payload["text"] == "refunds"
    assert len(slack.problems) == 1


def test_a_socket_needs_the_apps_token(slack: SlackSide) -> None:
    assert call(slack, "apps.connections.open", slack.credentials.app_token)["url"].startswith("ws://127.0.0.1:")
    assert slack.problems == []
