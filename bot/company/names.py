"""Names of sites and teams as they are compared, in the company file and in what people ask."""

import re


def name_words(text: str) -> tuple[str, ...]:
    """A name or a sentence as the words that are compared: lower case, without punctuation."""
    return tuple(re.findall(r"\w+", text.casefold()))
