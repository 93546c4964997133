"""Rasa's own command line, nothing changed, in a process that ends with the one that started it."""

from bot.runtime.parent import exit_with_parent

if __name__ == "__main__":
    exit_with_parent()
    from rasa.__main__ import main

    main()
