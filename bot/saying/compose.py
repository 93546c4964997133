"""From an answer to the document that says it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from bot.saying import (
    asking,
    beside,
    card,
    careers,
    catalogue,
    colleagues,
    finding,
    judging,
    names,
    need,
    paths,
    pay,
    people,
    prospects,
    roles,
    steps,
    suiting,
    terms,
    tongues,
)
from bot.saying.answer import Answer, SourceRef
from bot.saying.document import Block, Choice, Document, Words
from bot.saying.extent import CHARACTERS, LINES, portioned
from bot.saying.kinds import AnswerKind
from bot.saying.text import suggested, text_of
from bot.saying.words import choice, joined, linked, plain, said, with_article

Piece = Block | Choice
Blocks = tuple[Block, ...]
Saying = Callable[[Answer], Iterator[Piece]]
# Who says each kind of answer.
SAYINGS: Mapping[AnswerKind, Saying] = {
    **roles.SAYINGS,
    **beside.SAYINGS,
    **catalogue.SAYINGS,
    **asking.SAYINGS,
    **people.SAYINGS,
    **colleagues.SAYINGS,
    **careers.SAYINGS,
    **paths.SAYINGS,
    **steps.SAYINGS,
    **judging.SAYINGS,
    **finding.SAYINGS,
    **suiting.SAYINGS,
    **pay.SAYINGS,
    **prospects.SAYINGS,
    **need.SAYINGS,
    **terms.SAYINGS,
    **tongues.SAYINGS,
}
# So many sources are named below an answer; all of them when one asks where it came from.
MOST_SOURCES = 2


def document_of(answer: Answer, follows: Sequence[str] = (), about: str = "") -> Document:
    """The document that says an answer.

    follows: the responses of domain.yml that may be asked next, most fitting first. about: the title of the role that
    they are about, which is the first of the answer where it is empty.
    """
    pieces = [
        *tongues.before(answer),
        *names.before(answer),
        # Whoever it is here comes before what is known of the role.
        *people.here(answer),
        *SAYINGS[answer.kind](answer),
        *people.places(answer),
        *names.after(answer),
    ]
    blocks = [piece for piece in pieces if not isinstance(piece, Choice)]
    choices = tuple(dict.fromkeys(piece for piece in pieces if isinstance(piece, Choice)))
    sources = _sources(answer) if answer.kind is not AnswerKind.sources else ()
    titled = about or next((role.title for role in answer.roles), "")
    suggestions = () if choices else (*card.suggested(answer), *_suggestions(follows, titled))
    told, rest = _portioned(blocks, sources, suggestions)
    if rest:
        suggestions = (choice("utter_suggest_more"), *suggestions[:2])
        told, rest = _portioned(blocks, sources, suggestions)
    return Document(told, sources, choices, suggestions, rest)


def whole_result(answer: Answer) -> Document:
    """The whole result of the career finder, however long: what somebody keeps, prints or sends on."""
    return Document(tuple(finding.result_of(answer)), _sources(answer))


def _portioned(blocks: Sequence[Block], sources: Words, suggestions: tuple[Choice, ...]) -> tuple[Blocks, Blocks]:
    """What is told and what is left, where these lines stand below."""
    below = [text_of(line) for line in (sources, suggested(suggestions) if suggestions else ()) if line]
    return portioned(blocks, CHARACTERS - sum(map(len, below)) - len(below), LINES - len(below))


def _suggestions(follows: Iterable[str], about: str) -> Iterator[Choice]:
    """Those that can be said; in one that is about a role it has its article, 'a nurse', as one says it."""
    for response in list(follows)[:3]:
        if about or "{a_role}" not in choice(response, a_role="{a_role}").payload:
            yield choice(response, a_role=with_article(about))


def _sources(answer: Answer) -> Words:
    """One short line; sources of one name are told by their first."""
    firsts: dict[str, SourceRef] = {}
    for source in answer.sources:
        firsts.setdefault(source.name or source.title, source)
    told = [_source(name, source) for name, source in list(firsts.items())[:MOST_SOURCES]]
    if not told:
        return ()
    left = len(firsts) - len(told)
    response = "utter_sources_more" if left else "utter_sources" if len(told) > 1 else "utter_source"
    return said(response, sources=joined(told, "; "), count=str(left))


def _source(name: str, source: SourceRef) -> Words:
    return linked(name, source.url) if source.url else plain(name)
