"""How much of a message is read: whatever it holds, understanding and answering it takes a bounded time."""

# Letters of a message; no channel takes more. Letters of what is read as one word.
LONGEST, LONGEST_WORD = 1000, 64
# Of its questions, and of the duties that one asks for, so many are answered.
MOST_QUESTIONS = 5
# So many names of roles in a question may mean something; of words that could be names more are looked at.
MOST_NAMES, MOST_LIKELY = 8, 24
# In so many words at its beginning misspelt names are looked for.
MOST_SPELT = 100
# So many things that somebody likes or uses are looked up.
MOST_THINGS = 16


def beginning(text: str) -> str:
    """The text, or of a longer one the beginning, up to the end of a word where it has several."""
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(maxsplit=1)[0] if any(map(str.isspace, text[:LONGEST])) else text[:LONGEST]
