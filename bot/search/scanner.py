"""Names in a text: of roles, skills, countries and the company's places, all found by one scanner."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, TypeVar

from bot.company.names import name_words

Meaning = TypeVar("Meaning")


def scan(words: Any, longest: int, is_name: Callable[[Any], bool]) -> list[tuple[int, int]]:
    """Where stretches words[start:end] of a sequence, at most so long, are names: in order and apart.

    Of names that overlap the longest is taken, of equally long ones the first. is_name is given words[start:end].
    """
    found: list[tuple[int, int]] = []
    taken: set[int] = set()
    for size in range(min(longest, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            places = range(start, start + size)
            if taken.isdisjoint(places) and is_name(words[start : start + size]):
                found.append((start, start + size))
                taken.update(places)
    return sorted(found)


class WholeNames(Generic[Meaning]):
    """Names that are found as whole words, whatever their case and punctuation, and what each means.

    Of several meanings of one name the last counts.
    """

    def __init__(self, names: Iterable[tuple[str, Meaning]]):
        self._meanings = {name_words(name): meaning for name, meaning in names}
        self._longest = max(map(len, self._meanings), default=0)
        self._beginnings = {words[:1] for words in self._meanings}

    def find(
        self, text: str, counts: Callable[[int, int], bool] = lambda start, end: True
    ) -> Iterator[tuple[int, int, Meaning]]:
        """Every name text[start:end] of a text, in order and apart: start, end, what it means.

        counts: whether a name counts where it stands.
        """
        words = [(word.start(), word.end()) for word in re.finditer(r"\w+", text)]
        # Few words begin a name; the others need no longer look.
        beginnings = {start for start, end in words if name_words(text[start:end])[:1] in self._beginnings}

        def is_name(stretch: list[tuple[int, int]]) -> bool:
            start, end = stretch[0][0], stretch[-1][1]
            return start in beginnings and name_words(text[start:end]) in self._meanings and counts(start, end)

        for first, last in scan(words, self._longest, is_name):
            start, end = words[first][0], words[last - 1][1]
            yield start, end, self._meanings[name_words(text[start:end])]
