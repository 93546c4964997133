"""rasa-sdk's own command line in a process of ours: python -m bot.runtime.actions_main --actions actions ..."""

import sys
from datetime import date

from bot.errors import RolewiseError
from bot.runtime import logs
from bot.runtime.draining import end_at_once
from bot.runtime.own_log import look_after_own_log
from bot.runtime.parent import exit_with_parent
from bot.settings import Settings, load_settings


def main(settings: Settings) -> None:
    logs.install(settings.log_format)
    # What these load logs by itself.
    import rasa_sdk.__main__
    import rasa_sdk.utils
    from rasa_sdk.plugin import plugin_manager

    from bot.runtime.actions_app import ActionsApp
    from bot.runtime.actions_door import ActionsDoor

    logs.take_over(settings.log_format, rasa_sdk.utils)
    plugin_manager().register(ActionsApp(settings))
    ActionsDoor(settings).stand()
    _warm_up(settings)
    rasa_sdk.__main__.main()


def _warm_up(settings: Settings) -> None:
    """Opens what the actions ask before the first person asks them."""
    from bot.search.known import open_known
    from bot.search.places import open_company

    try:
        known = open_known(settings.store, settings.encoder, private=True)
    except RolewiseError as error:
        sys.exit(str(error))
    known.warm_up()
    open_company(settings.company, known.store, date.today(), wait=True, last_good=settings.last_company)


if __name__ == "__main__":
    exit_with_parent()
    end_at_once()
    look_after_own_log()
    main(load_settings())
