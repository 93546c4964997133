"""Products of floats are worked out in one thread, in a process that answers people.

Those of one message are small. OpenBLAS, under numpy and scipy, shares them between all processors even so, and whoever
is done first burns its processor until the others are, which may be at something else: docs/decisions/0033.
"""

import os

# What OpenBLAS reads when numpy loads it.
_VARIABLE = "OPENBLAS_NUM_THREADS"


def multiply_in_one_thread() -> None:
    """From now on, unless the environment says otherwise; to be called before numpy is imported."""
    os.environ.setdefault(_VARIABLE, "1")
