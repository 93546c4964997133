"""rasa-sdk's own command line in a process of ours: python -m bot.runtime.actions_main --actions actions ..."""

from rasa_sdk.__main__ import main

from bot.runtime.parent import exit_with_parent

if __name__ == "__main__":
    exit_with_parent()
    main()
