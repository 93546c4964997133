"""The name of an action, from its class."""

import re

from rasa_sdk import Action


class NamedAction(Action):
    """An action whose name is its class's in Rasa's style: ActionClearFinder is action_clear_finder."""

    def name(self) -> str:
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()
