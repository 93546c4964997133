"""Ends a process when the one that started it is gone, however it went."""

import os
import threading
import time

# Seconds between two looks; an orphan lives at most this long.
INTERVAL = 1.0


def exit_with_parent() -> None:
    """From now on, this process ends soon after its parent does (even if that was killed outright)."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(INTERVAL)
        os._exit(1)

    threading.Thread(target=watch, name="exit-with-parent", daemon=True).start()
