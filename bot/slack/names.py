"""What Slack calls back by: the names that its messages and the app's listeners share."""

CHOOSE = "choose"
"""A choice of an answer: the action_ids "choose-0", "choose-1" ... of buttons, whose value is the payload."""
CHOOSE_MENU = f"{CHOOSE}-menu"
"""The same choices as menus, "choose-menu-0" ...: the value of the selected option is the payload."""
HELPFUL = "helpful"
UNHELPFUL = "unhelpful"
SHARE = "share"
ASK = "ask"
"""An example question of the App Home: "ask-0", "ask-1" ...; its value is the question."""
FINDER = "finder"
WHO_HANDLES = "who_handles"
COMMANDS = ("/whodoes", "/role")
