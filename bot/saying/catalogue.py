"""What is said of what there is: the roles that are known, and where answers were read."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.saying.answer import Answer, SourceRef
from bot.saying.blocks import all_of
from bot.saying.document import Block, Choice, Listing, Paragraph, Words
from bot.saying.kinds import AnswerKind, FactKind
from bot.saying.words import linked, plain, said, strong, titles

# More roles than this are counted by family rather than named one by one.
MOST_NAMED = 150
# So many titles stand in one line.
IN_LINE = 4


def _roles(answer: Answer) -> Iterator[Block]:
    if not answer.roles:
        yield Paragraph(said("utter_roles_none"))
        return
    if len(answer.roles) == 1:
        yield Paragraph(said("utter_roles_one", role=strong(answer.roles[0].title)))
        return
    if len(answer.roles) <= IN_LINE:
        titled = titles([role.title for role in answer.roles])
        yield Paragraph(said("utter_roles_few", count=str(len(answer.roles)), roles=titled))
        return
    families = _families(answer)
    count = f"{len(answer.roles):,}"
    if len(answer.roles) > MOST_NAMED:
        # The largest first: nobody reads forty lines to find a field.
        largest = sorted(families, key=lambda family: (-len(families[family]), family))
        items = tuple(_counted(family, len(families[family])) for family in largest)
        yield Listing(items, said("utter_roles_many", count=count))
    else:
        yield Listing(tuple(_named(families)), said("utter_roles", count=count))
    left_out = [plain(fact.text) for fact in answer.facts if fact.kind is FactKind.left_out]
    if left_out:
        yield Paragraph(said("utter_left_out", names=all_of(left_out)))


def _families(answer: Answer) -> dict[str, list[str]]:
    """The titles of each family."""
    of = {fact.role: fact.text for fact in answer.facts if fact.kind is FactKind.family}
    families: dict[str, list[str]] = {}
    for role in answer.roles:
        families.setdefault(of.get(role.id, ""), []).append(role.title)
    return families


def _counted(family: str, count: int) -> Words:
    return said("utter_family_one" if count == 1 else "utter_family", family=family, count=str(count))


def _named(families: Mapping[str, Sequence[str]]) -> Iterator[Words]:
    """The titles, a few in a line; each line with its family, where there are several."""
    for family, members in sorted(families.items()):
        for start in range(0, len(members), IN_LINE):
            named = ", ".join(members[start : start + IN_LINE])
            yield plain(f"{family}: {named}") if family and len(families) > 1 else plain(named)


def _cited(answer: Answer) -> Iterator[Block]:
    if not answer.sources:
        yield Paragraph(said("utter_nothing_cited"))
    elif len(answer.sources) == 1:
        yield Paragraph(said("utter_cited_one", source=_source(answer.sources[0])))
    else:
        yield Listing(tuple(map(_source, answer.sources)), said("utter_cited"))


def _source(source: SourceRef) -> Words:
    """A source with its address in full, for channels that draw no links."""
    return (*plain(f"{source.title}, "), *linked(source.url, source.url)) if source.url else plain(source.title)


SAYINGS: Mapping[AnswerKind, Callable[[Answer], Iterator[Block | Choice]]] = {
    AnswerKind.roles: _roles,
    AnswerKind.sources: _cited,
}
