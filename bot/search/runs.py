"""Numbers of things in runs, one after the other: names that have a gram, duties a word, roles a skill.

scipy.sparse holds the same three arrays, with the same answers, and was measured beside this over the built-in store:
the names like a text take 1.1 times as long with it, the duties with the words of a phrase 5 times, what some skills
say of all roles 18 times, the roles with a skill 280 times (a matrix is built for each row that is asked for), and it
takes a quarter of a second to import. So a run stays a slice.
"""

import numpy as np


class Runs:
    """Runs of numbers with a value each, 0 without values; ends: where each run ends, counted through all."""

    def __init__(self, ends: np.ndarray, things: np.ndarray, values: np.ndarray | None = None):
        self.ends = np.concatenate([[0], ends])
        self.all = things
        # A million zeros that take no room.
        self.all_values = np.broadcast_to(0.0, len(things)) if values is None else values

    def __len__(self) -> int:
        return len(self.ends) - 1

    @property
    def sizes(self) -> np.ndarray:
        return np.diff(self.ends)

    @property
    def owners(self) -> np.ndarray:
        """Of each thing the run it is in."""
        return np.repeat(np.arange(len(self)), self.sizes)

    def things(self, run: int) -> np.ndarray:
        return self.all[self.ends[run] : self.ends[run + 1]]

    def values(self, run: int) -> np.ndarray:
        return self.all_values[self.ends[run] : self.ends[run + 1]]

    def turned(self, count: int) -> "Runs":
        """The same by thing instead, for so many things: in each of their runs the runs they were in, in order."""
        order = np.argsort(self.all, kind="stable")
        return Runs(np.cumsum(np.bincount(self.all, minlength=count)), self.owners[order], self.all_values[order])
