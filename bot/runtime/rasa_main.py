"""Rasa's own command line in a process of ours: python -m bot.runtime.rasa_main run|shell|train|... ."""

import sys

from bot.runtime import logs
from bot.runtime.parent import exit_with_parent
from bot.settings import Settings, load_settings

# The commands that talk with people.
TALKING = {"run", "shell"}


def main(settings: Settings) -> None:
    is_talking = not TALKING.isdisjoint(sys.argv[1:2])
    if is_talking:
        logs.install(settings.log_format)
    # What these load logs by itself.
    import rasa.__main__
    import rasa.utils.io

    from bot.runtime.apology import apologise_for_failed_actions
    from bot.runtime.observation import observe_messages

    if is_talking:
        logs.take_over(settings.log_format, rasa.utils.io, rasa.__main__)
        apologise_for_failed_actions(settings.action_timeout)
        observe_messages()
    rasa.__main__.main()


if __name__ == "__main__":
    exit_with_parent()
    main(load_settings())
