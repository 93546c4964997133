"""Any document, with texts that Slack would take for something else, and what of it is to be seen."""

from collections.abc import Iterator

from hypothesis import strategies as st

from bot.saying.document import Bar, Bars, Block, Choice, Document, Heading, Listing, Paragraph, Row, Span, Table, Words

KNOWN_MEMBER = "U0GOOD0001"
NASTY = st.sampled_from(
    ["<!channel>", "<@U0EVIL001>", "U0EVIL001", KNOWN_MEMBER, "<https://x.example|here>", "*bold* _it_ ~st~ `co`",
     "&amp; & <", ":smile:", "\u202eright to left\u2066", "\ud83d half", "\x00\x1b", "שלום עולם", "e\u0301" * 40, "> q",
     "- item", "a *", "* b", "https://x.example/a?b=1&c=2.", "😀" * 30, "word " * 400, "y" * 4000, '"' * 900,
     "a\n" * 300, "\n\n", "Baker " * 300, "https://x.example/" + "z" * 900]
)  # fmt: skip
TEXTS = st.lists(NASTY | st.text(max_size=20), min_size=1, max_size=3).map("".join) | st.text(max_size=40)
URLS = st.sampled_from(
    ["https://x.example/?a=1&b=<2>|3", "https://x.example/" + "&" * 980, "https://x.example/" + "a" * 1000,
     "javascript:alert()", "https://", "<!here>"]
)  # fmt: skip
MEMBERS = st.sampled_from([KNOWN_MEMBER, "U0EVIL001", "handle", "<!here>"])
SPANS = st.one_of(
    st.builds(Span, TEXTS, st.booleans()),
    st.builds(Span, TEXTS, st.booleans(), url=URLS),
    st.builds(lambda member: Span(member, member=member), MEMBERS),
)
WORDS = st.lists(SPANS, min_size=1, max_size=4).map(tuple)
LEAD = st.just(()) | WORDS
BARS = st.lists(st.builds(Bar, TEXTS, st.integers(0, 100), st.none() | st.integers(0, 100)), max_size=3).map(tuple)
CELLS = st.lists(TEXTS, min_size=1, max_size=3).map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.lists(TEXTS, min_size=1, max_size=3).map(tuple))
    cells = st.tuples(*[CELLS] * len(columns))
    return Table(columns, draw(st.lists(st.builds(Row, TEXTS, cells), min_size=1, max_size=4).map(tuple)))


LINES = st.one_of(
    st.builds(Heading, WORDS),
    st.builds(Paragraph, WORDS),
    st.builds(Listing, st.lists(WORDS, max_size=4).map(tuple), LEAD),
    st.builds(Bars, BARS, LEAD),
)
CHOICES = st.lists(st.builds(Choice, TEXTS, TEXTS), max_size=8, unique_by=lambda choice: choice.payload).map(tuple)


def documents(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[Document]:
    told = st.lists(blocks, min_size=1, max_size=4).map(tuple)
    return st.builds(Document, told, LEAD, CHOICES, CHOICES, st.lists(blocks, max_size=1).map(tuple))


def texts_of(document: Document) -> Iterator[str]:
    """All that is to be seen of a document, in order, but for what can be pressed."""
    for block in document.blocks:
        yield from _texts(block)
    yield from _spans(document.sources)


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield from block.columns
        for row in block.rows:
            yield row.label
            yield from (entry for cell in row.cells for entry in cell)
        return
    yield from _spans(block.words)
    if isinstance(block, Listing):
        for item in block.items:
            yield from _spans(item)
    elif isinstance(block, Bars):
        for bar in block.bars:
            yield f"{bar.label} {'' if bar.before is None else bar.before} {bar.value}"


def _spans(words: Words) -> Iterator[str]:
    return (span.text for span in words)
