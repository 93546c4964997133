"""Rasa's own command line in a process of ours: python -m bot.runtime.rasa_main run|shell|train|... ."""

from rasa.__main__ import main

from bot.channels.doors import guard_servers
from bot.runtime.apology import apologise_for_failed_actions
from bot.runtime.loading import end_without_model
from bot.runtime.own_log import look_after_own_log
from bot.runtime.parent import exit_with_parent
from bot.runtime.turns import keep_turns_whole
from bot.settings import load_settings

if __name__ == "__main__":
    exit_with_parent()
    look_after_own_log()
    settings = load_settings()
    apologise_for_failed_actions(settings.action_timeout)
    keep_turns_whole()
    end_without_model()
    guard_servers(settings)
    main()
