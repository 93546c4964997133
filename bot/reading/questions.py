"""The questions in a message: several are cut apart, and each is read by itself."""

from bot.reading.duty import begins_with_who
from bot.reading.words import pattern

# Where another question may begin: after the end of one, or at 'and' before what can only be one.
_QUESTION_END = pattern(r"\?+\s*|(?<=[.!;])\s+")
_NEXT_ASKED = pattern(
    r",?\s+and\s+(?:then\s+)?(?=(?:what|where|which|who|whose|why|how\s+(?:much|many|long|do|does|can|is|are|would))\b)"
)
# The same after a question that 'what' and the like cannot begin anew: 'is a chef above a cook and does he hire'.
_NEXT_CHECKED = pattern(
    r",?\s+and\s+(?:then\s+)?(?=(?:is|are|does|do|can|could)\s+(?:they|it|he|she|we|you|i|an?|the)\b)"
)
_ASKING = pattern(
    r"(?:and\s+|also\s+|then\s+|so\s+|ok\s+)*(?:what|how|where|which|who|whose|why|is|are|does|do|can|could|should"
    r"|will|would|tell\s+me|compare|list|show|explain|describe)\b"
)
_OPEN = pattern(r"\W*(?:and\s+|so\s+)*(?:what|how|where|which|who|whose|why)\b")
# Questions that are about one thing although they have two question words.
_TOGETHER = pattern(r"\b(?:differ\w*|compar\w*|between|versus|vs|in common|both|or)\b")
_AND = pattern(r"\s*(?:,\s*and also|,\s*and|\band also\b|\bas well as\b|\band\b|&|\bplus\b|;|,)\s*")
_LOOKS_ASKED = pattern(
    r"\?\s*$|^\W*(?:and\s+|so\s+|but\s+)*(?:who|whom|whose|what|which|how|why|when|where)\b"
    r"|^\W*(?:does|do|is|are|can|could|should|will|would)\s+(?:they|it|he|she|we|you|i|an?|the|this|that)\b"
    r"|^\W*(?:please\s+)?(?:tell\s+me|list|show|explain|compare|give\s+me|describe)\b"
)


def questions_in(text: str) -> list[str]:
    """The questions of a message, in order: 'what does a nurse do? and how much does she earn' has two.

    A message that is no more than one question, or questions all of one kind that belong together ('who hires people
    and who pays them'), is left whole.
    """
    pieces = [piece.strip() for piece in _QUESTION_END.split(text) if piece.strip()]
    # 'What do they share and how do they differ' is one question, and so is 'does she say what is sold and how'.
    pieces = [part for piece in pieces for part in _parts(piece)]
    asked = [piece for piece in pieces if _ASKING.match(piece) and len(piece.split()) > 1]
    if len(asked) < 2 or len(asked) < len(pieces) or all(map(begins_with_who, asked)):
        return [text]
    return asked


def _parts(piece: str) -> list[str]:
    """A question cut where 'and' begins another."""
    if _TOGETHER.search(piece):
        return [piece]
    cut = _NEXT_CHECKED.split(piece)
    if len(cut) == 1 and _OPEN.match(piece):
        cut = _NEXT_ASKED.split(piece)
    # 'Which jobs use Excel and which use R' asks for both.
    return [piece] if len({part.split()[0].lower() for part in cut if part}) < len(cut) else cut


def together(text: str) -> bool:
    """Whether a text may be about two things beside each other."""
    return bool(_TOGETHER.search(text) or _AND.search(text))


def looks_asked(text: str) -> bool:
    """Whether a text asks or requests something, by how it begins or ends."""
    return bool(_LOOKS_ASKED.search(text))
