"""From an answer to the document that says it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from bot.saying import asking, careers, finding, names, paths, pay, people, prospects, roles
from bot.saying.answer import Answer, SourceRef
from bot.saying.document import Block, Choice, Document, Words
from bot.saying.extent import CHARACTERS, LINES, portioned
from bot.saying.kinds import AnswerKind
from bot.saying.text import suggested, text_of
from bot.saying.words import choice, joined, linked, plain, said

Piece = Block | Choice
Saying = Callable[[Answer], Iterator[Piece]]
# Who says each kind of answer.
SAYINGS: Mapping[AnswerKind, Saying] = {
    **roles.SAYINGS,
    **asking.SAYINGS,
    **people.SAYINGS,
    **careers.SAYINGS,
    **paths.SAYINGS,
    **finding.SAYINGS,
    **pay.SAYINGS,
    **prospects.SAYINGS,
}
# So many sources are named below an answer; all of them when one asks where it came from.
MOST_SOURCES = 2


def document_of(answer: Answer, follows: Sequence[str] = ()) -> Document:
    """The document that says an answer.

    follows: the responses of domain.yml that may be asked next, most fitting first; their blank is the first role.
    """
    pieces = [*names.before(answer), *SAYINGS[answer.kind](answer), *people.here(answer), *names.after(answer)]
    blocks = [piece for piece in pieces if not isinstance(piece, Choice)]
    choices = tuple(dict.fromkeys(piece for piece in pieces if isinstance(piece, Choice)))
    sources = _sources(answer) if answer.kind is not AnswerKind.sources else ()
    suggestions = () if choices else tuple(_suggestions(answer, follows))
    below = [text_of(line) for line in (sources, suggested(suggestions) if suggestions else ()) if line]
    told, rest = portioned(blocks, CHARACTERS - sum(map(len, below)) - len(below), LINES - len(below))
    if rest:
        suggestions = (choice("utter_suggest_more"), *suggestions[:2])
    return Document(told, sources, choices, suggestions, rest)


def _suggestions(answer: Answer, follows: Iterable[str]) -> Iterator[Choice]:
    for response in list(follows)[:3]:
        if answer.roles or "{role}" not in choice(response, role="{role}").payload:
            yield choice(response, role=answer.roles[0].title if answer.roles else "")


def _sources(answer: Answer) -> Words:
    """One short line; sources of one publisher are told by its first."""
    named = list(map(_source, answer.sources[:MOST_SOURCES]))
    if not named:
        return ()
    left = len(answer.sources) - len(named)
    return said("utter_sources_more" if left else "utter_sources", sources=joined(named, "; "), count=str(left))


def _source(source: SourceRef) -> Words:
    return linked(source.title, source.url) if source.url else plain(source.title)
