"""Rasa's own command line in a process of ours: python -m bot.runtime.rasa_main run|shell|train|... ."""

import os
import sys

from bot.runtime import logs
from bot.runtime.draining import end_at_once
from bot.runtime.left_out import leave_out_of_servers
from bot.runtime.one_thread import multiply_in_one_thread
from bot.runtime.own_log import look_after_own_log
from bot.runtime.parent import exit_with_parent
from bot.settings import Settings, load_settings

# The commands that talk with people, and the one that makes what they talk by.
TALKING, TRAINING = {"run", "shell"}, {"train"}


def main(settings: Settings) -> None:
    is_talking, is_training = (not names.isdisjoint(sys.argv[1:2]) for names in (TALKING, TRAINING))
    if is_talking:
        logs.install(settings.log_format)
        # What endpoints.yml names must be there, and may be empty.
        os.environ.setdefault("ROLEWISE_ACTIONS_URL", "")
        multiply_in_one_thread()
    if is_talking or is_training:
        leave_out_of_servers()
    # What these load logs by itself.
    import rasa.__main__
    import rasa.utils.io

    from bot.search.encoder import load_encoder

    if is_talking:
        logs.take_over(settings.log_format, rasa.utils.io, rasa.__main__)
        _prepare_talking(settings)
    if is_training:
        from bot.runtime.training import train_quickly

        train_quickly()
        # Several components learn from the same sentences.
        load_encoder(settings.encoder).remember_all()
    rasa.__main__.main()


def _prepare_talking(settings: Settings) -> None:
    from bot.channels.doors import guard_servers
    from bot.runtime.actions_inside import answer_inside
    from bot.runtime.apology import apologise_for_failed_actions
    from bot.runtime.checked_once import check_schema_once
    from bot.runtime.events_once import look_up_events_once
    from bot.runtime.graphs_plain import run_graphs_plainly
    from bot.runtime.loading import end_without_model
    from bot.runtime.observation import observe_messages
    from bot.runtime.one_by_one import understand_one_by_one
    from bot.runtime.states_plain import look_at_little
    from bot.runtime.turns import keep_turns_whole
    from bot.runtime.unpacked import read_unpacked

    apologise_for_failed_actions(settings.action_timeout)
    keep_turns_whole()
    end_without_model()
    answer_inside(settings)
    read_unpacked()
    guard_servers(settings)
    understand_one_by_one()
    check_schema_once()
    look_up_events_once()
    run_graphs_plainly()
    look_at_little()
    observe_messages()


if __name__ == "__main__":
    exit_with_parent()
    end_at_once()
    look_after_own_log()
    main(load_settings())
