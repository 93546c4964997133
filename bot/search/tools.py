"""What tools are called for short: 'Microsoft Excel' is Excel, 'Structured query language SQL' is SQL."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from bot.search.language import key_of

# The first word of so many tools is their maker.
MAKERS = 4


def short_names(tools: Sequence[tuple[int, str]], uses: Mapping[int, int]) -> dict[str, int]:
    """Keys of short names to numbers of tools: of several tools of one short name, the one that most roles use."""
    split = [(number, name.split()) for number, name in tools]
    makers = Counter(name[0] for _, name in split if len(name) > 1)
    short: dict[str, list[int]] = defaultdict(list)
    for number, name in split:
        if name[-1].lower() == "software" and len(name) > 2:
            name = name[:-1]
        if len(name) > 1 and makers[name[0]] >= MAKERS:
            short[key_of(" ".join(name[1:]))].append(number)
        if len(name) > 2 and name[-1].isupper():
            short[key_of(name[-1])].append(number)
    return {key: max(numbers, key=lambda number: uses[number]) for key, numbers in short.items() if key}
