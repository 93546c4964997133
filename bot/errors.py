"""Everything that can go wrong in a way a person can mend, each said in one clear sentence.

RolewiseError
├── SettingError         an environment variable or option has a value that cannot be used
├── InvalidKnowledge     the files under knowledge/ have problems; it lists all of them
├── ReleaseError         a published database cannot be imported; it names the file, row and column
├── DirectoryError       a company's directory cannot be read; it names the address and what is wrong there
├── StoreError           the knowledge store is missing, damaged or of another format
├── StorageError         conversations, or events for the reports, cannot be read or written just now
├── EncoderError         the sentence encoder is missing or its weights are not the official ones
├── GrammarError         the trained pipeline is missing or its files are not the official ones
└── RunError             a process or a step of set-up failed; it names the step and the log
"""

import traceback
from collections.abc import Sequence


class RolewiseError(Exception):
    """Base of all errors whose text is written for the person who sees it."""


class SettingError(RolewiseError):
    pass


class InvalidKnowledge(RolewiseError):
    """Carries every problem found; see bot.knowledge.parsing.Problem."""

    def __init__(self, problems: Sequence[object]):
        self.problems = tuple(problems)
        count = len(self.problems)
        super().__init__(
            f"{count} problem{'s' if count != 1 else ''} in the knowledge files:\n"
            + "\n".join(f"  {problem}" for problem in self.problems)
        )


class ReleaseError(RolewiseError):
    """A published database that cannot be imported; its text names the file, and the row and column."""


class DirectoryError(RolewiseError):
    """Names the address that was asked and what is wrong with it or its answer; never the token."""


class StoreError(RolewiseError):
    pass


class StorageError(RolewiseError):
    """Names the database and what is wrong with it; quotes nothing of what people said."""


class EncoderError(RolewiseError):
    pass


class GrammarError(RolewiseError):
    pass


class RunError(RolewiseError):
    pass


def places(error: BaseException) -> str:
    """Where an error was raised; not what it says, which may be somebody's words."""
    return "".join(traceback.format_tb(error.__traceback__)).rstrip()
