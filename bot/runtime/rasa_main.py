"""Rasa's own command line in a process of ours: python -m bot.runtime.rasa_main run|shell|train|... ."""

from rasa.__main__ import main

from bot.runtime.apology import apologise_for_failed_actions
from bot.runtime.parent import exit_with_parent
from bot.runtime.turns import keep_turns_whole
from bot.settings import load_settings

if __name__ == "__main__":
    exit_with_parent()
    apologise_for_failed_actions(load_settings().action_timeout)
    keep_turns_whole()
    main()
