"""The bot's sentences, read from domain.yml, with their blanks filled."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from bot.saying.document import Choice, Span, Words
from bot.settings import ROOT
from bot.yaml_files import read_yaml

_BLANK = re.compile(r"\{(\w+)\}")
# What fills a blank.
Value = str | Words
# Words of names that keep their capital inside a sentence.
_PROPER = frozenset({"English"})
# Names that begin with a vowel as it is said: 'an MRI technologist' begins with 'em', 'a urologist' with 'you'.
_VOWEL = re.compile(r"(?!uni|us[aeu]|ut[ei]|uro|eu|one\b|U[A-Z]+\b)[aeiouAEIOU]|[FHLMNRSX][A-Z]{1,4}\b")
# So many letters of what somebody said are quoted.
_QUOTED = 80


@lru_cache(maxsize=1)
def _responses() -> dict[str, dict[str, Any]]:
    domain = read_yaml(ROOT / "domain.yml")
    return {name: variants[0] for name, variants in domain["responses"].items()}


def said(response: str, **values: Value) -> Words:
    """A response of domain.yml with its blanks filled; raises KeyError where there is no such response or no value."""
    return tuple(_merged(_spans(_responses()[response]["text"].strip(), values)))


def choice(response: str, **values: str) -> Choice:
    """The first button of a response: what is read on it, and what it says in the person's place."""
    button = _responses()[response]["buttons"][0]
    return Choice(button["title"].format(**values), button["payload"].format(**values))


def strong(text: str) -> Words:
    """A name that the eye looks for, such as a role's title."""
    return (Span(text, is_strong=True),)


def plain(text: str) -> Words:
    """Text as it is: a fact of the store, or what the person typed."""
    return (Span(text),)


def quoted(text: str) -> str:
    """What the person said, to be said again: of much the beginning, as they know how it goes on."""
    said = text.strip()
    return said if len(said) <= _QUOTED else f"{said[:_QUOTED].rsplit(maxsplit=1)[0]} …"


def linked(text: str, url: str) -> Words:
    return (Span(text, url=url),)


def joined(items: Sequence[Value], between: str = ", ") -> Words:
    """Several beside each other in one line."""
    spans: list[Span] = []
    for number, item in enumerate(items):
        spans += [Span(between)] * (number > 0)
        spans += plain(item) if isinstance(item, str) else item
    return tuple(_merged(iter(spans)))


def series(items: Sequence[Value], last: str = "utter_and") -> Words:
    """Several in a sentence, 'A, B and C', the last joined as that response says."""
    if len(items) < 2:
        return joined(items)
    # 'Tax Examiner, Tax Collector, or Revenue Agent' is one of them: commas would not keep them apart.
    has_comma = any("," in span.text for item in items for span in joined([item]))
    return said(last, before=joined(items[:-1], "; " if has_comma else ", "), last=joined(items[-1:]))


def titles(names: Sequence[str], last: str = "utter_and") -> Words:
    """Titles of roles in a sentence, each with its article."""
    return series([said("utter_title", role=strong(name)) for name in names], last)


def lowered(text: str) -> str:
    """A sentence of the knowledge as the end of another: its first letter small, but for abbreviations and names."""
    first = text.split(" ", 1)[0]
    is_name = first.rstrip(",.;:") in _PROPER or (len(first) > 1 and not first[1:].islower())
    return text if is_name else text[:1].lower() + text[1:]


def raised(words: Words) -> Words:
    """Words at the beginning of a sentence: their first letter a capital."""
    return (replace(words[0], text=words[0].text[:1].upper() + words[0].text[1:]), *words[1:]) if words else ()


def named(name: str) -> str:
    """What a source capitalises as a heading, such as a skill, as it stands in a sentence."""
    return re.sub(r"\w+", lambda word: lowered(word[0]), name)


def with_article(title: str) -> str:
    """A role's title as it stands in a question: 'Accountant' as 'an accountant'; of nothing, nothing."""
    name = named(title)
    # 'Other Engineer' is whoever is counted as no other: 'an other engineer' is nobody.
    article = "the" if name.startswith("other ") else "an" if _VOWEL.match(name) else "a"
    return f"{article} {name}" if name else ""


def _spans(template: str, values: dict[str, Value]) -> Iterator[Span]:
    end = 0
    for blank in _BLANK.finditer(template):
        if blank.start() > end:
            yield Span(template[end : blank.start()])
        value = values[blank[1]]
        yield from plain(value) if isinstance(value, str) else value
        end = blank.end()
    if end < len(template):
        yield Span(template[end:])


def _merged(spans: Iterator[Span]) -> Iterator[Span]:
    """The spans without empty ones, plain neighbours as one."""
    held = ""
    for span in spans:
        if span == Span(span.text):
            held += span.text
            continue
        if held:
            yield Span(held)
            held = ""
        if span.text:
            yield span
    if held:
        yield Span(held)
