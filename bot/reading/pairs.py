"""What stands on both sides of an 'or' or a 'vs', and what is to be joined: 'ux vs nursing', 'both law and music'."""

from collections.abc import Iterable, Sequence
from itertools import takewhile

from bot.reading.subject import is_asking_word
from bot.reading.words import pattern
from bot.search.language import Token, read

# A name on one side has at most so many words.
LONGEST = 4
_BETWEEN = pattern(r"(?<![\w'])(?:or|vs|versus|than|against|compared (?:to|with))(?![\w'])|/")
_AND = pattern(r"(?<!\w)(?:and|with|&|\+|plus)(?!\w)")
# What may lead to a name after what stands between.
_FILLING = frozenset("maybe perhaps like even rather just being become going go do doing something".split())
# What asks for work that joins two things, by its words and by how they stand, and what sets them apart.
_JOINS = frozenset("mix combine combines mixes join joins blend both together between middle combination".split())
_JOINING = pattern(
    r"\b(?:both|together|combin\w+|mix(?:es|ing)?|joins?|blends?|in the middle of)\b"
    r"|\b(?:something|smth|sth|anything|what(?: is|'s)?|jobs?|work|there)\W+(?:in )?between\b"
    r"|^\W*(?:what is\s+)?(?:in )?between\b|\w\s\+\s\w"
)
_APART = pattern(
    r"\b(?:differ\w*|compar\w+|in common|which (?:one|is|pays|earns)|choose|decide|(?:pays?|earns?) more)\b"
)
# What may be the name on one side, longest first.
Side = tuple[str, ...]


def sides_in(text: str) -> tuple[Side, Side] | None:
    """What may be the names on both sides of the first word that sets two things beside each other; None without."""
    words = _words(text)
    for between in _BETWEEN.finditer(text):
        before, after = _around(words, between.span())
        left = [before[:size][::-1] for size in range(min(LONGEST, len(before)), 0, -1)]
        right = [after[:size] for size in range(min(LONGEST, len(after)), 0, -1)]
        sides = _named(left, text), _named(right, text)
        if all(sides):
            return sides
    return None


def combined_in(text: str) -> tuple[str, str] | None:
    """Two things of which a text asks for work that joins them: 'something between nursing and IT'; None without."""
    if not _JOINING.search(text) or _APART.search(text):
        return None
    words = _words(text)
    for between in _AND.finditer(text):
        left, right = map(_thing, _around(words, between.span()))
        if left and right:
            return _written(left[::-1], text), _written(right, text)
    return None


# A word, and whether it is too small to be of a name: 'it', but not 'IT'.
_Word = tuple[Token, bool]


def _words(text: str) -> list[_Word]:
    return [(token, token.is_stop and not text[token.idx : token.idx + len(token)].isupper()) for token in read(text)]


def _around(words: Sequence[_Word], between: tuple[int, int]) -> tuple[list[_Word], list[_Word]]:
    """The words before something, nearest first, and those after it, each up to a mark."""
    start, end = between
    before = [word for word in words if word[0].idx + len(word[0]) <= start]
    return _unbroken(reversed(before)), _unbroken(word for word in words if word[0].idx >= end)


def _unbroken(words: Iterable[_Word]) -> list[_Word]:
    """The words up to the first mark, without what only leads to a name at their beginning."""
    found: list[_Word] = []
    for token, is_small in words:
        if token.is_punct and token.text not in "-'&":
            break
        if found or not (is_small or token.text in _FILLING or is_asking_word(token.lemma_)):
            found.append((token, is_small))
    return found


def _thing(words: Sequence[_Word]) -> list[_Word]:
    """The words up to the first that is of no name."""
    return list(takewhile(lambda word: not (word[1] or word[0].text in _FILLING | _JOINS), words))[:LONGEST]


def _named(stretches: Sequence[Sequence[_Word]], text: str) -> Side:
    """The stretches as written that begin and end with words that may be of a name."""
    return tuple(
        _written(stretch, text)
        for stretch in stretches
        if not any(is_small or token.text in _FILLING for token, is_small in (stretch[0], stretch[-1]))
        and not all(is_asking_word(token.lemma_) for token, _ in stretch)
    )


def _written(stretch: Sequence[_Word], text: str) -> str:
    last = stretch[-1][0]
    return text[stretch[0][0].idx : last.idx + len(last)]
