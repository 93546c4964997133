"""The actions in the process that asks for them, behind Rasa's own endpoint: one question needs no action server."""

import json
from typing import Any

from rasa.core.agent import Agent, load_agent
from rasa.core.utils import AvailableEndpoints
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection


class ActionsInside(EndpointConfig):
    """An action endpoint that runs the actions itself.

    What an action raises reaches whoever asked; what it rejects is refused as the action server would.
    """

    def __init__(self) -> None:
        # Like the endpoint of endpoints.yml, it needs no domain.
        super().__init__("", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(self, *_: Any, **call: Any) -> Any:
        """The events and responses of the action that the call's `json` names."""
        try:
            return await self._executor.run(call["json"])
        except ActionExecutionRejection as rejected:
            body = {"error": rejected.message, "action_name": rejected.action_name}
            raise ClientResponseError(400, "rejected", json.dumps(body)) from rejected


async def agent_alone(model: str) -> Agent:
    """A trained model and its actions in this process; conversations are forgotten with it."""
    return await load_agent(model, endpoints=AvailableEndpoints(action=ActionsInside()))
