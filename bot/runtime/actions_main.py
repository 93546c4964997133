"""rasa-sdk's own command line in a process of ours: python -m bot.runtime.actions_main --actions actions ..."""

import sys
from datetime import date

from rasa_sdk.__main__ import main

from bot.errors import RolewiseError
from bot.runtime.actions_door import ActionsDoor
from bot.runtime.own_log import look_after_own_log
from bot.runtime.parent import exit_with_parent
from bot.search.known import open_known
from bot.search.places import open_company
from bot.settings import load_settings

if __name__ == "__main__":
    exit_with_parent()
    look_after_own_log()
    # The actions ask this very store; it is opened before the first person asks them.
    settings = load_settings()
    try:
        known = open_known(settings.store, settings.encoder, private=True)
    except RolewiseError as error:
        sys.exit(str(error))
    known.duties.rank("warming up")
    known.skills.find("warming up")
    known.titles.rank("warming up")
    open_company(settings.company, known.store, date.today(), wait=True)
    ActionsDoor(settings).stand()
    main()
