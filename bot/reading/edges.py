"""Runs of words at the edges of a text, found in one walk.

A pattern of repeated words tries every way to cut them where what follows does not fit, which may take for ever: 'any
kind' is 'any kind' and 'any', 'kind'.
"""

import re


def opening(unit: re.Pattern[str], text: str) -> list[int]:
    """Where what a text begins with ends, each time one unit further; 0 first.

    unit: a pattern of one of the words, or of what is between them.
    """
    ends = [0]
    while (found := unit.match(text, ends[-1])) and found.end() > ends[-1]:
        ends.append(found.end())
    return ends


def ending(unit: re.Pattern[str], text: str) -> list[int]:
    """Where units begin of which nothing but units follows, from the end of the text to the front; its length first."""
    begins = [len(text)]
    reached = {len(text)}
    for place in range(len(text) - 1, -1, -1):
        found = unit.match(text, place)
        if found and found.end() in reached:
            reached.add(place)
            begins.append(place)
    return begins
