"""rasa-sdk's own command line in a process of ours: python -m bot.runtime.actions_main --actions actions ..."""

from bot.runtime import logs
from bot.runtime.parent import exit_with_parent
from bot.settings import Settings, load_settings


def main(settings: Settings) -> None:
    logs.install(settings.log_format)
    # What these load logs by itself.
    import rasa_sdk.__main__
    import rasa_sdk.utils
    from rasa_sdk.plugin import plugin_manager

    from bot.runtime.actions_app import ActionsApp
    from bot.search.known import open_known

    logs.take_over(settings.log_format, rasa_sdk.utils)
    plugin_manager().register(ActionsApp(settings))
    # The actions ask this very store; it is opened before the first person asks them.
    known = open_known(settings.store, settings.encoder)
    known.duties.rank("warming up")
    known.skills.find("warming up")
    rasa_sdk.__main__.main()


if __name__ == "__main__":
    exit_with_parent()
    main(load_settings())
