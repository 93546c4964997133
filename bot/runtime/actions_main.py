"""rasa-sdk's own command line in a process of ours: python -m bot.runtime.actions_main --actions actions ..."""

from bot.runtime import logs
from bot.runtime.draining import end_at_once
from bot.runtime.one_thread import multiply_in_one_thread
from bot.runtime.own_log import look_after_own_log
from bot.runtime.parent import exit_with_parent
from bot.settings import Settings, load_settings


def main(settings: Settings) -> None:
    logs.install(settings.log_format)
    multiply_in_one_thread()
    # What these load logs by itself.
    import rasa_sdk.__main__
    import rasa_sdk.utils
    from rasa_sdk.plugin import plugin_manager

    from bot.runtime.actions_app import ActionsApp
    from bot.runtime.actions_door import ActionsDoor
    from bot.runtime.answerable import warm_up

    logs.take_over(settings.log_format, rasa_sdk.utils)
    plugin_manager().register(ActionsApp(settings))
    ActionsDoor(settings).stand()
    warm_up(settings)
    rasa_sdk.__main__.main()


if __name__ == "__main__":
    exit_with_parent()
    end_at_once()
    look_after_own_log()
    main(load_settings())
